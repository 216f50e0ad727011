"""Who has a case open: taken when its page is opened, let go of, asked for."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
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


@router.get("/{case_id}/lease")
def show_lease(request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Say who has a case open now; the page asks this again and again, and takes nothing by it."""
    return _answer(request, officer, _seen(services, officer, case_id))


@router.post("/{case_id}/lease")
def take_case(request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Take a case, or go on with it, and say who has it; who only reads takes none."""
    if not officer.registers:
        return _answer(request, officer, _seen(services, officer, case_id))
    return _answer(request, officer, _done(services, officer, case_id, leases.take))


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
    case, lease = _done(services, officer, case_id, leases.ask_for)
    return announce(_answer(request, officer, (case, lease)), f"已请{lease.officer}让出。" if lease else "")


def _seen(services: Services, officer: Officer, case_id: str) -> tuple[Case, Lease | None]:
    with services.reading() as work:
        case = work.cases.get(case_id, officer.scope)
        return case, work.leases.of_case(case.id, work.now)


def _done(
    services: Services, officer: Officer, case_id: str, act: Callable[[Work, Case, Officer], object]
) -> tuple[Case, Lease | None]:
    with services.work() as work:
        case = work.cases.get(case_id, officer.scope)
        act(work, case, officer)
        return case, work.leases.of_case(case.id, work.now)


def _answer(request: Request, officer: Officer, found: tuple[Case, Lease | None]) -> Response:
    case, lease = found
    if not request.headers.get("hx-request"):
        return RedirectResponse(f"/cases/{case.id}", 303)
    return render(request, "case/lease.html", officer, case=case, lease=lease)
