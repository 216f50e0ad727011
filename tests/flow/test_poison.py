"""A message or case that cannot be worked through: three attempts, then an officer sees it (trust I7, I8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from cases.case import StepKind
from cases.errors import EngineFailed, MoveNotAllowed, NotFound
from cases.lifecycle import State
from cases.report import Outcome
from intake.limits import IntakeLimits
from pipeline.jobs import work
from pipeline.maintenance import reprocess, verify
from pipeline.stages import decide
from record.officers import Officer
from record.steps import StepRepository
from record.tables import MESSAGES, STEPS
from replies.particulars import Particulars
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.office import Office, mail

GOOD = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))
OFFICER = Officer("1", "王审核", "officer", "bj-chaoyang")


class LostStore:
    """A file store whose disk is gone for reading."""

    def __init__(self, store: Any) -> None:
        self.store = store

    def put(self, content: bytes) -> str:
        return str(self.store.put(content))

    def get(self, sha256: str) -> bytes:
        raise NotFound(what="文件内容")


class BrokenEngine:
    """An engine that always breaks down."""

    name = "broken"

    def __getattr__(self, name: str) -> Any:
        raise EngineFailed(reason="test")


def _later(clock: Callable[[], datetime], hours: int) -> Callable[[], datetime]:
    return lambda: clock() + timedelta(hours=hours)


def _hours(office: Office, hours: int = 1, times: int = 1) -> None:
    for _ in range(times):
        office.services = replace(office.services, clock=_later(office.services.clock, hours))
        office.work()


def _fences(office: Office, kind: str) -> list[tuple[int, str]]:
    return [(row["fence"], row["state"]) for row in office.rows(STEPS) if row["kind"] == kind]


def test_message_that_fails_three_times_becomes_a_visible_case(tmp_path: Path) -> None:
    office = Office(tmp_path)
    whole = office.services.store
    office.services = replace(office.services, store=LostStore(whole))
    office.mail(mail([(GOOD.file_name, GOOD.content)]))
    office.run()
    _hours(office, times=5)
    assert _fences(office, "parse") == [(3, "failed")]
    (case,) = office.cases()
    assert (case.state, case.flags) == (State.REVIEW, ("reading-failed",))
    assert office.tasks(case.id) == ["reading-failed"]
    assert office.outbox() == []

    office.services = replace(office.services, store=whole)  # after the repair
    assert case.number in reprocess(office.services, case.number, OFFICER)
    office.work()
    (again,) = office.cases()
    assert (again.id, again.unit, again.applicant) == (case.id, GOOD.unit, "firm@corp.test")
    assert len(office.report(case.id)["files"]) == 1
    assert [row["state"] for row in office.rows(MESSAGES)] == ["parsed"]


def test_a_slip_of_ours_is_an_officers_and_nobody_is_told_of_a_damaged_mail(tmp_path: Path) -> None:
    slip: Any = "no number"
    office = Office(tmp_path, intake_limits=replace(IntakeLimits(), body_characters=slip))
    office.mail(mail([(GOOD.file_name, GOOD.content)], body="张三的材料"))
    with capture_logs() as logs:
        office.run()
        _hours(office, times=5)
    failed = [line for line in logs if line["event"] == "step.failed"]
    assert [(line["code"], line["where"].split()) for line in failed] == [
        ("TypeError", [failed[0]["where"].split()[0], "_body"])
    ] * 3
    assert failed[0]["where"].startswith("message.py:")
    assert "张三" not in str(logs)
    (case,) = office.cases()
    assert (case.state, case.flags) == (State.REVIEW, ("reading-failed",))
    assert (office.tasks(case.id), office.outbox()) == (["reading-failed"], [])


def test_reprocessed_message_that_fails_again_makes_no_second_case(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.services = replace(office.services, store=LostStore(office.services.store))
    office.mail(mail([(GOOD.file_name, GOOD.content)]))
    office.run()
    _hours(office, times=4)
    reprocess(office.services, office.cases()[0].id, OFFICER)
    _hours(office, times=4)
    (case,) = office.cases()
    assert (case.state, case.revision) == (State.REVIEW, 2)


def test_case_that_cannot_be_read_goes_to_an_officer_who_may_decide(tmp_path: Path) -> None:
    from tests.drawing import CLEAN

    scanned = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, scan=CLEAN))
    office = Office(tmp_path, engine=lambda: BrokenEngine())
    office.mail(mail([(scanned.file_name, scanned.content)]))
    office.run()
    _hours(office, times=4)
    assert _fences(office, "read") == [(3, "failed")]
    (case,) = office.cases()
    assert (case.state, "reading-failed" in case.flags) == (State.REVIEW, True)
    assert [str(one["Subject"])[:6] for one in office.outbox()] == ["【收件回执】"]
    with office.services.work() as work:
        decided = decide(work, case, Outcome.ACCEPT, OFFICER, Particulars(note="已人工核对"))
    assert decided.state is State.ACCEPTED


@pytest.mark.parametrize("kind", [StepKind.PARSE, StepKind.READ])
def test_worker_killed_in_every_attempt_is_not_tried_for_ever(tmp_path: Path, kind: StepKind) -> None:
    office = Office(tmp_path)
    office.mail(mail([(GOOD.file_name, GOOD.content)]))
    from pipeline.schedule import poll_source

    poll_source(office.services, office.services.sources[0])
    if kind is StepKind.READ:
        work(office.services, office.rows(STEPS)[0]["id"])
    step = next(row["id"] for row in office.rows(STEPS) if row["kind"] == kind)
    for _ in range(3):
        with office.services.database.begin() as connection:
            steps, now = StepRepository(connection), office.services.clock()
            assert steps.lease(step, "dead:1", now) is not None
            steps.release_dead(["dead:1"], now)
    work(office.services, step)
    assert _fences(office, kind)[0][1] == "failed"
    (case,) = office.cases()
    assert (case.state, "reading-failed" in case.flags) == (State.REVIEW, True)


def test_decided_case_is_not_judged_anew(tmp_path: Path) -> None:
    office = Office(tmp_path)
    office.mail(mail([(GOOD.file_name, GOOD.content)]))
    office.run()
    (case,) = office.cases()
    sent = len(office.outbox())
    assert case.state is State.ACCEPTED
    with pytest.raises(MoveNotAllowed, match="已受理"):
        reprocess(office.services, case.number, OFFICER)
    assert office.cases() == [case]
    assert len(office.outbox()) == sent


def test_verify_names_a_damaged_file_and_an_unexplained_state(tmp_path: Path) -> None:
    from record.tables import CASES, FILES

    office = Office(tmp_path)
    office.mail(mail([(GOOD.file_name, GOOD.content)]))
    office.run()
    assert verify(office.services) == []
    digest = office.rows(FILES)[0]["sha256"]
    (path,) = (tmp_path / "data" / "store").rglob(digest)
    path.write_bytes(b"spoilt")
    with office.services.database.begin() as connection:
        connection.execute(CASES.update().values(state="closed"))
    problems = verify(office.services)
    number = office.cases()[0].number
    assert [GOOD.file_name in problems[0], *(number in one for one in problems[1:])] == [True, True, True]
