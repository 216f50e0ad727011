"""Bodies of the desk."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from api.routes.schemas import CaseBody
from cases.desk import NO_DATE, Queue
from casework.desk import Chosen, DeskPage, Due, count_of, days_left, name_of
from casework.work import Work
from record.desk import DeskRow


class QueueBody(BaseModel):
    """A queue with how many cases wait in it: the unit's, the asking officer's, nobody's."""

    queue: str
    name: str
    all: int
    mine: int
    nobodys: int


class DoubtBody(BaseModel):
    """What an officer is asked, and where the eye goes to decide."""

    key: str
    sentence: str
    page: int | None


class DeskRowBody(CaseBody):
    """A case as the desk lists it.

    ``until`` is the time until which it must be dealt with in this queue; ``days_left`` counts working days, 0 on the
    last one, negative once it has passed; both are null where nothing is due.
    """

    assigned_to: str | None
    sender: str | None
    pages: int
    until: datetime | None
    days_left: int | None
    doubts: list[DoubtBody]
    work: list[str] = Field(description="其他待办，各为一句")

    @classmethod
    def of_row(cls, work: Work, row: DeskRow) -> DeskRowBody:
        """Return the body of a row."""
        doubts = [
            DoubtBody(key=one.key, sentence=one.sentence, page=next(iter(one.evidence.pages), None))
            for one in row.doubts
        ]
        return cls(
            **CaseBody.of(row.case).model_dump(), assigned_to=row.officer, pages=row.pages, doubts=doubts,
            sender=row.case.applicant or row.case.telephone, until=row.due_at if row.due_at != NO_DATE else None,
            days_left=days_left(work, row.due_at), work=list(row.work),
        )


class DeskBody(BaseModel):
    """A page of a queue with the counts of all; ask again with ``after=next`` until ``next`` is null."""

    queue: str
    total: int
    queues: list[QueueBody]
    rows: list[DeskRowBody]
    next: str | None

    @classmethod
    def of(cls, work: Work, chosen: Chosen, seen: DeskPage) -> DeskBody:
        """Return the body of what is seen of the desk."""
        every: list[Chosen] = [*Due, *Queue]
        return cls(
            queue=str(chosen), total=seen.total, next=seen.next,
            queues=[_queue(seen, one) for one in every], rows=[DeskRowBody.of_row(work, one) for one in seen.rows],
        )


class AssignmentBody(BaseModel):
    """Cases, by id or number, and who gets them; null takes them back."""

    model_config = ConfigDict(extra="forbid")

    cases: list[str] = Field(min_length=1, max_length=200)
    officer: str | None = Field(None, max_length=80)


class AssignedBody(BaseModel):
    """How many cases were assigned."""

    assigned: int


def _queue(seen: DeskPage, chosen: Chosen) -> QueueBody:
    count = count_of(seen.counts, chosen)
    return QueueBody(
        queue=str(chosen), name=name_of(chosen), all=count.all, mine=count.mine, nobodys=count.nobodys
    )
