"""Who has a case open: taken when its page is opened, let go of, asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from api.console.shell import announce, render
from api.dependencies import CaseId, OfficerDep, ServicesDep
from cases.case import Case
from cases.waiting import Lease
from casework import leases
from casework.services import Services
from casework.work import Work
from record.officers import Officer

router = APIRouter(include_in_schema=False, prefix="/cases")
SOON = timedelta(minutes=2)
"""How long before its end a lease is told to end."""

Taken = Annotated[bool, Query()]
"""Whether the page's panes were drawn while somebody else had the case."""


@dataclass(frozen=True, slots=True)
class Held:
    """Who has a case open.

    Attributes:
        ends: The lease ends soon.
    """

    case: Case
    lease: Lease | None
    ends: bool


@router.get("/{case_id}/lease")
def show_lease(
    request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep, taken: Taken = False
) -> Response:
    """Say who has a case open now; the page asks this again and again, and takes nothing by it."""
    return _answer(request, officer, _seen(services, officer, case_id), taken=taken)


@router.post("/{case_id}/lease")
def take_case(
    request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep, taken: Taken = False
) -> Response:
    """Take a case, or go on with it, and say who has it; who only reads takes none."""
    if not officer.registers:
        return _answer(request, officer, _seen(services, officer, case_id), taken=taken)
    return _answer(request, officer, _done(services, officer, case_id, leases.take), taken=taken)


@router.post("/{case_id}/lease/release")
def release_case(request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Let go of a case and go back to the desk."""
    _done(services, officer, case_id, leases.let_go)
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": "/"})
    return RedirectResponse("/", 303)


@router.post("/{case_id}/lease/request")
def request_case(request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Ask whoever has a case to let go of it."""
    held = _done(services, officer, case_id, leases.ask_for)
    return announce(_answer(request, officer, held), f"已请{held.lease.officer}让出。" if held.lease else "")


def _seen(services: Services, officer: Officer, case_id: str) -> Held:
    with services.reading() as work:
        return _held(work, work.cases.get(case_id, officer.scope))


def _done(services: Services, officer: Officer, case_id: str, act: Callable[[Work, Case, Officer], object]) -> Held:
    with services.work() as work:
        case = work.cases.get(case_id, officer.scope)
        act(work, case, officer)
        return _held(work, case)


def _held(work: Work, case: Case) -> Held:
    lease = work.leases.of_case(case.id, work.now)
    return Held(case, lease, lease is not None and lease.until - work.now <= SOON)


def _answer(request: Request, officer: Officer, held: Held, *, taken: bool = True) -> Response:
    """Return who has a case, for a page whose panes were drawn while somebody else had it, or not."""
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"/cases/{held.case.id}", 303)
    return render(
        request, "case/lease.html", officer, case=held.case, lease=held.lease, ends=held.ends, taken=taken,
    )
