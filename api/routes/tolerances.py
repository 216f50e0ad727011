"""The ledger of tolerated materials (容缺台账), and the dates that it waits for."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.changes import change_case
from api.dependencies import KeyDep, OfficerDep, ServicesDep, VersionDep
from api.requests import AnchorBody, SettleBody
from api.schemas import AnchorAnswer, CaseBody, DebtBody, DebtPage
from cases.errors import NotFound, NotPermitted
from casework.anchor_dates import set_anchor
from casework.registering import settle
from record.anchors import ANCHOR_NAMES, AnchorRepository
from record.officers import OfficerRepository
from record.tolerances import DebtState, ToleranceRepository

router = APIRouter(tags=["容缺台账"])
DebtId = Annotated[str, Path(max_length=40)]


@router.get("/tolerances")
def list_debts(
    officer: OfficerDep, services: ServicesDep, state: DebtState | None = None,
    unit: Annotated[str | None, Query(max_length=100)] = None, due_before: date | None = None,
    after: Annotated[str | None, Query(max_length=40)] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DebtPage:
    """Return what is and was owed to the officer's office, newest first."""
    with services.database.begin() as connection:
        found = ToleranceRepository(connection).page(
            officer.office, state=state, unit=unit, due_before=due_before, after=after, limit=limit + 1
        )
    shown = found[:limit]
    return DebtPage(
        tolerances=[DebtBody.of(debt) for debt in shown], next=shown[-1].id if len(found) > limit else None
    )


@router.post("/tolerances/{debt_id}", status_code=202)
def settle_debt(
    debt_id: DebtId, body: SettleBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Clear or waive one debt; ``If-Match`` is the version of its case, which is returned."""
    with services.database.begin() as connection:
        debt = ToleranceRepository(connection).get(debt_id, officer.office)
    return change_case(
        services, officer, debt.case_id, f"tolerances/{debt_id}", body, version, key,
        lambda connection, case: settle(
            connection, services, case, debt.material, DebtState(body.state), officer, body.note
        ),
    )


@router.get("/anchors")
def list_anchors(officer: OfficerDep, services: ServicesDep) -> list[AnchorAnswer]:
    """Return the dates that periods wait for; ``day`` is null until an administrator sets it."""
    if officer.office != services.office.code:
        return []
    with services.database.begin() as connection:
        known = AnchorRepository(connection).all()
    return [AnchorAnswer(name=name, meaning=text, day=known.get(name)) for name, text in ANCHOR_NAMES.items()]


@router.post("/anchors/{name}", status_code=202)
def set_anchor_day(
    name: Annotated[str, Path(max_length=40)], body: AnchorBody, officer: OfficerDep, services: ServicesDep, key: KeyDep
) -> AnchorAnswer:
    """Set such a date; all debts that count from it get their due dates."""
    if name not in ANCHOR_NAMES or officer.office != services.office.code:
        raise NotFound(what="该锚点日期")
    if officer.role != "supervisor":
        raise NotPermitted(action="设置锚点日期")
    request = json.dumps(["anchor", name, body.model_dump(mode="json")])
    with services.database.begin() as connection:
        officers = OfficerRepository(connection)
        earlier = officers.earlier_answer(officer, key, request)
        if earlier is not None:
            return AnchorAnswer(**earlier)
        set_anchor(connection, services, name, body.day, by=officer.name)
        answer = AnchorAnswer(name=name, meaning=ANCHOR_NAMES[name], day=body.day)
        officers.keep_answer(officer, key, request, answer.model_dump(mode="json"), services.clock())
    return answer
