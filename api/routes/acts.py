"""What officers enter about a case beside decisions: hands, notes, calls, paper, visits, withdrawal, tasks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path

from api.dependencies import CaseChangeDep
from api.routes.requests import (
    AssignBody,
    AuditBody,
    CallBody,
    ItemChoiceBody,
    NoBody,
    NoteBody,
    PaperBody,
    VisitBody,
    WithdrawBody,
)
from api.routes.schemas import CaseBody
from casework import acts, registering
from casework.post_audit import enter_audit
from casework.waiting.asked import Act, Asked
from casework.waiting.leaving import let_leave
from pipeline.rejudging import judge_by_item

router = APIRouter(prefix="/cases", tags=["办理"])
TaskId = Annotated[str, Path(max_length=40)]


@router.post("/{case_id}/assign", status_code=202)
def assign_case(body: AssignBody, asked: CaseChangeDep) -> CaseBody:
    """Give the case to an officer of the office, by name; null takes it back."""
    return CaseBody.of(asked.make(
        "assign", body, lambda work, case: acts.assign(work, case, body.officer, asked.officer), beside=True
    ))


@router.post("/{case_id}/notes", status_code=202)
def add_note(body: NoteBody, asked: CaseChangeDep) -> CaseBody:
    """Add a note to the record; it never leaves the office."""
    return CaseBody.of(asked.make(
        "notes", body, lambda work, case: acts.add_note(work, case, body.text, asked.officer), beside=True
    ))


@router.post("/{case_id}/tasks/{task_id}/done", status_code=202)
def finish_task(task_id: TaskId, asked: CaseChangeDep) -> CaseBody:
    """Tick a task off."""
    return CaseBody.of(asked.make(
        f"tasks/{task_id}", NoBody(), lambda work, case: acts.tick_off(work, case, task_id, asked.officer), beside=True
    ))


@router.post("/{case_id}/item", status_code=202)
def choose_item(body: ItemChoiceBody, asked: CaseChangeDep) -> CaseBody:
    """Set the business item; the case is judged anew by its rules, at once where its pages were read."""
    return CaseBody.of(asked.make(
        "item", body, judge_by_item(asked.services, asked.officer, asked.case_id, body.item)
    ))


@router.post("/{case_id}/calls", status_code=202)
def log_call(body: CallBody, asked: CaseChangeDep) -> CaseBody:
    """Log a telephone call: a check with the person insured, or telling a result."""
    return CaseBody.of(asked.make(
        "calls", body, lambda work, case: acts.log_call(work, case, asked.officer, body.stated), beside=True
    ))


@router.post("/{case_id}/paper", status_code=202)
def receive_paper(body: PaperBody, asked: CaseChangeDep) -> CaseBody:
    """Register paper material and what comparing it showed; where it differs, the case goes back once."""
    return CaseBody.of(asked.make(
        "paper", body,
        lambda work, case: let_leave(
            work, case, Asked(Act.PAPER, comparison=body.comparison, stated=body.stated), asked.officer
        ),
    ))


@router.post("/{case_id}/site-visit", status_code=202)
def visit_site(body: VisitBody, asked: CaseChangeDep) -> CaseBody:
    """Arrange a site visit and tell the unit, or record its result."""
    result = body.result
    if result is not None:
        return CaseBody.of(asked.make(
            "site-visit", body, lambda work, case: registering.record_visit(work, case, asked.officer, result)
        ))
    return CaseBody.of(asked.make(
        "site-visit", body,
        lambda work, case: let_leave(work, case, Asked(Act.VISIT, stated=body.stated), asked.officer),
    ))


@router.post("/{case_id}/audit", status_code=202)
def audit_case(body: AuditBody, asked: CaseChangeDep) -> CaseBody:
    """Enter what the check after the event found, and clear the mark that asked for it; auditors only."""
    return CaseBody.of(asked.make(
        "audit", body, lambda work, case: enter_audit(work, case, asked.officer, body.note)
    ))


@router.post("/{case_id}/withdraw", status_code=202)
def withdraw_case(body: WithdrawBody, asked: CaseChangeDep) -> CaseBody:
    """Withdraw a case at its sender's wish, before the decision, and confirm it."""
    return CaseBody.of(asked.make(
        "withdraw", body,
        lambda work, case: let_leave(work, case, Asked(Act.WITHDRAW, stated=body.stated), asked.officer),
    ))
