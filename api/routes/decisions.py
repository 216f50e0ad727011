"""Decisions and letters: what officers do. Commit first, queue second."""

from __future__ import annotations

import hashlib
from typing import Annotated

from fastapi import APIRouter, Path, Response, UploadFile

from api.changes import Request, answer_once, form_of
from api.dependencies import CaseChangeDep, CaseId, KeyDep, OfficerDep, SeenDep, ServicesDep
from api.routes.requests import DecisionBody, LetterTextBody, NoBody
from api.routes.schemas import CaseBody, DraftBody, LetterBody
from cases.errors import NotFound, VersionConflict
from casework.editing import edit_letter
from casework.held_letters import send_capped
from casework.leases import go_on
from casework.letters.sealing import LARGEST_SCAN, check_scan, paper_of
from casework.previewing import preview_case
from casework.waiting.asked import Act, Asked
from casework.waiting.leaving import let_leave, recall, recall_letter
from casework.work import Work
from record.officers import Officer
from replies.editing import body_of

router = APIRouter(tags=["决定与信件"])
LetterId = Annotated[str, Path(max_length=40)]


@router.post("/cases/{case_id}/decision", status_code=202)
def decide_case(body: DecisionBody, asked: CaseChangeDep) -> CaseBody:
    """Record the officer's decision and let its letter leave; the same key twice is one decision."""
    return CaseBody.of(asked.make(
        "decision", body,
        lambda work, case: let_leave(work, case, Asked.decision(body.choice, body.stated), asked.officer),
    ))


@router.get("/cases/{case_id}/letter")
def show_next_letter(case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> DraftBody:
    """Return the letter of a case in review as it would leave now; open questions are left out of it."""
    with services.reading() as work:
        seen = preview_case(work, work.cases.get(case_id, officer.scope), officer)
    if seen.draft is None:
        raise NotFound(what="待发的文书")
    return DraftBody(
        outcome=seen.outcome, event=seen.event, kind=seen.draft.kind, subject=seen.draft.subject,
        text=seen.draft.text, body=body_of(seen.draft.text), held=seen.held.id if seen.held is not None else None,
        open_questions=len(seen.doubts),
    )


@router.post("/cases/{case_id}/letter-text", status_code=202)
def edit_next_letter(body: LetterTextBody, asked: CaseChangeDep) -> CaseBody:
    """Keep what the officer changed of that letter's ``body``; what it has to say cannot be taken out."""
    return CaseBody.of(asked.make(
        "letter-text", body, lambda work, case: edit_letter(work, case, body.text, asked.officer)
    ))


@router.post("/cases/{case_id}/held-letters", status_code=202)
def send_held_letters(asked: CaseChangeDep) -> CaseBody:
    """Let what the daily cap holds back for the applicant's address leave, of all cases that the officer sees."""
    return CaseBody.of(asked.make(
        "held-letters", NoBody(), lambda work, case: send_capped(work, case, asked.officer)
    ))


@router.get("/letters/{letter_id}")
def show_letter(letter_id: LetterId, officer: OfficerDep, services: ServicesDep) -> LetterBody:
    """Return one letter."""
    with services.reading() as work:
        return LetterBody.of(work.letters.get(letter_id, officer.scope))


@router.post("/letters/{letter_id}/send", status_code=202)
def send_held_letter(
    letter_id: LetterId, officer: OfficerDep, services: ServicesDep, key: KeyDep, seen: SeenDep
) -> LetterBody:
    """Let a held letter leave; one that announces an outcome decides the case. The same key twice sends once.

    With ``If-Match``, the version of its case that was seen, a letter that was written anew since does not leave.
    """

    def send(work: Work) -> LetterBody:
        return _leave(work, officer, Asked(Act.SEND, letter=letter_id), seen)

    return answer_once(services, Request(officer, key, ("send", letter_id)), form_of(LetterBody), send)


@router.get("/letters/{letter_id}/paper.pdf", response_class=Response)
def show_paper(letter_id: LetterId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Return a legal letter as the PDF that is printed, and sealed where it bears a seal."""
    with services.reading() as work:
        content = paper_of(work, work.letters.get(letter_id, officer.scope))
    return Response(content, media_type="application/pdf")


@router.post("/letters/{letter_id}/sealed", status_code=202)
def send_sealed_letter(
    letter_id: LetterId, scan: UploadFile, officer: OfficerDep, services: ServicesDep, key: KeyDep
) -> LetterBody:
    """Send the sealed paper of a letter as a PDF; the same key twice sends once."""
    content = scan.file.read(LARGEST_SCAN + 1)

    def send(work: Work) -> LetterBody:
        work.letters.get(letter_id, officer.scope)
        check_scan(content, officer)
        return _leave(work, officer, Asked(Act.SEALED, letter=letter_id, scan=work.store.put(content)))

    asked = ("sealed", letter_id, hashlib.sha256(content).hexdigest())
    return answer_once(services, Request(officer, key, asked), form_of(LetterBody), send)


@router.post("/cases/{case_id}/recall", status_code=202)
def recall_act(asked: CaseChangeDep) -> CaseBody:
    """Take back what an officer let leave, before its minute is over; nothing was decided yet."""
    return CaseBody.of(asked.make(
        "recall", NoBody(), lambda work, case: recall(work, case, asked.officer), beside=True
    ))


@router.post("/letters/{letter_id}/recall", status_code=202)
def recall_held_letter(letter_id: LetterId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LetterBody:
    """Take back a held letter that was let leave, before its minute is over."""

    def take_back(work: Work) -> LetterBody:
        letter = work.letters.get(letter_id, officer.scope)
        recall_letter(work, letter, officer)
        return LetterBody.of(letter)

    return answer_once(services, Request(officer, key, ("recall", letter_id)), form_of(LetterBody), take_back)


def _leave(work: Work, officer: Officer, asked: Asked, seen: int | None = None) -> LetterBody:
    """Let a letter leave by an act, and return it, or the one that leaves in its place, as it is then.

    Raises:
        VersionConflict: Its case is no longer of the version that was seen.
    """
    letter = work.letters.get(asked.letter, officer.scope)
    case = work.cases.get(letter.case_id)
    if seen is not None and seen != case.version:
        raise VersionConflict(expected=seen, actual=case.version)
    go_on(work, case, officer)
    known = {one.id for one in work.letters.of_case(case.id)}
    let_leave(work, case, asked, officer)
    copy = next((one for one in work.letters.of_case(case.id) if one.id not in known and one.kind == letter.kind), None)
    return LetterBody.of(copy or work.letters.get(letter.id))
