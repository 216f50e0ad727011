"""The two engines on the same scanned page in turn: why ``rapid`` is the default."""

from __future__ import annotations

import statistics
import time

import numpy as np

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from cases.submission import FileKind
from ocr.document import open_document
from ocr.engine import Bitmap
from ocr.engines import make_engine
from sandbox.limits import Limits
from tests.drawing import SubmissionSpec, draw_submission

ROUNDS = 3


def measure(corpus: Corpus) -> list[Figure]:
    """Return median seconds a page for each engine and their ratio, taken in turn."""
    page = _dense_page()
    engines = {name: make_engine(name, None, 2) for name in ("rapid", "paddle")}
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(ROUNDS + 1):
        for name, engine in engines.items():
            started = time.perf_counter()
            engine.read(page, 200.0)
            seconds[name].append(time.perf_counter() - started)
    middle = {name: statistics.median(values[1:]) for name, values in seconds.items()}  # the first warms up
    return [
        *(Figure("speed", name, "每页", value, "秒", count=ROUNDS) for name, value in middle.items()),
        Figure("speed", "rapid / paddle", "每页", middle["rapid"] / middle["paddle"], "倍", most=1.0, count=ROUNDS),
    ]


def _dense_page() -> Bitmap:
    """Return the page with most ink of a drawn submission."""
    drawn = draw_submission(SubmissionSpec("dispatch-new", seed=3, agent=False))
    with open_document(drawn.content, FileKind.PDF, Limits()) as document:
        bitmaps = [page.bitmap for page in document.pages()]
    return min(bitmaps, key=lambda bitmap: float(np.mean(bitmap)))
