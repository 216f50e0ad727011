"""Two officers decide where the office wants it: the first proposes, the second approves, returns or does otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cases.case import Case, LetterState
from cases.errors import ActWaits, MoveNotAllowed, NotPermitted
from cases.finding_codes import find
from cases.lifecycle import Event, State
from cases.report import Outcome
from cases.waiting import Stage
from casework.registering import Comparison
from casework.waiting.asked import Act, Asked
from casework.waiting.leaving import let_leave, recall
from casework.waiting.proposals import approve, put_forward, send_back, step_in
from record.officers import Officer
from replies.particulars import Particulars
from tests.casework.holding import held_case
from tests.casework.waiting.test_leaving import registered
from tests.office.counter import CLERK, HEAD, OFFICE, OFFICER, Counter, blocking
from tests.office.services import work_off

SECOND = Officer("second", "陈复核", "officer", OFFICE)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """An office that wants two officers for permits of dispatch."""
    counter = registered(Counter(tmp_path, undo_for=timedelta(seconds=60)), OFFICER, SECOND, HEAD, CLERK)
    office = replace(counter.services.office, two_stage=("dispatch-new",))
    counter.services = replace(counter.services, office=office)
    return counter


def _proposed(counter: Counter) -> Case:
    case = held_case(counter, blocking())
    return counter.do(let_leave, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)


def _pass_minute(counter: Counter) -> None:
    counter.watch.at += timedelta(seconds=61)
    work_off(counter.services)


def _stage(counter: Counter, case: Case) -> Stage:
    with counter.services.reading() as work:
        act = work.waiting_acts.last_of_case(case.id)
    assert act is not None
    return act.stage


def test_the_first_proposes_and_the_second_lets_it_leave(counter: Counter) -> None:
    case = _proposed(counter)
    assert (case.state, case.flags) == (State.REVIEW, ("proposed",))
    _pass_minute(counter)
    assert counter.case(case).state is State.REVIEW
    case = counter.do(approve, case, SECOND, "同意")
    assert case.flags == ("leaving",)
    _pass_minute(counter)
    assert counter.case(case).state is State.CORRECTION
    letter, = counter.letters(case, "supplement-notice")
    assert letter.state is LetterState.SENT
    assert "经办人：王审核" in letter.text
    told = [(line.event, line.actor) for line in counter.history(case)]
    assert [one for one in told if one[0] in {"proposed", "approved", "correct"}] == [
        ("proposed", "王审核"), ("approved", "陈复核"), ("correct", "王审核"),
    ]


def test_nobody_approves_his_own_proposal(counter: Counter) -> None:
    case = _proposed(counter)
    with pytest.raises(MoveNotAllowed, match="另一名工作人员"):
        counter.do(approve, case, OFFICER)
    with pytest.raises(NotPermitted):
        counter.do(approve, case, CLERK)
    assert _stage(counter, case) is Stage.PROPOSED


def test_what_is_returned_is_the_first_officers_again_with_the_reason(counter: Counter) -> None:
    case = _proposed(counter)
    with pytest.raises(MoveNotAllowed, match="请填写理由"):
        counter.do(send_back, case, SECOND, " ")
    case = counter.do(send_back, case, SECOND, "章程第二页请再看")
    assert (case.state, case.flags) == (State.REVIEW, ())
    with counter.services.reading() as work:
        act = work.waiting_acts.last_of_case(case.id)
    assert act is not None
    assert (act.stage, act.second, act.note) == (Stage.RETURNED, "陈复核", "章程第二页请再看")
    case = counter.do(let_leave, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)
    assert case.flags == ("proposed",)


def test_the_second_may_act_himself_and_what_was_proposed_is_returned_by_that(counter: Counter) -> None:
    case = _proposed(counter)
    with pytest.raises(ActWaits):
        counter.do(step_in, case, OFFICER)
    case = counter.do(step_in, case, SECOND)
    assert (case.flags, _stage(counter, case)) == ((), Stage.RETURNED)
    assert counter.do(step_in, case, SECOND) == case


def test_an_approval_is_taken_back_to_the_proposal(counter: Counter) -> None:
    case = counter.do(approve, _proposed(counter), SECOND)
    case = counter.do(recall, case, SECOND)
    assert (case.flags, _stage(counter, case)) == (("proposed",), Stage.PROPOSED)
    counter.do(approve, case, HEAD)
    _pass_minute(counter)
    assert counter.case(case).state is State.CORRECTION


def test_who_proposed_takes_it_back(counter: Counter) -> None:
    case = counter.do(recall, _proposed(counter), OFFICER)
    assert (case.flags, _stage(counter, case)) == ((), Stage.RECALLED)


def test_what_only_a_head_may_do_an_officer_proposes_and_the_head_signs(counter: Counter) -> None:
    counter.services = replace(counter.services, office=replace(counter.services.office, two_stage=()))
    case = counter.judge(counter.open())
    asked = Asked.decision(Event.EXTEND, Particulars(note="材料复杂"))
    with pytest.raises(NotPermitted):
        counter.do(let_leave, case, asked, OFFICER)
    case = counter.do(put_forward, case, asked, OFFICER)
    with pytest.raises(NotPermitted):
        counter.do(approve, case, SECOND)
    counter.do(approve, case, HEAD)
    _pass_minute(counter)
    assert [line.actor for line in counter.history(case, Event.EXTEND)] == ["王审核"]
    assert counter.letters(case, "extension")[0].state in {LetterState.SENT, LetterState.HELD}


def test_a_fax_is_approved_too(counter: Counter) -> None:
    case = counter.judge(counter.open(applicant=None, telephone="010"), blocking())
    case = counter.do(let_leave, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)
    assert case.flags == ("proposed",)


def test_no_outcome_of_such_an_item_leaves_by_itself_but_word_of_where_the_material_went(counter: Counter) -> None:
    case = counter.judge(counter.open(), find("item-wrong-channel", "改由本机关另一邮箱办理。"))
    assert case.state is State.REVIEW
    assert {one.kind: one.automatic for one in counter.letters(case)} == {"rerouted": True, "electronic-pass": False}


def test_without_a_minute_an_approval_is_carried_out_at_once(counter: Counter) -> None:
    counter.services = replace(counter.services, undo_for=timedelta())
    case = counter.do(approve, _proposed(counter), SECOND)
    assert case.state is State.CORRECTION


def test_what_was_proposed_of_other_material_is_not_approved(counter: Counter) -> None:
    counter.services = replace(counter.services, undo_for=timedelta())
    case = _proposed(counter)
    counter.judge(counter.supplement(case))
    with pytest.raises(MoveNotAllowed, match="已有变化"):
        counter.do(approve, case, SECOND)
    assert _stage(counter, case) is Stage.PROPOSED
    assert counter.do(send_back, case, SECOND, "材料有变化").flags == ()


def test_a_notice_that_paper_differs_has_to_be_approved(counter: Counter) -> None:
    case = counter.judge(counter.open())
    counter.do(approve, counter.do(let_leave, case, Asked.decision(Event.PASS), OFFICER), SECOND)
    _pass_minute(counter)
    differing = Asked(Act.PAPER, comparison=Comparison(done=True, differing=("申请书",), note="日期不同"))
    case = counter.do(let_leave, case, differing, OFFICER)
    assert (case.state, case.flags[-1]) == (State.ELECTRONIC_PASSED, "proposed")
    counter.do(approve, case, SECOND)
    _pass_minute(counter)
    assert counter.case(case).state is State.CORRECTION
