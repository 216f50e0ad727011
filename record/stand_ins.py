"""StandInRepository: who stands in for whom, from when until when. The caller owns the transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from cases.errors import NotFound
from record.chain.rows import OFFICE, Kind
from record.teamwork_tables import STAND_INS
from record.touched import mark_changed


@dataclass(frozen=True, slots=True)
class StandIn:
    """One officer stands in for another.

    Attributes:
        absent, deputy: Names.
        first, last: Days, both included.
        ended_at: When it was ended before its last day, None where it was not.
    """

    id: str
    office: str
    absent: str
    deputy: str
    first: date
    last: date
    made_by: str
    made_at: datetime
    ended_at: datetime | None = None


class StandInRepository:
    """The only SQL about stand-ins."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, one: StandIn) -> None:
        """Keep a stand-in."""
        values = {name: getattr(one, name) for name in StandIn.__dataclass_fields__}
        mark_changed(self._connection, Kind.OFFICE, OFFICE)
        self._connection.execute(STAND_INS.insert().values(**values))

    def get(self, stand_in_id: str, office: str) -> StandIn:
        """Return a stand-in of an office.

        Raises:
            NotFound: It has none with this id.
        """
        mine = (STAND_INS.c.id == stand_in_id, STAND_INS.c.office == office)
        row = self._connection.execute(sa.select(STAND_INS).where(*mine)).one_or_none()
        if row is None:
            raise NotFound(what="该项代班")
        return _stand_in(row)

    def of_deputy(self, office: str, deputy: str, day: date) -> list[StandIn]:
        """Return for whom an officer stands in on a day."""
        columns = STAND_INS.c
        mine = (columns.office == office, columns.deputy == deputy, columns.first <= day, columns.last >= day)
        query = sa.select(STAND_INS).where(*mine, columns.ended_at.is_(None)).order_by(columns.id)
        return [_stand_in(row) for row in self._connection.execute(query)]

    def of_office(self, office: str, day: date) -> list[StandIn]:
        """Return those of an office that hold on a day or later, in order of their first days."""
        columns = STAND_INS.c
        query = sa.select(STAND_INS).where(columns.office == office, columns.last >= day, columns.ended_at.is_(None))
        return [_stand_in(row) for row in self._connection.execute(query.order_by(columns.first, columns.id))]

    def end(self, stand_in_id: str, now: datetime) -> bool:
        """End a stand-in before its last day; False where it was ended already."""
        mine = (STAND_INS.c.id == stand_in_id, STAND_INS.c.ended_at.is_(None))
        mark_changed(self._connection, Kind.OFFICE, OFFICE)
        return self._connection.execute(STAND_INS.update().where(*mine).values(ended_at=now)).rowcount == 1


def _stand_in(row: sa.Row[Any]) -> StandIn:
    return StandIn(**row._mapping)
