"""LetterRepository: letters, one per case, kind and round, frozen when made (trust I16)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from cases.case import Letter, LetterState, StepKind, StepState
from cases.errors import AccountRefused, NotFound
from cases.lifecycle import State
from record.chain.rows import Kind
from record.inserts import add_once, insert
from record.scoping import Scope
from record.tables import CASES, LETTER_NUMBERS, LETTERS, STEPS
from record.touched import mark_changed, touch

_REFUSED = sa.and_(
    STEPS.c.kind == StepKind.LETTER, STEPS.c.state == StepState.QUEUED, STEPS.c.error == AccountRefused.code
)


class LetterRepository:
    """The only SQL about letters. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, letter: Letter) -> bool:
        """Keep a new letter; False when this kind was already written in this round."""
        values = {column.name: getattr(letter, column.name) for column in LETTERS.c}
        touch(self._connection, letter.case_id)
        return add_once(self._connection, LETTERS, ("case_id", "kind", "round"), values)

    def get(self, letter_id: str, scope: Scope | None = None) -> Letter:
        """Return the letter.

        Raises:
            NotFound: No such letter, or of no case that the scope shows.
        """
        query = sa.select(LETTERS).where(LETTERS.c.id == letter_id)
        if scope is not None:
            query = query.join(CASES, CASES.c.id == LETTERS.c.case_id).where(*scope.conditions())
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(what="该信件")
        return _letter(row)

    def of_case(self, case_id: str) -> list[Letter]:
        """Return the letters of one case, oldest first."""
        query = sa.select(LETTERS).where(LETTERS.c.case_id == case_id).order_by(LETTERS.c.created_at, LETTERS.c.id)
        return [_letter(row) for row in self._connection.execute(query)]

    def held(self, scope: Scope, outcome: str, limit: int) -> list[Letter]:
        """Return held letters of cases in review that a scope shows, of one outcome, what is due first first."""
        query = sa.select(LETTERS).join(CASES, CASES.c.id == LETTERS.c.case_id).where(
            LETTERS.c.state == LetterState.HELD, LETTERS.c.round == CASES.c.revision, LETTERS.c.recipient.is_not(None),
            CASES.c.state == State.REVIEW, CASES.c.outcome == outcome, *scope.conditions(),
        )
        rows = self._connection.execute(query.order_by(CASES.c.due_at, CASES.c.id).limit(limit))
        return [_letter(row) for row in rows]

    def next_round(self, case_id: str, kind: str) -> int:
        """Return the number of the next letter of a kind that may leave several times in one round."""
        query = sa.select(sa.func.max(LETTERS.c.round)).where(LETTERS.c.case_id == case_id, LETTERS.c.kind == kind)
        return int(self._connection.execute(query).scalar() or 0) + 1

    def next_serial(self, series: str) -> int:
        """Return the next number of a series of document numbers (文号), from 1; none is given twice."""
        first = insert(self._connection, LETTER_NUMBERS).values(series=series, last=1)
        raised = first.on_conflict_do_update(index_elements=["series"], set_={"last": LETTER_NUMBERS.c.last + 1})
        return int(self._connection.execute(raised.returning(LETTER_NUMBERS.c.last)).scalar_one())

    def move(self, letter_id: str, before: tuple[LetterState, ...], after: LetterState, **values: object) -> bool:
        """Change the state if it is one of ``before``; False when it is not."""
        moved = LETTERS.update().where(LETTERS.c.id == letter_id, LETTERS.c.state.in_(before))
        changed = moved.values(state=after, **values).returning(LETTERS.c.case_id)
        case_id = self._connection.execute(changed).scalar()
        if case_id is not None:
            mark_changed(self._connection, Kind.CASE, case_id)
        touch(self._connection, case_id)
        return case_id is not None

    def void_held(self, case_id: str, *keep: str) -> None:
        """Void letters that still wait for an officer, but for some: newer material or a decision has come."""
        self._connection.execute(
            LETTERS.update()
            .where(LETTERS.c.case_id == case_id, LETTERS.c.state == LetterState.HELD, LETTERS.c.id.not_in(keep))
            .values(state=LetterState.VOID)
        )
        touch(self._connection, case_id)

    def case_of_message(self, message_ids: tuple[str, ...]) -> str | None:
        """Return the case whose letter has one of these Message-IDs."""
        query = sa.select(LETTERS.c.case_id).where(LETTERS.c.message_id.in_(message_ids)).limit(1)
        found = self._connection.execute(query).scalar()
        return str(found) if found is not None else None

    def of_message_ids(self, message_ids: Sequence[str]) -> list[Letter]:
        """Return the letters that have one of these Message-IDs, oldest first."""
        query = sa.select(LETTERS).where(LETTERS.c.message_id.in_(message_ids))
        return [_letter(row) for row in self._connection.execute(query.order_by(LETTERS.c.created_at, LETTERS.c.id))]

    def refused_until(self, sender: str, now: datetime, within: timedelta) -> datetime | None:
        """Return when an account that the mail server refused is tried again, None where nothing speaks against now.

        Args:
            sender: The account's address.
            now: The present time.
            within: The longest wait; what lies further away was made by a clock that went wrong.
        """
        soon = STEPS.c.not_before.between(now + timedelta(microseconds=1), now + within)
        query = sa.select(sa.func.max(STEPS.c.not_before)).join(LETTERS, LETTERS.c.id == STEPS.c.subject)
        return self._connection.execute(query.where(_REFUSED, LETTERS.c.sender == sender, soon)).scalar()

    def refused_accounts(self) -> int:
        """Count the accounts whose letters wait because the mail server refused the account."""
        query = sa.select(sa.func.count(LETTERS.c.sender.distinct())).select_from(STEPS)
        query = query.join(LETTERS, LETTERS.c.id == STEPS.c.subject).where(_REFUSED)
        return int(self._connection.execute(query).scalar_one())

    def count_automatic(self, recipient: str, unit: str | None, since: datetime) -> tuple[int, int]:
        """Count automatic letters made for an address since a time: about one unit, or none, and in all (trust T17)."""
        about = sa.case((CASES.c.unit.is_not_distinct_from(unit), 1))
        query = (
            sa.select(sa.func.count(about), sa.func.count())
            .select_from(LETTERS).join(CASES, CASES.c.id == LETTERS.c.case_id)
            .where(LETTERS.c.recipient == recipient, LETTERS.c.automatic, LETTERS.c.created_at >= since)
            .where(LETTERS.c.state.not_in((LetterState.HELD, LetterState.VOID)))
        )
        of_unit, in_all = self._connection.execute(query).one()
        return int(of_unit), int(in_all)

    def held_because(self, scope: Scope, recipient: str, reason: str) -> list[Letter]:
        """Return letters to an address that are held for a reason, of cases that a scope shows, oldest first."""
        query = sa.select(LETTERS).join(CASES, CASES.c.id == LETTERS.c.case_id).where(
            LETTERS.c.recipient == recipient, LETTERS.c.state == LetterState.HELD, LETTERS.c.error == reason,
            *scope.conditions(),
        )
        rows = self._connection.execute(query.order_by(LETTERS.c.created_at, LETTERS.c.id))
        return [_letter(row) for row in rows]


def _letter(row: sa.Row[tuple[object, ...]]) -> Letter:
    values = dict(row._mapping)
    values["state"] = LetterState(str(values["state"]))
    return Letter(**values)
