"""A ten-page scanned submission, judged by ``shouli check`` in a fresh process: time, memory, outcome."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from tests.drawing import DrawnSubmission, SubmissionSpec, draw_submission

RUNS = 3
SPECIFICATION = SubmissionSpec("hours-comprehensive", seed=100, agent=False)
SECONDS_LIMIT, MEGABYTES_LIMIT = 11.0, 2000.0
RECEIVED = "2020-02-20T09:00+08:00"


def measure(corpus: Corpus) -> list[Figure]:
    """Return median seconds, greatest memory of any of its processes, pages, and whether the outcome is right."""
    drawn = draw_submission(SPECIFICATION)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / drawn.file_name
        path.write_bytes(drawn.content)
        runs = [check(path) for _ in range(RUNS)]
    seconds, megabytes = statistics.median(run[0] for run in runs), max(run[1] for run in runs)
    report = runs[-1][2]
    name = "fresh `shouli check`"
    return [
        Figure("submission", name, "页数", len(report["pages"]), "页"),
        Figure("submission", name, "用时（中位数）", seconds, "秒", most=SECONDS_LIMIT, count=RUNS),
        Figure("submission", name, "内存（最大的进程）", megabytes, "MB", most=MEGABYTES_LIMIT, count=RUNS),
        Figure("submission", name, "结论不在应得之列", float(not is_right(drawn, report)), "次", most=0.0),
        Figure("submission", name, "其中识别文字", report["seconds"]["read"], "秒"),
        Figure("submission", name, "其中识别印章", report["seconds"]["seals"], "秒"),
    ]


def check(path: Path) -> tuple[float, float, dict]:  # type: ignore[type-arg]
    """Run ``shouli check --json`` in a fresh process; return seconds, megabytes and the report."""
    command = [sys.executable, "-m", "pipeline", "check", str(path), "--received", RECEIVED, "--json"]
    started = time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(command, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        return seconds, usage.ru_maxrss / 1024, json.loads(output.read())


def is_right(drawn: DrawnSubmission, report: dict) -> bool:  # type: ignore[type-arg]
    """Tell whether the outcome is the one the drawing must come to."""
    return report["outcome"] == drawn.truth.expected_outcome
