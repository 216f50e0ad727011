"""DeskRepository: what the desk lists, counted and paged by urgency. The caller owns the transaction."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from cases.case import Case
from cases.desk import NO_DATE, DeskEntry, Doubt, Queue
from cases.errors import RequestInvalid
from record.desk_tables import DERIVED, DESK_ENTRIES, DESK_QUEUES
from record.inserts import put
from record.repository import case_of
from record.scoping import Scope
from record.tables import CASES

CURSOR = "[0-9]{1,18}-[0-9a-f]{1,40}"
"""How the place of a row in a list is written: microseconds until it is due since 1970, and its case."""

_BEGIN, _TICK = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_DOUBTS: TypeAdapter[tuple[Doubt, ...]] = TypeAdapter(tuple[Doubt, ...])
_KNOWN = sa.select(DERIVED.c.version).where(DERIVED.c.name == "copies")


class Whose(StrEnum):
    """Whose cases are listed."""

    MINE = "mine"
    ALL = "all"
    NOBODYS = "nobodys"


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """Which rows of a queue are listed; None asks for nothing.

    Attributes:
        officers: Names of those whose cases are mine.
        due_from, due_before: Between which times it is due.
        received_from, received_before: Between which times it came.
        text: Part of number, unit, sender or subject.
        sender: Part of the sender's address or number.
    """

    queue: Queue = Queue.OPEN
    whose: Whose = Whose.ALL
    officers: tuple[str, ...] = ()
    due_from: datetime | None = None
    due_before: datetime | None = None
    item: str | None = None
    channel: str | None = None
    outcome: str | None = None
    sender: str | None = None
    received_from: datetime | None = None
    received_before: datetime | None = None
    text: str | None = None

    def conditions(self) -> list[sa.ColumnElement[bool]]:
        """Return what is asked for, as SQL."""
        row = DESK_QUEUES.c
        found = [row.queue == self.queue]
        if self.whose is not Whose.ALL:
            found.append(row.officer.is_(None) if self.whose is Whose.NOBODYS else row.officer.in_(self.officers))
        for column, wanted in ((row.item, self.item), (row.channel, self.channel), (row.outcome, self.outcome)):
            if wanted is not None:
                found.append(column == wanted)
        for column, since, before in (
            (row.due_at, self.due_from, self.due_before), (row.received_at, self.received_from, self.received_before),
        ):
            if since is not None:
                found.append(column >= since)
            if before is not None:
                found.append(column < before)
        found += [row.words.contains(part, autoescape=True) for part in (self.text, self.sender) if part]
        if self.sender:  # the words hold him too, beside others: few rows are left to be looked at one by one
            address = sa.func.coalesce(CASES.c.applicant, CASES.c.telephone, "")
            his = sa.select(CASES.c.id).where(CASES.c.id == row.case_id, address.contains(self.sender, autoescape=True))
            found.append(his.exists())
        return found


@dataclass(frozen=True, slots=True)
class DeskRow:
    """A case as the desk lists it.

    Attributes:
        due_at: Until when it must be dealt with in this queue; :data:`cases.desk.NO_DATE` for whenever.
        officer: Who has it in hand.
    """

    case: Case
    due_at: datetime
    officer: str | None
    pages: int
    doubts: tuple[Doubt, ...]
    work: tuple[str, ...]

    @property
    def cursor(self) -> str:
        """Where the list goes on behind this row."""
        return f"{(self.due_at - _BEGIN) // _TICK}-{self.case.id}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases wait in a queue, how many of them are the asking officer's (as :class:`Whose`), and nobody's."""

    all: int = 0
    mine: int = 0
    nobodys: int = 0


@dataclass(frozen=True, slots=True)
class Bounds:
    """Times that part what is due.

    Attributes:
        today: Begin of the office's day.
        tomorrow: Its end.
        next_day: End of the next working day.
        soon: Until when a debt counts as falling due.
    """

    today: datetime
    tomorrow: datetime
    next_day: datetime
    soon: datetime


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """All counts of the desk at one moment."""

    overdue: Count
    due_today: Count
    due_next: Count
    queues: Mapping[Queue, Count] = field(default_factory=dict)


