"""What lies around a case: its history, the rounds beside each other, the applicant's other cases, its originals."""

from __future__ import annotations

import secrets
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response

from api.console.case.forms import Reason
from api.console.shell import render
from api.dependencies import CaseId, OfficerDep, ServicesDep
from api.downloads import download
from cases.errors import NotFound
from cases.lifecycle import STATE_NAMES
from casework.case_view import CaseView, view_case
from casework.firm import firm_of
from casework.reports import judged_report
from casework.unmasking import open_look, take_message, take_original
from casework.work import Work
from record.officers import Officer
from record.stored import REPORT
from record.tolerances import OWED
from views.history_words import sentence
from views.rounds import Compared, compare

router = APIRouter(prefix="/cases/{case_id}", include_in_schema=False)


@router.get("/around")
def show_around(request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Return a case's history as sentences, what changed since the round before, and the applicant's other cases."""
    with services.reading() as work:
        view = view_case(work, case_id, officer.scope)
        letters = {one.id: one.subject for one in view.letters}
        lines = [(one.at, sentence(one, letters)) for one in reversed(view.history)]
        values = {
            "case": view.case, "view": view, "lines": lines, "states": STATE_NAMES,
            "compared": _compared(work, view.case.id, view.case.revision),
            "firm": firm_of(work, view.case, officer.scope), "key": secrets.token_hex(12),
            "owed": [one for one in view.debts if one.state in OWED], "settles": _settles(view, officer),
        }
    return _shown(request, officer, "case/around.html", **values)


@router.get("/originals")
def show_originals(request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Return the files as they came, with what may be done with them."""
    with services.reading() as work:
        view = view_case(work, case_id, officer.scope)
    return _shown(request, officer, "case/originals.html", case=view.case, view=view, key=secrets.token_hex(12))


@router.post("/originals/{position}")
def take_file(
    case_id: CaseId, position: Annotated[int, Path(ge=0)], officer: OfficerDep, services: ServicesDep, reason: Reason
) -> Response:
    """Return a file as it was received, for the reason given."""
    with services.work() as work:
        file = take_original(work, work.cases.get(case_id, officer.scope), position, officer, reason)
    return download(services.store.get(file.sha256), file.name)


@router.post("/mails/{message_id}")
def take_mail(
    case_id: CaseId, message_id: Annotated[str, Path(max_length=40)], officer: OfficerDep, services: ServicesDep,
    reason: Reason,
) -> Response:
    """Return a mail or fax of the case as it came, for the reason given."""
    with services.work() as work:
        case = work.cases.get(case_id, officer.scope)
        if all(one["message_id"] != message_id for one in work.cases.joined(case.id)):
            raise NotFound(what="该邮件")
        message = take_message(work, message_id, officer, reason)
    return download(services.store.get(message.sha256), message.file_name)


@router.post("/look")
def look_without_cover(
    request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep,
    page: Annotated[int, Form(ge=1)], reason: Reason,
) -> Response:
    """Show a page once without its identity numbers covered."""
    with services.work() as work:
        case = work.cases.get(case_id, officer.scope)
        look = open_look(work, case, page, reason, officer)
    return _shown(request, officer, "case/look.html", case=case, page=page, look=look)


def _settles(view: CaseView, officer: Officer) -> bool:
    """Tell whether this officer may settle a debt of the case now."""
    return officer.decides and view.waiting is None and (view.lease is None or view.lease.officer == officer.name)


def _compared(work: Work, case_id: str, revision: int) -> Compared | None:
    before = work.cases.report_before(case_id, revision)
    if before is None:
        return None
    try:
        return compare(REPORT.validate_python(before), judged_report(work, work.cases.get(case_id)))
    except NotFound:
        return None


def _shown(request: Request, officer: OfficerDep, template: str, **values: Any) -> Response:
    """Return a part of the page, or for a browser that asks for it alone a page of its own."""
    alone = not request.headers.get("hx-request")
    return render(request, "case/alone.html" if alone else template, officer, part=template, **values)
