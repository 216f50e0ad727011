"""Hostile mails and files, each with its expected outcome, through intake and sandbox as the service's worker does.

All is made here from words: no file is kept. Recognition is left out, since it sees bitmaps of our own making only.
"""

from __future__ import annotations

import os
import sys
import time
import traceback

from benchmarks.corpus import Corpus
from benchmarks.figure import Figure
from benchmarks.hostile import archives, documents, mails, names, pictures
from benchmarks.hostile.network import noted
from benchmarks.hostile.trial import Trial, undergo
from benchmarks.resident import Watch

GROUPS = {
    "邮件": mails.trials,
    "附件名称": names.trials,
    "PDF": documents.trials,
    "图片": pictures.trials,
    "压缩包与其他格式": archives.trials,
}
MOST_MEGABYTES = 1500.0
MOST_SECONDS = 60.0
LEAST_TRIALS = 150


def measure(corpus: Corpus) -> list[Figure]:
    """Return how many came out as expected by group, connections tried, the longest time of one, the peak of memory."""
    figures: list[Figure] = []
    slowest, count = 0.0, 0
    with Watch(os.getpid()) as watch, noted() as attempts:
        for group, made in GROUPS.items():
            found = made()[:: max(1, round(1 / corpus.share))]
            timed = [_timed(trial) for trial in found]
            slowest, count = max(slowest, *(seconds for _, seconds in timed)), count + len(found)
            reached = sum(met for met, _ in timed)
            figures.append(
                Figure("hostile", group, "如期处理", reached, "封", least=float(len(found)), count=len(found))
            )
    least = LEAST_TRIALS if corpus.share == 1 else None
    return [
        *figures,
        Figure("hostile", "全部", "来件", count, "封", least=least, count=count),
        Figure("hostile", "全部", "联网尝试", float(len(attempts)), "次", most=0.0, count=count),
        Figure("hostile", "全部", "最长一封", slowest, "秒", most=MOST_SECONDS, count=count),
        Figure("hostile", "全部", "工作进程与沙箱峰值", watch.peak, "MB", most=MOST_MEGABYTES, count=count),
    ]


def _timed(trial: Trial) -> tuple[bool, float]:
    """Return whether all came out as expected, and the seconds; tell of what did not."""
    started = time.monotonic()
    try:
        outcome = undergo(trial)
    except Exception:
        print(f"✗ {trial.name}", traceback.format_exc(limit=-4), sep="\n", file=sys.stderr)
        return False, time.monotonic() - started
    met = outcome.meets(trial)
    if not met:
        print(f"✗ {trial.name}: {outcome}", file=sys.stderr)
    return met, time.monotonic() - started
