"""Queues: names, time limits and job ids. Ids only, JSON, safe to run twice; the database is the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

import redis
import structlog
from rq import Queue
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job, JobStatus

from cases.case import Step
from cases.queue_names import INTAKE, LETTERS, READ, READ_LONG

LOG = structlog.get_logger()
JOB_TIMEOUT = {INTAKE: 300, LETTERS: 1200, READ: 1800, READ_LONG: 7200}
_LEASED_WITHIN = timedelta(seconds=20)


class _Fate(Enum):
    """What became of a step's job."""

    GONE = auto()
    WAITS = auto()
    RUNS = auto()


def queue(name: str, connection: redis.Redis) -> Queue:
    """Return the queue of this name; JSON, because pickle would let Redis run code."""
    return Queue(name, connection=connection, serializer="json", default_timeout=JOB_TIMEOUT[name])


def enqueue(connection: redis.Redis, steps: Iterable[Step]) -> int:
    """Put steps on their queues unless they are there already; return how many were new.

    The attempt's number is in the job id: RQ keeps a finished id taken for a while.
    """
    added = 0
    waiting = _Waiting(connection)
    for step in steps:
        job_id = f"step-{step.id}-{step.fence}"
        lies_at = queue(step.queue, connection)
        fate = _fate(job_id, connection)
        if fate is _Fate.RUNS or (fate is _Fate.WAITS and job_id in waiting.on(lies_at)):
            continue
        if fate is _Fate.WAITS:
            lies_at.push_job_id(job_id)
            LOG.warning("queue.lost-job", step=step.id)
        elif not _add(lies_at, step, job_id):
            continue
        added += 1
    return added


def _add(lies_at: Queue, step: Step, job_id: str) -> bool:
    try:
        lies_at.enqueue("pipeline.jobs.run_step", step.id, job_id=job_id, unique=True, result_ttl=60, failure_ttl=3600)
    except DuplicateJobError:
        return False
    return True


class _Waiting:
    """What really lies on the queues, read once and only where it is asked.

    A worker takes an id off the list before it marks the job started: one that is killed in between leaves a job
    that says it is queued and lies nowhere. A job put back that a living worker has just taken runs twice, and the
    second finds its step leased.
    """

    def __init__(self, connection: redis.Redis) -> None:
        self._connection = connection
        self._ids: dict[str, frozenset[str]] = {}

    def on(self, lies_at: Queue) -> frozenset[str]:
        """Return the ids of the jobs on a queue."""
        if lies_at.name not in self._ids:
            self._ids[lies_at.name] = frozenset(lies_at.job_ids)
        return self._ids[lies_at.name]


def announce(connection: redis.Redis, steps: Sequence[Step]) -> None:
    """Put steps that were just made on their queues; where the queue store is away, the sweeper does it later."""
    try:
        enqueue(connection, steps)
    except redis.RedisError as error:
        LOG.warning("queue.unavailable", kind=type(error).__name__)


def _fate(job_id: str, connection: redis.Redis) -> _Fate:
    """Tell what became of a job; a finished or abandoned one is cleared away.

    A job leases its step at once, so one that "started" a while ago while its step still waits belongs to
    a worker that died in between; Redis would keep it as started for many minutes.
    """
    try:
        job = Job.fetch(job_id, connection=connection, serializer="json")
    except NoSuchJobError:
        return _Fate.GONE
    status = job.get_status(refresh=False)
    if status == JobStatus.QUEUED:
        return _Fate.WAITS
    if status == JobStatus.STARTED and job.started_at is not None:
        started = job.started_at if job.started_at.tzinfo else job.started_at.replace(tzinfo=UTC)
        if datetime.now(UTC) - started < _LEASED_WITHIN:
            return _Fate.RUNS
    job.delete()
    return _Fate.GONE
