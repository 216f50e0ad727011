"""What an officer says of a case on its page: answers, corrections, notes and calls; the panes come back anew."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request
from fastapi.responses import Response
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from api.changes import CaseChange
from api.console.case.forms import FormChangeDep, body_of, page_numbers
from api.console.case.page import Act, carry_out
from api.routes.question_schemas import (
    AddBody,
    AnswerBody,
    PageMaterialBody,
    ReceivedBody,
    StrikeBody,
    UnitBody,
    ValueBody,
    WithdrawAnswerBody,
)
from api.routes.requests import CallBody, ItemChoiceBody, NoBody, NoteBody
from casework import acts
from casework.rulings import corrections
from casework.rulings.saying import answer
from pipeline.rejudging import Anew, Say, judge_by_item, say, withdraw
from record.repository import BEIJING

router = APIRouter(prefix="/cases", include_in_schema=False)
Short = Annotated[str, Form(max_length=300)]
Code = Annotated[str, Form(max_length=80)]


def _pages(said: object) -> list[int]:
    """Read page numbers out of a field, as a form sends one or several of it."""
    return page_numbers(",".join(map(str, said)) if isinstance(said, list) else str(said))


class AnswerForm(AnswerBody):
    """An answer as its form sends it: page numbers in one field, the page's own fields beside it."""

    model_config = ConfigDict(extra="ignore")

    pages: Annotated[list[int], BeforeValidator(_pages)] = Field(default_factory=list)


@router.post("/{case_id}/answers")
def answer_question(request: Request, asked: FormChangeDep, form: Annotated[AnswerForm, Form()]) -> Response:
    """Answer a question."""
    return _said(
        request, asked, "answers", form, lambda looked: answer(looked, form.question, form.answer, form.given)
    )


@router.post("/{case_id}/withdraw-answer")
def withdraw_answer(request: Request, asked: FormChangeDep, ruling: Code = "") -> Response:
    """Take back an answer or a correction, the last one where none is named."""
    change = withdraw(asked.services, asked.officer, asked.case_id, ruling)
    return _done(request, asked, "withdraw-answer", body_of(WithdrawAnswerBody, ruling=ruling), change)


@router.post("/{case_id}/unit")
def correct_unit(request: Request, asked: FormChangeDep, unit: Short) -> Response:
    """Correct who applies."""
    body = body_of(UnitBody, unit=unit)
    return _said(request, asked, "unit", body, lambda looked: corrections.correct_unit(looked, unit))


@router.post("/{case_id}/item")
def correct_item(request: Request, asked: FormChangeDep, item: Code) -> Response:
    """Correct what is applied for."""
    change = judge_by_item(asked.services, asked.officer, asked.case_id, item)
    return _done(request, asked, "item", body_of(ItemChoiceBody, item=item), change)


@router.post("/{case_id}/received")
def correct_receipt(
    request: Request, asked: FormChangeDep, received_at: Annotated[datetime, Form()], reason: Short = ""
) -> Response:
    """Correct when the material was received; a time without zone is the office's."""
    at = received_at if received_at.tzinfo is not None else received_at.replace(tzinfo=BEIJING)
    body = body_of(ReceivedBody, received_at=at, reason=reason)
    return _said(request, asked, "received", body, lambda looked: corrections.correct_receipt(looked, at, reason))


@router.post("/{case_id}/values")
def correct_value(
    request: Request, asked: FormChangeDep, page: Annotated[int, Form(ge=1)], document: Code, field: Code, text: Short
) -> Response:
    """Correct a value that was read from a page."""
    body = body_of(ValueBody, page=page, document=document, field=field, text=text)
    return _said(
        request, asked, "values", body, lambda looked: corrections.correct_value(looked, page, document, field, text)
    )


@router.post("/{case_id}/page-material")
def sort_page(
    request: Request, asked: FormChangeDep, page: Annotated[int, Form(ge=1)], material: Code = ""
) -> Response:
    """Say which material a page belongs to."""
    body = PageMaterialBody(material=material)
    return _said(
        request, asked, f"pages/{page}/material", body, lambda looked: corrections.sort_page(looked, page, material)
    )


@router.post("/{case_id}/pages/{number}/rescan")
def ask_again(request: Request, asked: FormChangeDep, number: Annotated[int, Path(ge=1)]) -> Response:
    """Ask the sender for a page once more that cannot be read."""
    return _said(
        request, asked, f"pages/{number}/rescan", NoBody(), lambda looked: corrections.ask_again(looked, number)
    )


@router.post("/{case_id}/strike")
def strike_finding(
    request: Request, asked: FormChangeDep, finding: Code, reason: Short = "", other: Short = ""
) -> Response:
    """Strike a finding; a reason in own words counts before one that was picked."""
    body = body_of(StrikeBody, finding=finding, reason=other.strip() or reason)
    return _said(
        request, asked, "findings/strike", body, lambda looked: corrections.strike(looked, finding, body.reason)
    )


@router.post("/{case_id}/add")
def add_finding(
    request: Request, asked: FormChangeDep, code: Code, sentence: Short, pages: Short = "", material: Code = ""
) -> Response:
    """Add what the sender has to mend."""
    body = body_of(AddBody, code=code, sentence=sentence, pages=page_numbers(pages), material=material)
    return _said(
        request, asked, "findings/add", body,
        lambda looked: corrections.add(looked, code, sentence, tuple(body.pages), material),
    )


@router.post("/{case_id}/notes")
def add_note(request: Request, asked: FormChangeDep, text: Annotated[str, Form(max_length=2000)]) -> Response:
    """Add a note to the record."""
    return carry_out(request, asked, Act(
        "notes", NoteBody(text=text), lambda work, case: acts.add_note(work, case, text, asked.officer), "已记下。",
        beside=True,
    ))


@router.post("/{case_id}/calls")
def log_call(
    request: Request, asked: FormChangeDep, purpose: Code, person: Code, result: Annotated[str, Form(max_length=500)],
    telephone: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Log a telephone call."""
    body = body_of(CallBody, purpose=purpose, person=person, telephone=telephone, result=result)
    return carry_out(request, asked, Act(
        "calls", body, lambda work, case: acts.log_call(work, case, asked.officer, body.stated), "已记下通话。",
        beside=True,
    ))


@router.post("/{case_id}/tasks/{task_id}/done")
def finish_task(request: Request, asked: FormChangeDep, task_id: Annotated[str, Path(max_length=40)]) -> Response:
    """Tick a task off."""
    return carry_out(request, asked, Act(
        f"tasks/{task_id}", NoBody(), lambda work, case: acts.tick_off(work, case, task_id, asked.officer),
        "已办好，不再列出。", beside=True,
    ))


def _said(request: Request, asked: CaseChange, act: str, body: BaseModel, what: Say) -> Response:
    return _done(request, asked, act, body, say(asked.services, asked.officer, asked.case_id, what))


def _done(request: Request, asked: CaseChange, act: str, body: BaseModel, change: Anew) -> Response:
    return carry_out(request, asked, Act(act, body, change, change.told or "已办理。"))
