"""Proposals (初审、复核): an act that a second officer approves, or returns with what he wants otherwise.

It is carried out in the name of who proposed it, with the role of who approved it: what a head signs an officer may
propose. Both stand in the record. The second is another person than the first.
"""

from __future__ import annotations

from dataclasses import replace

from cases.case import Case
from cases.errors import ActWaits, MoveNotAllowed, NotPermitted
from cases.history import AuditEvent
from cases.lifecycle import STATE_NAMES
from cases.waiting import Stage, WaitingAct
from casework.leases import go_on
from casework.waiting.asked import Asked
from casework.waiting.leaving import (
    actor_of,
    carry_out_waiting,
    is_told,
    mark,
    propose,
    refuse_beside,
    refuse_if_moved,
    start,
    try_out,
    wait,
)
from casework.work import Work
from record.officers import Officer

LONGEST_NOTE = 500
REOPENED = "复核时改办"


def put_forward(work: Work, case: Case, asked: Asked, officer: Officer) -> Case:
    """Propose an act to a head, also one that only a head may do.

    Raises:
        NotPermitted: The role does not decide.
        ActWaits: Another act of the case waits.
        MoveNotAllowed, RequestInvalid: As the act itself.
    """
    if not officer.decides:
        raise NotPermitted(action="送签")
    refuse_beside(work, case)
    letter = try_out(work, case, asked, replace(officer, role="supervisor"), is_told)
    act = wait(work, case, asked, officer, letter)
    work.leases.give_up(case.id, officer.name)
    return propose(work, work.cases.get(case.id), act)


def approve(work: Work, case: Case, officer: Officer, note: str = "") -> Case:
    """Approve what another officer proposed; its letter leaves after its minute.

    Raises:
        NotPermitted: The role does not decide, or only a head may sign this.
        MoveNotAllowed: Nothing is proposed, or the officer proposed it himself, or the case has changed.
        CaseTaken: Somebody else has the case open.
    """
    act = _proposed(work, case, officer, "复核")
    refuse_if_moved(case, act)
    go_on(work, case, officer)
    work.waiting_acts.move(act, Stage.PROPOSED, second=officer.name, note=note[:LONGEST_NOTE])
    act = work.waiting_acts.get(act.id)
    try_out(work, case, Asked.read(act.asked), actor_of(work, case, act), is_told)
    work.record(AuditEvent.APPROVED, case.id, officer.name, act=act.id, of=act.officer, note=note[:LONGEST_NOTE])
    work.leases.give_up(case.id, officer.name)
    if not work.undo_for:
        return carry_out_waiting(work, case, act)
    return start(work, case, act, officer)


def send_back(work: Work, case: Case, officer: Officer, note: str) -> Case:
    """Return what another officer proposed, with the reason.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: Nothing is proposed, or no reason is given, or the officer proposed it himself.
    """
    act = _proposed(work, case, officer, "退回")
    if not note.strip():
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="退回", reason="请填写理由")
    work.leases.give_up(case.id, officer.name)
    return _end(work, case, act, officer, note)


def step_in(work: Work, case: Case, officer: Officer) -> Case:
    """Let a second officer act on a case himself: what was proposed is returned by that.

    Raises:
        ActWaits: A letter is about to leave, or what is proposed is the officer's own or not his to judge.
    """
    act = work.waiting_acts.of_case(case.id)
    if act is None:
        return case
    if act.stage is not Stage.PROPOSED or act.officer == officer.name or not officer.decides:
        raise ActWaits(officer=act.officer)
    return _end(work, case, act, officer, REOPENED)


def _proposed(work: Work, case: Case, officer: Officer, doing: str) -> WaitingAct:
    if not officer.decides:
        raise NotPermitted(action=doing)
    act = work.waiting_acts.of_case(case.id)
    reason = ""
    if act is None or act.stage is not Stage.PROPOSED:
        reason = "没有待复核的文书"
    elif act.officer == officer.name:
        reason = "须由另一名工作人员复核"
    if act is None or reason:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=doing, reason=reason)
    return act


def _end(work: Work, case: Case, act: WaitingAct, officer: Officer, note: str) -> Case:
    work.waiting_acts.move(
        act, Stage.RETURNED, second=officer.name, note=note[:LONGEST_NOTE], ended_at=work.now,
    )
    work.record(AuditEvent.RETURNED, case.id, officer.name, act=act.id, of=act.officer, note=note[:LONGEST_NOTE])
    return mark(work, case)
