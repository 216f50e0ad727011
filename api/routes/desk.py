"""The desk (办件台): what waits, by urgency and by what is to be done; cases given to officers in bulk."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from api.changes import Request, answer_once, form_of
from api.days import Day
from api.dependencies import KeyDep, OfficerDep, ServicesDep
from api.routes.desk_schemas import AssignedBody, AssignmentBody, DeskBody
from cases.desk import Queue
from casework.acts import assign_all
from casework.desk import Due, view_desk
from casework.work import Work
from record.desk import CURSOR, DeskFilter, Whose
from record.repository import BEIJING

router = APIRouter(tags=["办件台"])
Place = Annotated[str, Field(max_length=80, json_schema_extra={"pattern": f"^{CURSOR}$"})]
Line = Annotated[str | None, Field(max_length=100)]


class DeskQuery(BaseModel):
    """Which rows of the desk are listed."""

    queue: Due | Queue = Queue.OPEN
    whose: Whose = Whose.ALL
    item: Line = None
    channel: Line = None
    outcome: Line = None
    sender: Line = None
    day: Day | None = Field(None, description="收到日")
    text: Line = None
    after: Place | None = None
    limit: int = Field(50, ge=1, le=200)

    @property
    def wanted(self) -> DeskFilter:
        """Which rows; what is empty asks for nothing, and a day is the office's."""
        begin = datetime.combine(self.day, time(), tzinfo=BEIJING) if self.day is not None else None
        return DeskFilter(
            whose=self.whose, item=self.item or None, channel=self.channel or None, outcome=self.outcome or None,
            sender=self.sender or None, text=self.text or None, received_from=begin,
            received_before=begin + timedelta(days=1) if begin is not None else None,
        )


@router.get("/desk")
def show_desk(officer: OfficerDep, services: ServicesDep, query: Annotated[DeskQuery, Query()]) -> DeskBody:
    """Return a page of a queue, what is due first first, with the counts of all queues."""
    with services.reading() as work:
        seen = view_desk(work, officer, query.queue, query.wanted, query.after, query.limit)
        return DeskBody.of(work, query.queue, seen)


@router.post("/assignments", status_code=202)
def assign_cases(body: AssignmentBody, officer: OfficerDep, services: ServicesDep, key: KeyDep) -> AssignedBody:
    """Give several cases to an officer of the office, by name, or take them back; all of them or none."""
    def assign(work: Work) -> AssignedBody:
        return AssignedBody(assigned=assign_all(work, body.cases, body.officer, officer))

    request = Request(officer, key, ("assignments", body.model_dump(mode="json")))
    return answer_once(services, request, form_of(AssignedBody), assign)
