"""What officers enter about a case beside decisions: hands, notes, calls, paper, visits, withdrawal, tasks."""

from __future__ import annotations

from typing import Annotated

import sqlalchemy as sa
from fastapi import APIRouter, Path
from pydantic import BaseModel

from api.changes import change_case
from api.dependencies import KeyDep, OfficerDep, ServicesDep, VersionDep
from api.requests import (
    AssignBody,
    AuditBody,
    CallBody,
    ItemChoiceBody,
    NoteBody,
    PaperBody,
    VisitBody,
    WithdrawBody,
)
from api.routes.cases import CaseId
from api.schemas import CaseBody
from cases.case import Case
from casework import acts, registering
from casework.post_audit import enter_audit

router = APIRouter(prefix="/cases", tags=["办理"])
TaskId = Annotated[str, Path(max_length=40)]


class _Nothing(BaseModel):
    """A request without a body."""


@router.post("/{case_id}/assign", status_code=202)
def assign_case(
    case_id: CaseId, body: AssignBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Give the case to an officer of the office, by name; null takes it back."""

    def change(connection: sa.Connection, case: Case) -> Case:
        acts.assign(connection, case, body.officer, officer, services.clock())
        return case

    return change_case(services, officer, case_id, "assign", body, version, key, change)


@router.post("/{case_id}/notes", status_code=202)
def add_note(
    case_id: CaseId, body: NoteBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Add a note to the record; it never leaves the office."""

    def change(connection: sa.Connection, case: Case) -> Case:
        acts.add_note(connection, case, body.text, officer, services.clock())
        return case

    return change_case(services, officer, case_id, "notes", body, version, key, change)


@router.post("/{case_id}/tasks/{task_id}/done", status_code=202)
def finish_task(
    case_id: CaseId, task_id: TaskId, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Tick a task off."""

    def change(connection: sa.Connection, case: Case) -> Case:
        acts.tick_off(connection, case, task_id, officer, services.clock())
        return case

    return change_case(services, officer, case_id, f"tasks/{task_id}", _Nothing(), version, key, change)


@router.post("/{case_id}/item", status_code=202)
def choose_item(
    case_id: CaseId, body: ItemChoiceBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Set the business item; the case is judged anew by its rules."""
    return change_case(
        services, officer, case_id, "item", body, version, key,
        lambda connection, case: acts.set_item(connection, services, case, body.item, officer),
    )


@router.post("/{case_id}/calls", status_code=202)
def log_call(
    case_id: CaseId, body: CallBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Log a telephone call: a check with the person insured, or telling a result."""
    return change_case(
        services, officer, case_id, "calls", body, version, key,
        lambda connection, case: acts.log_call(
            connection, services, case, officer, purpose=body.purpose, person=body.person, telephone=body.telephone,
            result=body.result,
        ),
    )


@router.post("/{case_id}/paper", status_code=202)
def receive_paper(
    case_id: CaseId, body: PaperBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Register paper material and what comparing it showed; where it differs, the case goes back once."""
    return change_case(
        services, officer, case_id, "paper", body, version, key,
        lambda connection, case: registering.receive_paper(
            connection, services, case, officer, stated=body.stated, differing=body.differing, note=body.note,
            compared=body.compared,
        ),
    )


@router.post("/{case_id}/site-visit", status_code=202)
def visit_site(
    case_id: CaseId, body: VisitBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Arrange a site visit and tell the unit, or record its result."""

    def change(connection: sa.Connection, case: Case) -> Case:
        if body.result is not None:
            return registering.record_visit(connection, services, case, officer, body.result)
        return registering.arrange_visit(connection, services, case, officer, body.stated)

    return change_case(services, officer, case_id, "site-visit", body, version, key, change)


@router.post("/{case_id}/audit", status_code=202)
def audit_case(
    case_id: CaseId, body: AuditBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Enter what the check after the event found, and clear the mark that asked for it; auditors only."""
    return change_case(
        services, officer, case_id, "audit", body, version, key,
        lambda connection, case: enter_audit(connection, services, case, officer, body.note),
    )


@router.post("/{case_id}/withdraw", status_code=202)
def withdraw_case(
    case_id: CaseId, body: WithdrawBody, officer: OfficerDep, services: ServicesDep, version: VersionDep, key: KeyDep
) -> CaseBody:
    """Withdraw a case at its sender's wish, before the decision, and confirm it."""
    return change_case(
        services, officer, case_id, "withdraw", body, version, key,
        lambda connection, case: registering.withdraw(connection, services, case, officer, body.note),
    )
