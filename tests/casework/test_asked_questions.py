"""A question that was left to somebody else is asked again once he has spoken; of a decided case nothing is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from cases.case import Case
from cases.chronicle import INFORM
from cases.desk import Queue
from cases.finding import Finding
from cases.finding_codes import find
from cases.history import AuditEvent
from cases.lifecycle import Event
from cases.questions.answering import Given
from casework.acts import Call, add_note, log_call
from casework.asked_questions import QuestionsView, view_questions
from casework.reports import judged_report
from casework.rounds import begin_round
from casework.rulings.entering import enter
from casework.rulings.saying import Looked, answer
from casework.work import Work
from record.officers import Officer
from tests.office.counter import HEAD, OFFICE, OFFICER, Counter

OTHER = Officer("other", "陈审核", "officer", OFFICE)
UNKNOWN = find("unit-unknown", "申请单位不明，请核对。")
WINDOW = find("item-outside-window", "已过办理时间，请核对。")
SENDER = find("mail-sender-unauthenticated", "来信人不明，请核对。")


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    counter = Counter(tmp_path)
    with counter.services.work() as work:
        for one in (OFFICER, OTHER, HEAD):
            work.officers.add(one.name, one.role, one.office, work.now)
    return counter


def _left(counter: Counter, finding: Finding, key: int = 3) -> Case:
    """Return a case whose one question its officer left to somebody else."""
    def leave(work: Work, case: Case) -> Case:
        report = judged_report(work, case)
        looked = Looked(case, report, work.catalogue, work.now)
        return enter(work, case, answer(looked, looked.questions[0].key, key, Given()), report, OFFICER)

    return counter.do(leave, counter.judge(counter.open(), finding))


def _seen(counter: Counter, case: Case, officer: Officer = OFFICER) -> QuestionsView:
    with counter.services.reading() as work:
        now = work.cases.get(case.id)
        return view_questions(work, now, judged_report(work, now), officer)


def _asks(counter: Counter, case: Case, officer: Officer = OFFICER) -> list[str]:
    """Return why questions are open to an officer."""
    return [one.again for one in _seen(counter, case, officer).open]


def _queues(counter: Counter, case: Case) -> set[Queue]:
    with counter.services.reading() as work:
        entry = work.desk.entry(case.id)
    assert entry is not None
    return set(entry.queues)


def _call(counter: Counter, case: Case) -> None:
    counter.do(log_call, case, OFFICER, Call(INFORM, "张经办", "01065090452", "单位全称已告知"))


@pytest.mark.parametrize("finding", [UNKNOWN, SENDER], ids=lambda one: one.code)
def test_what_is_asked_of_the_sender_waits_for_a_call_and_is_asked_again_after_it(
    counter: Counter, finding: Finding
) -> None:
    case = _left(counter, finding)
    assert (_asks(counter, case), len(_seen(counter, case).waiting)) == ([], 1)
    assert _queues(counter, case) == {Queue.OPEN, Queue.CALL}
    _call(counter, case)
    assert _asks(counter, case) == ["对方已来信或者通过电话"]
    assert _queues(counter, case) == {Queue.OPEN, Queue.CHECK}


def test_a_reply_or_new_material_brings_it_back_and_judging_anew_does_not(counter: Counter) -> None:
    case = _left(counter, UNKNOWN)
    counter.do(begin_round, case, {"reprocess": True})
    counter.judge(counter.case(case), UNKNOWN)
    assert _asks(counter, case) == []
    counter.do(lambda work, now: work.record(AuditEvent.REPLIED, now.id, "system") or now, case)
    assert len(_asks(counter, case)) == 1
    case = _left(counter, UNKNOWN)
    counter.judge(counter.supplement(case), UNKNOWN)
    assert len(_asks(counter, case)) == 1


def test_a_supervisor_is_asked_what_was_left_to_one(counter: Counter) -> None:
    case = _left(counter, WINDOW)
    assert _asks(counter, case) == _asks(counter, case, OTHER) == []
    assert _asks(counter, case, HEAD) == [f"{OFFICER.name}请示"]
    assert _queues(counter, case) == {Queue.OPEN, Queue.SECOND}
    _call(counter, case)
    counter.do(add_note, case, "请查收件日", OTHER)
    assert _asks(counter, case) == []


def test_it_is_the_officers_again_when_a_supervisor_has_noted_what_he_thinks(counter: Counter) -> None:
    case = _left(counter, WINDOW)
    counter.do(add_note, case, "窗口期内寄出的，可以受理", HEAD)
    assert _asks(counter, case) == _asks(counter, case, OTHER) == ["主管已有意见，见记录"]
    assert _queues(counter, case) == {Queue.OPEN, Queue.CHECK}


def test_what_is_left_to_a_decision_by_hand_stays_with_its_officer(counter: Counter) -> None:
    case = _left(counter, WINDOW, key=2)
    _call(counter, case)
    assert _asks(counter, case) == _asks(counter, case, HEAD) == []
    assert _queues(counter, case) == {Queue.OPEN, Queue.CHECK}


def test_nothing_is_asked_of_a_decided_case(counter: Counter) -> None:
    case = counter.judge(counter.open(), WINDOW)
    assert len(_asks(counter, case)) == 1
    counter.decide(case, Event.REFUSE, note="不属于本机关", right_office="某局")
    assert (_asks(counter, case), _seen(counter, case).waiting) == ([], ())
