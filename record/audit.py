"""Audit: append-only record of who did what to a case, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cases.history import AuditEntry, AuditEvent, AuditRecord
from record.chain.rows import OFFICE, Kind
from record.scoping import Scope
from record.tables import AUDIT, CASES
from record.touched import mark_changed, touch


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """That something happened to a case, of an office and item; ``after`` is the state that a move led to."""

    serial: int
    case_id: str
    event: str
    after: str | None
    office: str
    item: str | None


def record(connection: sa.Connection, entry: AuditEntry) -> None:
    """Append one line in the transaction of its change."""
    connection.execute(
        AUDIT.insert().values(
            case_id=entry.case_id, at=entry.at, actor=entry.actor, event=entry.event, before=entry.before,
            after=entry.after, detail=dict(entry.detail),
        )
    )
    if entry.case_id is None:
        mark_changed(connection, Kind.OFFICE, OFFICE)
    touch(connection, entry.case_id)


def history(connection: sa.Connection, case_id: str) -> list[AuditRecord]:
    """Return the lines of one case, oldest first."""
    columns = [column for column in AUDIT.c if column.name != "case_id"]
    rows = connection.execute(sa.select(*columns).where(AUDIT.c.case_id == case_id).order_by(AUDIT.c.serial))
    return [AuditRecord(**row._mapping) for row in rows]


def last_about(connection: sa.Connection, applicant: str, event: AuditEvent, since: datetime) -> datetime | None:
    """Return when something last happened to a case of an applicant, None where it did not since a time."""
    query = sa.select(sa.func.max(AUDIT.c.at)).join(CASES, CASES.c.id == AUDIT.c.case_id)
    query = query.where(CASES.c.applicant == applicant, AUDIT.c.event == event, AUDIT.c.at > since)
    return connection.execute(query).scalar()


def last_serial(connection: sa.Connection) -> int:
    """Return the number of the newest line, 0 before there is one."""
    return int(connection.execute(sa.select(sa.func.max(AUDIT.c.serial))).scalar() or 0)


def events_after(connection: sa.Connection, scope: Scope | None, serial: int, limit: int) -> list[CaseEvent]:
    """Return the lines behind one of them about cases that a scope shows, or about all, oldest first."""
    columns = (AUDIT.c.serial, AUDIT.c.case_id, AUDIT.c.event, AUDIT.c.after, CASES.c.office, CASES.c.item)
    query = sa.select(*columns).join(CASES, CASES.c.id == AUDIT.c.case_id).where(AUDIT.c.serial > serial)
    shown = scope.conditions() if scope else []
    rows = connection.execute(query.where(*shown).order_by(AUDIT.c.serial).limit(limit))
    return [CaseEvent(**row._mapping) for row in rows]
