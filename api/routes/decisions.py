"""Decisions and letters: what officers do. Commit first, queue second."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response, UploadFile

from api.changes import Request, answer_once, form_of
from api.dependencies import CaseChangeDep, KeyDep, OfficerDep, ServicesDep
from api.routes.requests import DecisionBody, NoBody
from api.routes.schemas import CaseBody, LetterBody
from casework.leases import go_on
from casework.letters.sealing import LARGEST_SCAN, check_scan, paper_of
from casework.waiting.asked import Act, Asked
from casework.waiting.leaving import let_leave, recall
from casework.work import Work
from record.officers import Officer

router = APIRouter(tags=["决定与信件"])
LetterId = Annotated[str, Path(max_length=40)]


@router.post("/cases/{case_id}/decision", status_code=202)
def decide_case(body: DecisionBody, asked: CaseChangeDep) -> CaseBody:
    """Record the officer's decision and let its letter leave; the same key twice is one decision."""
    return CaseBody.of(asked.make(
        "decision", body,
        lambda work, case: let_leave(work, case, Asked.decision(body.choice, body.stated), asked.officer),
    ))


@router.get("/letters/{letter_id}")
def show_letter(letter_id: LetterId, officer: OfficerDep, services: ServicesDep) -> LetterBody:
    """Return one letter."""
    with services.reading() as work:
        return LetterBody.of(work.letters.get(letter_id, officer.scope))


@router.post("/letters/{letter_id}/send", status_code=202)
def send_held_letter(letter_id: LetterId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LetterBody:
    """Let a held letter leave; one that announces an outcome decides the case. The same key twice sends once."""

    def send(work: Work) -> LetterBody:
        return _leave(work, letter_id, officer, Asked(Act.SEND, letter=letter_id))

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
        return _leave(work, letter_id, officer, Asked(Act.SEALED, letter=letter_id, scan=work.store.put(content)))

    return answer_once(services, Request(officer, key, ("sealed", letter_id)), form_of(LetterBody), send)


@router.post("/cases/{case_id}/recall", status_code=202)
def recall_letter(asked: CaseChangeDep) -> CaseBody:
    """Take back what an officer let leave, before its minute is over; nothing was decided yet."""
    return CaseBody.of(asked.make(
        "recall", NoBody(), lambda work, case: recall(work, case, asked.officer), beside=True
    ))


@router.post("/letters/{letter_id}/recall", status_code=202)
def recall_held_letter(letter_id: LetterId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LetterBody:
    """Take back a held letter that was let leave, before its minute is over."""

    def take_back(work: Work) -> LetterBody:
        letter = work.letters.get(letter_id, officer.scope)
        recall(work, work.cases.get(letter.case_id), officer)
        return LetterBody.of(letter)

    return answer_once(services, Request(officer, key, ("recall", letter_id)), form_of(LetterBody), take_back)


def _leave(work: Work, letter_id: str, officer: Officer, asked: Asked) -> LetterBody:
    """Let a letter leave by an act, and return it, or the one that leaves in its place, as it is then."""
    letter = work.letters.get(letter_id, officer.scope)
    case = work.cases.get(letter.case_id)
    go_on(work, case, officer)
    known = {one.id for one in work.letters.of_case(case.id)}
    let_leave(work, case, asked, officer)
    copy = next((one for one in work.letters.of_case(case.id) if one.id not in known and one.kind == letter.kind), None)
    return LetterBody.of(copy or work.letters.get(letter_id))
