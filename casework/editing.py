"""Editing a letter that waits: an officer adds to it and says whom it speaks to; it leaves as he left it."""

from __future__ import annotations

from cases.case import Case
from cases.errors import MoveNotAllowed, NotPermitted
from cases.history import AuditEvent
from cases.lifecycle import STATE_NAMES
from casework.letters.announcing import Announcement
from casework.letters.correspondence import rewrite_letter
from casework.previewing import preview_case
from casework.reports import known_report
from casework.verdicts import particulars_judged
from casework.work import Work
from record.letter_edits import KeptEdit
from record.officers import Officer
from replies.editing import edit_of


def edit_letter(work: Work, case: Case, body: str, officer: Officer) -> Case:
    """Keep what an officer changed of the letter of a case; it is written with it from here on.

    Args:
        work: The transaction.
        case: The case as loaded.
        body: The letter from whom it speaks to down to its signature, as the officer left it.
        officer: Who edits.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: There is no letter to edit.
        RequestInvalid: What the letter has to say is missing or changed.
    """
    if not officer.decides:
        raise NotPermitted(action="修改文书")
    plain = preview_case(work, case, officer, as_written=True)
    if plain.draft is None:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="修改文书", reason="没有可以修改的文书")
    edit = edit_of(plain.draft.text, body)
    passages = tuple((one.after, one.text) for one in edit.passages)
    kind = plain.draft.kind
    work.letter_edits.keep(
        KeptEdit(case.id, kind, case.revision, edit.salutation, passages, officer.name, work.now)
    )
    if plain.held is not None and plain.event is None:  # it leaves as it is kept
        report = known_report(work, case)
        told = Announcement(kind, report, particulars_judged(work, case, work.item(case), report), officer.name)
        rewrite_letter(work, case, plain.held, told)
    work.record(AuditEvent.LETTER_EDITED, case.id, officer.name, kind=kind, passages=len(passages))
    return work.cases.change(case, work.now)
