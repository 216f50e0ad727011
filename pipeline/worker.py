"""Workers: RQ's, started through us so that packages of ours win over PyPI's of the same name.

Quick queues (intake, letters) and reading have workers of their own: a long scan never delays a receipt. Both run
jobs in their own process (``SimpleWorker``): the reading worker keeps one loaded model for its whole life, and what
could crash it, the native parsers, runs in the sandbox. A worker that dies is started again by its supervisor,
and its step is released by the sweeper.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Sequence

import redis
from rq import SimpleWorker
from rq.timeouts import TimerDeathPenalty

from pipeline import queues


class Worker(SimpleWorker):
    """SimpleWorker whose time limit works outside the main thread too."""

    death_penalty_class = TimerDeathPenalty


def run_worker(
    connection: redis.Redis, names: Sequence[str], *, burst: bool = False, parent: int | None = None
) -> None:
    """Work until told to stop (SIGTERM finishes the job first), or until the queues are empty.

    Args:
        connection: The queue store.
        names: Queues in order of preference.
        burst: Stop when the queues are empty.
        parent: Process whose end ends this one too, so that a killed service leaves no worker behind.
    """
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()
    logging.getLogger("rq").setLevel(logging.WARNING)
    worker = Worker([queues.queue(name, connection) for name in names], connection=connection, serializer="json")
    worker.work(burst=burst, logging_level="WARNING", with_scheduler=False)


def _follow(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)
    os._exit(1)
