"""Debts with the cases they hang on, streamed for the export of the tolerance ledger (容缺台账)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from record.scoping import Scope
from record.tables import CASES, TOLERANCES
from record.tolerances import OWED, Debt, DebtState, debt_of

BATCH = 500


@dataclass(frozen=True, slots=True)
class OwedMaterial:
    """A debt with the number and the item of the case it hangs on."""

    number: str
    item_name: str
    debt: Debt

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is owed past its day, whether or not the scheduler has marked it yet."""
        debt = self.debt
        return debt.state is DebtState.OVERDUE or (debt.state in OWED and debt.due is not None and debt.due < today)


def owed_between(connection: sa.Connection, scope: Scope, start: datetime, last: date) -> Iterator[OwedMaterial]:
    """Yield what was owed at some time of a period, oldest first.

    Args:
        connection: A snapshot.
        scope: Whose.
        start: Time at which the period begins.
        last: Its last day.
    """
    still = sa.or_(TOLERANCES.c.state.in_(OWED), TOLERANCES.c.settled_at >= start)
    columns = (CASES.c.number, CASES.c.item_name, TOLERANCES)
    chosen = sa.select(*columns).join(CASES, CASES.c.id == TOLERANCES.c.case_id).where(
        *scope.conditions(), TOLERANCES.c.granted_on <= last, still
    )
    after = ""
    while True:
        rows = connection.execute(chosen.where(TOLERANCES.c.id > after).order_by(TOLERANCES.c.id).limit(BATCH)).all()
        for row in rows:
            yield OwedMaterial(row.number, row.item_name, debt_of(row))
        if not rows:
            return
        after = str(rows[-1].id)
