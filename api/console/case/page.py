"""The frame of a case's page: its title and its panes, and an act answered with them as they are then."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel

from api.changes import CaseChange
from api.console.case import letter, pages, questions
from api.console.case.title import title
from api.console.shell import announce, render
from api.dependencies import CaseId, OfficerDep, ServicesDep
from cases.case import Case
from cases.errors import NotFound, VersionConflict
from cases.lifecycle import BEING_READ
from casework.case_view import view_case
from casework.events import begin
from casework.reports import judged_report
from casework.work import Work
from record.officers import Officer

router = APIRouter(include_in_schema=False)
CHANGED = "这一件刚才变了，下面是现在的样子；您填写的内容还在。"


@dataclass(frozen=True, slots=True)
class Act:
    """What a form asks to be done.

    Attributes:
        name: As on the route of programs.
        body: What was asked.
        change: Does it.
        sentence: Says that it was done.
        undo: Address that a POST takes it back at; empty: there is none.
        beside: It may be done beside whoever has the case open, and while a letter waits to leave.
    """

    name: str
    body: BaseModel
    change: Callable[[Work, Case], Case]
    sentence: str
    undo: str = ""
    beside: bool = False


@router.get("/cases/{case_id}")
def show_case_page(
    request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep,
    page: Annotated[int, Query(ge=1)] = 1,
) -> Response:
    """Return the page of a case, its middle pane at one of the case's pages."""
    with services.reading() as work:
        values = _values(work, case_id, officer)
        values["pages"] = pages.pane(work, values["view"], officer, page)
        serial = begin(work).serial
    return render(request, "case/page.html", officer, serial=serial, **values)


@router.get("/cases/{case_id}/pages/{number}")
def show_sheet(
    request: Request, case_id: CaseId, number: Annotated[int, Path(ge=1)], officer: OfficerDep, services: ServicesDep
) -> Response:
    """Return one page for the middle pane, with its tools and marks."""
    with services.reading() as work:
        case = work.cases.get(case_id, officer.scope)
        shown = pages.page_view(judged_report(work, case), number, work.catalogue.fields)
    if shown is None or shown.number != number:
        raise NotFound(what=f"第{number}页")
    return render(request, "case/sheet.html", officer, case=case, pages={"shown": shown}, key=secrets.token_hex(12))


@router.get("/cases/{case_id}/panes")
def show_panes(request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Return all parts of a page anew; nothing while its case is still being read, for it is asked again and again."""
    with services.reading() as work:
        if work.cases.get(case_id, officer.scope).state in BEING_READ:
            return Response(status_code=204)
        values = _values(work, case_id, officer)
        values["pages"] = pages.pane(work, values["view"], officer)
    return render(request, "case/fragments.html", officer, told="", **values)


def case_fragments(
    request: Request, case_id: str, officer: Officer, *, told: str = "", sentence: str = "", undo: str = ""
) -> Response:
    """Return title, questions and letter as they are now, each for its place; the page picture stays.

    Args:
        request: The act.
        case_id: Id or number.
        officer: Who acts.
        told: What the page says above the panes: that somebody else changed the case.
        sentence: What was done, for the live region.
        undo: Address that a POST takes it back at.
    """
    with request.app.state.services.reading() as work:
        values = _values(work, case_id, officer)
    answer = render(request, "case/fragments.html", officer, told=told, **values)
    return announce(answer, sentence, undo=undo) if sentence else answer


def carry_out(request: Request, asked: CaseChange, act: Act) -> Response:
    """Do what a form asks of a case and answer with the case as it is then.

    Args:
        request: The form's request.
        asked: The change, with version and key.
        act: What is done.
    """
    try:
        case = asked.make(act.name, act.body, act.change, beside=act.beside)
    except VersionConflict:
        if not request.headers.get("hx-request"):  # the form comes back with what was typed in it
            raise
        return _answer(request, asked, asked.case_id, told=CHANGED)
    return _answer(request, asked, case.id, sentence=act.sentence, undo=act.undo)


def _answer(request: Request, asked: CaseChange, case_id: str, **said: str) -> Response:
    if request.headers.get("hx-request"):
        return case_fragments(request, case_id, asked.officer, **said)
    return RedirectResponse(f"/cases/{case_id}", 303)


def _values(work: Work, case_id: str, officer: Officer) -> dict[str, Any]:
    view = view_case(work, case_id, officer.scope)
    return {
        "view": view, "case": view.case, "key": secrets.token_hex(12), "title": title(work, view),
        "questions": questions.pane(work, view, officer), "letter": letter.pane(work, view, officer),
    }
