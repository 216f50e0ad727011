"""Queues and sweeper: the record says what is due, Redis may lose everything."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
import redis
from rq.job import Job, JobStatus

from cases.case import StepKind
from cases.queue_names import ALL, INTAKE, LETTERS, READ
from pipeline import queues
from pipeline.schedule import enqueue_due, sweep
from record.steps import StepRepository
from tests.office.office import Office


@pytest.fixture
def office(tmp_path: Path, redis_server: dict[str, str]) -> Office:
    return Office(tmp_path, redis=redis.Redis.from_url(redis_server["REDIS_URL"]))


def _step(office: Office, subject: str = "s", queue: str = INTAKE) -> str:
    with office.services.database.begin() as connection:
        return StepRepository(connection).add(StepKind.PARSE, subject, 1, queue, office.services.clock())


def _waiting(office: Office) -> list[str]:
    assert office.services.redis is not None
    return [job for name in ALL for job in queues.queue(name, office.services.redis).job_ids]


def test_step_is_queued_once_with_its_id_alone(office: Office) -> None:
    step = _step(office)
    assert enqueue_due(office.services) == 1
    assert enqueue_due(office.services) == 0
    assert _waiting(office) == [f"step-{step}-0"]
    job = Job.fetch(f"step-{step}-0", connection=office.services.redis, serializer="json")
    assert (job.args, job.kwargs) == ([step], {})
    office.services.close()


def test_flushed_redis_is_filled_again(office: Office) -> None:
    for subject in "abc":
        _step(office, subject)
    enqueue_due(office.services)
    assert office.services.redis is not None
    office.services.redis.flushall()
    assert _waiting(office) == []
    assert sweep(office.services) == 3
    assert len(set(_waiting(office))) == 3
    office.services.close()


def test_lost_job_is_made_again(office: Office) -> None:
    step = _step(office)
    enqueue_due(office.services)
    Job.fetch(f"step-{step}-0", connection=office.services.redis, serializer="json").delete()
    assert sweep(office.services) == 1
    assert sweep(office.services) == 0
    office.services.close()


def test_job_taken_by_a_worker_that_died_before_it_leased_its_step_is_queued_again(office: Office) -> None:
    """A worker takes the id off the list first: killed then, it leaves a job that says it is queued."""
    taken, other = _step(office, "a"), _step(office, "b")
    enqueue_due(office.services)
    store = office.services.redis
    assert store is not None
    lies_at = queues.queue(INTAKE, store)
    assert store.lpop(lies_at.key) == f"step-{taken}-0".encode()
    assert Job.fetch(f"step-{taken}-0", connection=store, serializer="json").get_status() == JobStatus.QUEUED
    assert sweep(office.services) == 1
    assert sorted(_waiting(office)) == sorted([f"step-{taken}-0", f"step-{other}-0"])
    assert sweep(office.services) == 0
    office.services.close()


def test_job_that_runs_is_left_alone(office: Office) -> None:
    step = _step(office)
    enqueue_due(office.services)
    store = office.services.redis
    assert store is not None
    store.lpop(queues.queue(INTAKE, store).key)
    job = Job.fetch(f"step-{step}-0", connection=store, serializer="json")
    job.prepare_for_execution("worker", store.pipeline())
    job.started_at = datetime.now(UTC)
    job.set_status(JobStatus.STARTED)
    job.save()
    assert sweep(office.services) == 0
    assert _waiting(office) == []
    office.services.close()


def test_step_of_a_dead_worker_is_queued_under_its_next_attempt(office: Office) -> None:
    import socket
    import subprocess

    with subprocess.Popen(["true"]) as gone:
        gone.wait()
    step = _step(office)
    with office.services.database.begin() as connection:
        StepRepository(connection).lease(step, f"{socket.gethostname()}:{gone.pid}", office.services.clock())
    assert sweep(office.services) == 1
    assert _waiting(office) == [f"step-{step}-1"]
    office.services.close()


def test_step_of_another_machine_is_left_to_its_lease(office: Office) -> None:
    step = _step(office)
    with office.services.database.begin() as connection:
        StepRepository(connection).lease(step, "elsewhere:1", office.services.clock())
    assert sweep(office.services) == 0
    office.services.close()


def test_many_steps_of_one_queue_hide_none_of_another(office: Office) -> None:
    with office.services.database.begin() as connection:
        for number in range(510):
            StepRepository(connection).add(StepKind.READ, str(number), 1, READ, office.services.clock())
    letter = _step(office, "l", LETTERS)
    enqueue_due(office.services)
    assert f"step-{letter}-0" in _waiting(office)
    office.services.close()


def test_queue_store_that_is_away_stops_nobody(tmp_path: Path) -> None:
    office = Office(tmp_path, redis=redis.Redis(port=9))
    _step(office)
    assert sweep(office.services) == 0
    office.services.close()
