"""ProgressRepository: what long work on a case is at just now. The caller owns the transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from record.desk_tables import PROGRESS
from record.inserts import put
from record.scoping import Scope
from record.tables import CASES


@dataclass(frozen=True, slots=True)
class Progress:
    """What work on a case, of an office and item, is at, in words."""

    case_id: str
    phrase: str
    at: datetime
    office: str
    item: str | None


class ProgressRepository:
    """The only SQL about progress."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def note(self, case_id: str, phrase: str, now: datetime) -> None:
        """Note what work on a case is at."""
        put(self._connection, PROGRESS, {"case_id": case_id, "phrase": phrase[:200], "at": now})

    def clear(self, case_id: str) -> None:
        """Forget it: the work is done, or given back."""
        self._connection.execute(PROGRESS.delete().where(PROGRESS.c.case_id == case_id))

    def of(self, case_id: str) -> str:
        """Return what work on a case is at, empty where nothing is known."""
        found = self._connection.execute(sa.select(PROGRESS.c.phrase).where(PROGRESS.c.case_id == case_id)).scalar()
        return str(found or "")

    def since(self, scope: Scope | None, at: datetime) -> list[Progress]:
        """Return what was noted after a time of the cases that a scope shows, or of all, oldest first."""
        columns = (*PROGRESS.c, CASES.c.office, CASES.c.item)
        query = sa.select(*columns).join(CASES, CASES.c.id == PROGRESS.c.case_id).where(PROGRESS.c.at > at)
        shown = scope.conditions() if scope else []
        rows = self._connection.execute(query.where(*shown).order_by(PROGRESS.c.at, PROGRESS.c.case_id))
        return [Progress(**row._mapping) for row in rows]
