"""Cases: lists, one case, its report, page pictures and files."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from api.dependencies import CaseId, OfficerDep, ServicesDep
from api.downloads import download
from api.routes.schemas import CaseBody, CaseDetailBody, CasePage
from cases.errors import NotFound
from cases.report import Report
from cases.submission import FileKind
from casework.case_view import view_case
from casework.reports import judged_report
from casework.services import Services
from ocr.file.document import render_page
from record.repository import BEIJING, CaseFilter
from record.scoping import Scope
from replies.label import Enclosure, envelope_label
from views.evidence import cut_seals, join_strips
from views.pictures import DOTS_PER_INCH, draw_page
from views.report_json import report_document

router = APIRouter(prefix="/cases", tags=["办件"])


class CaseQuery(BaseModel):
    """Which cases a list shows."""

    state: str | None = None
    item: str | None = None
    flag: str | None = Field(None, max_length=40)
    due_before: datetime | None = None
    text: str | None = Field(None, max_length=100)
    after: str | None = Field(None, max_length=40)
    limit: int = Field(50, ge=1, le=200)

    @property
    def wanted(self) -> CaseFilter:
        """Which cases; a time without zone is the office's."""
        due = self.due_before
        if due is not None and due.tzinfo is None:
            due = due.replace(tzinfo=BEIJING)
        return CaseFilter(self.state, self.item, self.flag, due, self.text)


@router.get("")
def list_cases(officer: OfficerDep, services: ServicesDep, query: Annotated[CaseQuery, Query()]) -> CasePage:
    """Return cases of the officer's office, newest first."""
    with services.reading() as work:
        found = work.cases.page(officer.scope, query.wanted, after=query.after, limit=query.limit + 1)
    shown = found[: query.limit]
    more = len(found) > query.limit
    return CasePage(cases=[CaseBody.of(case) for case in shown], next=shown[-1].id if more else None)


@router.get("/{case_id}")
def show_case(case_id: CaseId, officer: OfficerDep, services: ServicesDep, response: Response) -> CaseDetailBody:
    """Return one case with its files, letters, tasks and history; ``ETag`` is its version."""
    with services.reading() as work:
        view = view_case(work, case_id, officer.scope)
    response.headers["ETag"] = f'"{view.case.version}"'
    return CaseDetailBody.of_view(view)


@router.get("/{case_id}/report")
def show_report(case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> dict[str, Any]:
    """Return the newest report of a case in the form of the contract."""
    with services.reading() as work:
        case = work.cases.get(case_id, officer.scope)
        report, letters = judged_report(work, case), work.letters.of_case(case.id)
    document = report_document(report)
    document["letters"] = [
        {"kind": one.kind, "automatic": one.automatic, "subject": one.subject, "text": one.text}
        for one in letters if one.round == case.revision
    ]
    return document


@router.get("/{case_id}/pages/{number}.png", response_class=Response)
def show_page(
    case_id: CaseId, number: Annotated[int, Path(ge=1)], officer: OfficerDep, services: ServicesDep, boxes: bool = True
) -> Response:
    """Return a page as a picture, with boxes of what was found unless ``boxes=false``."""
    report = _report(services, case_id, officer.scope)
    page = next((one for one in report.pages if one.number == number), None)
    if page is None:
        raise NotFound(what=f"第{number}页")
    file = report.files[page.file]
    png = render_page(
        services.store.get(file.sha256), FileKind(file.kind), page.file_page, services.limits, DOTS_PER_INCH
    )
    if boxes:
        stream = io.BytesIO()
        draw_page(png, page, report).save(stream, "PNG")
        png = stream.getvalue()
    return _picture(png)


@router.get("/{case_id}/pages/{number}/seals/{seal}.png", response_class=Response)
def show_seal(
    case_id: CaseId, number: Annotated[int, Path(ge=1)], seal: Annotated[int, Path(ge=1)], officer: OfficerDep,
    services: ServicesDep,
) -> Response:
    """Return one impression cut out of its page; ``seal`` counts from 1 in the order of the report."""
    report = _report(services, case_id, officer.scope)
    page = next((one for one in report.pages if one.number == number and seal <= len(one.seals)), None)
    if page is None:
        raise NotFound(what=f"第{number}页的第{seal}枚印章")
    file = report.files[page.file]
    found = cut_seals(lambda: services.store.get(file.sha256), FileKind(file.kind), page, services.limits)
    return _picture(next(one.png for one in found if one.number == seal))


@router.get("/{case_id}/cross-page-seals/{material}.png", response_class=Response)
def show_cross_page_seal(
    case_id: CaseId, material: Annotated[str, Path(max_length=80)], officer: OfficerDep, services: ServicesDep
) -> Response:
    """Return the strips of a material's cross-page seal put together."""
    report = _report(services, case_id, officer.scope)
    joined = join_strips(report, material)
    if joined is None:
        raise NotFound(what="该材料的骑缝印迹")
    return _picture(joined)


@router.get("/{case_id}/label.pdf", response_class=Response)
def print_label(
    case_id: CaseId, officer: OfficerDep, services: ServicesDep,
    sender: Annotated[str, Query(max_length=40, description="发件人姓名，空则留白填写")] = "",
    mobile: Annotated[str, Query(max_length=20, description="11位手机号码，空则留白填写")] = "",
) -> Response:
    """Return the label of an envelope with this case's paper (附件3 寄递要求1); nothing stated here is kept."""
    with services.reading() as work:
        case = work.cases.get(case_id, officer.scope)
        item = work.item(case)
    name = item.told_name if item is not None else case.item_name
    enclosure = Enclosure(case.number, case.unit or "", name, sender.strip(), mobile.strip())
    return download(envelope_label(enclosure, services.office), f"封装袋标签 {case.number}.pdf")


@router.get("/{case_id}/files/{position}", response_class=Response)
def download_file(
    case_id: CaseId, position: Annotated[int, Path(ge=0)], officer: OfficerDep, services: ServicesDep
) -> Response:
    """Return a file as it was received; never shown in the browser, always saved."""
    with services.reading() as work:
        files = work.cases.files(work.cases.get(case_id, officer.scope).id)
    file = next((one for one in files if one.position == position), None)
    if file is None:
        raise NotFound(what=f"第{position}个文件")
    return download(services.store.get(file.sha256), file.name)


def _picture(png: bytes) -> Response:
    return Response(png, media_type="image/png", headers={"Content-Security-Policy": "sandbox"})


def _report(services: Services, case_id: str, scope: Scope) -> Report:
    with services.reading() as work:
        return judged_report(work, work.cases.get(case_id, scope))