class DeskRepository:
    """The only SQL about the desk."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def put(self, case: Case, entry: DeskEntry, officer: str | None) -> None:
        """Write what the desk lists of a case in place of what it listed; nothing where it waits in no queue."""
        self._connection.execute(DESK_QUEUES.delete().where(DESK_QUEUES.c.case_id == case.id))
        if not entry.queues:
            self._connection.execute(DESK_ENTRIES.delete().where(DESK_ENTRIES.c.case_id == case.id))
            return
        put(self._connection, DESK_ENTRIES, {
            "case_id": case.id, "pages": entry.pages, "doubts": [asdict(one) for one in entry.doubts],
            "work": list(entry.work),
        })
        shared = {
            "office": case.office, "case_id": case.id, "officer": officer, "item": case.item, "channel": case.channel,
            "outcome": case.outcome, "received_at": case.received_at, "words": words_of(case),
        }
        rows = [{**shared, "queue": queue, "due_at": due_at} for queue, due_at in entry.queues.items()]
        self._connection.execute(DESK_QUEUES.insert(), rows)

    def filled(self, version: int) -> bool:
        """Tell whether all cases were copied by a version of the program's way to copy them."""
        return self._connection.execute(_KNOWN).scalar() == version

    def note_filled(self, version: int) -> None:
        """Note that all cases are copied."""
        put(self._connection, DERIVED, {"name": "copies", "version": version})

    def case_ids(self, after: str, limit: int) -> list[str]:
        """Return ids of cases in order, beginning behind one of them."""
        query = sa.select(CASES.c.id).where(CASES.c.id > after).order_by(CASES.c.id).limit(limit)
        return [str(one) for one in self._connection.execute(query).scalars()]

    def entry(self, case_id: str) -> DeskEntry | None:
        """Return what the desk lists of a case, None where it lists nothing."""
        queues = self._connection.execute(
            sa.select(DESK_QUEUES.c.queue, DESK_QUEUES.c.due_at).where(DESK_QUEUES.c.case_id == case_id)
        ).all()
        row = self._connection.execute(sa.select(DESK_ENTRIES).where(DESK_ENTRIES.c.case_id == case_id)).one_or_none()
        if row is None:
            return None
        return DeskEntry(
            case_id, {Queue(str(queue)): due_at for queue, due_at in queues}, _DOUBTS.validate_python(row.doubts),
            int(row.pages), tuple(row.work),
        )

    def counts(self, scope: Scope, officers: Sequence[str], bounds: Bounds) -> DeskCounts:
        """Count every queue, and what is due when, for all that a scope shows; theirs are counted as mine."""
        row, seen = DESK_QUEUES.c, scope.conditions(DESK_QUEUES)
        numbers = _numbers(officers)
        every = sa.select(row.queue, *numbers).where(*seen).group_by(row.queue)
        queues: dict[Queue, Count] = dict.fromkeys(Queue, Count())
        queues |= {Queue(str(one[0])): Count(*one[1:]) for one in self._connection.execute(every)}
        owed = sa.select(*numbers).where(*seen, row.queue == Queue.TOLERANCE, row.due_at < bounds.soon)
        late = self._connection.execute(owed).one()
        queues[Queue.TOLERANCE] = Count(late[0], late[1], late[2])
        part = sa.case((row.due_at < bounds.today, "overdue"), (row.due_at < bounds.tomorrow, "today"), else_="next")
        due = sa.select(part, *numbers).where(*seen, row.queue == Queue.OPEN, row.due_at < bounds.next_day)
        parts = {str(one[0]): Count(*one[1:]) for one in self._connection.execute(due.group_by(part))}
        overdue, today, following = (parts.get(name, Count()) for name in ("overdue", "today", "next"))
        return DeskCounts(overdue, today, following, queues)

    def count(self, scope: Scope, wanted: DeskFilter) -> int:
        """Count the rows that a filter lists."""
        query = sa.select(sa.func.count()).select_from(DESK_QUEUES)
        query = query.where(*scope.conditions(DESK_QUEUES), *wanted.conditions())
        return int(self._connection.execute(query).scalar_one())

    def page(self, scope: Scope, wanted: DeskFilter, *, after: str | None = None, limit: int = 50) -> list[DeskRow]:
        """Return rows of a queue, what is due first first, beginning behind a row's cursor.

        Raises:
            RequestInvalid: The cursor is none.
        """
        conditions = [*scope.conditions(DESK_QUEUES), *wanted.conditions()]
        key = (DESK_QUEUES.c.due_at, DESK_QUEUES.c.case_id)
        if after is not None:
            conditions.append(sa.tuple_(*key) > sa.tuple_(*_place(after)))
        first = sa.select(*key, DESK_QUEUES.c.officer).where(*conditions).order_by(*key).limit(limit).subquery()
        query = (
            sa.select(CASES, first.c.due_at.label("listed_due"), first.c.officer, DESK_ENTRIES.c.pages,
                      DESK_ENTRIES.c.doubts, DESK_ENTRIES.c.work)
            .select_from(first)
            .join(CASES, CASES.c.id == first.c.case_id)
            .join(DESK_ENTRIES, DESK_ENTRIES.c.case_id == first.c.case_id)
            .order_by(first.c.due_at, first.c.case_id)
        )
        return [_row(row) for row in self._connection.execute(query)]


def words_of(case: Case) -> str:
    """Return what a filter by text looks in."""
    return " ".join(filter(None, (case.number, case.unit, case.applicant or case.telephone, case.subject)))


def _row(row: sa.Row[Any]) -> DeskRow:
    values = row._mapping
    doubts = _DOUBTS.validate_python(values["doubts"])
    return DeskRow(
        case_of(row), values["listed_due"], values["officer"], int(values["pages"]), doubts, tuple(values["work"])
    )


def _place(cursor: str) -> tuple[Any, Any]:
    if not re.fullmatch(CURSOR, cursor):
        raise RequestInvalid(reason="after 须为上一页给出的位置")
    ticks, _, case_id = cursor.partition("-")
    due_at = _BEGIN + min(int(ticks) * _TICK, NO_DATE - _BEGIN)
    return sa.literal(due_at, DESK_QUEUES.c.due_at.type), sa.literal(case_id)


def _numbers(officers: Sequence[str]) -> list[sa.ColumnElement[int]]:
    """Return how many rows there are, how many of them are these officers', and nobody's."""
    own = DESK_QUEUES.c.officer
    return [sa.func.count(), sa.func.count(sa.case((own.in_(officers), 1))), sa.func.count() - sa.func.count(own)]
