"""Seals against names: the own seal under every wear, and seals of units whose names differ by one like character.

Every twin's name is one that a unit may bear: a seal of 祟 tested for 崇 would measure what no office meets.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from random import Random

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from cases.reading import ColourMode, PageReading, Seal, Source
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from ocr.seals.fixed_words import makes_a_name
from ocr.seals.impressions import reconcile
from ocr.seals.look_alikes import look_alikes
from ocr.seals.name_tests import with_name_tests
from ocr.seals.seals import find_seals
from tests.drawing.fonts import debian_fonts_present
from tests.drawing.ring_names import PAIRS, unit_name
from tests.drawing.ring_pages import Impression, Setting, press
from tests.drawing.scanning import draw_scan
from tests.drawing.seals import Inking, SealDesign, draw_inking, official_seal
from validators.names import Match
from validators.seal_names import bears

STAMPS = 300
"""Stamps, each with three impressions: 3,000 tests of single impressions against the name of another unit."""

WEARS = ("清楚", "浅淡或干涩", "盖在密集文字或表格上")
_MOST_RIVALS = 2
"""Names beside the twin's that every own impression is tested against."""

_EDGES = (-1000.0, -6.0, -2.0, 0.0, 1.0, 2.0, 3.0, 5.0, 8.0, 1000.0)
_OTHER_FACES = ("song", "zenhei", "kai")
"""Faces that the leanings were not measured on."""


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one impression against one name: how it was worn, if the name is its own, verdict, odds, seconds.

    ``together`` says that it was judged beside two impressions of the stamp that bears the name.
    """

    wear: str
    own: bool
    verdict: Match
    odds: float | None
    seconds: float
    together: bool = False


def measure(corpus: Corpus) -> list[Figure]:
    """Return own seals and twins by wear, alone and beside others, then how far the odds can be trusted."""
    with ProcessPoolExecutor(corpus.processes, mp_context=get_context("spawn")) as pool:
        told = [one for found in pool.map(_stamp, corpus.seeds(STAMPS), chunksize=2) for one in found]
    return [*_counts(told), *_reliability(told), *_seconds(told)]


@cache
def _engine() -> OcrEngine:
    return make_engine("rapid", None, 1)


def _stamp(seed: int) -> list[Told]:
    """Draw one stamp and one of its twin, and judge their impressions alone and together."""
    random = Random(f"stamp of twins {seed}")
    name, twin, at = _names(random)
    wear = WEARS[seed % len(WEARS)]
    design = _design(name, random)
    own = [_page(design, wear, number, random) for number in (1, 2, 3)]
    foreign = _page(replace(design, text=twin), wear, 3, random)
    told = [*_alone(foreign, name, wear, own=False), *_together([*own[:2], foreign], name, wear)]
    for page in own:
        told += _alone(page, name, wear, own=True)
        for other in _others(name, twin, at):
            told += _alone(page, other, wear, own=False)
    return told


def _names(random: Random) -> tuple[str, str, int]:
    """Return a name, one that differs from it by a like character, and where."""
    one, other = random.sample(random.choice(PAIRS), 2)
    name = unit_name(random, 8, 20)
    at = random.randrange(2, min(6, len(name) - 4))
    return name[:at] + one + name[at + 1 :], name[:at] + other + name[at + 1 :], at


def _others(name: str, twin: str, at: int) -> Iterator[str]:
    """Yield the twin's name, and names with the look-alikes of other characters."""
    yield twin
    places = {place: rival for place in (at + 1, 2, 3) if place != at and (rival := _like(name, place))}
    for place, rival in list(places.items())[:_MOST_RIVALS]:
        yield name[:place] + rival + name[place + 1 :]


def _like(name: str, place: int) -> str | None:
    """Return what is most like a character and makes another name."""
    rivals = (rival for rival in look_alikes().rivals(name[place]) if makes_a_name(name, place, rival))
    return next(rivals, None)


def _design(name: str, random: Random) -> SealDesign:
    faces = _OTHER_FACES if debian_fonts_present() else ("micro", "sans", "light")
    code = "".join(random.choices("0123456789", k=13)) if random.random() < 0.5 else ""
    design = official_seal(name, code, random.choice((38.0, 40.0, 42.0, 42.0, 45.0)), random.choice(faces))
    return replace(design, narrow=random.choice((1.0, 1.0, random.uniform(0.55, 0.9))))


