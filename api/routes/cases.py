"""Cases: lists, one case, its report, page pictures and files."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response

from api.dependencies import OfficerDep, ServicesDep
from api.downloads import download
from api.schemas import (
    CaseBody,
    CaseDetailBody,
    CasePage,
    ClockBody,
    DebtBody,
    FileBody,
    HistoryBody,
    JoinedBody,
    LetterBody,
    TaskBody,
)
from cases.case import Case
from cases.errors import NotFound
from cases.report import Report
from cases.submission import FileKind
from casework.services import Services
from casework.situation import item_of_case, standing_of
from ocr.file.document import render_page
from record import audit
from record.assignments import AssignmentRepository
from record.letters import LetterRepository
from record.repository import BEIJING, CaseRepository
from record.stored import REPORT
from record.tasks import TaskRepository
from record.tolerances import ToleranceRepository
from replies.label import Enclosure, envelope_label
from views.evidence import cut_seals, join_strips
from views.pictures import DOTS_PER_INCH, draw_page
from views.report_json import report_document

router = APIRouter(prefix="/cases", tags=["办件"])
CaseId = Annotated[str, Path(max_length=40, description="办件的 id 或编号")]


@router.get("")
def list_cases(
    officer: OfficerDep, services: ServicesDep, state: str | None = None, item: str | None = None,
    flag: Annotated[str | None, Query(max_length=40)] = None, due_before: datetime | None = None,
    text: Annotated[str | None, Query(max_length=100)] = None,
    after: Annotated[str | None, Query(max_length=40)] = None, limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CasePage:
    """Return cases of the officer's office, newest first."""
    if due_before is not None and due_before.tzinfo is None:
        due_before = due_before.replace(tzinfo=BEIJING)
    with services.database.begin() as connection:
        found = CaseRepository(connection).page(
            officer.office, state=state, item=item, flag=flag, due_before=due_before, text=text, after=after,
            limit=limit + 1,
        )
    more = len(found) > limit
    shown = found[:limit]
    return CasePage(cases=[CaseBody.of(case) for case in shown], next=shown[-1].id if more else None)


@router.get("/{case_id}")
def show_case(case_id: CaseId, officer: OfficerDep, services: ServicesDep, response: Response) -> CaseDetailBody:
    """Return one case with its files, letters, tasks and history; ``ETag`` is its version."""
    with services.database.begin() as connection:
        repository = CaseRepository(connection)
        case = repository.get(case_id, officer.office)
        files, joined = repository.files(case.id), repository.joined(case.id)
        tasks = TaskRepository(connection).of_case(case.id)
        letters = LetterRepository(connection).of_case(case.id)
        history = audit.history(connection, case.id)
        standing = standing_of(connection, services, case)
        debts = ToleranceRepository(connection).of_case(case.id)
        assigned_to = AssignmentRepository(connection).officer_of(case.id)
    response.headers["ETag"] = f'"{case.version}"'
    return CaseDetailBody(
        **CaseBody.of(case).model_dump(), applicant=case.applicant, telephone=case.telephone, subject=case.subject,
        assigned_to=assigned_to, clocks=[ClockBody.of(one) for one in standing.clocks],
        debts=[DebtBody.of(one) for one in debts],
        files=[FileBody(**{name: getattr(one, name) for name in FileBody.model_fields}) for one in files],
        messages=[JoinedBody(**{name: one[name] for name in JoinedBody.model_fields}) for one in joined],
        letters=[LetterBody.of(one) for one in letters],
        tasks=[TaskBody(**{name: one[name] for name in TaskBody.model_fields}) for one in tasks],
        history=[HistoryBody(**{name: getattr(one, name) for name in HistoryBody.model_fields}) for one in history],
    )


@router.get("/{case_id}/report")
def show_report(case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> dict[str, Any]:
    """Return the newest report of a case in the form of the contract."""
    case, report = _report(services, case_id, officer.office)
    with services.database.begin() as connection:
        letters = LetterRepository(connection).of_case(case.id)
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
    _, report = _report(services, case_id, officer.office)
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
    _, report = _report(services, case_id, officer.office)
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
    _, report = _report(services, case_id, officer.office)
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
    with services.database.begin() as connection:
        case = CaseRepository(connection).get(case_id, officer.office)
        item = item_of_case(services, case)
    name = case.item_name or (item.name if item is not None else "")
    enclosure = Enclosure(case.number, case.unit or "", name, sender.strip(), mobile.strip())
    return download(envelope_label(enclosure, services.office), f"封装袋标签 {case.number}.pdf")


@router.get("/{case_id}/files/{position}", response_class=Response)
def download_file(
    case_id: CaseId, position: Annotated[int, Path(ge=0)], officer: OfficerDep, services: ServicesDep
) -> Response:
    """Return a file as it was received; never shown in the browser, always saved."""
    with services.database.begin() as connection:
        repository = CaseRepository(connection)
        files = repository.files(repository.get(case_id, officer.office).id)
    file = next((one for one in files if one.position == position), None)
    if file is None:
        raise NotFound(what=f"第{position}个文件")
    return download(services.store.get(file.sha256), file.name)


def _picture(png: bytes) -> Response:
    return Response(png, media_type="image/png", headers={"Content-Security-Policy": "sandbox"})


def _report(services: Services, case_id: str, office: str) -> tuple[Case, Report]:
    with services.database.begin() as connection:
        repository = CaseRepository(connection)
        case = repository.get(case_id, office)
        return case, REPORT.validate_python(repository.report(case.id))
