"""Stand-ins: who acts for whom while he is away."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from api.changes import Request, answer_once, form_of
from api.days import Day
from api.dependencies import KeyDep, OfficerDep, ServicesDep
from casework import stand_ins
from casework.work import Work
from record.stand_ins import StandIn

router = APIRouter(prefix="/stand-ins", tags=["协同"])
Name = Annotated[str, Field(max_length=80)]


class StandInBody(BaseModel):
    """Who stands in for whom, from the first to the last day."""

    absent: Name
    deputy: Name
    first: Day
    last: Day


class StandInAnswer(StandInBody):
    """A stand-in that was arranged."""

    id: str
    made_by: str

    @classmethod
    def of(cls, one: StandIn) -> StandInAnswer:
        """Return the body of a stand-in."""
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


@router.get("")
def list_stand_ins(officer: OfficerDep, services: ServicesDep) -> list[StandInAnswer]:
    """Return the stand-ins of the office that hold today or later."""
    with services.reading() as work:
        return [StandInAnswer.of(one) for one in work.stand_ins.of_office(officer.office, work.today)]


@router.post("", status_code=202)
def arrange_stand_in(body: StandInBody, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> StandInAnswer:
    """Let an officer stand in for another; a supervisor arranges it, or who will be away."""

    def arrange(work: Work) -> StandInAnswer:
        return StandInAnswer.of(stand_ins.arrange(work, officer, body.absent, body.deputy, (body.first, body.last)))

    request = Request(officer, key, ("stand-ins", body.model_dump(mode="json")))
    return answer_once(services, request, form_of(StandInAnswer), arrange)


@router.post("/{stand_in_id}/end", status_code=202)
def end_stand_in(
    stand_in_id: Annotated[str, Path(max_length=40)], officer: OfficerDep, services: ServicesDep, key: KeyDep
) -> StandInAnswer:
    """End a stand-in before its last day."""

    def end(work: Work) -> StandInAnswer:
        return StandInAnswer.of(stand_ins.end(work, officer, stand_in_id))

    return answer_once(services, Request(officer, key, ("end", stand_in_id)), form_of(StandInAnswer), end)
