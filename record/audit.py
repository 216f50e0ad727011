"""Audit: append-only record of who did what to a case, when and why."""

from __future__ import annotations

import sqlalchemy as sa

from cases.history import AuditEntry, AuditRecord
from record.tables import AUDIT
from record.touched import touch


def record(connection: sa.Connection, entry: AuditEntry) -> None:
    """Append one line in the transaction of its change."""
    connection.execute(
        AUDIT.insert().values(
            case_id=entry.case_id, at=entry.at, actor=entry.actor, event=entry.event, before=entry.before,
            after=entry.after, detail=dict(entry.detail),
        )
    )
    touch(connection, entry.case_id)


def history(connection: sa.Connection, case_id: str) -> list[AuditRecord]:
    """Return the lines of one case, oldest first."""
    columns = [column for column in AUDIT.c if column.name != "case_id"]
    rows = connection.execute(sa.select(*columns).where(AUDIT.c.case_id == case_id).order_by(AUDIT.c.serial))
    return [AuditRecord(**row._mapping) for row in rows]
