"""Officers at one case: who has it open, and what of it waits."""

from __future__ import annotations

from fastapi import APIRouter

from api.changes import Request, answer_once, form_of
from api.dependencies import CaseId, KeyDep, OfficerDep, ServicesDep
from api.routes.schemas import LeaseBody
from casework import leases
from casework.work import Work

router = APIRouter(prefix="/cases", tags=["协同"])


@router.post("/{case_id}/lease", status_code=202)
def take_case(case_id: CaseId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LeaseBody:
    """Take a case for a quarter of an hour, or go on with it; the answer says who has it."""

    def take(work: Work) -> LeaseBody:
        return LeaseBody.of(leases.take(work, work.cases.get(case_id, officer.scope), officer))

    return answer_once(services, Request(officer, key, ("lease", case_id)), form_of(LeaseBody), take)


@router.post("/{case_id}/lease/release", status_code=202)
def release_case(case_id: CaseId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LeaseBody:
    """Let go of a case; somebody else's lease stays."""

    def let_go(work: Work) -> LeaseBody:
        case = work.cases.get(case_id, officer.scope)
        leases.let_go(work, case, officer)
        return LeaseBody.of(work.leases.of_case(case.id, work.now))

    return answer_once(services, Request(officer, key, ("lease/release", case_id)), form_of(LeaseBody), let_go)


@router.post("/{case_id}/lease/request", status_code=202)
def request_case(case_id: CaseId, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> LeaseBody:
    """Ask whoever has a case open to let go of it."""

    def ask(work: Work) -> LeaseBody:
        return LeaseBody.of(leases.ask_for(work, work.cases.get(case_id, officer.scope), officer))

    return answer_once(services, Request(officer, key, ("lease/request", case_id)), form_of(LeaseBody), ask)
