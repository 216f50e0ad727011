"""The page of stand-ins: who acts for whom, arranged and ended."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from api.console.shell import render
from api.dependencies import OfficerDep, ServicesDep
from casework import stand_ins

router = APIRouter(include_in_schema=False, prefix="/stand-in")


@router.get("")
def show_stand_ins(request: Request, officer: OfficerDep, services: ServicesDep) -> Response:
    """Return the page."""
    with services.reading() as work:
        found = work.stand_ins.of_office(officer.office, work.today)
        colleagues = work.assignments.colleagues(officer.office)
        today = work.today
    return render(request, "stand-in.html", officer, found=found, today=today, colleagues=colleagues)


@router.post("")
def arrange_stand_in(
    officer: OfficerDep, services: ServicesDep, absent: Annotated[str, Form(max_length=80)],
    deputy: Annotated[str, Form(max_length=80)], first: Annotated[date, Form()], last: Annotated[date, Form()],
) -> Response:
    """Arrange a stand-in."""
    with services.work() as work:
        stand_ins.arrange(work, officer, absent.strip(), deputy.strip(), (first, last))
    return RedirectResponse("/stand-in", 303)


@router.post("/{stand_in_id}/end")
def end_stand_in(stand_in_id: str, officer: OfficerDep, services: ServicesDep) -> Response:
    """End a stand-in."""
    with services.work() as work:
        stand_ins.end(work, officer, stand_in_id)
    return RedirectResponse("/stand-in", 303)
