"""Releasing: the letter of an officer's act leaves, dated today and in the officer's name."""

from __future__ import annotations

from dataclasses import replace

from cases import queue_names
from cases.case import LETTER_STATE_NAMES, Case, Letter, LetterState, StepKind
from cases.errors import MoveNotAllowed, NotPermitted
from cases.history import AuditEvent
from casework.letters.announcing import Announcement
from casework.letters.correspondence import release, write_letter
from casework.work import Work
from record.officers import Officer

_WAITING = frozenset({LetterState.HELD, LetterState.VOID})
"""A void draft never left: a decision may call it back."""


def announce(work: Work, case: Case, told: Announcement) -> None:
    """Let the letter of an officer's act leave; drafts of other kinds that wait are void.

    A letter of that kind that waits from the judgement is written anew; one that has left is not called back, so
    another is written: no act of an officer goes untold.
    """
    letters = work.letters.of_case(case.id)
    same = next((one for one in letters if (one.kind, one.round) == (told.kind, case.revision)), None)
    serial = told.serial or (same is not None and same.state not in _WAITING)
    waiting = same if same is not None and same.recipient and not serial else None
    if waiting is not None:
        release(work, case, waiting, told)
    work.letters.void_held(case.id, keep=waiting.id if waiting is not None else "")
    if waiting is None:
        write_letter(work, case, replace(told, serial=serial))


def release_letter(work: Work, letter: Letter, officer: Officer) -> None:
    """Let a held letter leave as it is.

    Raises:
        NotPermitted: The role may not send letters.
        MoveNotAllowed: The letter does not wait, or has no address to go to.
    """
    if not officer.decides:
        raise NotPermitted(action="发送信件")
    state = LETTER_STATE_NAMES[letter.state]
    if letter.recipient is None or not letter.sender:
        raise MoveNotAllowed(state=state, event="发送", reason="该信件没有收件邮箱，请电话告知")
    if not work.letters.move(letter.id, (LetterState.HELD,), LetterState.QUEUED):
        raise MoveNotAllowed(state=state, event="发送", reason="该信件已处理")
    work.steps.add(StepKind.LETTER, letter.id, 1, queue_names.LETTERS, work.now)
    work.record(AuditEvent.LETTER_RELEASED, letter.case_id, officer.name, letter=letter.id)
