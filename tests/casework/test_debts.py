"""The ledger at work: owed, cleared in parts, waived, overdue, waiting for its anchor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cases.case import Case, Letter
from cases.errors import MoveNotAllowed, NotPermitted
from cases.finding import PAGES, Place
from cases.finding_codes import find
from cases.lifecycle import Event, State
from cases.report import MaterialReading, MaterialStatus, Need, Outcome, Report
from casework.anchor_dates import set_anchor
from casework.decisions import send_held
from casework.registering import settle, withdraw
from casework.verdicts import announce_judgement, take_in_late
from record.tolerances import DebtState
from tests.office.counter import CLERK, HEAD, OFFICER, Counter, judged

LACKING = ("agent-identity", "title-deed")


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    found = Counter(tmp_path)
    found.tolerating("subsidy-recruitment", due="10 WD")
    return found


def test_an_item_is_tolerated_supplemented_in_parts_and_accepted(counter: Counter) -> None:
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=LACKING)
    assert case.state is State.TOLERATED
    due = date(2020, 2, 17)  # 10 WD
    assert {(debt.material, debt.due, debt.basis) for debt in counter.debts(case)} == {
        (code, due, "容缺受理承诺书（第2页）") for code in LACKING
    }
    assert case.due_at is not None
    assert case.due_at.date() == due
    counter.pass_days(date(2020, 2, 10))
    case = counter.judge(counter.supplement(case), lacking=("title-deed",))
    assert case.state is State.TOLERATED
    assert {debt.material: (debt.state, debt.due) for debt in counter.debts(case)} == {
        "agent-identity": (DebtState.CLEARED, due), "title-deed": (DebtState.OPEN, due),
    }
    assert "2020年2月17日" in counter.letters(case, "tolerated-acceptance")[-1].text
    counter.pass_days(date(2020, 2, 14))
    reminders = counter.letters(case, "supplement-reminder")
    assert len(reminders) == 2
    assert "agent-identity" not in reminders[-1].text
    case = counter.judge(counter.supplement(case))
    assert case.state is State.ACCEPTED
    assert {debt.state for debt in counter.debts(case)} == {DebtState.CLEARED}


def test_a_permit_is_tolerated_by_an_officer_and_waits_for_what_is_owed(counter: Counter) -> None:
    case = counter.judge(counter.open(), lacking=LACKING)
    assert (case.state, counter.debts(case)) == (State.REVIEW, [])
    case = counter.decide(case, Outcome.TOLERATE)
    assert [debt.due for debt in counter.debts(case)] == [date(2020, 2, 27)] * 2  # min(20, 20 − 2) WD
    with pytest.raises(MoveNotAllowed, match="尚有2项容缺材料"):
        counter.decide(case, Event.PASS)
    case = counter.do(settle, case, "title-deed", DebtState.WAIVED, OFFICER, "不动产登记数据共享可得")
    assert case.state is State.TOLERATED
    case = counter.do(settle, case, "agent-identity", DebtState.CLEARED, OFFICER, "当面收到")
    assert case.state is State.ELECTRONIC_PASSED
    assert [letter.state for letter in counter.letters(case, "electronic-pass")] == ["queued"]
    (waived,) = counter.history(case, "debts-waived")
    assert (waived.actor, waived.detail["note"]) == ("王审核", "不动产登记数据共享可得")


def test_what_was_waived_is_not_asked_again(counter: Counter) -> None:
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=LACKING)
    case = counter.do(settle, case, "title-deed", DebtState.WAIVED, OFFICER, "数据共享可得")
    case = counter.judge(counter.supplement(case), lacking=("title-deed",))
    assert case.outcome == "accept"
    assert {debt.state for debt in counter.debts(case)} == {DebtState.CLEARED, DebtState.WAIVED}


def test_settling_needs_a_debt_a_reason_and_an_officer(counter: Counter) -> None:
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=LACKING)
    for material, officer, note, error in (
        ("business-licence", OFFICER, "理由", MoveNotAllowed), ("title-deed", OFFICER, " ", MoveNotAllowed),
        ("title-deed", CLERK, "理由", NotPermitted),
    ):
        with pytest.raises(error):
            counter.do(settle, case, material, DebtState.WAIVED, officer, note)
    assert {debt.state for debt in counter.debts(case)} == {DebtState.OPEN}


def test_overdue_is_for_an_officer_and_marks_the_units_later_cases(counter: Counter) -> None:
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=LACKING)
    counter.pass_days(date(2020, 2, 18))
    case = counter.case(case)
    assert (case.state, "overdue" in case.flags) == (State.TOLERATED, True)
    assert counter.tasks(case) == ["tolerance-overdue"]
    assert [letter.state for letter in counter.letters(case, "overdue-closure")] == ["held"]
    later = counter.judge(counter.open("subsidy-recruitment"), lacking=LACKING)
    assert (later.state, "tolerance-suspended" in later.flags) == (State.REVIEW, True)
    assert counter.debts(later) == []
    other = counter.judge(counter.open("subsidy-recruitment", unit="北京另一家有限公司"), lacking=LACKING)
    assert (other.state, other.flags) == (State.TOLERATED, ())
    later = counter.decide(later, Outcome.TOLERATE)  # never blocked: an officer may
    assert later.state is State.TOLERATED
    case = counter.judge(counter.supplement(case))
    assert "overdue" not in case.flags
    assert {debt.state for debt in counter.debts(case)} == {DebtState.CLEARED}


def test_lapsed_and_withdrawn_cases_owe_nothing(counter: Counter) -> None:
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=LACKING)
    counter.pass_days(date(2020, 2, 18))
    case = counter.decide(case, Event.LAPSE)
    assert (case.state, {debt.state for debt in counter.debts(case)}) == (State.CLOSED, {DebtState.LAPSED})
    other = counter.judge(counter.open("subsidy-recruitment"), lacking=LACKING)
    other = counter.decide(other, Event.TOLERATE) if other.state is State.REVIEW else other
    counter.do(withdraw, other, OFFICER, "申请单位来信撤回")
    assert {debt.state for debt in counter.debts(other)} == {DebtState.LAPSED}


def test_until_its_anchor_is_set_a_debt_has_no_date(counter: Counter) -> None:
    counter.tolerating("subsidy-recruitment", due="epidemic_end + 3 months", anchor="epidemic_end", anchor_months=3)
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=("title-deed",))
    assert (case.state, case.due_at) == (State.TOLERATED, None)
    assert "疫情解除后三个月内" in counter.letters(case, "tolerated-acceptance")[0].text
    counter.pass_days(date(2020, 3, 20))
    assert counter.tasks(case) == []
    with counter.services.work() as work:
        assert set_anchor(work, "epidemic_end", date(2020, 4, 29), by="李科长") == 1
    case = counter.case(case)
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 7, 29)
    counter.pass_days(date(2020, 7, 30))
    assert len(counter.letters(case, "supplement-reminder")) == 2
    assert counter.tasks(case) == ["tolerance-overdue"]


def test_processed_first_it_is_closed_with_its_debt_and_cleared_later(counter: Counter) -> None:
    counter.tolerating("backpay-extended-period", kind="process_first", due="20 WD")
    counter.watch.go_to(date(2020, 2, 17))
    case = counter.judge(counter.open("backpay-extended-period"), lacking=("title-deed",))
    assert [debt.handling for debt in counter.debts(case)] == ["process-first"]
    case = counter.decide(case, Event.CLOSE, result="已办理补缴")
    assert case.state is State.CLOSED
    assert case.due_at is not None
    counter.pass_days(date(2020, 3, 12))
    assert len(counter.letters(case, "supplement-reminder")) == 1
    report = judged(counter.case(case))
    case = counter.do(take_in_late, case, report)
    assert (case.state, case.due_at) == (State.CLOSED, None)
    assert {debt.state for debt in counter.debts(case)} == {DebtState.CLEARED}
    assert counter.tasks(case) == ["debts-cleared"]


def test_seal_in_doubt_on_pages_of_several_materials_settles_none_of_them(counter: Counter) -> None:
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=("title-deed",))
    doubt = find("seal-unreadable", f"{PAGES}的印章文字无法辨认。", place=Place(pages=(1, 3)))
    for page, state in ((3, DebtState.OPEN), (4, DebtState.CLEARED)):
        deed = MaterialReading("title-deed", "房屋产权证明", Need.TOLERABLE, MaterialStatus.PRESENT, (page,))
        report = replace(judged(case, doubt), materials=(deed,))
        case = counter.do(take_in_late, case, report)
        assert [debt.state for debt in counter.debts(case)] == [state]


def test_a_held_item_cannot_close_while_it_owes(counter: Counter) -> None:
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=("title-deed",))
    with pytest.raises(MoveNotAllowed, match="尚有1项"):
        counter.decide(case, Event.CLOSE)
    doubted = counter.judge(counter.open("subsidy-recruitment"), outcome=Outcome.REVIEW)
    with pytest.raises(MoveNotAllowed, match="没有可容缺的材料"):
        counter.decide(doubted, Event.TOLERATE, HEAD)


def test_the_original_of_a_copy_is_owed_and_no_scan_settles_it(counter: Counter) -> None:
    case = counter.open("benefit-simplified")
    name = "行政部门审批件影印件"
    copy = MaterialReading("administrative-approval", name, Need.TOLERABLE, MaterialStatus.PRESENT, (2,))

    def report(one: Case) -> Report:
        return replace(judged(one), materials=(copy,))

    case = counter.do(lambda work, one: announce_judgement(work, one, report(one)), case)
    assert case.state is State.ACCEPTED
    (debt,) = counter.debts(case)
    assert (debt.material, debt.material_name, debt.due) == (
        "administrative-approval:original", f"{name}（原件）", None
    )
    case = counter.decide(case, Event.CLOSE, result="已办理")
    case = counter.do(lambda work, one: take_in_late(work, one, report(one)), case)
    assert counter.debts(case)[0].state is DebtState.OPEN
    case = counter.do(settle, case, debt.material, DebtState.CLEARED, OFFICER, "原件已收到")
    assert (case.state, counter.debts(case)[0].state) == (State.CLOSED, DebtState.CLEARED)


def _later(counter: Counter) -> Case:
    """A case that was accepted without a material which nobody asks for before the end of the emergency."""
    case = counter.judge(counter.open("insured-change-general", channel="mail-insurance"), lacking=("title-deed",))
    assert case.state is State.TOLERATED
    (letter,) = counter.letters(case, "tolerated-acceptance")
    assert letter.state == "queued", "the text itself grants it"
    assert "目前无需提交" in letter.text
    return case


def _send(counter: Counter, letter: Letter) -> None:
    with counter.services.work() as work:
        send_held(work, letter, OFFICER)


def _end_of_epidemic(counter: Counter) -> int:
    with counter.services.work() as work:
        return set_anchor(work, "epidemic_end", date(2020, 4, 29), by="李科长")


def test_nothing_is_asked_before_the_end_and_then_by_one_notice_of_the_offices(counter: Counter) -> None:
    case = _later(counter)
    counter.pass_days(date(2020, 4, 28))
    assert (counter.tasks(case), counter.letters(case, "supplement-reminder")) == ([], [])
    assert _end_of_epidemic(counter) == 1
    assert _end_of_epidemic(counter) == 1, "setting it again drafts nothing more"
    (draft,) = counter.letters(case, "collection-notice")
    assert draft.state == "held"
    assert "请尽快提交" in draft.text, "no period that the office does not state"
    _send(counter, draft)
    assert counter.letters(case, "collection-notice")[0].state == "queued"
    assert [debt.due for debt in counter.debts(case)] == [None]
    assert counter.history(case, "debts-called-in")


def test_an_office_that_states_its_period_reminds_by_it_and_nothing_closes(counter: Counter) -> None:
    counter.services = replace(counter.services, office=replace(counter.services.office, collection_days=10))
    case = _later(counter)
    counter.watch.go_to(date(2020, 4, 29))
    _end_of_epidemic(counter)
    counter.watch.go_to(date(2020, 5, 6))  # the officer looks a week later: the period runs from that day
    (draft,) = counter.letters(case, "collection-notice")
    _send(counter, draft)
    (debt,) = counter.debts(case)
    assert debt.due == date(2020, 5, 19)
    assert "2020年5月19日" in counter.letters(case, "collection-notice")[0].text
    counter.pass_days(date(2020, 5, 25))
    assert len(counter.letters(case, "supplement-reminder")) == 2
    assert counter.tasks(case) == ["tolerance-overdue"]
    assert counter.letters(case, "overdue-closure") == [], "no text says that such a case ends"
    assert counter.case(case).state is State.TOLERATED


def test_case_accepted_after_the_end_gets_its_notice_at_once(counter: Counter) -> None:
    case = counter.open("insured-change-general", channel="mail-insurance")
    _end_of_epidemic(counter)
    case = counter.judge(case, lacking=("title-deed",))
    assert [one.state for one in counter.letters(case, "collection-notice")] == ["held"]
