"""Officers at one case: who has it open, what one of them proposes and another approves."""

from __future__ import annotations

from fastapi import APIRouter

from api.changes import Request, answer_once, form_of
from api.dependencies import CaseChangeDep, CaseId, KeyDep, OfficerDep, ServicesDep
from api.routes.requests import DecisionBody, RemarkBody
from api.routes.schemas import CaseBody, LeaseBody, WaitingBody
from cases.waiting import Stage
from casework import leases
from casework.waiting.asked import Asked
from casework.waiting.proposals import approve, put_forward, send_back
from casework.work import Work

router = APIRouter(tags=["协同"])


@router.post("/cases/{case_id}/lease", status_code=202)
def take_case(case_id: CaseId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LeaseBody:
    """Take a case for a quarter of an hour, or go on with it; the answer says who has it."""

    def take(work: Work) -> LeaseBody:
        return LeaseBody.of(leases.take(work, work.cases.get(case_id, officer.scope), officer))

    return answer_once(services, Request(officer, key, ("lease", case_id)), form_of(LeaseBody), take)


@router.post("/cases/{case_id}/lease/release", status_code=202)
def release_case(case_id: CaseId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LeaseBody:
    """Let go of a case; somebody else's lease stays."""

    def let_go(work: Work) -> LeaseBody:
        case = work.cases.get(case_id, officer.scope)
        leases.let_go(work, case, officer)
        return LeaseBody.of(work.leases.of_case(case.id, work.now))

    return answer_once(services, Request(officer, key, ("lease/release", case_id)), form_of(LeaseBody), let_go)


@router.post("/cases/{case_id}/lease/request", status_code=202)
def request_case(case_id: CaseId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LeaseBody:
    """Ask whoever has a case open to let go of it."""

    def ask(work: Work) -> LeaseBody:
        return LeaseBody.of(leases.ask_for(work, work.cases.get(case_id, officer.scope), officer))

    return answer_once(services, Request(officer, key, ("lease/request", case_id)), form_of(LeaseBody), ask)


@router.post("/cases/{case_id}/propose", status_code=202)
def propose_decision(body: DecisionBody, asked: CaseChangeDep) -> CaseBody:
    """Put a decision before a second officer, also one that only a supervisor may make."""
    return CaseBody.of(asked.make(
        "propose", body,
        lambda work, case: put_forward(work, case, Asked.decision(body.choice, body.stated), asked.officer),
    ))


@router.post("/cases/{case_id}/approve", status_code=202)
def approve_proposal(body: RemarkBody, asked: CaseChangeDep) -> CaseBody:
    """Approve what another officer proposed; its letter leaves."""
    return CaseBody.of(asked.make(
        "approve", body, lambda work, case: approve(work, case, asked.officer, body.note), beside=True
    ))


@router.post("/cases/{case_id}/return", status_code=202)
def return_proposal(body: RemarkBody, asked: CaseChangeDep) -> CaseBody:
    """Return what another officer proposed, with the reason."""
    return CaseBody.of(asked.make(
        "return", body, lambda work, case: send_back(work, case, asked.officer, body.note), beside=True
    ))


@router.get("/proposals")
def list_proposals(officer: OfficerDep, services: ServicesDep) -> list[WaitingBody]:
    """Return what waits for a second officer, oldest first."""
    with services.reading() as work:
        return [WaitingBody.of(one) for one in work.waiting_acts.of_stage(officer.scope, Stage.PROPOSED)]
