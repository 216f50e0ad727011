"""Seals on drawn pages: present or absent per page, place, shape, size, star and kind, class by class."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure, worst_tenth
from cases.reading import Box, Seal, SealKind
from cases.units import POINTS_PER_MM
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from ocr.picture.colour import colour_mode
from ocr.seals.seals import find_seals
from tests.drawing.seal_pages import BARE, SEALED, PlacedSeal, draw_seal_page
from validators.impressions import SURE_IMPRESSION

PAGES = 24
"""Pages drawn of each class."""

FAR = 0.5
"""Overlap (intersection over union) of two boxes from which a find counts as the impression drawn."""


@dataclass(frozen=True, slots=True)
class Match:
    """An impression that was found: overlap of the boxes, distances in mm, what was told rightly."""

    overlap: float
    off_centre: float
    size_error: float
    shape: bool
    star: bool
    kind: bool
    wrong_kind: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """One page: impressions drawn, those found and those only suspected, finds that are none, seconds."""

    group: str
    drawn: int
    matches: tuple[Match, ...]
    suspected: int
    false: int
    doubtful: int
    seconds: float

    @property
    def present(self) -> bool:
        """Whether the reading asserts a seal on the page."""
        return bool(self.matches) or self.false > 0


def measure(corpus: Corpus) -> list[Figure]:
    """Return presence over all pages and class by class, and how well what was found is described."""
    tasks = [(group, seed) for group in (*SEALED, *BARE) for seed in corpus.seeds(PAGES)]
    with ProcessPoolExecutor(corpus.processes, mp_context=get_context("spawn")) as pool:
        outcomes = list(pool.map(_outcome, tasks, chunksize=4))
    return [*_presence(outcomes), *_descriptions(outcomes), *_by_class(outcomes)]


@cache
def _engine() -> OcrEngine:
    return make_engine("rapid", None, 1)


def _outcome(task: tuple[str, int]) -> Outcome:
    page = draw_seal_page(*task)
    mode = colour_mode(page.bitmap, page.one_channel, drawn=False)
    engine = _engine()
    started = time.perf_counter()
    seals = find_seals(page.bitmap, page.dots_per_inch, mode, engine, size_known=not page.photo)
    return judge(task[0], page.seals, seals, time.perf_counter() - started)


def judge(group: str, drawn: Sequence[PlacedSeal], found: Sequence[Seal], seconds: float) -> Outcome:
    """Return what the finds on a page come to; one below ``SURE_IMPRESSION`` is a suspicion only."""
    sure = [seal for seal in found if seal.score >= SURE_IMPRESSION]
    doubtful = [seal for seal in found if seal.score < SURE_IMPRESSION]
    pairs = [(one, _nearest(one, sure)) for one in drawn]
    matches = tuple(_match(one, seal) for one, seal in pairs if seal is not None)
    lost = [one for one, seal in pairs if seal is None]
    suspected = sum(_nearest(one, doubtful) is not None for one in lost)
    used = [seal for _, seal in pairs if seal is not None]
    return Outcome(group, len(drawn), matches, suspected, len(sure) - len(used), len(doubtful) - suspected, seconds)


def overlap(one: Box, other: Box) -> float:
    """Return the intersection of two boxes over their union."""
    width = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    height = max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    both = width * height
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return both / max(sum(areas) - both, 1e-9)


def _nearest(drawn: PlacedSeal, seals: Sequence[Seal]) -> Seal | None:
    best = max(seals, key=lambda seal: overlap(seal.box, drawn.box), default=None)
    return best if best is not None and overlap(best.box, drawn.box) >= FAR else None


def _match(drawn: PlacedSeal, seal: Seal) -> Match:
    middles = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in (drawn.box, seal.box)]
    size = max(
        abs(a - b)
        for a, b in zip(sorted(seal.size_mm), sorted((drawn.design.width_mm, drawn.design.height_mm)), strict=True)
    )
    starred = drawn.design.star and drawn.design.kind in ("official", "finance", "personnel", "union")
    return Match(
        overlap(seal.box, drawn.box),
        math.dist(*middles) / POINTS_PER_MM,
        size,
        seal.shape.value == drawn.design.shape,
        bool(seal.star) == starred or drawn.design.shape == "square",
        seal.kind.value == drawn.design.kind,
        seal.kind not in (SealKind.UNKNOWN, SealKind(drawn.design.kind)),
    )


def _presence(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    """Yield recall and precision over all pages; a bilevel copy of a seal counts too."""
    sealed, bare = [one for one in outcomes if one.drawn], [one for one in outcomes if not one.drawn]
    claimed = [one for one in outcomes if one.present]
    yield _share("全部页面", "有章页检出率", [bool(one.matches) for one in sealed], least=99.0)
    yield _share("全部页面", "称有章的页中确有章", [one.drawn > 0 for one in claimed], least=99.5)
    yield _share("全部页面", "有章页未检出也未存疑", [not one.matches and not one.suspected for one in sealed])
    yield _share("全部页面", "无章页存疑", [one.doubtful > 0 and not one.false for one in bare])
    yield _figure("全部页面", "每页多检的印章", sum(one.false for one in outcomes) / len(outcomes), "枚", len(outcomes))
    seconds = [one.seconds for one in outcomes]
    yield _figure("全部页面", "检测与识读用时，中位", statistics.median(seconds), "秒", len(seconds))
    yield _figure("全部页面", "检测与识读用时，最慢一成", worst_tenth(seconds), "秒", len(seconds))
    empty = [one.seconds for one in bare]
    yield _figure("无章页面", "检测用时，中位", statistics.median(empty), "秒", len(empty))


def _descriptions(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    """Yield how well the impressions found are placed, measured and named; sizes in photos are no sizes."""
    matches = [match for one in outcomes for match in one.matches]
    known = [match for one in outcomes if "拍照" not in one.group for match in one.matches]
    if not known:
        return
    overlaps = [1 - match.overlap for match in matches]
    yield _figure("检出的印章", "位置重合度，平均", 100 * (1 - statistics.mean(overlaps)), "%", len(matches))
    yield _figure("检出的印章", "位置重合度，最差一成", 100 * (1 - worst_tenth(overlaps)), "%", len(matches))
    yield _figure(
        "检出的印章", "中心偏差，最差一成", worst_tenth([match.off_centre for match in matches]), "毫米", len(matches)
    )
    sizes = [match.size_error for match in known]
    yield _figure("检出的印章", "直径误差，中位", statistics.median(sizes), "毫米", len(known))
    yield _figure("检出的印章", "直径误差，最差一成", worst_tenth(sizes), "毫米", len(known))
    yield _share("检出的印章", "形状正确", [match.shape for match in matches])
    yield _share("检出的印章", "五角星正确", [match.star for match in matches])
    yield _share("检出的印章", "种类正确", [match.kind for match in matches])
    yield _share("检出的印章", "种类断错（不含未知）", [match.wrong_kind for match in matches])


def _by_class(outcomes: Sequence[Outcome]) -> Iterator[Figure]:
    for group in SEALED:
        pages = [one for one in outcomes if one.group == group]
        yield _share(group, "有章页检出率", [bool(one.matches) for one in pages], least=99.0)
        drawn, found = sum(one.drawn for one in pages), sum(len(one.matches) for one in pages)
        yield _figure(group, "印章检出率", 100 * found / drawn, "%", drawn)
        yield _share(group, "未检出也未存疑", [not one.matches and not one.suspected for one in pages])
        matches = [match for one in pages for match in one.matches]
        yield _share(group, "种类正确", [match.kind for match in matches])
        yield _share(group, "种类断错（不含未知）", [match.wrong_kind for match in matches])
        yield _share(group, "多检的页", [one.false > 0 for one in pages], most=0.5)
    for group in BARE:
        pages = [one for one in outcomes if one.group == group]
        yield _share(group, "误称有章的页", [one.present for one in pages], most=0.5)
        yield _share(group, "存疑的页", [one.doubtful > 0 and not one.false for one in pages])


def _share(
    group: str, name: str, flags: Sequence[bool], most: float | None = None, least: float | None = None
) -> Figure:
    return Figure("seals", group, name, 100 * sum(flags) / max(len(flags), 1), "%", most, least, len(flags))


def _figure(group: str, name: str, value: float, unit: str, count: int) -> Figure:
    return Figure("seals", group, name, value, unit, count=count)