def _page(design: SealDesign, wear: str, number: int, random: Random) -> PageReading:
    """Press a stamp on a sheet, scan it at 150, 200 or 300 dpi and read it."""
    scan = replace(draw_scan(random), dots_per_inch=random.choice((150, 200, 200, 300)))
    below = random.choice(("dense", "table")) if wear == WEARS[2] else "line"
    sheet = press(Impression(design, _inking(wear, random)), Setting(scan, below), random)
    seals = find_seals(sheet.bitmap, sheet.dots_per_inch, ColourMode.COLOUR, _engine())
    largest = sorted(seals, key=lambda seal: -seal.size_mm[0])[:1]
    size = (130.0, 130.0)
    return PageReading(number, 0, number, size, Source.OCR, ColourMode.COLOUR, 0, (), tuple(largest), (), 0.1)


def _inking(wear: str, random: Random) -> Inking:
    inking = draw_inking(random)
    if wear != WEARS[1]:
        return inking
    if random.random() < 0.5:
        return replace(inking, strength=random.uniform(0.35, 0.55), unevenness=0.5, speckle=0.1)
    return replace(inking, dry=random.uniform(0.3, 0.8), fading=random.choice((0.0, random.uniform(0.4, 0.8))))


def _alone(page: PageReading, name: str, wear: str, *, own: bool) -> Iterator[Told]:
    """Yield what comes of a page by itself."""
    started = time.process_time()
    [tested] = with_name_tests([page], [name], _engine)
    for seal in tested.seals:
        yield Told(wear, own, bears(seal, name), _odds(seal), time.process_time() - started)


def _together(pages: Sequence[PageReading], name: str, wear: str) -> Iterator[Told]:
    """Yield what comes of the pages of one submission, the last of which bears the twin's seal."""
    started = time.process_time()
    tested = with_name_tests(reconcile(pages, _engine), [name], _engine)
    seconds = (time.process_time() - started) / len(pages)
    for at, page in enumerate(tested):
        for seal in page.seals:
            yield Told(wear, at < len(pages) - 1, bears(seal, name), _odds(seal), seconds, together=True)


def _odds(seal: Seal) -> float | None:
    return seal.tests[0].odds if seal.tests else None


def _counts(told: Sequence[Told]) -> Iterator[Figure]:
    for together, where in ((False, "单枚"), (True, "与同一枚印章的其他印文一起")):
        for wear in (*WEARS, "合计"):
            group = f"{where}：{wear}"
            found = [one for one in told if one.together is together and wear in (one.wear, "合计")]
            own, twins = ([one for one in found if one.own is whose] for whose in (True, False))
            yield _share(group, "本单位印章认出", own, Match.SAME)
            yield _share(group, "本单位印章送人工", own, Match.UNREADABLE)
            yield _share(group, "本单位印章称为他家", own, Match.DIFFERENT)
            taken = sum(one.verdict is Match.SAME for one in twins)
            yield Figure("twins", group, "一字之差的他家印章当作本单位", taken, "枚", most=0.0, count=len(twins))
            yield _share(group, "一字之差的他家印章认出", twins, Match.DIFFERENT)


def _share(group: str, name: str, told: Sequence[Told], verdict: Match) -> Figure:
    value = 100 * sum(one.verdict is verdict for one in told) / max(len(told), 1)
    return Figure("twins", group, name, value, "%", count=len(told))


def _reliability(told: Sequence[Told]) -> Iterator[Figure]:
    """Yield for each stretch of odds how many of the single impressions in it are the name's own."""
    for least, most in pairwise(_EDGES):
        found = [one for one in told if not one.together and one.odds is not None and least <= one.odds < most]
        own = 100 * sum(one.own for one in found) / max(len(found), 1)
        name = f"对数比 {least:g} 至 {most:g}：确为本单位"
        yield Figure("twins", "可靠性（单枚，经比对）", name, own, "%", count=len(found))


def _seconds(told: Sequence[Told]) -> Iterator[Figure]:
    tested = [one.seconds for one in told if not one.together and one.odds is not None]
    yield Figure("twins", "处理器用时", "每次比对，平均", sum(tested) / max(len(tested), 1), "秒", count=len(tested))
