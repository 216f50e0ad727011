"""Forms of a case: what a page posts about a case that its officer has just looked at."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Form

from api.changes import CaseChange
from api.dependencies import CaseId, OfficerDep, ServicesDep


def form_change(
    case_id: CaseId, officer: OfficerDep, services: ServicesDep, version: Annotated[int, Form(ge=1)],
    key: Annotated[str, Form(min_length=1, max_length=200)],
) -> CaseChange:
    """Return the change that a form asks for; its hidden fields say which version was seen, and its key."""
    return CaseChange(services, officer, case_id, version, key)


FormChangeDep = Annotated[CaseChange, Depends(form_change)]
