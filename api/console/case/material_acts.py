"""What an officer does with the material of a case on its page: files left out, parted, moved, cases joined."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from api.console.case.forms import FormChangeDep, Reason, body_of, page_numbers
from api.console.case.page import Act, carry_out
from api.routes.question_schemas import DiscardBody
from api.routes.requests import FilesBody, JoinBody, MoveFilesBody, MovePagesBody, NoBody, ReasonBody, SplitBody
from cases.errors import RequestInvalid
from casework import material
from casework.rulings import corrections
from pipeline.rejudging import say

router = APIRouter(prefix="/cases/{case_id}", include_in_schema=False)
FileId = Annotated[str, Form(max_length=40)]
Files = Annotated[list[str] | None, Form(max_length=200)]
Number = Annotated[str, Form(min_length=1, max_length=40)]
Pages = Annotated[str, Form(min_length=1, max_length=300)]
_AGAIN = "，重新核对中。"


@router.post("/discard-file")
def discard_file(request: Request, asked: FormChangeDep, file: FileId, reason: Reason) -> Response:
    """Leave a file out of the judgement."""
    return carry_out(request, asked, Act(
        f"files/{file}/discard", ReasonBody(reason=reason),
        lambda work, case: material.discard_file(work, case, file, reason, asked.officer), f"文件已作废{_AGAIN}",
    ))


@router.post("/restore-file")
def restore_file(request: Request, asked: FormChangeDep, file: FileId) -> Response:
    """Take a file back in."""
    return carry_out(request, asked, Act(
        f"files/{file}/restore", NoBody(),
        lambda work, case: material.restore_file(work, case, file, asked.officer), f"文件已恢复{_AGAIN}",
    ))


@router.post("/discard-pages")
def discard_pages(request: Request, asked: FormChangeDep, pages: Pages, reason: Reason) -> Response:
    """Say that pages do not count; it is taken back like an answer."""
    body = body_of(DiscardBody, pages=page_numbers(pages), reason=reason)
    change = say(
        asked.services, asked.officer, asked.case_id,
        lambda looked: corrections.discard_pages(looked, tuple(body.pages), reason),
    )
    return carry_out(request, asked, Act("pages/discard", body, change, change.told or "已作废，重新核对完毕。"))


@router.post("/split")
def split_case(request: Request, asked: FormChangeDep, reason: Reason, files: Files = None) -> Response:
    """Make a case of its own of the files that are ticked."""
    body = body_of(FilesBody, files=_chosen(files), reason=reason)
    return carry_out(request, asked, Act(
        "split", body, lambda work, case: material.split_case(work, case, body.files, reason, asked.officer),
        f"已另立一件{_AGAIN}",
    ))


@router.post("/split-pages")
def split_pages(request: Request, asked: FormChangeDep, pages: Pages, reason: Reason) -> Response:
    """Make a case of its own of some pages."""
    body = body_of(SplitBody, pages=page_numbers(pages), reason=reason)
    return carry_out(request, asked, Act(
        "split", body, lambda work, case: material.split_pages(work, case, body.pages, reason, asked.officer),
        f"已另立一件{_AGAIN}",
    ))


@router.post("/move-pages")
def move_pages(request: Request, asked: FormChangeDep, pages: Pages, to: Number, reason: Reason) -> Response:
    """Give some pages to another case."""
    body = body_of(MovePagesBody, pages=page_numbers(pages), to=to, reason=reason)
    return carry_out(request, asked, Act(
        "move-pages", body,
        lambda work, case: material.move_pages(work, case, body.pages, body.to, body.reason, asked.officer),
        f"页面已移至{to}{_AGAIN}",
    ))


@router.post("/move-files")
def move_files(request: Request, asked: FormChangeDep, to: Number, reason: Reason, files: Files = None) -> Response:
    """Give the files that are ticked to another case."""
    body = body_of(MoveFilesBody, files=_chosen(files), to=to, reason=reason)
    return carry_out(request, asked, Act(
        "move-files", body,
        lambda work, case: material.move_files(work, case, body.files, body.to, reason, asked.officer),
        f"文件已移至{to}{_AGAIN}",
    ))


@router.post("/join")
def join_cases(request: Request, asked: FormChangeDep, into: Number, reason: Reason) -> Response:
    """Let the case go over into another."""
    return carry_out(request, asked, Act(
        "join", JoinBody(into=into, reason=reason),
        lambda work, case: material.join_cases(work, case, into, reason, asked.officer), f"已并入{into}。",
    ))


def _chosen(files: list[str] | None) -> list[str]:
    if not files:
        raise RequestInvalid(reason="请选定文件")
    return files
