"""Which case a mail belongs to that was not sent as an application: by its thread, its number, its sender and words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cases.case import Case, Flag
from cases.errors import CaseNotFound
from cases.lifecycle import ENDED_STATES, State
from cases.submission import MessageKind, Submission
from casework.arrival.grouping import FileGroup
from casework.arrival.hints import Hint
from casework.arrival.questions import asks_in_general, says_supplement, speaks_of_a_case
from casework.arrival.short_replies import courier_number, says_little_else
from casework.work import Work
from intake.thread import case_numbers
from record.scoping import Scope

_WAITING_FOR_PAPER = (State.ELECTRONIC_PASSED, State.ACCEPTED)
_WAITING_FOR_MATERIAL = (State.CORRECTION, State.TOLERATED)
_LIVE = tuple(state for state in State if state not in ENDED_STATES)


def case_of_thread(work: Work, submission: Submission) -> Case | None:
    """Find the case a reply belongs to: by the letters and mails it refers to, else by the number in its subject."""
    case_id = None
    if submission.references:
        case_id = work.letters.case_of_message(submission.references)
        case_id = case_id or work.cases.case_of_rfc_ids(submission.references)
    return _get(work, case_id) if case_id else case_of_number(work, submission.subject)


def case_of_number(work: Work, text: str) -> Case | None:
    """Find the case whose number stands first in a text."""
    return _get(work, next(iter(case_numbers(text)), None))


def case_of_words(work: Work, submission: Submission, hint: Hint) -> Case | None:
    """Find the case that a new mail without files speaks of: by its number, else the sender's only one that fits.

    A question about what we ask of everybody is about no case, but where it names the item of one.
    """
    numbered = case_of_number(work, submission.body)
    if numbered is not None or submission.attachments or not submission.sender:
        return numbered
    text = f"{submission.subject}\n{submission.body}"
    number = courier_number(text)
    if number is not None and says_little_else(submission.body, number):
        return _only(work.cases.of_sender(work.office.code, submission.sender, _WAITING_FOR_PAPER))
    general = asks_in_general(text)
    if not speaks_of_a_case(text) and not general:
        return None
    live = work.cases.of_sender(work.office.code, submission.sender, _LIVE)
    fitting = [case for case in live if _fits(case, hint.unit, hint.item) and Flag.INQUIRY not in case.flags]
    return _only(case for case in fitting if not general or (hint.item and case.item == hint.item))


def cases_supplemented(
    work: Work, submission: Submission, groups: Sequence[FileGroup]
) -> tuple[Sequence[Case], bool]:
    """Return the sender's cases to which new files may be the missing material, and whether that is sure.

    Sure is one case that waits for material, files that name no other unit or item, and words that say so.
    """
    if submission.kind is not MessageKind.SUBMISSION or not submission.sender or not groups:
        return (), False
    waiting = work.cases.of_sender(work.office.code, submission.sender, _WAITING_FOR_MATERIAL)
    fitting = [case for case in waiting if all(_fits(case, one.unit, one.item) for one in groups)]
    names = "\n".join(attachment.name for attachment in submission.attachments)
    said = says_supplement(f"{submission.subject}\n{names}\n{submission.body}")
    named = any(group.unit and group.item for group in groups)
    return (fitting, said and len(fitting) == 1) if said or not named else ((), False)


def _fits(case: Case, unit: str | None, item: str | None) -> bool:
    return unit in (None, case.unit) and item in (None, case.item)


def _only(cases: Iterable[Case]) -> Case | None:
    found = list(cases)
    return found[0] if len(found) == 1 else None


def _get(work: Work, case_id: str | None) -> Case | None:
    """Return a case by id or number; of one that went over into another, the other."""
    if case_id is None:
        return None
    scope = Scope(work.office.code)
    try:
        case = work.cases.get(case_id, scope)
        further = work.material.joined_into(case.id)
        return work.cases.get(further, scope) if further is not None else case
    except CaseNotFound:
        return None
