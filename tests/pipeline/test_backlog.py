"""What one mail, one job and one poll ask does not grow with what waits, nor with what was received before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from rq.job import Job

from cases import queue_names
from cases.case import StepKind
from casework.services import Services
from intake.maildir import MaildirSource
from pipeline import queues
from pipeline.bootstrap import build_services
from pipeline.jobs import work
from pipeline.known_keys import KnownKeys
from pipeline.mailbox import Mailbox
from pipeline.schedule import poll_source, sweep
from pipeline.settings import Settings
from record.messages import MessageRepository
from record.steps import StepRepository
from tests.office.office import mail
from tests.pipeline.counting import Count, counting
from tests.record.made import message


@pytest.fixture
def services(tmp_path: Path, redis_server: dict[str, str]) -> Iterator[Services]:
    url = redis_server["REDIS_URL"]
    redis.Redis.from_url(url).flushall()
    for part in ("new", "cur", "tmp"):
        (tmp_path / "inbox" / part).mkdir(parents=True)
    built = build_services(Settings(data=tmp_path / "data"), redis_url=url)
    yield replace(built, sources=(MaildirSource("inbox", "mail-hours", tmp_path / "inbox"),))
    built.close()


def _drop(folder: Path, number: int) -> None:
    content = mail([("材料.pdf", b"%PDF-1.4 " + bytes([number]))], message_id=f"<{number}@corp.test>").as_bytes()
    (folder / "inbox" / "new" / f"{number}.test").write_bytes(content)


def _jobs(services: Services, queue: str) -> list[str]:
    assert services.redis is not None
    return list(queues.queue(queue, services.redis).job_ids)


def _pile_up(services: Services, steps: int) -> None:
    """Let steps wait on every queue that are nobody's work just now."""
    with services.database.begin() as connection:
        for number in range(steps):
            name = queue_names.ALL[number % len(queue_names.ALL)]
            StepRepository(connection).add(StepKind.READ, f"waiting {number}", 1, name, services.clock())


def _one_mail(services: Services, folder: Path, number: int) -> Count:
    """Take a mail in and do its first job; return what that asked."""
    _drop(folder, number)
    with counting(services) as count:
        assert poll_source(services, services.sources[0]) == 1
        work(services, _jobs(services, queue_names.INTAKE)[-1].split("-")[1])
    return count


def test_one_job_asks_the_same_however_much_waits(services: Services, tmp_path: Path) -> None:
    _one_mail(services, tmp_path, 0)  # connections are made, queues are new to Redis
    few = _one_mail(services, tmp_path, 1)
    _pile_up(services, 120)
    many = _one_mail(services, tmp_path, 2)
    assert (many.statements, many.commands) == (few.statements, few.commands)


def test_what_a_job_makes_is_queued_at_once(services: Services, tmp_path: Path) -> None:
    _one_mail(services, tmp_path, 3)
    assert len(_jobs(services, queue_names.READ)) == 1


def test_what_is_rolled_back_is_not_queued(services: Services) -> None:
    def fail() -> None:
        with services.database.begin() as connection:
            StepRepository(connection).add(StepKind.READ, "case", 1, queue_names.READ, services.clock())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert _jobs(services, queue_names.READ) == []


def test_what_a_lost_queue_store_missed_the_sweeper_finds(services: Services) -> None:
    away = redis.Redis(port=1)
    services.database.announce = lambda steps: queues.announce(away, steps)
    _pile_up(services, 4)
    assert sweep(services) == 4
    assert services.redis is not None
    (job,) = _jobs(services, queue_names.READ)
    assert Job.fetch(job, connection=services.redis, serializer="json").args


def test_a_poll_asks_for_what_lies_there_and_for_nothing_twice(services: Services, tmp_path: Path) -> None:
    with services.database.begin() as connection:
        ledger = MessageRepository(connection)
        for number in range(30):  # received long ago, and gone from the mailbox
            message(ledger, f"old {number}", account="inbox")
    asked: list[list[str]] = []

    class Watched(KnownKeys):
        def __call__(self, keys: list[str]) -> frozenset[str]:  # type: ignore[override]
            asked.append(keys)
            return super().__call__(keys)

    mailbox = Mailbox(services, "inbox", Watched(services.database, "inbox"))
    for number in (1, 2):
        _drop(tmp_path, number)
    assert poll_source(services, services.sources[0], mailbox=mailbox) == 2
    assert poll_source(services, services.sources[0], mailbox=mailbox) == 0
    with counting(services) as count:
        assert poll_source(services, services.sources[0], mailbox=mailbox) == 0
    assert count.statements == 0
    assert asked == [["1.test", "2.test"]] * 3


def test_what_has_gone_from_the_source_is_forgotten(services: Services) -> None:
    with services.database.begin() as connection:
        for key in "ab":
            message(MessageRepository(connection), key, account="inbox")
    known = KnownKeys(services.database, "inbox")
    assert known(["a", "b", "c"]) == {"a", "b"}
    known.forget_absent()
    assert known(["b"]) == {"b"}
    known.forget_absent()
    with counting(services) as count:
        assert known(["a", "b"]) == {"a", "b"}
    assert count.statements == 1  # for a, that had gone
