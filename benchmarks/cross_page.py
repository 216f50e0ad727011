"""Cross-page seals (骑缝章) over drawn sets of pages: verdict right, confidently wrong, pages named exactly."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context

import numpy as np

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from cases.reading import Coverage, CrossPageSeal, PageReading, Source
from ocr.cross_page.cross_page_seal import join
from ocr.cross_page.fragments import find_fragments
from ocr.engine import Bitmap, OcrEngine
from ocr.engines.engines import make_engine
from ocr.picture.colour import colour_mode
from ocr.seals.seals import find_seals
from tests.drawing.cross_page_sets import A4_MM, RECIPES, DrawnSet, draw_set

SETS = 8
"""Sets of each class in a full run."""

LEAST_RIGHT = 97.0
FIRM = {Coverage.COMPLETE, Coverage.PARTIAL, Coverage.ABSENT}


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said about one set.

    Attributes:
        plain: The set's state can be told from its pages: complete, partial or absent is the one right answer.
        right, wrong: The verdict is a right one; a firm verdict is none of them.
        named: Of a partial verdict: missing and foreign pages are exactly those of the drawing.
    """

    group: str
    plain: bool
    right: bool
    wrong: bool
    named: bool | None


def measure(corpus: Corpus) -> list[Figure]:
    """Return per class the shares of right, firmly wrong and exactly named verdicts, and the same over all."""
    tasks = [(group, seed) for group in RECIPES for seed in corpus.seeds(SETS)]
    with ProcessPoolExecutor(corpus.processes, mp_context=get_context("spawn")) as pool:
        answers = list(pool.map(_answer, tasks, chunksize=2))
    figures: list[Figure] = []
    for group in RECIPES:
        figures += _figures(group, [answer for answer in answers if answer.group == group])
    plain = [answer for answer in answers if answer.plain]
    return [*figures, *_figures("完整、部分、未盖", plain, least=LEAST_RIGHT), *_figures("全部", answers, most=0.5)]


def read_pages(drawn: DrawnSet, engine: OcrEngine) -> list[PageReading]:
    """Return what is read from each page of a set: seals and fragments, no text."""
    return [_reading(place + 1, drawn.page(place), drawn.dots_per_inch, drawn.recipe.photo, engine)
            for place in range(drawn.count)]


def judge(drawn: DrawnSet, pages: Sequence[PageReading]) -> CrossPageSeal:
    """Return the verdict over the pages that are judged."""
    return join([pages[place] for place in drawn.judged], pages)


def _reading(number: int, bitmap: Bitmap, dots: float, photo: bool, engine: OcrEngine) -> PageReading:
    colour = colour_mode(bitmap, bool(np.ptp(bitmap, axis=2).max() == 0), False)
    resolution = 0.0 if photo else dots
    seals = find_seals(bitmap, resolution, colour, engine, size_known=not photo)
    fragments = find_fragments(bitmap, resolution, colour, seals)
    size = (0.0, 0.0) if photo else A4_MM
    return PageReading(number, 0, number, size, Source.OCR, colour, 0, (), tuple(seals), tuple(fragments), 0.1,
                       size_known=not photo)


def _answer(task: tuple[str, int]) -> Answer:
    group, seed = task
    drawn = draw_set(RECIPES[group], seed)
    verdict = judge(drawn, read_pages(drawn, _engine()))
    right = str(verdict.coverage) in drawn.states
    named = None
    if verdict.coverage is Coverage.PARTIAL and right:
        named = verdict.missing_pages == drawn.missing and verdict.foreign_pages == drawn.foreign
    plain = len(drawn.states) == 1 and drawn.states != ("uncertain",)
    return Answer(group, plain, right, not right and verdict.coverage in FIRM, named)


@cache
def _engine() -> OcrEngine:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    return make_engine("rapid", None, 1)


def _figures(
    group: str, answers: Sequence[Answer], least: float | None = None, most: float | None = None
) -> Iterator[Figure]:
    def share(is_so: Callable[[Answer], bool | None]) -> float:
        return 100 * sum(bool(is_so(answer)) for answer in answers) / max(1, len(answers))

    count = len(answers)
    yield Figure("cross_page", group, "结论正确", share(lambda one: one.right), "%", least=least, count=count)
    yield Figure("cross_page", group, "结论确定而错误", share(lambda one: one.wrong), "%", most=most, count=count)
    named = [answer for answer in answers if answer.named is not None]
    if named:
        exact = 100 * sum(bool(answer.named) for answer in named) / len(named)
        yield Figure("cross_page", group, "页码准确", exact, "%", count=len(named))
