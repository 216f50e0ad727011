"""Questions of a case, their answers, and corrections: the case is judged anew at once, and no letter leaves by it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from api.changes import CaseChange
from api.dependencies import CaseChangeDep, CaseId, OfficerDep, ServicesDep
from api.routes.question_schemas import (
    AddBody,
    AnswerBody,
    DiscardBody,
    PageMaterialBody,
    QuestionsBody,
    ReceivedBody,
    StrikeBody,
    UnitBody,
    ValueBody,
    WithdrawAnswerBody,
)
from api.routes.requests import NoBody
from api.routes.schemas import CaseBody
from casework.asked_questions import view_questions
from casework.reports import judged_report
from casework.rulings import corrections
from casework.rulings.saying import answer
from pipeline.rejudging import Say, say, withdraw

router = APIRouter(prefix="/cases", tags=["核对"])
Number = Annotated[int, Path(ge=1)]


@router.get("/{case_id}/questions")
def list_questions(case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> QuestionsBody:
    """Return what is asked of a case, in order, and what was answered and corrected."""
    with services.reading() as work:
        case = work.cases.get(case_id, officer.scope)
        seen = view_questions(work, case, judged_report(work, case), officer)
        return QuestionsBody.of(seen, case.version, case.revision)


@router.post("/{case_id}/answers", status_code=202)
def answer_question(body: AnswerBody, asked: CaseChangeDep) -> CaseBody:
    """Answer a question; the case is judged anew on it."""
    return _said(asked, "answers", body, lambda looked: answer(looked, body.question, body.answer, body.given))


@router.post("/{case_id}/withdraw-answer", status_code=202)
def withdraw_answer(body: WithdrawAnswerBody, asked: CaseChangeDep) -> CaseBody:
    """Take back an answer or a correction, the last one where none is named."""
    change = withdraw(asked.services, asked.officer, asked.case_id, body.ruling)
    return CaseBody.of(asked.make("withdraw-answer", body, change))


@router.post("/{case_id}/unit", status_code=202)
def correct_unit(body: UnitBody, asked: CaseChangeDep) -> CaseBody:
    """Correct who applies."""
    return _said(asked, "unit", body, lambda looked: corrections.correct_unit(looked, body.unit))


@router.post("/{case_id}/received", status_code=202)
def correct_receipt(body: ReceivedBody, asked: CaseChangeDep) -> CaseBody:
    """Correct when the material was received; all clocks follow."""
    return _said(
        asked, "received", body, lambda looked: corrections.correct_receipt(looked, body.received_at, body.reason)
    )


@router.post("/{case_id}/values", status_code=202)
def correct_value(body: ValueBody, asked: CaseChangeDep) -> CaseBody:
    """Correct a value that was read from a page."""
    return _said(
        asked, "values", body,
        lambda looked: corrections.correct_value(looked, body.page, body.document, body.field, body.text),
    )


@router.post("/{case_id}/pages/{number}/material", status_code=202)
def sort_page(number: Number, body: PageMaterialBody, asked: CaseChangeDep) -> CaseBody:
    """Say which material a page belongs to."""
    return _said(
        asked, f"pages/{number}/material", body, lambda looked: corrections.sort_page(looked, number, body.material)
    )


@router.post("/{case_id}/pages/{number}/rescan", status_code=202)
def ask_for_page(number: Number, asked: CaseChangeDep) -> CaseBody:
    """Say that a page cannot be read, so that its sender scans it again."""
    return _said(asked, f"pages/{number}/rescan", NoBody(), lambda looked: corrections.ask_again(looked, number))


@router.post("/{case_id}/pages/discard", status_code=202)
def discard_pages(body: DiscardBody, asked: CaseChangeDep) -> CaseBody:
    """Say that pages do not count; nothing is deleted."""
    return _said(
        asked, "pages/discard", body, lambda looked: corrections.discard_pages(looked, tuple(body.pages), body.reason)
    )


@router.post("/{case_id}/findings/strike", status_code=202)
def strike_finding(body: StrikeBody, asked: CaseChangeDep) -> CaseBody:
    """Strike a finding that is wrong; ``GET …/questions`` names its key."""
    return _said(asked, "findings/strike", body, lambda looked: corrections.strike(looked, body.finding, body.reason))


@router.post("/{case_id}/findings/add", status_code=202)
def add_finding(body: AddBody, asked: CaseChangeDep) -> CaseBody:
    """Add what the sender has to mend beside what was found."""
    return _said(
        asked, "findings/add", body,
        lambda looked: corrections.add(looked, body.code, body.sentence, tuple(body.pages), body.material),
    )


def _said(asked: CaseChange, act: str, body: BaseModel, what: Say) -> CaseBody:
    change = say(asked.services, asked.officer, asked.case_id, what)
    return CaseBody.of(asked.make(act, body, change))
