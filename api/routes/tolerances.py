"""The ledger of tolerated materials (容缺台账), and the dates that it waits for."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from api.changes import CaseChange, Request, answer_once, form_of
from api.days import Day
from api.dependencies import KeyDep, OfficerDep, ServicesDep, VersionDep
from api.routes.requests import AnchorBody, SettleBody
from api.routes.schemas import AnchorAnswer, CaseBody, DebtBody, DebtPage
from cases.errors import NotFound, NotPermitted
from casework.anchor_dates import set_anchor
from casework.waiting.asked import Act, Asked
from casework.waiting.leaving import let_leave
from casework.work import Work
from record.anchors import ANCHOR_NAMES
from record.tolerances import DebtState
from replies.particulars import Particulars

router = APIRouter(tags=["容缺台账"])
DebtId = Annotated[str, Path(max_length=40)]


class DebtQuery(BaseModel):
    """Which debts a list shows."""

    state: DebtState | None = None
    unit: str | None = Field(None, max_length=100)
    due_before: Day | None = None
    after: str | None = Field(None, max_length=40)
    limit: int = Field(50, ge=1, le=200)


@router.get("/tolerances")
def list_debts(officer: OfficerDep, services: ServicesDep, query: Annotated[DebtQuery, Query()]) -> DebtPage:
    """Return what is and was owed in the cases that the officer sees, newest first."""
    wanted = {**query.model_dump(), "limit": query.limit + 1}
    with services.reading() as work:
        found = work.debts.page(officer.scope, **wanted)
    shown = found[: query.limit]
    return DebtPage(
        tolerances=[DebtBody.of(debt) for debt in shown], next=shown[-1].id if len(found) > query.limit else None
    )


@router.post("/tolerances/{debt_id}", status_code=202)
def settle_debt(
    debt_id: DebtId, body: SettleBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Clear or waive one debt; ``If-Match`` is the version of its case, which is returned."""
    with services.reading() as work:
        debt = work.debts.get(debt_id, officer.scope)
    asked = CaseChange(services, officer, debt.case_id, version, key)
    return CaseBody.of(asked.make(
        f"tolerances/{debt_id}", body,
        lambda work, case: let_leave(work, case, _settled(debt.material, body), officer),
    ))


def _settled(material: str, body: SettleBody) -> Asked:
    return Asked(Act.SETTLE, material=material, debt=DebtState(body.state), stated=Particulars(note=body.note))


@router.get("/anchors")
def list_anchors(officer: OfficerDep, services: ServicesDep) -> list[AnchorAnswer]:
    """Return the dates that periods wait for; ``day`` is null until an administrator sets it."""
    if officer.office != services.office.code:
        return []
    with services.reading() as work:
        known = work.anchors.all()
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

    def set_day(work: Work) -> AnchorAnswer:
        set_anchor(work, name, body.day, by=officer.name)
        return AnchorAnswer(name=name, meaning=ANCHOR_NAMES[name], day=body.day)

    request = Request(officer, key, ("anchor", name, body.model_dump(mode="json")))
    return answer_once(services, request, form_of(AnchorAnswer), set_day)
