"""AssignmentRepository: which officer has which case in hand."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from record.access_tables import OFFICERS
from record.inserts import put
from record.tables import ASSIGNMENTS
from record.touched import touch


class AssignmentRepository:
    """The only SQL about assignments. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def assign(self, case_id: str, officer: str | None, now: datetime) -> None:
        """Give a case to an officer, by name; None takes it back."""
        touch(self._connection, case_id)
        if officer is None:
            self._connection.execute(ASSIGNMENTS.delete().where(ASSIGNMENTS.c.case_id == case_id))
        else:
            put(self._connection, ASSIGNMENTS, {"case_id": case_id, "officer": officer, "assigned_at": now})

    def officer_of(self, case_id: str) -> str | None:
        """Return who has the case in hand, None for nobody."""
        query = sa.select(ASSIGNMENTS.c.officer).where(ASSIGNMENTS.c.case_id == case_id)
        found = self._connection.execute(query).scalar()
        return str(found) if found is not None else None

    def colleagues(self, office: str) -> list[str]:
        """Return the names of those in an office who may have a case in hand, in order."""
        works = (OFFICERS.c.office == office, OFFICERS.c.role != "auditor", OFFICERS.c.disabled_at.is_(None))
        query = sa.select(OFFICERS.c.name).where(*works)
        return [str(name) for name in self._connection.execute(query.order_by(OFFICERS.c.name)).scalars()]
