"""Acts: what officers enter about a case beside their decisions, each in one transaction with its record."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases import queue_names
from cases.case import Case, Flag, StepKind, new_id
from cases.chronicle import INFORM, VERIFY
from cases.errors import MoveNotAllowed, NotFound, NotPermitted, RequestInvalid
from cases.history import AuditEvent
from cases.kept_rulings import KeptRuling, Shown
from cases.lifecycle import STATE_NAMES, UNDECIDED_STATES, Event
from cases.rulings import Correction, Life, Ruling, RulingKind
from cases.tasks import TaskKind
from casework.case_moves import Move, Mover, change_flags, move_case, show_dues
from casework.work import Work
from record.officers import Officer

LONGEST_NOTE = 2000
_DIGITS = re.compile(r"\d")
_BY_TELEPHONE = (TaskKind.TELEPHONE_SENDER, TaskKind.TELEPHONE_REMINDER)
_CALL_PURPOSES = {VERIFY: "与参保人核实", INFORM: "电话告知"}


@dataclass(frozen=True, slots=True)
class Call:
    """A telephone call as an officer enters it; of the number only its last four digits are kept."""

    purpose: str
    person: str
    telephone: str
    result: str


def assign(work: Work, case: Case, to: str | None, officer: Officer) -> Case:
    """Give a case to an officer of the same office, by name, or take it back.

    Raises:
        NotPermitted: The role does not decide.
        NotFound: Nobody of that name works on cases of the office.
    """
    if not officer.decides:
        raise NotPermitted(action="分派办件")
    if to is not None and to not in work.assignments.colleagues(case.office):
        raise NotFound(what=f"名为“{to}”的工作人员")
    work.assignments.assign(case.id, to, work.now)
    work.record(AuditEvent.ASSIGN, case.id, officer.name, to=to)
    return case


def assign_all(work: Work, case_ids: Sequence[str], to: str | None, officer: Officer) -> int:
    """Give several cases to an officer, or take them back, all of them or none; return how many.

    Raises:
        CaseNotFound, NotPermitted, NotFound: As for one of them.
    """
    cases = [work.cases.get(case_id, officer.scope) for case_id in dict.fromkeys(case_ids)]
    for case in cases:
        assign(work, case, to, officer)
    return len(cases)


def add_note(work: Work, case: Case, text: str, officer: Officer) -> Case:
    """Add a note to the record; it never leaves the office.

    Raises:
        NotPermitted: The role only reads.
        RequestInvalid: It says nothing.
    """
    may_register(officer, "添加备注")
    if not text.strip():
        raise RequestInvalid(reason="备注内容为空")
    work.record(AuditEvent.NOTE, case.id, officer.name, note=text[:LONGEST_NOTE])
    return case


def tick_off(work: Work, case: Case, task_id: str, officer: Officer) -> Case:
    """Tick a task off.

    Raises:
        NotPermitted: The role only reads.
        NotFound: The case has no such open task.
    """
    may_register(officer, "处理任务")
    kind = work.tasks.tick_off(case.id, task_id, work.now)
    work.record(AuditEvent.TASK_DONE, case.id, officer.name, task=task_id, kind=kind)
    return case


def set_item(work: Work, case: Case, code: str, officer: Officer) -> Case:
    """Set the business item of a case and have it judged anew by that item's rules.

    Raises:
        NotPermitted: The role does not decide.
        NotFound: No such item was in force when the case was received.
        MoveNotAllowed: The sender was told a result already.
    """
    if not officer.decides:
        raise NotPermitted(action="选定业务事项")
    item = work.catalogue.item_at(code, case.received_at)
    if item is None:
        raise NotFound(what=f"收件之日有效的业务事项“{code}”")
    if case.state not in UNDECIDED_STATES:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="选定业务事项", reason="已告知申请单位结果")
    detail = {"reprocess": True, "item": code, "item_before": case.item}
    move = Move(Event.SUPPLEMENT, Mover.of(officer), detail=detail)
    _rule_item(work, case, code, item.name, officer)
    flags = change_flags(case.flags, lowered=(Flag.INQUIRY, Flag.READING_FAILED))  # an application, and read anew
    work.tasks.finish(case.id, (TaskKind.READING_FAILED,), work.now)
    case = move_case(work, case, move, item=code, item_name=item.name, revision=case.revision + 1, flags=flags)
    work.letters.void_held(case.id)
    work.steps.add(StepKind.READ, case.id, case.revision, queue_names.READ, work.now)
    return case


def _rule_item(work: Work, case: Case, code: str, name: str, officer: Officer) -> None:
    """Keep the choice as a ruling, so that judging takes it for an officer's and no name's."""
    ruling = Ruling(new_id(work.now), RulingKind.ITEM, corrected=Correction(item=code), round=case.revision + 1)
    shown = Shown("事项", "业务事项", name, f"按“{name}”重新核对", before=case.item_name)
    work.rulings.add(KeptRuling(case.id, "", ruling, shown, Life.ANSWERED, officer.name, work.now))


def log_call(work: Work, case: Case, officer: Officer, call: Call) -> Case:
    """Log a telephone call: a check with the person insured (退费: S000 二(一)2), or telling a result.

    Whoever had to be told by telephone was told by it.

    Raises:
        NotPermitted: The role only reads.
        RequestInvalid: The purpose is unknown, or person or result is missing.
    """
    may_register(officer, "登记电话记录")
    if call.purpose not in _CALL_PURPOSES:
        raise RequestInvalid(reason=f"电话用途须为 {'、'.join(_CALL_PURPOSES)} 之一")
    if not call.person.strip() or not call.result.strip():
        raise RequestInvalid(reason="请写明通话对象和通话结果")
    digits = "".join(_DIGITS.findall(call.telephone))
    work.record(
        AuditEvent.CALL, case.id, officer.name, purpose=call.purpose, person=call.person[:80],
        telephone=f"…{digits[-4:]}" if digits else "", result=call.result[:500],
    )
    if call.purpose == INFORM:
        work.tasks.finish(case.id, _BY_TELEPHONE, work.now)
    return show_dues(work, case)


def may_register(officer: Officer, action: str) -> None:
    """Refuse a role that only reads.

    Raises:
        NotPermitted: It does.
    """
    if not officer.registers:
        raise NotPermitted(action=action)
