"""Mails of words alone: a courier number joins its case, a withdrawal becomes a task, neither opens a case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cases.lifecycle import State
from record.repository import CaseRepository
from record.tables import CASES
from record.tolerances import Promise, ToleranceRepository
from tests.office.office import Office, mail


def _no_engine() -> Any:
    raise AssertionError("nothing is to be read here")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path, _no_engine, "mail-dispatch")


def _case(office: Office, state: State = State.ELECTRONIC_PASSED, **changes: Any) -> Any:
    """Open a case and put it where a test needs it."""
    now = office.services.clock()
    with office.services.database.begin() as connection:
        repository = CaseRepository(connection)
        case = repository.add(now, now, office="bj-chaoyang", channel="mail-dispatch", unit="北京某某有限公司",
                              item="dispatch-new", item_name="新申请劳务派遣行政许可", flags=[],
                              applicant="firm@corp.test", telephone=None, subject="报送", notice_due=None, due_at=None)
        connection.execute(CASES.update().where(CASES.c.id == case.id).values(state=state, **changes))
        return repository.get(case.id)


def _answer(office: Office, body: str, subject: str, sender: str = "firm@corp.test") -> None:
    office.mail(mail([], body=body, subject=subject, message_id=f"<{abs(hash((body, subject)))}@corp.test>",
                     sender=sender))
    office.run()


def _numbers(office: Office, case: Any) -> list[Any]:
    from record import audit
    with office.services.database.begin() as connection:
        return [line.detail["number"] for line in audit.history(connection, case.id) if line.event == "courier-number"]


def test_a_reply_with_a_courier_number_joins_its_case(office: Office) -> None:
    case = _case(office)
    _answer(office, "运单号：SF1234567890123", f"回复：{case.number}")
    assert _numbers(office, case) == ["SF1234567890123"]
    assert (len(office.cases()), office.tasks(case.id)) == (1, [])


def test_a_new_mail_with_a_courier_number_finds_the_one_case_that_waits(office: Office) -> None:
    case = _case(office)
    _answer(office, "材料已寄出，顺丰SF1234567890123", "寄送材料")
    assert _numbers(office, case) == ["SF1234567890123"]
    assert len(office.cases()) == 1
    _case(office)
    _answer(office, "材料已寄出，顺丰SF9999999990123", "寄送材料")
    assert len(office.cases()) == 3  # two cases wait: an officer must say which


def test_words_beside_the_number_are_read_by_an_officer(office: Office) -> None:
    case = _case(office)
    _answer(office, "运单号：SF1234567890123，请问许可证何时可以领取？", f"回复：{case.number}")
    assert office.tasks(case.id) == ["read-reply"]
    with office.services.reading() as work:
        assert [line.event for line in work.history(case.id)][-2:] == ["courier-number", "replied"]


@pytest.mark.parametrize("sender", ["firm@corp.test", "other@corp.test"])
def test_a_wish_to_withdraw_is_a_task_and_never_a_move(office: Office, sender: str) -> None:
    case = _case(office, State.REVIEW)
    _answer(office, "我单位申请撤回本次申请。", f"回复：{case.number}", sender)
    (found,) = office.cases()
    assert (found.state, found.flags) == (State.REVIEW, ("withdrawal-asked",))
    assert office.tasks(case.id) == ["withdrawal-asked"]


def test_a_decided_case_cannot_be_withdrawn_so_the_mail_is_read(office: Office) -> None:
    case = _case(office, State.GRANTED)
    _answer(office, "我单位申请撤回本次申请。", f"回复：{case.number}")
    assert office.tasks(case.id) == ["read-reply"]


def test_material_that_a_closed_case_owes_is_read_for_its_debts(office: Office) -> None:
    case = _case(office, State.CLOSED)
    with office.services.database.begin() as connection:
        promise = Promise("title-deed", "房屋产权证明", None, "epidemic_end", 3)
        now = office.services.clock()
        ToleranceRepository(connection).grant(case, [promise], "process-first", now.date(), now)
    office.mail(mail([("产权证.pdf", b"%PDF-1.4 broken")], subject=f"补交 {case.number}", message_id="<7@corp.test>"))
    office.run()
    (found,) = office.cases()
    assert (found.state, found.revision) == (State.CLOSED, 2)
    assert "read-reply" in office.tasks(case.id)  # the file cannot be opened: an officer looks, nothing is lost
    assert not [letter for letter in office.letters(case.id) if letter.kind == "supplement-notice"]


def test_a_further_reply_is_read_although_the_first_was_ticked_off(office: Office) -> None:
    case = _case(office)
    _answer(office, "请问许可证何时可以领取？", f"回复：{case.number}")
    with office.services.work() as work:
        work.tasks.tick_off(case.id, work.tasks.of_case(case.id)[0]["id"], work.now)
    _answer(office, "昨天的问题，请尽快答复。", f"回复：{case.number}")
    with office.services.reading() as work:
        assert [(one["kind"], one["done_at"]) for one in work.tasks.of_case(case.id)] == [("read-reply", None)]
