"""Releasing: the letter of an officer's act leaves, dated today and in the officer's name."""

from __future__ import annotations

from dataclasses import replace

from cases import queue_names
from cases.case import LETTER_STATE_NAMES, Case, Flag, Letter, LetterState, StepKind
from cases.errors import MoveNotAllowed, NotPermitted
from cases.history import AuditEvent
from cases.moves import Handling
from cases.tasks import TaskKind
from casework.case_moves import change_flags
from casework.kept_for_seal import kept_for_seal
from casework.letters.announcing import Announcement
from casework.letters.collecting import COLLECTION, send_notice
from casework.letters.correspondence import freeze_kept, release, rewrite_letter, write_letter
from casework.letters.sealing import seal_later
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
    waiting = same if same is not None and not serial else None
    if waiting is not None and waiting.recipient:
        release(work, case, waiting, told)
    elif waiting is not None:  # somebody prints it and telephones
        rewrite_letter(work, case, waiting, told)
    work.letters.void_held(case.id, *kept_for_seal(work, case), *([waiting.id] if waiting is not None else []))
    if waiting is None:
        write_letter(work, case, replace(told, serial=serial))
    kind, permit = work.catalogue.letters[told.kind], work.situation(case).handling is Handling.PERMIT
    if kind.is_sealed(permit):
        seal_later(work, case, kind.title(permit))


def release_letter(work: Work, letter: Letter, officer: Officer) -> None:
    """Let a letter leave as it is: one that is held, or that failed and has surely not arrived.

    Raises:
        NotPermitted: The role may not send letters.
        MoveNotAllowed: The letter does not wait, may have arrived already, or has no address to go to.
    """
    if not officer.decides:
        raise NotPermitted(action="发送信件")
    state = LETTER_STATE_NAMES[letter.state]
    if letter.recipient is None or not letter.sender:
        raise MoveNotAllowed(state=state, event="发送", reason="该信件没有收件邮箱，请电话告知")
    if _may_have_arrived(letter):
        raise MoveNotAllowed(state=state, event="发送", reason="该信件可能已经送达，请先电话核实，以免重复发送")
    waiting = (LetterState.HELD, LetterState.FAILED)
    if letter.kind == COLLECTION and letter.state is LetterState.HELD:
        send_notice(work, letter, officer)
        return
    frozen = {"content_sha256": freeze_kept(work, letter)} if letter.state is LetterState.HELD else {}
    if not work.letters.move(letter.id, waiting, LetterState.QUEUED, attempts=0, error="", **frozen):
        raise MoveNotAllowed(state=state, event="发送", reason="该信件已处理")
    work.steps.again(StepKind.LETTER, letter.id, queue_names.LETTERS, work.now)
    work.record(AuditEvent.LETTER_RELEASED, letter.case_id, officer.name, letter=letter.id)
    if letter.state is LetterState.FAILED:
        _forget_failure(work, letter)


def _may_have_arrived(letter: Letter) -> bool:
    """Tell a letter that was surely never taken, or came back, from one of which a copy may be out."""
    return letter.state is LetterState.UNCERTAIN or (letter.state is LetterState.FAILED and letter.attempts > 1)


def _forget_failure(work: Work, letter: Letter) -> None:
    """Take back what called an officer to the letter, unless another one of the case failed too."""
    failed = (LetterState.FAILED, LetterState.UNCERTAIN)
    if any(one.state in failed for one in work.letters.of_case(letter.case_id)):
        return
    case = work.cases.get(letter.case_id)
    work.tasks.finish(case.id, (TaskKind.LETTER_FAILED,), work.now)
    work.cases.change(case, work.now, flags=change_flags(case.flags, lowered=(Flag.LETTER_FAILED,)))
