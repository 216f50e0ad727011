"""ToleranceRepository: the ledger of what is owed under tolerated acceptances (容缺台账).

One row per case and material: what, by whom, since when, until when, on which commitment. A row is settled, never
deleted. Source: domain b1, f1, f40; S000 二(一)3; S003 五(二).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from cases.case import Case, new_id
from cases.errors import NotFound
from cases.working_days import months_after, receipt_date
from record.scoping import Scope
from record.tables import TOLERANCES
from record.touched import touch


class DebtState(StrEnum):
    """Where a debt stands; ``OVERDUE`` still waits for its material."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLEARED = "cleared"  # 已补齐
    WAIVED = "waived"    # 已由数据共享取得或由工作人员免除
    LAPSED = "lapsed"    # 办件终止


DEBT_STATE_NAMES = {
    DebtState.OPEN: "待补",
    DebtState.OVERDUE: "超期未补",
    DebtState.CLEARED: "已补齐",
    DebtState.WAIVED: "已免除",
    DebtState.LAPSED: "已终止",
}

OWED = frozenset({DebtState.OPEN, DebtState.OVERDUE})


@dataclass(frozen=True, slots=True)
class Promise:
    """What an acceptance with gaps says of one material.

    Attributes:
        due: Last day; None while the anchor date is not set.
        anchor, anchor_months: Date an administrator sets (``epidemic_end``) and months after it; without months the
            office's own notice asks for the material, and sets the day.
        basis: Where the commitment is: page of the commitment letter, or the officer's note.
    """

    material: str
    material_name: str
    due: date | None
    anchor: str | None = None
    anchor_months: int | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Debt:
    """One row of the ledger."""

    id: str
    case_id: str
    office: str
    unit: str | None
    material: str
    material_name: str
    handling: str
    basis: str
    granted_on: date
    due: date | None
    anchor: str | None
    anchor_months: int | None
    state: DebtState
    settled_at: datetime | None
    settled_by: str

    @property
    def by_notice(self) -> bool:
        """Whether the office asks for it by its own notice after an anchor date."""
        return self.anchor is not None and self.anchor_months is None


