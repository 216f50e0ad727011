"""Letters that leave together."""

from __future__ import annotations

from fastapi import APIRouter

from api.changes import Request, answer_once, form_of
from api.dependencies import KeyDep, OfficerDep, ServicesDep
from api.routes.batch_schemas import BatchAnswer, BatchBody, LeftBody, RefusedBody
from cases.errors import CaseError, NotPermitted
from casework.batch import send_clean
from casework.services import Services
from casework.work import Work
from record.officers import Officer

router = APIRouter(tags=["决定与信件"])


@router.post("/letters/batch", status_code=202)
def send_letters(body: BatchBody, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> BatchAnswer:
    """Let held letters of cases without any finding leave; one that cannot keeps no other here."""
    return send_batch(services, officer, body.letters, key)


def send_batch(services: Services, officer: Officer, letters: list[str], key: str) -> BatchAnswer:
    """Let letters leave, each in a transaction of its own, and tell which did and which did not.

    Raises:
        NotPermitted: The role may let none leave.
    """
    if not officer.decides:
        raise NotPermitted(action="发出信件")
    left, refused = [], []
    for letter_id in dict.fromkeys(letters):
        def send(work: Work, letter_id: str = letter_id) -> LeftBody:
            case = send_clean(work, letter_id, officer)
            waiting = work.waiting_acts.of_case(case.id)
            return LeftBody(letter=letter_id, case=case.id, act=waiting.id if waiting is not None else None)

        request = Request(officer, f"{key[:150]}:{letter_id}", ("batch", letter_id))
        try:
            left.append(answer_once(services, request, form_of(LeftBody), send))
        except CaseError as error:
            refused.append(RefusedBody(letter=letter_id, code=error.code, message=error.message))
    return BatchAnswer(left=left, refused=refused)
