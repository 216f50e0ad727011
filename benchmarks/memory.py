"""Memory of a reading process with its sandbox over 300 different scanned pages.

python -m benchmarks.memory --picture docs/reading-memory.svg
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import queue
from collections.abc import Iterator
from functools import partial
from multiprocessing.queues import Queue
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from benchmarks.resident import Watch, resident_megabytes
from cases.submission import FileKind
from judging.kept_readings import NoReadings
from judging.reader import CaseContent, Reader
from ocr.engines.engines import make_engine
from sandbox.limits import Limits
from tests.drawing import SubmissionSpec, draw_submission

PAGES = 300
MARKS = (50, 100, 200, 300)
WARM = 100
"""Pages after which buffers and kernels for every width of line are there."""

MOST_MEGABYTES = 1500.0
MOST_SLOPE = 20.0
"""MB per 100 pages after ``WARM``: what one measurement differs from the next."""

ITEMS = ("hours-comprehensive", "dispatch-new", "layoff-report", "hours-flexible")
PATIENCE = 300.0


def measure(corpus: Corpus) -> list[Figure]:
    """Return resident memory at marks along the way, the slope after warming up, and the peak."""
    curve, peak = draw_curve(corpus)
    return list(_figures(curve, peak))


def draw_curve(corpus: Corpus) -> tuple[list[float], float]:
    """Return megabytes after each page, worker and sandbox together, and the peak in between."""
    pages = max(round(PAGES * corpus.share), 10)
    context = multiprocessing.get_context("spawn")
    files: Queue[Any] = context.Queue(2)
    read: Queue[int] = context.Queue()
    worker = context.Process(target=_work, args=(files, read), daemon=True)
    worker.start()
    assert worker.pid is not None
    curve: list[float] = []
    try:
        with Watch(worker.pid) as watch:
            for content, count in _submissions(corpus):
                files.put(content, timeout=PATIENCE)
                for _ in range(count):
                    read.get(timeout=PATIENCE)
                    curve.append(resident_megabytes(worker.pid))
                if len(curve) >= pages:
                    break
    finally:
        worker.kill()
        worker.join()
    return curve[:pages], watch.peak


def _submissions(corpus: Corpus) -> Iterator[tuple[bytes, int]]:
    """Yield scanned submissions, all different, with their pages."""
    for index, seed in enumerate(itertools.count(corpus.seeds(1)[0])):
        drawn = draw_submission(SubmissionSpec(ITEMS[index % len(ITEMS)], seed=seed))
        yield drawn.content, len(drawn.truth.pages)


def _work(files: Queue[Any], read: Queue[int]) -> None:
    """Read files as the service's worker does: one engine for its whole life, a fresh sandbox per file."""
    engine = make_engine("rapid", None, 2)
    done = itertools.count(1)
    reader = Reader(lambda: engine, Limits(), _Counted(read, done))
    while True:
        try:
            content = files.get(timeout=PATIENCE)
        except queue.Empty:
            return
        reader.read(CaseContent("1.pdf", "1.pdf", FileKind.PDF, "", partial(bytes, content)), {})


class _Counted(NoReadings):
    """Keeps no reading and tells of every page."""

    def __init__(self, read: Queue[int], done: Iterator[int]) -> None:
        self._read, self._done = read, done

    def keep_page(self, page: object) -> None:
        self._read.put(next(self._done))


def _figures(curve: list[float], peak: float) -> Iterator[Figure]:
    for mark in MARKS:
        if mark <= len(curve):
            yield Figure("memory", f"读过{mark}页", "工作进程与沙箱", _around(curve, mark), "MB", most=MOST_MEGABYTES)
    yield Figure("memory", "全程", "峰值", peak, "MB", most=MOST_MEGABYTES, count=len(curve))
    if len(curve) > WARM + 20:
        yield Figure(
            "memory", f"{WARM}页以后", "每百页增长", slope(curve), "MB", most=MOST_SLOPE, count=len(curve) - WARM
        )


def _around(curve: list[float], mark: int) -> float:
    """Return the median of the ten pages up to a mark: the sandbox of one moment may be large or not there."""
    return float(np.median(curve[max(mark - 10, 0) : mark]))


def slope(curve: list[float]) -> float:
    """Return the growth per 100 pages after warming up, MB."""
    after = np.asarray(curve[WARM:])
    return float(np.polyfit(np.arange(len(after)), after, 1)[0] * 100)


WIDTH, HEIGHT, LEFT, TOP = 720, 300, 60, 20
HIGHEST = 1.1 * MOST_MEGABYTES


def picture(curve: list[float]) -> str:
    """Return the curve as SVG: pages to the right, megabytes up, the limit as a dashed line."""
    points = " ".join(f"{_across(page, curve):.1f},{_down(value):.1f}" for page, value in enumerate(curve))
    labels = [_label(LEFT - 8, _down(value) + 4, str(value), "end") for value in range(0, int(MOST_MEGABYTES) + 1, 500)]
    labels += [_label(_across(page, curve), TOP + HEIGHT + 18, str(page)) for page in range(0, len(curve) + 1, 50)]
    labels.append(_label(LEFT + WIDTH / 2, TOP + HEIGHT + 40, "pages read"))
    labels.append(_label(LEFT + 8, TOP + 12, "MB resident, worker and sandbox; dashed: the limit", "start"))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {LEFT + WIDTH + 20} {TOP + HEIGHT + 50}" '
        'font-family="sans-serif" font-size="12">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(labels)}'
        f'<path d="M{LEFT} {TOP}V{TOP + HEIGHT}H{LEFT + WIDTH}" fill="none" stroke="black"/>'
        f'<path d="M{LEFT} {_down(MOST_MEGABYTES):.1f}h{WIDTH}" stroke="#b00" stroke-dasharray="6 4"/>'
        f'<polyline points="{points}" fill="none" stroke="#06c" stroke-width="1.5"/></svg>\n'
    )


def _across(page: int, curve: list[float]) -> float:
    return LEFT + WIDTH * page / max(len(curve), 1)


def _down(megabytes: float) -> float:
    return TOP + HEIGHT * (1 - megabytes / HIGHEST)


def _label(across: float, down: float, text: str, anchor: str = "middle") -> str:
    return f'<text x="{across:.0f}" y="{down:.0f}" text-anchor="{anchor}">{text}</text>'


def main() -> None:
    """Write the curve as a picture and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory")
    parser.add_argument("--picture", type=Path, required=True)
    parser.add_argument("--tuning", action="store_true")
    parser.add_argument("--share", type=float, default=1.0)
    options = parser.parse_args()
    curve, peak = draw_curve(Corpus(options.tuning, options.share))
    options.picture.write_text(picture(curve), "utf-8")
    for figure in _figures(curve, peak):
        print(figure.group, figure.name, f"{figure.value:.0f} {figure.unit}", figure.limit)


if __name__ == "__main__":
    main()