class ToleranceRepository:
    """The only SQL about the ledger. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def grant(self, case: Case, promises: Iterable[Promise], handling: str, today: date, now: datetime) -> None:
        """Enter what a case owes; a material that is owed already keeps its first day and due date.

        What had come and is lacking again is owed anew; what was waived stays waived.
        """
        touch(self._connection, case.id)
        known = {debt.material: debt for debt in self.of_case(case.id)}
        promises = list(promises)
        ids = sorted(new_id(now) for _ in promises)  # in the order of the list, which letters keep
        for own_id, promise in zip(ids, promises, strict=True):
            values = {
                "handling": handling, "basis": promise.basis, "granted_on": today, "due": promise.due,
                "anchor": promise.anchor, "anchor_months": promise.anchor_months, "state": DebtState.OPEN,
                "settled_at": None, "settled_by": "",
            }
            debt = known.get(promise.material)
            if debt is None:
                self._connection.execute(TOLERANCES.insert().values(
                    id=own_id, case_id=case.id, office=case.office, unit=case.unit, material=promise.material,
                    material_name=promise.material_name, **values,
                ))
            elif debt.state in {DebtState.CLEARED, DebtState.LAPSED}:
                self._connection.execute(TOLERANCES.update().where(TOLERANCES.c.id == debt.id).values(**values))

    def settle(
        self, case_id: str, materials: Iterable[str], state: DebtState, now: datetime, *, by: str
    ) -> int:
        """Settle debts of a case; return how many were owed until now.

        Args:
            case_id: The case.
            materials: Codes of the materials that came, or are waived.
            state: ``CLEARED``, ``WAIVED`` or ``LAPSED``.
            now: Time of settlement.
            by: Message that brought them, or officer.
        """
        touch(self._connection, case_id)
        result = self._connection.execute(
            TOLERANCES.update()
            .where(TOLERANCES.c.case_id == case_id, TOLERANCES.c.material.in_(tuple(materials)))
            .where(TOLERANCES.c.state.in_(OWED))
            .values(state=state, settled_at=now, settled_by=by)
        )
        return result.rowcount

    def fix_anchor(self, anchor: str, day: date) -> list[str]:
        """Give all debts that count from an anchor date their due date; return the ids of the cases.

        Where the date is corrected, what was overdue by the old one is open again.
        """
        query = sa.select(TOLERANCES.c.id, TOLERANCES.c.case_id, TOLERANCES.c.anchor_months).where(
            TOLERANCES.c.anchor == anchor, TOLERANCES.c.anchor_months.is_not(None), TOLERANCES.c.state.in_(OWED)
        )
        rows = self._connection.execute(query.order_by(TOLERANCES.c.id)).all()
        for debt_id, case_id, months in rows:
            touch(self._connection, str(case_id))
            values = {"due": months_after(day, months), "state": DebtState.OPEN}
            self._connection.execute(TOLERANCES.update().where(TOLERANCES.c.id == debt_id).values(**values))
        return list(dict.fromkeys(str(case_id) for _, case_id, _ in rows))

    def to_collect(self, anchor: str) -> list[str]:
        """Return the ids of the cases that owe what the office asks for by its own notice after an anchor date."""
        query = sa.select(TOLERANCES.c.case_id).where(*_by_notice(anchor)).order_by(TOLERANCES.c.id)
        return list(dict.fromkeys(str(row.case_id) for row in self._connection.execute(query)))

    def call_in(self, case_id: str, due: date) -> None:
        """Give what a case owes by notice the day that the notice states."""
        touch(self._connection, case_id)
        mine = (TOLERANCES.c.case_id == case_id, TOLERANCES.c.anchor_months.is_(None), TOLERANCES.c.anchor.is_not(None))
        self._connection.execute(
            TOLERANCES.update().where(*mine, TOLERANCES.c.state.in_(OWED)).values(due=due, state=DebtState.OPEN)
        )

    def mark_overdue(self, today: date, case_id: str | None = None) -> list[Debt]:
        """Mark what was due before today, of one case or all, and return it.

        A debt without a date is never overdue (domain f13).
        """
        late = [TOLERANCES.c.state == DebtState.OPEN, TOLERANCES.c.due < today]
        if case_id is not None:
            late.append(TOLERANCES.c.case_id == case_id)
        found = self._select(*late)
        for debt in found:
            touch(self._connection, debt.case_id)
        self._connection.execute(TOLERANCES.update().where(*late).values(state=DebtState.OVERDUE))
        return found

    def of_case(self, case_id: str) -> list[Debt]:
        """Return the debts of a case, as entered."""
        return self._select(TOLERANCES.c.case_id == case_id)

    def owed(self, case_id: str) -> list[Debt]:
        """Return what a case still owes."""
        return [debt for debt in self.of_case(case_id) if debt.state in OWED]

    def get(self, debt_id: str, scope: Scope) -> Debt:
        """Return one row of the ledger.

        Raises:
            NotFound: No such row, or of no case that the scope shows.
        """
        found = self._select(TOLERANCES.c.id == debt_id, *scope.of_case(TOLERANCES.c.case_id))
        if not found:
            raise NotFound(what="该容缺记录")
        return found[0]

    def page(
        self, scope: Scope, *, state: str | None = None, unit: str | None = None, due_before: date | None = None,
        after: str | None = None, limit: int = 50,
    ) -> list[Debt]:
        """Return the ledger as far as a scope shows it, newest first, beginning behind the id ``after``."""
        conditions = [TOLERANCES.c.office == scope.office]
        if scope.items is not None:
            conditions += scope.of_case(TOLERANCES.c.case_id)
        if state is not None:
            conditions.append(TOLERANCES.c.state == state)
        if unit is not None:
            conditions.append(TOLERANCES.c.unit.contains(unit, autoescape=True))
        if due_before is not None:
            conditions.append(TOLERANCES.c.due < due_before)
        if after is not None:
            conditions.append(TOLERANCES.c.id < after)
        query = sa.select(TOLERANCES).where(*conditions).order_by(TOLERANCES.c.id.desc()).limit(limit)
        return [debt_of(row) for row in self._connection.execute(query)]

    def has_overdue(self, office: str, unit: str) -> bool:
        """Tell whether a unit owes something overdue, or its case ended over it: an officer is told (domain f40).

        Nothing is barred, and what lapsed with a withdrawal in time tells nothing.
        """
        unkept = TOLERANCES.c.state.in_({DebtState.OVERDUE, DebtState.LAPSED})
        return any(
            debt.state is DebtState.OVERDUE or _is_late(debt)
            for debt in self._select(TOLERANCES.c.office == office, TOLERANCES.c.unit == unit, unkept)
        )

    def _select(self, *conditions: sa.ColumnElement[bool]) -> list[Debt]:
        rows = self._connection.execute(sa.select(TOLERANCES).where(*conditions).order_by(TOLERANCES.c.id))
        return [debt_of(row) for row in rows]


def _by_notice(anchor: str) -> tuple[sa.ColumnElement[bool], ...]:
    return TOLERANCES.c.anchor == anchor, TOLERANCES.c.anchor_months.is_(None), TOLERANCES.c.state.in_(OWED)


def _is_late(debt: Debt) -> bool:
    """Tell whether a settled debt was settled after its due date."""
    return debt.due is not None and debt.settled_at is not None and receipt_date(debt.settled_at) > debt.due


def debt_of(row: sa.Row[Any]) -> Debt:
    """Return a row of the ledger as a value; columns of other tables beside it are left out."""
    values = {name: row._mapping[name] for name in Debt.__dataclass_fields__}
    values["state"] = DebtState(str(values["state"]))
    return Debt(**values)
