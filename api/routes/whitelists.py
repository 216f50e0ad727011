"""Lists of enterprises as evidence beside a case; never part of a letter."""

from __future__ import annotations

from fastapi import APIRouter

from api.dependencies import CaseId, OfficerDep, ServicesDep
from api.routes.schemas import ListedBody
from casework.confirmations import confirmations
from record.whitelists import MATCH_NAMES

router = APIRouter(prefix="/cases", tags=["办件"])


@router.get("/{case_id}/whitelists")
def list_confirmations(case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> list[ListedBody]:
    """Return the lists that name the unit of a case, and how it was found on each."""
    with services.reading() as work:
        found = confirmations(work, work.cases.get(case_id, officer.scope))
    lists = services.catalogue.whitelists
    return [
        ListedBody(
            list=one.whitelist, list_name=lists[one.whitelist].name, confirmed_by=lists[one.whitelist].by,
            unit=one.unit.name, credit_code=one.unit.credit_code, source=one.unit.source,
            matched_by=MATCH_NAMES[one.matched_by], imported_at=one.imported_at,
        )
        for one in found
    ]
