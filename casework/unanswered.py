"""Unanswered questions: what they keep from leaving, on the console and through the interface alike."""

from __future__ import annotations

from cases.case import Case, Letter, LetterState
from cases.errors import MoveNotAllowed
from cases.lifecycle import STATE_NAMES, State
from cases.questions.sorting import is_doubtful
from casework.asked_questions import asked_of
from casework.letters.sealing import is_for_seal
from casework.reports import known_report
from casework.work import Work
from record.officers import Officer
from replies.inquiry import INQUIRY
from replies.letter_of_event import EVENT_OF_LETTER


def unanswered(work: Work, case: Case) -> int:
    """Return how many questions keep the letter of a case's judgement here, also those left to somebody else."""
    if case.state is not State.REVIEW:
        return 0
    report = known_report(work, case)
    doubts = [one for one in report.findings if is_doubtful(one) and one.code != INQUIRY]
    return len(asked_of(work, case, report)) or len(doubts) if doubts else 0


def refuse_unanswered(work: Work, case: Case, officer: Officer, reason: str = "") -> None:
    """Refuse to decide over open questions without a word; who decides otherwise says why.

    Raises:
        MoveNotAllowed: There are some, and no reason is given.
    """
    count = unanswered(work, case) if officer.decides and not reason.strip() else 0
    if count:
        raise MoveNotAllowed(
            state=STATE_NAMES[case.state], event="作出决定", reason=f"还有{count}问未答，请先回答，或者写明理由改办"
        )


def refuse_undecided(work: Work, case: Case, letter: Letter, officer: Officer) -> None:
    """Refuse to let the letter of a judgement leave that still has open questions; others leave, receipts first of all.

    Raises:
        MoveNotAllowed: It has.
    """
    waits = letter.state is LetterState.HELD and letter.round == case.revision and not is_for_seal(work, letter)
    if waits and letter.kind in EVENT_OF_LETTER:
        refuse_unanswered(work, case, officer)
