"""Time and error rate per page, ours and others', on the same drawn pages in turn, so that ratios can be compared.

Error rates are those of ``benchmarks.error_rate``, each program in its own reading order. What our own two rows do:
``读字`` is ``engine.read``, the same task as the others'; ``整页`` adds finding and reading seals, and text below them.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import img2pdf

from benchmarks import rivals
from benchmarks.corpus import Corpus
from benchmarks.error_rate import error_rate
from benchmarks.figure import Figure, worst_tenth
from benchmarks.replay import replay_seconds
from cases.submission import FileKind
from ocr.engines.engines import make_engine
from ocr.engines.models import find_models
from ocr.engines.rapid import RapidEngine
from ocr.file.document import open_document
from ocr.file.rendered import RenderedPage
from ocr.read import read_page
from sandbox.limits import Limits
from tests.drawing.text_pages import TextPage, draw_text_page

KINDS = {"密排": ("密排正文",), "混合": ("清晰扫描200", "表格", "盖章", "倾斜", "灰度")}
PAGES = 10
"""Pages of each kind in a full run; every page takes about 15 seconds with all programs."""

THREADS = 2
READ, WHOLE, STOCK, OPENVINO, TESSERACT, OCRMYPDF = "读字", "整页", "PaddleOCR", "OpenVINO", "Tesseract", "OCRmyPDF"
WHOLE_FILE, PURE = "整页·PDF", "纯推理"
LEAST = {STOCK: 8.0, TESSERACT: 12.0, OCRMYPDF: 8.0}
"""How many times faster we must be; goals are 12, 18 and 12."""

ERROR_SHARE = {STOCK: 1.0, TESSERACT: 0.5, OCRMYPDF: 0.5}
MOST_OF_PURE = 1.5


@dataclass
class Times:
    """Seconds and error rates of one kind of page, by program, page after page."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    processor: dict[str, list[float]] = field(default_factory=dict)
    errors: dict[str, list[float]] = field(default_factory=dict)

    def add(self, name: str, seconds: float, text: str | None, page: TextPage) -> None:
        """Keep what one program did with one page."""
        self.seconds.setdefault(name, []).append(seconds)
        if text is not None:
            self.errors.setdefault(name, []).append(100 * error_rate(text, page.orders))


def measure(corpus: Corpus) -> list[Figure]:
    """Return seconds, error rates and ratios for dense and for mixed pages; says on stderr what is not installed."""
    engine = RapidEngine(find_models(), THREADS)
    engine.warm_up()  # as a reading worker does before its first page
    with tempfile.TemporaryDirectory() as folder:
        readers = _readers(engine, Path(folder))
        return [figure for kind in KINDS for figure in _figures(kind, _measure(kind, corpus, engine, readers))]


Reader = Callable[[RenderedPage], str]


def _readers(engine: RapidEngine, folder: Path) -> dict[str, Reader]:
    """Return every program that is there, by name."""
    stock = rivals.Stock(folder / "stock")
    provider = make_engine("paddle", None, THREADS, folder / "provider")
    readers: dict[str, Reader] = {
        READ: lambda page: "\n".join(line.text for line in engine.read(page.bitmap, page.dots_per_inch)),
        WHOLE: lambda page: read_page(page, engine, {}).text,
        STOCK: lambda page: stock(page.bitmap),
        OPENVINO: lambda page: "\n".join(line.text for line in provider.read(page.bitmap, page.dots_per_inch)),
    }
    absent = [name for name, there in _programs().items() if not there]
    if absent:
        print(rivals.missing(absent), file=sys.stderr)
    if TESSERACT not in absent:
        readers[TESSERACT] = lambda page: rivals.tesseract(page.bitmap)
    return readers


def _programs() -> dict[str, bool]:
    return {TESSERACT: rivals.has_tesseract(), OCRMYPDF: rivals.has_ocrmypdf()}


