"""Acts: what officers enter about a case beside their decisions, each in one transaction with its record."""

from __future__ import annotations

import re
from datetime import datetime

import sqlalchemy as sa

from cases import queue_names
from cases.case import Case, StepKind
from cases.chronicle import CALL, INFORM, VERIFY
from cases.errors import MoveNotAllowed, NotFound, NotPermitted, RequestInvalid
from cases.lifecycle import STATE_NAMES, UNDECIDED_STATES, Event
from cases.working_days import receipt_date
from casework.case_moves import Mover, move_case
from casework.services import Services
from casework.situation import show_dues
from record import audit
from record.assignments import AssignmentRepository
from record.letters import LetterRepository
from record.officers import Officer, OfficerRepository
from record.steps import StepRepository
from record.tasks import TaskRepository

LONGEST_NOTE = 2000
_DIGITS = re.compile(r"\d")
_CALL_PURPOSES = {VERIFY: "与参保人核实", INFORM: "电话告知"}


def assign(connection: sa.Connection, case: Case, to: str | None, officer: Officer, now: datetime) -> None:
    """Give a case to an officer of the same office, by name, or take it back.

    Raises:
        NotPermitted: The role does not decide.
        NotFound: Nobody of that name works in the office.
    """
    if not officer.decides:
        raise NotPermitted(action="分派办件")
    if to is not None and OfficerRepository(connection).named(to, case.office) is None:
        raise NotFound(what=f"名为“{to}”的工作人员")
    AssignmentRepository(connection).assign(case.id, to, now)
    audit.record(
        connection, case_id=case.id, at=now, actor=officer.name, event="assign", detail={"to": to},
    )


def add_note(connection: sa.Connection, case: Case, text: str, officer: Officer, now: datetime) -> None:
    """Add a note to the record; it never leaves the office.

    Raises:
        NotPermitted: The role only reads.
        RequestInvalid: It says nothing.
    """
    may_register(officer, "添加备注")
    if not text.strip():
        raise RequestInvalid(reason="备注内容为空")
    audit.record(
        connection, case_id=case.id, at=now, actor=officer.name, event="note", detail={"note": text[:LONGEST_NOTE]}
    )


def tick_off(connection: sa.Connection, case: Case, task_id: str, officer: Officer, now: datetime) -> None:
    """Tick a task off.

    Raises:
        NotPermitted: The role only reads.
        NotFound: The case has no such open task.
    """
    may_register(officer, "处理任务")
    kind = TaskRepository(connection).tick_off(case.id, task_id, now)
    audit.record(
        connection, case_id=case.id, at=now, actor=officer.name, event="task-done",
        detail={"task": task_id, "kind": kind},
    )


def set_item(connection: sa.Connection, services: Services, case: Case, code: str, officer: Officer) -> Case:
    """Set the business item of a case and have it judged anew by that item's rules.

    Raises:
        NotPermitted: The role does not decide.
        NotFound: No such item was in force when the case was received.
        MoveNotAllowed: The sender was told a result already.
    """
    if not officer.decides:
        raise NotPermitted(action="选定业务事项")
    item = services.catalogue.item(code, receipt_date(case.received_at))
    if item is None:
        raise NotFound(what=f"收件之日有效的业务事项“{code}”")
    if case.state not in UNDECIDED_STATES:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="选定业务事项", reason="已告知申请单位结果")
    now = services.clock()
    detail = {"reprocess": True, "item": code, "item_before": case.item}
    case = move_case(
        connection, services, case, Event.SUPPLEMENT, now, mover=Mover.of(officer), detail=detail, item=code,
        item_name=item.name, revision=case.revision + 1,
    )
    LetterRepository(connection).void_held(case.id)
    StepRepository(connection).add(StepKind.READ, case.id, case.revision, queue_names.READ, now)
    return show_dues(connection, services, case)


def log_call(
    connection: sa.Connection, services: Services, case: Case, officer: Officer, *, purpose: str, person: str,
    telephone: str, result: str,
) -> Case:
    """Log a telephone call: a check with the person insured (退费: S000 二(一)2), or telling a result.

    Of the number only its last four digits are kept.

    Raises:
        NotPermitted: The role only reads.
        RequestInvalid: The purpose is unknown, or person or result is missing.
    """
    may_register(officer, "登记电话记录")
    if purpose not in _CALL_PURPOSES:
        raise RequestInvalid(reason=f"电话用途须为 {'、'.join(_CALL_PURPOSES)} 之一")
    if not person.strip() or not result.strip():
        raise RequestInvalid(reason="请写明通话对象和通话结果")
    now = services.clock()
    digits = "".join(_DIGITS.findall(telephone))
    audit.record(
        connection, case_id=case.id, at=now, actor=officer.name, event=CALL,
        detail={"purpose": purpose, "person": person[:80], "telephone": f"…{digits[-4:]}" if digits else "",
                "result": result[:500]},
    )
    return show_dues(connection, services, case)


def may_register(officer: Officer, action: str) -> None:
    """Refuse a role that only reads.

    Raises:
        NotPermitted: It does.
    """
    if not officer.registers:
        raise NotPermitted(action=action)
