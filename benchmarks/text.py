"""Character error rate of whole pages, class by class, and of the lines under seals.

The real files are those of ``SHOULI_SAMPLES`` that come with their reference text.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.error_rate import error_rate, errors_within
from benchmarks.figure import Figure, worst_tenth
from cases.submission import FileKind
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from ocr.file.document import open_document
from ocr.read import read_page
from sandbox.limits import Limits
from tests.drawing.fonts import FontMissing
from tests.drawing.text_pages import CLASSES, FaxFailed, draw_text_page

PAGES = 30
"""Pages of each class in a full run."""

CLEAN, UNDER_SEAL, PHOTO, FINE_FAX = 0.5, 2.0, 3.0, 5.0
MOST = {
    "清晰扫描200": CLEAN, "清晰扫描300": CLEAN, "密排正文": CLEAN, "表格": CLEAN, "倾斜": CLEAN, "转向": CLEAN,
    "平放拍照": PHOTO, "手持拍照": PHOTO, "精细传真": FINE_FAX,
}  # fmt: skip
"""Percent, by class; from the table of targets."""


def measure(corpus: Corpus) -> list[Figure]:
    """Return mean and worst tenth per class, percent of characters; classes that cannot be drawn are left out."""
    tasks = [(name, seed) for name in CLASSES for seed in corpus.seeds(PAGES)]
    rates: dict[str, list[float]] = {}
    covered: list[tuple[int, int]] = []
    with ProcessPoolExecutor(corpus.processes) as pool:
        for (name, _), result in zip(tasks, pool.map(measure_page, tasks), strict=True):
            if result is not None:
                rates.setdefault(name, []).append(100 * result[0])
                covered += result[1]
    figures = [figure for name, values in rates.items() for figure in _figures(name, values, MOST.get(name))]
    if covered:
        share = 100 * sum(wrong for wrong, _ in covered) / sum(length for _, length in covered)
        figures.append(Figure("text", "印章之下的行", "错误率", share, "%", most=UNDER_SEAL, count=len(covered)))
    real = [100 * rate for rate in _real_files()]
    return [*figures, *(_figures("真实文件", real, None) if real else [])]


def measure_page(task: tuple[str, int]) -> tuple[float, list[tuple[int, int]]] | None:
    """Return the error rate of a drawn page and errors and lengths of its covered lines; None if it cannot be drawn."""
    try:
        page = draw_text_page(*task)
    except (FontMissing, FaxFailed):
        return None
    read = _read(page.content, page.kind)
    return error_rate(read, page.orders), [errors_within(read, line) for line in page.covered]


def _figures(name: str, values: list[float], most: float | None) -> Iterable[Figure]:
    yield Figure("text", name, "错误率", sum(values) / len(values), "%", most=most, count=len(values))
    yield Figure("text", name, "最差的十分之一", worst_tenth(values), "%", count=max(1, len(values) // 10))


def _real_files() -> Iterable[float]:
    folder = os.environ.get("SHOULI_SAMPLES")
    for reference in sorted(Path(folder, "ocr").glob("*.gt.txt")) if folder else ():
        name = reference.name.removesuffix(".gt.txt")
        picture = next(path for path in reference.parent.glob(f"{name}.*") if path != reference)
        yield error_rate(_read(picture.read_bytes(), FileKind.IMAGE), [reference.read_text("utf-8").splitlines()])


def _read(content: bytes, kind: FileKind) -> str:
    with open_document(content, kind, Limits()) as document:
        return "\n".join(read_page(page, _engine(), {}).text for page in document.pages())


@cache
def _engine() -> OcrEngine:
    return make_engine("rapid", None, 1)