def _measure(kind: str, corpus: Corpus, engine: RapidEngine, readers: dict[str, Reader]) -> Times:
    times, pages = Times(), list(_pages(kind, corpus))
    for reader in readers.values():
        reader(_rendered(pages[0]))  # the first page of every program warms up
    for page in pages:
        rendered = _rendered(page)
        for name, reader in readers.items():
            started, used = time.perf_counter(), processor_seconds()
            text = reader(rendered)
            times.add(name, time.perf_counter() - started, text, page)
            times.processor.setdefault(name, []).append(processor_seconds() - used)
        times.add(PURE, replay_seconds(engine, partial(readers[READ], rendered)), None, page)
    if _programs()[OCRMYPDF]:
        _measure_files(times, pages, engine)
    return times


def processor_seconds() -> float:
    """Return what this process and the programs it has run have used: hardly changed by other work on the machine."""
    return sum(os.times()[:4])


def _pages(kind: str, corpus: Corpus) -> Iterator[TextPage]:
    classes = KINDS[kind]
    for count, seed in enumerate(corpus.seeds(PAGES)):
        yield draw_text_page(classes[count % len(classes)], seed)


def _rendered(page: TextPage) -> RenderedPage:
    with open_document(page.content, page.kind, Limits()) as document:
        return next(document.pages())


def _measure_files(times: Times, pages: list[TextPage], engine: RapidEngine) -> None:
    """Measure what works on whole files: all pages as one PDF, the seconds shared out among them."""
    content = img2pdf.convert([page.content for page in pages])
    readers: dict[str, Callable[[], list[str]]] = {
        WHOLE_FILE: partial(_read_file, content, engine),
        OCRMYPDF: partial(rivals.ocrmypdf, content),
    }
    for name, read in readers.items():
        started = time.perf_counter()
        texts = read()
        seconds = (time.perf_counter() - started) / len(pages)
        for page, text in zip(pages, texts, strict=False):
            times.add(name, seconds, text, page)


def _read_file(content: bytes, engine: RapidEngine) -> list[str]:
    with open_document(content, FileKind.PDF, Limits()) as document:
        return [read_page(page, engine, {}).text for page in document.pages()]


def _figures(kind: str, times: Times) -> Iterator[Figure]:
    for name, values in times.seconds.items():
        count = len(values)
        yield Figure("speed", kind, f"{name} 每页（中位数）", statistics.median(values), "秒", count=count)
        yield Figure("speed", kind, f"{name} 每页（最慢的十分之一）", worst_tenth(values), "秒", count=count)
    mean = {name: statistics.fmean(values) for name, values in times.errors.items()}
    for name, value in mean.items():
        yield Figure("speed", kind, f"{name} 错误率", value, "%", count=len(times.errors[name]))
        yield Figure("speed", kind, f"{name} 错误率（最差的十分之一）", worst_tenth(times.errors[name]), "%")
    for name, least in LEAST.items():
        if name in times.seconds:
            yield from _against(kind, times, name, least, mean)
    ratios = [own / pure for own, pure in zip(times.seconds[READ], times.seconds[PURE], strict=True)]
    median = statistics.median(ratios)
    yield Figure("speed", kind, f"{READ} / {PURE}", median, "倍", most=MOST_OF_PURE, count=len(ratios))
    yield Figure("speed", kind, f"{READ} / {PURE}（最差的十分之一）", worst_tenth(ratios), "倍")


def _against(kind: str, times: Times, name: str, least: float, mean: dict[str, float]) -> Iterator[Figure]:
    """Compare with one program: how many times faster, and how its error rate limits ours."""
    for ours in (WHOLE_FILE,) if name == OCRMYPDF else (READ, WHOLE):
        ratios = [other / own for own, other in zip(times.seconds[ours], times.seconds[name], strict=True)]
        target = None if ours == WHOLE else least
        yield Figure(
            "speed", kind, f"{name} / {ours}", statistics.median(ratios), "倍", least=target, count=len(ratios)
        )
        slowest = -worst_tenth([-ratio for ratio in ratios])
        yield Figure("speed", kind, f"{name} / {ours}（最差的十分之一）", slowest, "倍")
        if name in times.processor:
            used = [other / own for own, other in zip(times.processor[ours], times.processor[name], strict=True)]
            yield Figure(
                "speed", kind, f"{name} / {ours}（处理器时间）", statistics.median(used), "倍", count=len(used)
            )
        most = ERROR_SHARE[name] * mean[name]
        yield Figure("speed", kind, f"{ours} 错误率（对比 {name}）", mean[ours], "%", most=most, count=len(ratios))
