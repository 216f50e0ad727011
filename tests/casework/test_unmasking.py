"""What is seen of people's numbers: covered where a case is shown, and on record where a mail is taken as it came."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cases.case import Case
from cases.errors import NotFound
from cases.history import AuditEvent
from casework.case_view import view_case
from casework.unmasking import take_message
from tests.office.counter import OFFICER, Counter
from tests.record.made import message

NUMBER = "110105199003071234"


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def mailed(counter: Counter, *cases: Case) -> str:
    """Return a mail that belongs to some cases."""
    with counter.services.work() as work:
        came = message(work.messages, sha256=work.store.put(b"From: a@b.test\r\n\r\n"))
        assert came is not None
        for case in cases:
            said = {"subject": f"张三{NUMBER}", "body": f"您好，我是张三，身份证{NUMBER}……"}
            work.cases.join(case, came, **said, rfc_id=None, references=[], findings=[])
    return came


def test_numbers_in_mails_are_covered(counter: Counter) -> None:
    case = counter.open()
    mailed(counter, case)
    with counter.services.reading() as work:
        (shown,) = view_case(work, case.id, OFFICER.scope).messages
    assert (shown["subject"], shown["body"]) == (
        "张三110*************34", "您好，我是张三，身份证110*************34……",
    )


def test_mail_that_is_taken_is_recorded_on_all_its_cases(counter: Counter) -> None:
    cases = [counter.open(), counter.open("layoff-report")]
    came = mailed(counter, *cases)
    with counter.services.work() as work:
        assert take_message(work, came, OFFICER, " 核对证件 ").id == came
    for case in cases:
        (line,) = counter.history(case, AuditEvent.ORIGINAL_TAKEN)
        assert (line.actor, line.detail) == (OFFICER.name, {"file": f"{came}.eml", "note": "核对证件"})


def test_mail_of_another_item_is_not_there(counter: Counter) -> None:
    came = mailed(counter, counter.open())
    narrow = replace(OFFICER, items=frozenset({"layoff-report"}))
    with counter.services.work() as work, pytest.raises(NotFound):
        take_message(work, came, narrow, "核对")
