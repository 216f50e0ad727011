"""Decisions and letters: what officers do. Commit first, queue second."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Path

from api.changes import change_case
from api.dependencies import KeyDep, OfficerDep, ServicesDep, VersionDep
from api.requests import DecisionBody
from api.routes.cases import CaseId
from api.schemas import CaseBody, LetterBody
from casework.decisions import decide, send_held
from record.letters import LetterRepository
from record.officers import OfficerRepository

router = APIRouter(tags=["决定与信件"])
LetterId = Annotated[str, Path(max_length=40)]


@router.post("/cases/{case_id}/decision", status_code=202)
def decide_case(
    case_id: CaseId, body: DecisionBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Record the officer's decision and let its letter leave; the same key twice is one decision."""
    return change_case(
        services, officer, case_id, "decision", body, version, key,
        lambda connection, case: decide(
            connection, services, case, body.choice, officer, body.note, body.stated
        ),
    )


@router.get("/letters/{letter_id}")
def show_letter(letter_id: LetterId, officer: OfficerDep, services: ServicesDep) -> LetterBody:
    """Return one letter."""
    with services.database.begin() as connection:
        return LetterBody.of(LetterRepository(connection).get(letter_id, officer.office))


@router.post("/letters/{letter_id}/send", status_code=202)
def send_held_letter(letter_id: LetterId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LetterBody:
    """Let a held letter leave; one that announces an outcome decides the case. The same key twice sends once."""
    request = json.dumps(["send", letter_id])
    with services.database.begin() as connection:
        officers = OfficerRepository(connection)
        earlier = officers.earlier_answer(officer, key, request)
        if earlier is not None:
            return LetterBody(**earlier)
        letters = LetterRepository(connection)
        send_held(connection, services, letters.get(letter_id, officer.office), officer)
        answer = LetterBody.of(letters.get(letter_id, officer.office))
        officers.keep_answer(officer, key, request, answer.model_dump(mode="json"), services.clock())
    return answer
