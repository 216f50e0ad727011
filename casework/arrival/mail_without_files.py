"""Words: what a mail without new material does to its case – never a move, at most a task (domain f23, b1)."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cases.case import Case, Flag
from cases.lifecycle import MOVES, Event
from cases.submission import Submission
from casework.arrival.short_replies import courier_number, says_little_else, wants_withdrawal
from casework.case_moves import change_flags
from casework.services import Services
from record import audit
from record.repository import CaseRepository
from record.tasks import TaskRepository


def take_in_words(
    connection: sa.Connection, services: Services, case: Case, submission: Submission, now: datetime, *, files: bool
) -> None:
    """Note a courier number, call an officer for a wish to withdraw, and for all else that must be read."""
    text = f"{submission.subject}\n{submission.body}" if not submission.references else submission.body
    number = courier_number(text)
    if number is not None:
        audit.record(
            connection, case_id=case.id, at=now, actor="system", event="courier-number", detail={"number": number}
        )
    if Event.WITHDRAW in MOVES[case.state] and wants_withdrawal(submission.body):
        _ask_to_withdraw(connection, case, submission, now)
    elif files or number is None or not says_little_else(submission.body, number):
        TaskRepository(connection).add(case, "read-reply", "申请单位回复了邮件，请阅看并处理。", now)


def _ask_to_withdraw(connection: sa.Connection, case: Case, submission: Submission, now: datetime) -> None:
    """Leave the withdrawal to an officer, who makes sure that it was the applicant who wrote."""
    same = submission.sender == case.applicant
    text = "申请单位来信要求撤回申请，请核实后办理。"
    if not same:
        text = "有人以另一邮箱地址来信要求撤回申请，请与申请单位核实后办理。"
    TaskRepository(connection).add(case, "withdrawal-asked", text, now)
    flags = change_flags(case.flags, raised=(Flag.WITHDRAWAL_ASKED,))
    if flags != list(case.flags):
        CaseRepository(connection).change(case, now, flags=flags)
