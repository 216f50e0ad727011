"""Acts on material: files left out or taken back in, parted, moved, cases joined; pages looked at without cover."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from api.changes import Request, answer_once, form_of
from api.dependencies import CaseChangeDep, CaseId, KeyDep, OfficerDep, ServicesDep
from api.routes.requests import JoinBody, MoveFilesBody, MovePagesBody, NoBody, ReasonBody, SplitBody
from api.routes.schemas import CaseBody
from cases.case import Case
from casework import material
from casework.unmasking import open_look
from casework.work import Work

router = APIRouter(prefix="/cases/{case_id}", tags=["材料"])
FileId = Annotated[str, Path(max_length=40)]


class LookBody(BaseModel):
    """Where a page can be seen once without cover, and until when."""

    address: str
    until: datetime


@router.post("/files/{file_id}/discard", status_code=202)
def discard_file(file_id: FileId, body: ReasonBody, asked: CaseChangeDep) -> CaseBody:
    """Leave a file out of the judgement (``id`` as the case lists it); it stays with its reason."""
    return CaseBody.of(asked.make(
        f"files/{file_id}/discard", body,
        lambda work, case: material.discard_file(work, case, file_id, body.reason, asked.officer),
    ))


@router.post("/files/{file_id}/restore", status_code=202)
def restore_file(file_id: FileId, asked: CaseChangeDep) -> CaseBody:
    """Take a file that was left out back in."""
    return CaseBody.of(asked.make(
        f"files/{file_id}/restore", NoBody(),
        lambda work, case: material.restore_file(work, case, file_id, asked.officer),
    ))


@router.post("/split", status_code=202)
def split_case(body: SplitBody, asked: CaseChangeDep) -> CaseBody:
    """Make a case of its own of some files or of some pages; the history of both names the other."""

    def split(work: Work, case: Case) -> Case:
        if body.pages:
            return material.split_pages(work, case, body.pages, body.reason, asked.officer)
        return material.split_case(work, case, body.files, body.reason, asked.officer)

    return CaseBody.of(asked.make("split", body, split))


@router.post("/move-files", status_code=202)
def move_files(body: MoveFilesBody, asked: CaseChangeDep) -> CaseBody:
    """Give some of the files to another case, where they are further material."""
    return CaseBody.of(asked.make(
        "move-files", body,
        lambda work, case: material.move_files(work, case, body.files, body.to, body.reason, asked.officer),
    ))


@router.post("/move-pages", status_code=202)
def move_pages(body: MovePagesBody, asked: CaseChangeDep) -> CaseBody:
    """Give some pages to another case, where they are further material; both keep the files, each its own pages."""
    return CaseBody.of(asked.make(
        "move-pages", body,
        lambda work, case: material.move_pages(work, case, body.pages, body.to, body.reason, asked.officer),
    ))


@router.post("/join", status_code=202)
def join_cases(body: JoinBody, asked: CaseChangeDep) -> CaseBody:
    """Let the case go over into another, with files, mails and debts; it is closed and points there."""
    return CaseBody.of(asked.make(
        "join", body, lambda work, case: material.join_cases(work, case, body.into, body.reason, asked.officer)
    ))


@router.post("/pages/{number}/unmasked", status_code=202)
def look_without_cover(
    case_id: CaseId, number: Annotated[int, Path(ge=1)], body: ReasonBody, officer: OfficerDep, services: ServicesDep,
    key: KeyDep,
) -> LookBody:
    """Return an address that shows a page once without its identity numbers covered; the reason is recorded."""

    def look(work: Work) -> LookBody:
        case = work.cases.get(case_id, officer.scope)
        opened = open_look(work, case, number, body.reason, officer)
        return LookBody(address=f"/api/v1/cases/{case.id}/pages/{number}.webp?look={opened.token}", until=opened.until)

    request = Request(officer, key, ("unmasked", case_id, number, body.reason))
    return answer_once(services, request, form_of(LookBody), look)
