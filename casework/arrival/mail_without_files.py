"""Words: what they do to a case, without new material or beside it – never a move, at most a task (domain f23, b1)."""

from __future__ import annotations

from cases.case import Case, Flag
from cases.history import AuditEvent
from cases.lifecycle import MOVES, Event
from cases.names.identifiers import mask
from cases.submission import Submission
from cases.tasks import TaskKind
from casework.arrival.questions import asked
from casework.arrival.short_replies import courier_number, says_little_else, wants_withdrawal
from casework.case_moves import change_flags
from casework.work import Work


def take_in_words(work: Work, case: Case, submission: Submission, *, files: bool) -> None:
    """Note a courier number or a reply; call an officer for a wish to withdraw, and for all else that must be read."""
    text = f"{submission.subject}\n{submission.body}" if not submission.references else submission.body
    number = courier_number(text)
    if number is not None:
        work.record(AuditEvent.COURIER_NUMBER, case.id, "system", number=number)
    withdraws = Event.WITHDRAW in MOVES[case.state] and wants_withdrawal(text)
    if number is not None and not withdraws and not files and says_little_else(submission.body, number):
        return
    work.record(AuditEvent.REPLIED, case.id, "system")
    if withdraws:
        _ask_to_withdraw(work, case, submission)
    else:
        work.tasks.open_again(case, TaskKind.READ_REPLY, "申请单位回复了邮件，请阅看并处理。", work.now)


def note_questions(work: Work, case: Case, submission: Submission) -> None:
    """Call an officer to what a mail asks, or wishes, beside the material that it brings; the material goes on."""
    question = asked(submission.body)
    if wants_withdrawal(submission.body):
        work.tasks.add(case, TaskKind.READ_REPLY, "来信除材料外提到撤回，请阅看并核实。", work.now)
    elif question:
        text = f"来信除材料外另有询问：“{mask(question)[:80]}”，请答复。"
        work.tasks.add(case, TaskKind.READ_REPLY, text, work.now)


def _ask_to_withdraw(work: Work, case: Case, submission: Submission) -> None:
    """Leave the withdrawal to an officer, who makes sure that it was the applicant who wrote."""
    same = submission.sender == case.applicant
    text = "申请单位来信要求撤回申请，请核实后办理。"
    if not same:
        text = "有人以另一邮箱地址来信要求撤回申请，请与申请单位核实后办理。"
    work.tasks.open_again(case, TaskKind.WITHDRAWAL_ASKED, text, work.now)
    flags = change_flags(case.flags, raised=(Flag.WITHDRAWAL_ASKED,))
    if flags != list(case.flags):
        work.cases.change(case, work.now, flags=flags)
