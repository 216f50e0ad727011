"""Audit: append-only record of who did what to a case, when and why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from cases.history import AuditRecord
from record.tables import AUDIT


def record(
    connection: sa.Connection,
    *,
    case_id: str | None,
    at: datetime,
    actor: str,
    event: str,
    before: str | None = None,
    after: str | None = None,
    detail: Mapping[str, object] | None = None,
) -> None:
    """Append one line in the transaction of its change; ``detail`` holds ids, codes and an officer's note."""
    connection.execute(
        AUDIT.insert().values(
            case_id=case_id, at=at, actor=actor, event=event, before=before, after=after, detail=dict(detail or {})
        )
    )


def history(connection: sa.Connection, case_id: str) -> list[AuditRecord]:
    """Return the lines of one case, oldest first."""
    columns = [column for column in AUDIT.c if column.name != "case_id"]
    rows = connection.execute(sa.select(*columns).where(AUDIT.c.case_id == case_id).order_by(AUDIT.c.serial))
    return [AuditRecord(**row._mapping) for row in rows]
