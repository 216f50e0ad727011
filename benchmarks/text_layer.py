"""The text layer of born-digital pages: time with and without its picture, lies found, honest pages accused."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure, worst_tenth
from cases.plain_text import print_shape
from cases.reading import PageReading, Source
from cases.submission import FileKind
from ocr.engine import DOTS_PER_INCH, OcrEngine
from ocr.engines.engines import make_engine
from ocr.file.document import RenderedPage, open_document
from ocr.file.rendered import to_page
from ocr.read import read_page
from ocr.text.layer_reading import read_layer
from sandbox.characters import Placement, read_segments
from sandbox.limits import Limits
from sandbox.pdf import OpenedPdf, page_message
from tests.drawing import SubmissionSpec, draw_submission
from tests.drawing.text_layers import HONEST, LIES

PAGES = 4
"""Pages of each way of setting or lying in a full run."""

SUBMISSIONS = 2
TAKEN_LIMIT, COMPARED_LIMIT = 30.0, 150.0
REAL = ("01_cn_born_digital_report_9p", "02_cn_duplicate_chars", "03_cn_standard_page", "04_cn_form_acroform")
ITEMS = ("dispatch-new", "hours-comprehensive", "layoff-report")
WHOLE = "整份材料"
"""Group of the pages of drawn submissions, with seals and tables."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one page.

    Attributes:
        believed: Text that the layer claims and the picture does not show stands in the reading.
        flagged: The page is called a lying one.
        layer: Its text comes from the layer, alone or with that of pictures.
        lost: The enterprise or another text that the page shows is not in the reading.
    """

    group: str
    believed: bool
    flagged: bool
    layer: bool
    lost: bool


def measure(corpus: Corpus) -> list[Figure]:
    """Return times per class, then lies believed and told, then honest pages accused."""
    figures = list(_times(corpus))
    tasks = [(group, seed) for group in (*HONEST, *LIES) for seed in corpus.seeds(PAGES)]
    tasks += [(WHOLE, seed) for seed in corpus.seeds(SUBMISSIONS)]
    if _samples() is not None:
        tasks += [(name, 0) for name in REAL]
    with ProcessPoolExecutor(corpus.processes, mp_context=get_context("spawn")) as pool:
        answers = [answer for found in pool.map(_answers, tasks, chunksize=2) for answer in found]
    for group in LIES:
        figures += _lies(group, [answer for answer in answers if answer.group == group])
    honest = (*HONEST, WHOLE, *(REAL if _samples() is not None else ()))
    for group in honest:
        figures += _accused(group, [answer for answer in answers if answer.group == group])
    figures += _lies("全部作假", [answer for answer in answers if answer.group in LIES])
    return [*figures, *_accused("全部真实", [answer for answer in answers if answer.group in honest])]


def _lies(group: str, answers: list[Answer]) -> Iterator[Figure]:
    count = len(answers)
    believed, flagged = sum(one.believed for one in answers), sum(one.flagged for one in answers)
    yield Figure("text_layer", group, "采信了假文字", float(believed), "页", most=0.0, count=count)
    yield Figure("text_layer", group, "不采信且标记", 100 * flagged / max(count, 1), "%", count=count)


def _accused(group: str, answers: list[Answer]) -> Iterator[Figure]:
    count = max(len(answers), 1)
    accused, lost = sum(one.flagged for one in answers), sum(one.lost for one in answers)
    limit = 1.0 if group.startswith("全部") else None
    yield Figure("text_layer", group, "误指为作假", 100 * accused / count, "%", most=limit, count=len(answers))
    yield Figure("text_layer", group, "采用文字层", 100 * sum(one.layer for one in answers) / count, "%", count=count)
    yield Figure("text_layer", group, "丢失页上文字", float(lost), "页", count=len(answers))


def _answers(task: tuple[str, int]) -> list[Answer]:
    group, seed = task
    if group in HONEST or group in LIES:
        drawn = (HONEST | LIES)[group](seed)
        (reading,) = _read(drawn.content)
        text = print_shape(reading.text)
        lost = any(print_shape(kept) not in text for kept in (drawn.unit, *(() if group in LIES else drawn.kept)))
        return [_answer(group, reading, bool(drawn.claimed) and print_shape(drawn.claimed) in text, lost)]
    return [_answer(group, reading, False, False) for reading in _read(_content(group, seed))]


def _answer(group: str, reading: PageReading, believed: bool, lost: bool) -> Answer:
    layer = reading.source in (Source.TEXT_LAYER, Source.MIXED)
    return Answer(group, believed, "page-hidden-text" in reading.flags, layer, lost)


def _content(group: str, seed: int) -> bytes:
    samples = _samples()
    if group in REAL and samples is not None:
        return (samples / "pdf" / f"{group}.pdf").read_bytes()
    item = ITEMS[seed % len(ITEMS)]
    return draw_submission(SubmissionSpec(item, seed=seed, born_digital=True)).content


def _samples() -> Path | None:
    folder = os.environ.get("SHOULI_SAMPLES")
    return Path(folder) if folder else None


def _read(content: bytes) -> list[PageReading]:
    with open_document(content, FileKind.PDF, Limits()) as document:
        return [read_page(page, _engine(1), {}) for page in document.pages()]


@cache
def _engine(threads: int) -> OcrEngine:
    return make_engine("rapid", None, threads)


def _times(corpus: Corpus) -> Iterator[Figure]:
    """Measure in this process, one page after the other: sandbox start, seals and tables apart."""
    seed = corpus.seeds(1)[0]
    groups = {group: draw(seed).content for group, draw in HONEST.items()}
    groups[WHOLE] = _content(WHOLE, seed)
    if _samples() is not None:
        groups |= {name: _content(name, 0) for name in REAL}
    _engine(2).warm_up()
    _timed(next(iter(groups.values())))
    every: list[tuple[float, float]] = []
    for group, content in groups.items():
        found = _timed(content)
        every += found
        yield from _time_figures(group, found, None, None)
    yield from _time_figures("全部电子页", every, TAKEN_LIMIT, COMPARED_LIMIT)


def _time_figures(
    group: str, found: list[tuple[float, float]], taken: float | None, compared: float | None
) -> Iterator[Figure]:
    if not found:
        return
    for name, place, limit in (("取文字", 0, taken), ("取文字并与图像比对", 1, compared)):
        values = [pair[place] for pair in found]
        yield Figure("text_layer", group, name, statistics.median(values), "毫秒", most=limit, count=len(values))
        yield Figure("text_layer", group, f"{name}（最慢十分之一）", worst_tenth(values), "毫秒", count=len(values))


def _timed(content: bytes) -> list[tuple[float, float]]:
    """Return milliseconds per page that has a sound layer: text taken, and with its picture drawn and compared."""
    opened = OpenedPdf(content, Limits())
    found = []
    for index in range(opened.pages):
        started = time.perf_counter()
        assert opened.document is not None
        page = opened.document[index]
        read_segments(page, Placement(page.get_cropbox(), page.get_rotation()), Limits().text_bytes)
        taken = time.perf_counter() - started
        started = time.perf_counter()
        if (rendered := _drawn(opened, index)).text_trusted:
            read_layer(rendered, rendered.bitmap, [], _engine(2))
            found.append((1000 * taken, 1000 * (time.perf_counter() - started)))
    return found


def _drawn(opened: OpenedPdf, index: int) -> RenderedPage:
    message, picture = page_message(opened, index, Limits(), float(DOTS_PER_INCH))
    return to_page({**message, "number": index + 1}, bytearray(picture))
