"""Text of single impressions, class by class, and whether another unit's seal is ever taken for one's own."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from multiprocessing import get_context

from rapidfuzz.distance import Indel

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure, worst_tenth
from cases.plain_text import name_as_read
from cases.reading import ColourMode, PageReading, Seal, Source
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from ocr.seals.name_tests import with_name_tests
from ocr.seals.seals import find_seals
from tests.drawing.ring_pages import GROUPS, RingPage, draw_ring_page, draw_twins
from validators.names import Match, compare
from validators.seal_names import bears

IMPRESSIONS = 16
"""Of each class; 30 s a class on two cores."""

TWINS = 200
ALIKE = 0.8
LEAST_ALIKE = 98.0
HARD = frozenset({"浅淡、残缺、拖墨", "灰度", "低分辨率椭圆"})
"""Classes in which parts of the name are not on the picture: measured without a target."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How one impression was read: likeness to the truth 0.0–1.0, and whether it differs though the rules trust it."""

    likeness: float
    exact: bool
    trusted_wrong: bool


def measure(corpus: Corpus) -> list[Figure]:
    """Return for each class the shares read alike, exactly, and wrong with confidence; then the trial of twins."""
    figures: list[Figure] = []
    with ProcessPoolExecutor(corpus.processes, get_context("spawn")) as pool:
        every: list[Reading] = []
        for group in GROUPS:
            found = list(pool.map(partial(_read, group), corpus.seeds(IMPRESSIONS), chunksize=4))
            figures += _figures(group, found, least=None if group in HARD else LEAST_ALIKE)
            every += [] if group in HARD else found
        figures += _figures("以上合计（不含残缺、灰度、低分辨率）", every, least=LEAST_ALIKE)
        seeds = corpus.seeds(TWINS)
        taken = sum(pool.map(_takes_twin, seeds, chunksize=8))
    twins = Figure("ring_text", "一字之差的他家印章", "当作本单位", float(taken), "枚", most=0.0, count=len(seeds))
    return [*figures, twins]


def read_impression(page: RingPage) -> Seal | None:
    """Return the seal of a sheet, the largest where several were found."""
    colour = ColourMode.GREY if page.grey else ColourMode.COLOUR
    seals = find_seals(page.bitmap, page.dots_per_inch, colour, _engine(), size_known=page.size_known)
    return max(seals, key=lambda seal: seal.size_mm[0], default=None)


def _figures(group: str, found: Sequence[Reading], least: float | None) -> list[Figure]:
    count = len(found)
    alike, exact, wrong = (
        100 * sum(values) / count
        for values in zip(*((one.likeness >= ALIKE, one.exact, one.trusted_wrong) for one in found), strict=True)
    )
    worst = worst_tenth([1 - one.likeness for one in found])
    return [
        Figure("ring_text", group, "相似度不低于 0.8", alike, "%", least=least, count=count),
        Figure("ring_text", group, "一字不差", exact, "%", count=count),
        Figure("ring_text", group, "错而自信", wrong, "%", most=0.5, count=count),
        Figure("ring_text", group, "最差十分之一的错字率", 100 * worst, "%", count=count),
    ]


def _read(group: str, seed: int) -> Reading:
    page = draw_ring_page(group, seed)
    seal = read_impression(page)
    if seal is None:
        return Reading(0.0, False, trusted_wrong=False)
    if not page.on_ring:
        likeness = Indel.normalized_similarity(name_as_read(seal.inner_text), name_as_read(page.text))
        return Reading(likeness, likeness == 1.0, trusted_wrong=bool(seal.text) and seal.text_score >= ALIKE)
    wrong = compare(seal.text, seal.text_score, page.text) is Match.DIFFERENT
    likeness = Indel.normalized_similarity(name_as_read(seal.text), name_as_read(page.text))
    return Reading(likeness, name_as_read(seal.text) == name_as_read(page.text), wrong)


def _takes_twin(seed: int) -> bool:
    """Tell whether a seal is taken for the applicant's whose name is its twin's."""
    name, page = draw_twins(seed, ("line", "dense", "table")[seed % 3])
    seal = read_impression(page)
    if seal is None:
        return False
    sheet = PageReading(1, 0, 1, (0.0, 0.0), Source.OCR, ColourMode.COLOUR, 0, (), (seal,), (), 0.0)
    [tested] = with_name_tests([sheet], [name], _engine)
    return bears(tested.seals[0], name) is Match.SAME


@cache
def _engine() -> OcrEngine:
    return make_engine("rapid", None, 1)
