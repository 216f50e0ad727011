"""Debts with the cases they hang on, streamed for the export of the tolerance ledger (容缺台账)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from cases.tables import CASES, TOLERANCES
from cases.tolerances import OWED, DebtState

BATCH = 500


@dataclass(frozen=True, slots=True)
class OwedMaterial:
    """One row of the ledger with the number and item of its case; the rest as in :class:`cases.tolerances.Debt`."""

    id: str
    number: str
    item_name: str
    unit: str | None
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

    def is_overdue(self, today: date) -> bool:
        """Tell whether it is owed past its day, whether or not the scheduler has marked it yet."""
        return self.state is DebtState.OVERDUE or (self.state in OWED and self.due is not None and self.due < today)


def owed_between(connection: sa.Connection, office: str, start: datetime, last: date) -> Iterator[OwedMaterial]:
    """Yield what was owed at some time of a period, oldest first.

    Args:
        connection: A snapshot.
        office: Code of the office.
        start: Time at which the period begins.
        last: Its last day.
    """
    columns = [(CASES if name in {"number", "item_name"} else TOLERANCES).c[name] for name in _NAMES]
    still = sa.or_(TOLERANCES.c.state.in_(OWED), TOLERANCES.c.settled_at >= start)
    chosen = sa.select(*columns).join(CASES, CASES.c.id == TOLERANCES.c.case_id).where(
        TOLERANCES.c.office == office, TOLERANCES.c.granted_on <= last, still
    )
    after = ""
    while True:
        rows = connection.execute(chosen.where(TOLERANCES.c.id > after).order_by(TOLERANCES.c.id).limit(BATCH)).all()
        for row in rows:
            values = dict(row._mapping)
            yield OwedMaterial(**{**values, "state": DebtState(str(values["state"]))})
        if not rows:
            return
        after = str(rows[-1].id)


_NAMES = tuple(OwedMaterial.__dataclass_fields__)
