"""What the last attempt could not do: the case goes to an officer (trust I7, I8)."""

from __future__ import annotations

from cases.case import Case, Flag, Step, StepKind
from cases.lifecycle import MOVES, Event
from cases.tasks import TaskKind
from casework.arrival.unparsed import case_of_unparsed
from casework.case_moves import Move, change_flags, move_case
from casework.waiting.leaving import give_back
from casework.work import Work

_TEXTS = {
    StepKind.PARSE: "邮件无法解析，请下载原始邮件人工处理。",
    StepKind.READ: "材料自动识别三次未成功，请人工核对。",
}


def give_up(work: Work, step: Step, code: str) -> None:
    """Give what could not be parsed, read or carried out to an officer.

    Args:
        work: The transaction that fails the step for good.
        step: The step; a letter that could not be sent is given up by :mod:`casework.letters.delivery`.
        code: What went wrong.
    """
    if step.kind is StepKind.PARSE:
        _hand_over(work, case_of_unparsed(work, step.subject), step, {})
    elif step.kind is StepKind.READ:
        case = work.cases.get(step.subject)
        if case.revision == step.revision and Event.HOLD in MOVES[case.state]:
            _hand_over(work, case, step, {"code": code})  # else a newer round is queued, or the case is over
    elif step.kind is StepKind.ACT:
        give_back(work, step.subject, "程序三次未能办成。")


def _hand_over(work: Work, case: Case, step: Step, detail: dict[str, object]) -> None:
    work.tasks.add(case, TaskKind.READING_FAILED, _TEXTS[step.kind], work.now)
    flags = change_flags(case.flags, raised=(Flag.READING_FAILED,))
    move_case(work, case, Move(Event.HOLD, detail=detail), flags=flags)
