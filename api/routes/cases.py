"""Cases: lists, one case, its report and files."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field
from pydantic.config import JsonDict

from api.days import Time
from api.dependencies import CaseId, OfficerDep, ServicesDep
from api.downloads import download
from api.routes.requests import ReasonQuery
from api.routes.schemas import CaseBody, CaseDetailBody, CasePage
from casework.case_view import view_case
from casework.reports import judged_report
from casework.unmasking import take_original
from record.repository import BEIJING, CaseFilter
from replies.label import MOBILE, Enclosure, envelope_label
from views.private_places import without_numbers
from views.report_json import report_document

router = APIRouter(prefix="/cases", tags=["办件"])
_MOBILE: JsonDict = {"pattern": f"^({MOBILE})?$"}


class CaseQuery(BaseModel):
    """Which cases a list shows."""

    state: str | None = None
    item: str | None = None
    flag: str | None = Field(None, max_length=40)
    due_before: Time | None = None
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
    """Return the newest report of a case in the form of the contract, identity numbers hidden in what was read."""
    with services.reading() as work:
        case = work.cases.get(case_id, officer.scope)
        report, letters = judged_report(work, case), work.letters.of_case(case.id)
    document = report_document(replace(report, pages=tuple(without_numbers(page) for page in report.pages)))
    document["letters"] = [
        {"kind": one.kind, "automatic": one.automatic, "subject": one.subject, "text": one.text}
        for one in letters if one.round == case.revision
    ]
    return document


@router.get("/{case_id}/label.pdf", response_class=Response)
def print_label(
    case_id: CaseId, officer: OfficerDep, services: ServicesDep,
    sender: Annotated[str, Query(max_length=40, description="发件人姓名，空则留白填写")] = "",
    mobile: Annotated[str, Query(max_length=20, json_schema_extra=_MOBILE, description="11位手机号码，空则留白")] = "",
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
    case_id: CaseId, position: Annotated[int, Path(ge=0)], officer: OfficerDep, services: ServicesDep,
    reason: ReasonQuery,
) -> Response:
    """Return a file as it was received; never shown in the browser, always saved. Who took it and why is recorded."""
    with services.work() as work:
        file = take_original(work, work.cases.get(case_id, officer.scope), position, officer, reason)
    return download(services.store.get(file.sha256), file.name)
