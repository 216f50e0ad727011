"""A scanned submission of ten pages, all checks: in a fresh process, in a warm worker, resent with a page changed.

Memory is that of the fresh process with its sandbox; a worker's over hundreds of pages is ``benchmarks.memory``.
"""

from __future__ import annotations

import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import pikepdf

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure, worst_tenth
from benchmarks.resident import Watch
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from pipeline.without_mail.inspection import inspect_files
from tests.drawing import DrawnSubmission, SubmissionSpec, draw_submission
from tests.office.office import Office, mail

RUNS = 5
SPECIFICATION = SubmissionSpec("hours-comprehensive", seed=100, agent=False)
SECONDS_LIMIT, WARM_LIMIT, CHANGED_LIMIT, MEGABYTES_LIMIT = 11.0, 7.0, 1.5, 1500.0
"""At most; from the table of targets in ``docs/reading.md``."""

RECEIVED = "2020-02-20T09:00+08:00"
CHANGED_PAGE = 4


def measure(corpus: Corpus) -> list[Figure]:
    """Return seconds, memory, and how often the outcome differs from what the drawing must come to."""
    drawn = [_draw(seed) for seed in corpus.seeds(RUNS)]
    return [*_fresh(drawn), *_warm(drawn), *_changed(drawn)]


def _draw(seed: int) -> DrawnSubmission:
    return draw_submission(replace(SPECIFICATION, seed=seed))


def _fresh(drawn: list[DrawnSubmission]) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        runs = [check(_write(one, Path(folder))) for one in drawn]
    wrong = sum(not is_right(one, run[2]) for one, run in zip(drawn, runs, strict=True))
    pages = statistics.fmean(len(run[2]["pages"]) for run in runs)
    name, count = "新进程 shouli check", len(runs)
    return [
        Figure("submission", name, "页数（平均）", pages, "页", count=count),
        *_times(name, [run[0] for run in runs], SECONDS_LIMIT),
        Figure(
            "submission", name, "内存（含沙箱）", max(run[1] for run in runs), "MB", most=MEGABYTES_LIMIT, count=count
        ),
        Figure("submission", name, "结论与应得不同", float(wrong), "次", count=count),
    ]


def _warm(drawn: list[DrawnSubmission]) -> list[Figure]:
    services = build_judging(Settings())
    received = datetime.fromisoformat(RECEIVED)
    with tempfile.TemporaryDirectory() as folder:
        paths = [_write(one, Path(folder)) for one in drawn]
        services.engine().warm_up()
        inspect_files(paths[-1:], services, received_at=received)
        seconds = [_timed(partial(inspect_files, [path], services, received_at=received)) for path in paths]
    return _times("常驻进程", seconds, WARM_LIMIT)


def _changed(drawn: list[DrawnSubmission]) -> list[Figure]:
    """Time the service from the second mail's arrival until nothing is due: parsed, read, judged, answered."""
    seconds = []
    for one in drawn:
        with tempfile.TemporaryDirectory() as folder:
            office = Office(Path(folder))
            office.services.engine().warm_up()  # as a reading worker does before its first page
            office.mail(mail([(one.file_name, one.content)], message_id="<1@corp.test>"))
            office.run()
            again = with_page_scanned_again(one.content)
            before = office.pages_read()
            office.mail(mail([(one.file_name, again)], message_id="<2@corp.test>"))
            seconds.append(_timed(office.run))
            assert office.pages_read() == before + 1
            office.services.close()
    return _times("服务中改一页重交", seconds, CHANGED_LIMIT)


def with_page_scanned_again(content: bytes) -> bytes:
    """Return the PDF with one page as another pass through the scanner gives it: a little narrower, other bytes."""
    with pikepdf.open(io.BytesIO(content)) as document:
        page = document.pages[CHANGED_PAGE - 1]
        (picture,) = page.images.values()
        scanned = pikepdf.PdfImage(cast(pikepdf.Stream, picture)).as_pil_image().convert("RGB")
        stream = io.BytesIO()
        scanned.crop((3, 3, scanned.width, scanned.height)).save(stream, "JPEG", quality=80)
        picture.write(stream.getvalue(), filter=pikepdf.Name.DCTDecode)
        picture.Width, picture.Height = scanned.width - 3, scanned.height - 3
        picture.ColorSpace = pikepdf.Name.DeviceRGB
        target = io.BytesIO()
        document.save(target)
    return target.getvalue()


def _times(name: str, seconds: list[float], most: float) -> list[Figure]:
    return [
        Figure("submission", name, "用时（中位数）", statistics.median(seconds), "秒", most=most, count=len(seconds)),
        Figure("submission", name, "用时（最慢的十分之一）", worst_tenth(seconds), "秒"),
    ]


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _write(drawn: DrawnSubmission, folder: Path) -> Path:
    path = folder / drawn.file_name
    path.write_bytes(drawn.content)
    return path


def check(path: Path) -> tuple[float, float, dict[str, Any]]:
    """Run ``shouli check --json`` in a fresh process; return seconds, peak megabytes with its sandbox, the report."""
    command = [sys.executable, "-m", "commands", "check", str(path), "--received", RECEIVED, "--json"]
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output)
        with Watch(process.pid) as watch:
            process.wait()
        seconds = time.perf_counter() - started
        output.seek(0)
        return seconds, watch.peak, json.loads(output.read())


def is_right(drawn: DrawnSubmission, report: dict[str, Any]) -> bool:
    """Tell whether the outcome is the one the drawing must come to."""
    return bool(report["outcome"] == drawn.truth.expected_outcome)
