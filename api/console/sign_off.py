"""The sign-off page: what officers proposed, each with its letter, to be approved or returned."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.console.shell import render
from api.dependencies import OfficerDep, ServicesDep
from cases.case import Case
from cases.waiting import Stage, WaitingAct
from views.letter_paper import Paper, paper_of

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal as it is listed; ``mine`` may not be approved by who looks."""

    act: WaitingAct
    case: Case
    paper: Paper | None
    mine: bool


@router.get("/sign-off")
def show_proposals(request: Request, officer: OfficerDep, services: ServicesDep) -> Response:
    """Return the page."""
    with services.reading() as work:
        acts = work.waiting_acts.of_stage(officer.scope, Stage.PROPOSED)
        rows = [
            Row(one, work.cases.get(one.case_id), paper_of(one.text) if one.text else None, one.officer == officer.name)
            for one in acts
        ]
    return render(request, "sign-off.html", officer, rows=rows, key=secrets.token_hex(12))
