"""Decisions and letters: what officers do. Commit first, queue second."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response, UploadFile

from api.changes import Request, answer_once, form_of
from api.dependencies import CaseChangeDep, KeyDep, OfficerDep, ServicesDep
from api.routes.requests import DecisionBody
from api.routes.schemas import CaseBody, LetterBody
from casework.decisions import decide, send_held
from casework.letters.sealing import LARGEST_SCAN, paper_of, send_sealed
from casework.work import Work

router = APIRouter(tags=["决定与信件"])
LetterId = Annotated[str, Path(max_length=40)]


@router.post("/cases/{case_id}/decision", status_code=202)
def decide_case(body: DecisionBody, asked: CaseChangeDep) -> CaseBody:
    """Record the officer's decision and let its letter leave; the same key twice is one decision."""
    return CaseBody.of(asked.make(
        "decision", body,
        lambda work, case: decide(work, case, body.choice, asked.officer, body.stated),
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
        send_held(work, work.letters.get(letter_id, officer.scope), officer)
        return LetterBody.of(work.letters.get(letter_id, officer.scope))

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
        return LetterBody.of(send_sealed(work, work.letters.get(letter_id, officer.scope), officer, content))

    return answer_once(services, Request(officer, key, ("sealed", letter_id)), form_of(LetterBody), send)
