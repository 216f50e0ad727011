"""LeaseRepository: who has which case open just now. The caller owns the transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.waiting import LEASE, Lease
from record.inserts import insert
from record.teamwork_tables import LEASES


class LeaseRepository:
    """The only SQL about leases."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def take(self, case_id: str, officer: str, now: datetime) -> Lease:
        """Take a case or go on with it, and return the lease in force: one's own, else that of who was there before."""
        values: dict[str, Any] = {"officer": officer, "until": now + LEASE}
        first = insert(self._connection, LEASES).values(case_id=case_id, wanted_by="", **values)
        same = LEASES.c.officer == officer
        wanted = sa.case((sa.and_(same, LEASES.c.until > now), LEASES.c.wanted_by), else_="")
        self._connection.execute(first.on_conflict_do_update(
            index_elements=["case_id"], set_={**values, "wanted_by": wanted},
            where=sa.or_(same, LEASES.c.until <= now),
        ))
        found = self.of_case(case_id, now)
        assert found is not None
        return found

    def renew(self, case_id: str, officer: str, now: datetime) -> None:
        """Prolong the officer's own lease; where there is none nothing happens."""
        mine = (LEASES.c.case_id == case_id, LEASES.c.officer == officer, LEASES.c.until > now)
        self._connection.execute(LEASES.update().where(*mine).values(until=now + LEASE))

    def of_case(self, case_id: str, now: datetime) -> Lease | None:
        """Return the lease of a case that is in force, None for none."""
        return self.of_cases([case_id], now).get(case_id)

    def of_cases(self, case_ids: list[str], now: datetime) -> dict[str, Lease]:
        """Return the leases in force of some cases, by case."""
        query = sa.select(LEASES).where(LEASES.c.case_id.in_(case_ids), LEASES.c.until > now)
        return {str(row.case_id): Lease(**row._mapping) for row in self._connection.execute(query)}

    def want(self, case_id: str, officer: str) -> None:
        """Note who asks to have the case instead."""
        self._connection.execute(LEASES.update().where(LEASES.c.case_id == case_id).values(wanted_by=officer))

    def give_up(self, case_id: str, officer: str) -> None:
        """Let go of a case; somebody else's lease stays."""
        mine = (LEASES.c.case_id == case_id, LEASES.c.officer == officer)
        self._connection.execute(LEASES.delete().where(*mine))
