"""Bounces: letters of ours that came back, told by a mail system in a report or in plain words (trust Q15)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cases.case import Case, Flag, Letter, LetterState
from cases.history import AuditEvent
from cases.submission import Submission
from cases.tasks import TaskKind
from casework.arrival.known_cases import case_of_number
from casework.work import Work

_OUR_ID = re.compile(r"letter-[A-Za-z0-9._-]{1,120}@[A-Za-z0-9.-]{0,250}[A-Za-z0-9]")
_STILL_TRYING = re.compile(
    "仍在尝试|将继续尝试|将继续投递|投递延迟|延迟投递|delivery delayed|delayed mail|warning message only"
    "|will keep trying|will be retried",
    re.IGNORECASE,
)
"""请稍后重试 is none: it stands as advice in notices of letters that were given up."""

_OUT = (LetterState.SENT, LetterState.UNCERTAIN)


def note_bounce(work: Work, submission: Submission) -> None:
    """Mark the letter that came back and call an officer; a bounce never makes a case."""
    if _only_delayed(submission):
        return
    letters = _returned(work, submission)
    for letter in letters:
        work.letters.move(letter.id, _OUT, LetterState.FAILED, error="bounced")
    for case_id in dict.fromkeys(one.case_id for one in letters):
        _call_officer(work, work.cases.get(case_id))


def _call_officer(work: Work, case: Case) -> None:
    if Flag.LETTER_FAILED not in case.flags:
        case = work.cases.change(case, work.now, flags=[*case.flags, Flag.LETTER_FAILED])
    work.tasks.renew(case, TaskKind.LETTER_FAILED, "信件被退回，请核对收件地址并以其他方式告知申请单位。", work.now)
    work.record(AuditEvent.LETTER_BOUNCED, case.id, "system")


def _returned(work: Work, submission: Submission) -> Sequence[Letter]:
    """Return the letters that a bounce names by their ids, else the one that its words fit best."""
    text = f"{submission.subject}\n{submission.body}"
    ids = (*submission.references, *(f"<{one}>" for one in _OUR_ID.findall(text)))
    named = work.letters.of_message_ids(ids) if ids else []
    if named:
        return named
    case = case_of_number(work, text)
    out = [one for one in work.letters.of_case(case.id) if one.state in _OUT] if case is not None else []
    lowered = text.lower()
    for fits in (
        [one for one in out if one.recipient and one.recipient.lower() in lowered],
        [one for one in out if one.subject in text],
    ):
        out = [one for one in out if one in fits] or out
    return out[-1:]


def _only_delayed(submission: Submission) -> bool:
    """Tell whether a mail system only says that it is still trying (RFC 3464, 2.3.3)."""
    actions = {action.lower() for action in re.findall(r"(?im)^Action:[ \t]*([a-z]+)", submission.body)}
    if actions:
        return actions == {"delayed"}
    return _STILL_TRYING.search(f"{submission.subject}\n{submission.body}") is not None
