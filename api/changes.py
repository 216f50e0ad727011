"""One change of a case by an officer: seen version, one key, one transaction, one answer."""

from __future__ import annotations

import json
from collections.abc import Callable

import sqlalchemy as sa
from pydantic import BaseModel

from api.schemas import CaseBody
from cases.case import Case
from cases.errors import VersionConflict
from casework.services import Services
from record.officers import Officer, OfficerRepository
from record.repository import CaseRepository

Change = Callable[[sa.Connection, Case], Case]


def change_case(
    services: Services, officer: Officer, case_id: str, act: str, body: BaseModel, version: int, key: str,
    change: Change,
) -> CaseBody:
    """Do what an officer asks of a case and return it; the same key again gets the first answer (trust I18).

    Args:
        services: Database, queue, clock.
        officer: Who asks.
        case_id: Id or number.
        act: Name of the act: one key may not stand for two.
        body: What was asked.
        version: Version that was seen.
        key: The caller's key.
        change: Does it, in the transaction.

    Raises:
        CaseNotFound: No such case in the officer's office.
        KeyReused: The key stands for another request.
        VersionConflict: Somebody else changed the case.
    """
    request = json.dumps([act, case_id, body.model_dump(mode="json")], ensure_ascii=False)
    with services.database.begin() as connection:
        officers = OfficerRepository(connection)
        earlier = officers.earlier_answer(officer, key, request)
        if earlier is not None:
            return CaseBody(**earlier)
        case = CaseRepository(connection).get(case_id, officer.office)
        if case.version != version:
            raise VersionConflict(expected=version, actual=case.version)
        answer = CaseBody.of(change(connection, case))
        officers.keep_answer(officer, key, request, answer.model_dump(mode="json"), services.clock())
    return answer
