"""Courses: the cases of an office with what happened to each, streamed for reports and exports.

Cases come in the order of their numbers, in batches, so that memory stays flat however many there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from cases.case import Case, LetterState
from cases.chronicle import read_chronicle
from cases.history import AuditRecord
from cases.lifecycle import ENDED_STATES, Event
from cases.working_days import receipt_date
from record.repository import case_of
from record.scoping import Scope
from record.tables import ASSIGNMENTS, AUDIT, CASES, LETTERS, REPORTS

BATCH = 500


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter of a case; ``sent_at`` None while it has not left."""

    kind: str
    state: LetterState
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Course:
    """A case and what happened to it, oldest first; ``assigned`` is the officer who has it in hand, if any."""

    case: Case
    moves: tuple[AuditRecord, ...]
    letters: tuple[SentLetter, ...]
    assigned: str | None = None

    def first(self, events: frozenset[Event]) -> AuditRecord | None:
        """Return the first of these moves, None when there was none."""
        return next((move for move in self.moves if move.event in events), None)

    def last(self, events: frozenset[str]) -> AuditRecord | None:
        """Return the last of these events, None when there was none."""
        return next((move for move in reversed(self.moves) if move.event in events), None)

    @property
    def accepted_on(self) -> date | None:
        """Day of acceptance of any kind, as the clocks count it."""
        return read_chronicle(receipt_date(self.case.received_at), self.moves).accepted

    @property
    def ended_at(self) -> datetime | None:
        """Time at which the case came to its end, None while something may follow."""
        move = self.last(frozenset(Event)) if self.case.state in ENDED_STATES else None
        return move.at if move is not None else None

    @property
    def officer(self) -> str:
        """Name of the officer who has the case in hand, else of the one who moved it last; empty for nobody."""
        movers = (move.actor for move in reversed(self.moves) if move.after is not None and move.actor != "system")
        return self.assigned or next(movers, "")


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the first and the newest report of a case say, without their pages.

    Attributes:
        first_findings: Code and severity of each finding of the first round.
        fields: Values read from the newest materials: document code, field name, value.
    """

    first_findings: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str, str], ...] = ()

    def field(self, *names: str) -> str:
        """Return the first value of one of these fields, in the order of the names; empty when none was read."""
        return next((value for name in names for _, field, value in self.fields if field == name), "")


class CourseRepository:
    """Reads courses in one snapshot; writes nothing."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def received(
        self, scope: Scope, start: datetime, end: datetime, items: Sequence[str] | None = None
    ) -> Iterator[Course]:
        """Yield the cases received from ``start`` until before ``end``, of all items or of some."""
        chosen = [CASES.c.received_at >= start, CASES.c.received_at < end]
        if items is not None:
            chosen.append(CASES.c.item.in_(items))
        return self._courses(scope, chosen)

    def moved(self, scope: Scope, events: frozenset[Event], start: datetime, end: datetime) -> Iterator[Course]:
        """Yield the cases that one of these events moved from ``start`` until before ``end``."""
        moved = sa.select(AUDIT.c.case_id).where(AUDIT.c.event.in_(events), AUDIT.c.at >= start, AUDIT.c.at < end)
        return self._courses(scope, [CASES.c.id.in_(moved)])

    def judgements(self, case_ids: Sequence[str]) -> dict[str, Judgement]:
        """Return what the reports of these cases say; cases without report are not among them."""
        findings, materials = REPORTS.c.content["findings"], REPORTS.c.content["materials"]
        query = sa.select(REPORTS.c.case_id, findings, materials).where(REPORTS.c.case_id.in_(case_ids))
        found: dict[str, Judgement] = {}
        for case_id, listed, read in self._connection.execute(query.order_by(REPORTS.c.case_id, REPORTS.c.revision)):
            known = found.get(case_id)
            first = known.first_findings if known else tuple((one["code"], one["severity"]) for one in listed or ())
            found[case_id] = Judgement(first, tuple(_fields(read or ())))
        return found

    def _courses(self, scope: Scope, chosen: Sequence[sa.ColumnElement[bool]]) -> Iterator[Course]:
        after = ""
        while True:
            query = sa.select(CASES).where(*scope.conditions(), CASES.c.number > after, *chosen)
            cases = [case_of(row) for row in self._connection.execute(query.order_by(CASES.c.number).limit(BATCH))]
            if not cases:
                return
            after = cases[-1].number
            yield from self._with_history(cases)

    def _with_history(self, cases: Sequence[Case]) -> Iterator[Course]:
        ids = [case.id for case in cases]
        moves: dict[str, list[AuditRecord]] = {}
        columns = [AUDIT.c[name] for name in AuditRecord.__dataclass_fields__]
        query = sa.select(AUDIT.c.case_id, *columns).where(AUDIT.c.case_id.in_(ids)).order_by(AUDIT.c.serial)
        for case_id, *values in self._connection.execute(query):
            moves.setdefault(case_id, []).append(AuditRecord(*values))
        letters: dict[str, list[SentLetter]] = {}
        wanted = sa.select(LETTERS.c.case_id, LETTERS.c.kind, LETTERS.c.state, LETTERS.c.sent_at)
        written = wanted.where(LETTERS.c.case_id.in_(ids)).order_by(LETTERS.c.created_at, LETTERS.c.id)
        for case_id, kind, state, sent_at in self._connection.execute(written):
            letters.setdefault(case_id, []).append(SentLetter(kind, LetterState(state), sent_at))
        held = sa.select(ASSIGNMENTS.c.case_id, ASSIGNMENTS.c.officer).where(ASSIGNMENTS.c.case_id.in_(ids))
        officers: dict[str, str] = {case_id: name for case_id, name in self._connection.execute(held)}
        for case in cases:
            yield Course(
                case, tuple(moves.get(case.id, ())), tuple(letters.get(case.id, ())), officers.get(case.id)
            )


def _fields(materials: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    for material in materials:
        for one in material.get("fields", ()):
            yield str(material["code"]), str(one["name"]), str(one["value"])
