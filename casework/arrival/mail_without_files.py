"""Words: what a mail without new material does to its case – never a move, at most a task (domain f23, b1)."""

from __future__ import annotations

from cases.case import Case, Flag
from cases.history import AuditEvent
from cases.lifecycle import MOVES, Event
from cases.submission import Submission
from cases.tasks import TaskKind
from casework.arrival.short_replies import courier_number, says_little_else, wants_withdrawal
from casework.case_moves import change_flags
from casework.work import Work


def take_in_words(work: Work, case: Case, submission: Submission, *, files: bool) -> None:
    """Note a courier number, call an officer for a wish to withdraw, and for all else that must be read."""
    text = f"{submission.subject}\n{submission.body}" if not submission.references else submission.body
    number = courier_number(text)
    if number is not None:
        work.record(AuditEvent.COURIER_NUMBER, case.id, "system", number=number)
    if Event.WITHDRAW in MOVES[case.state] and wants_withdrawal(submission.body):
        _ask_to_withdraw(work, case, submission)
    elif files or number is None or not says_little_else(submission.body, number):
        work.tasks.add(case, TaskKind.READ_REPLY, "申请单位回复了邮件，请阅看并处理。", work.now)


def _ask_to_withdraw(work: Work, case: Case, submission: Submission) -> None:
    """Leave the withdrawal to an officer, who makes sure that it was the applicant who wrote."""
    same = submission.sender == case.applicant
    text = "申请单位来信要求撤回申请，请核实后办理。"
    if not same:
        text = "有人以另一邮箱地址来信要求撤回申请，请与申请单位核实后办理。"
    work.tasks.add(case, TaskKind.WITHDRAWAL_ASKED, text, work.now)
    flags = change_flags(case.flags, raised=(Flag.WITHDRAWAL_ASKED,))
    if flags != list(case.flags):
        work.cases.change(case, work.now, flags=flags)
