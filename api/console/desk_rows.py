"""The row under the cursor: its next question with picture and answers, answered in place; then the outcome."""

from __future__ import annotations

import secrets
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from api.changes import CaseChange
from api.console.case.forms import FormChangeDep
from api.console.case.pages import thumbs_of
from api.console.desk_lines import when
from api.console.shell import announce, render
from api.dependencies import CaseId, OfficerDep, ServicesDep
from api.routes.pictures import picture
from cases.case import Case
from cases.desk import NO_DATE, Queue
from cases.errors import NotFound, VersionConflict
from cases.lifecycle import STATE_NAMES, State
from cases.questions.answering import Given
from cases.questions.question import Asks, Question
from casework.asked_questions import QuestionsView, view_questions
from casework.leases import take
from casework.reports import judged_report
from casework.rulings.saying import answer
from casework.work import Work
from pipeline.rejudging import Change, say, withdraw
from record.officers import Officer
from views.evidence_parts import shown_evidence
from views.evidence_pictures import Drawer

router = APIRouter(prefix="/desk/rows/{case_id}", include_in_schema=False)
CHANGED = "这一件刚才变了，下面是现在的样子。"


class AnswerForm(BaseModel):
    """An answer that needs no more than its key."""

    question: str = Field(max_length=200)
    answer: int = Field(ge=1, le=3)


class WithdrawnAnswer(BaseModel):
    """The answer that is taken back, with the version that was seen and the request's key."""

    ruling: str = Field(max_length=80)
    version: int = Field(ge=1)
    key: str = Field(min_length=1, max_length=200)


@router.get("")
def show_row(request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Response:
    """Return what unfolds below a row."""
    with services.reading() as work:
        values = _values(work, work.cases.get(case_id, officer.scope), officer)
    return render(request, "desk/open.html", officer, told="", **values)


@router.get("/seen/{question}.png", response_class=Response)
def show_thumbnail(
    case_id: CaseId, question: Annotated[str, Path(max_length=200)], officer: OfficerDep, services: ServicesDep
) -> Response:
    """Return the first picture that stands beside a question, for the row that is not unfolded yet."""
    with services.reading() as work:
        view = _questions(work, work.cases.get(case_id, officer.scope), officer)
    asked = next((one.question for one in view.open if one.question.key == question), None) if view else None
    parts = shown_evidence(asked.evidence, view.report).parts if asked is not None and view is not None else ()
    if asked is None or view is None or not parts:
        raise NotFound(what="该图")
    return picture(Drawer(services, view.report, asked.evidence).part(parts[0].name))


@router.post("/answers")
def answer_in_place(
    request: Request, asked: FormChangeDep, question: Annotated[str, Form(max_length=200)],
    answer_: Annotated[int, Form(alias="answer", ge=1, le=3)],
) -> Response:
    """Answer a question and return the row as it is then; the first answer takes the case."""
    body = AnswerForm(question=question, answer=answer_)
    change = say(
        asked.services, asked.officer, asked.case_id, lambda looked: answer(looked, body.question, body.answer, Given())
    )
    return _carry_out(request, asked, "answers", body, _taking(change, asked.officer))


@router.post("/withdraw")
def withdraw_in_place(
    request: Request, case_id: CaseId, officer: OfficerDep, services: ServicesDep,
    back: Annotated[WithdrawnAnswer, Query()],
) -> Response:
    """Take an answer back and return the row as it is then."""
    asked = CaseChange(services, officer, case_id, back.version, back.key)
    change = withdraw(services, officer, case_id, back.ruling)
    return _carry_out(request, asked, "withdraw-answer", back, change)


def _carry_out(request: Request, asked: CaseChange, act: str, body: BaseModel, change: Change) -> Response:
    told = ""
    try:
        case = asked.make(act, body, change)
    except VersionConflict:
        told, case = CHANGED, None
    if not request.headers.get("hx-request"):
        return RedirectResponse("/", 303)
    with asked.services.reading() as work:
        now = work.cases.get(asked.case_id, asked.officer.scope)
        values = _values(work, now, asked.officer)
    response = render(request, "desk/answered.html", asked.officer, told=told, **values)
    if case is None or not isinstance(body, AnswerForm):
        return announce(response, told or "已撤回。")
    last = values["last"]
    undo = {"version": now.version, "key": secrets.token_hex(12), "ruling": last.id if last is not None else ""}
    return announce(
        response, values["announced"], undo=f"/desk/rows/{now.id}/withdraw?{urlencode(undo)}" if last else ""
    )


def _taking(change: Change, officer: Officer) -> Change:
    def taken(work: Work, case: Case) -> Case:
        take(work, case, officer)
        return change(work, case)

    return taken


def _values(work: Work, case: Case, officer: Officer) -> dict[str, Any]:
    entry = work.desk.entry(case.id)
    lease = work.leases.of_case(case.id, work.now)
    taken = lease.officer if lease is not None and lease.officer != officer.name else ""
    view = _questions(work, case, officer)
    asked = view.open[0].question if view is not None and view.open and case.state is State.REVIEW else None
    rest = [one.question.sentence for one in view.open[1:]] if view is not None else []
    last = view.last if view is not None else None
    return {
        "case": case, "key": secrets.token_hex(12), "question": asked, "rest": rest, "taken": taken, "last": last,
        "shown": shown_evidence(asked.evidence, view.report) if asked is not None and view is not None else None,
        "answers": _answers(asked) if asked is not None and officer.decides and not taken else [],
        "count": len(rest) + 1 if asked is not None else 0, "work": entry.work if entry is not None else (),
        "state": STATE_NAMES[case.state], "announced": _announced(last, asked),
        "thumbs": thumbs_of(view.report) if view is not None else (),
        "when": when(work, entry.queues.get(Queue.OPEN, NO_DATE) if entry is not None else NO_DATE),
    }


def _questions(work: Work, case: Case, officer: Officer) -> QuestionsView | None:
    try:
        return view_questions(work, case, judged_report(work, case), officer)
    except NotFound:  # its pages are being read
        return None


def _answers(question: Question) -> list[dict[str, Any]]:
    """Return the answers; one that needs a value is given on the case's page."""
    return [
        {"key": one.key, "word": one.word, "says": one.says, "here": one.asks is Asks.NOTHING}
        for one in question.answers
    ]


def _announced(last: Any, following: Question | None) -> str:
    said = f"{last.shown.says}。" if last is not None else ""
    ending = f"下一问：{following.sentence}" if following is not None else "没有别的问题了，按 Enter 看文书。"
    return said + ending
