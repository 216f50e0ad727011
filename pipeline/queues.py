"""Queues: names, time limits and job ids. Ids only, JSON, safe to run twice; the database is the record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

import redis
import structlog
from rq import Queue
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job, JobStatus

from cases.case import Step
from cases.queue_names import INTAKE, LETTERS, READ, READ_LONG

LOG = structlog.get_logger()
JOB_TIMEOUT = {INTAKE: 300, LETTERS: 1200, READ: 1800, READ_LONG: 7200}
_WAITING = {JobStatus.QUEUED, JobStatus.SCHEDULED, JobStatus.DEFERRED}
_LEASED_WITHIN = timedelta(seconds=20)


def queue(name: str, connection: redis.Redis) -> Queue:
    """Return the queue of this name; JSON, because pickle would let Redis run code."""
    return Queue(name, connection=connection, serializer="json", default_timeout=JOB_TIMEOUT[name])


def enqueue(connection: redis.Redis, steps: Iterable[Step]) -> int:
    """Put steps on their queues unless they are there already; return how many were new.

    The attempt's number is in the job id: RQ keeps a finished id taken for a while.
    """
    added = 0
    for step in steps:
        job_id = f"step-{step.id}-{step.fence}"
        if _alive(job_id, connection):
            continue
        try:
            queue(step.queue, connection).enqueue(
                "pipeline.jobs.run_step", step.id, job_id=job_id, unique=True, result_ttl=60, failure_ttl=3600
            )
        except DuplicateJobError:
            continue
        added += 1
    return added


def announce(connection: redis.Redis, steps: Sequence[Step]) -> None:
    """Put steps that were just made on their queues; where the queue store is away, the sweeper does it later."""
    try:
        enqueue(connection, steps)
    except redis.RedisError as error:
        LOG.warning("queue.unavailable", kind=type(error).__name__)


def _alive(job_id: str, connection: redis.Redis) -> bool:
    """Tell whether the job waits or runs; a finished or abandoned one is cleared away.

    A job leases its step at once, so one that "started" a while ago while its step still waits belongs to
    a worker that died in between; Redis would keep it as started for many minutes.
    """
    try:
        job = Job.fetch(job_id, connection=connection, serializer="json")
    except NoSuchJobError:
        return False
    status = job.get_status(refresh=False)
    if status in _WAITING:
        return True
    if status == JobStatus.STARTED and job.started_at is not None:
        started = job.started_at if job.started_at.tzinfo else job.started_at.replace(tzinfo=UTC)
        if datetime.now(UTC) - started < _LEASED_WITHIN:
            return True
    job.delete()
    return False
