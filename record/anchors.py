"""AnchorRepository: the days on which periods without a date of their own begin (``epidemic_end``).

No notice of 2020 names the end of the epidemic as a date, so an administrator sets it (domain f13). Until then, what
counts from it has no due date and is never overdue.
"""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa

from cases.errors import RequestInvalid
from cases.history import AuditEntry, AuditEvent
from record import audit
from record.inserts import put
from record.tables import ANCHORS

ANCHOR_NAMES = {"epidemic_end": "疫情解除"}
"""Anchors that may be set, with what they are called in sentences."""


def months_text(anchor: str, months: int | None) -> str:
    """Return what stands for a due date while its anchor is not set: 疫情解除后三个月内; without months 按通知提交."""
    if months is None:
        return f"{ANCHOR_NAMES.get(anchor, anchor)}后按通知提交"
    numerals = "零一二三四五六七八九十"
    count = numerals[months] if 0 < months < len(numerals) else str(months)
    return f"{ANCHOR_NAMES.get(anchor, anchor)}后{count}个月内"


class AnchorRepository:
    """The only SQL about anchor dates. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def all(self) -> dict[str, date]:
        """Return the anchors that are set."""
        rows = self._connection.execute(sa.select(ANCHORS.c.name, ANCHORS.c.day))
        return {str(name): day for name, day in rows}

    def set(self, name: str, day: date, now: datetime, *, by: str) -> None:
        """Set an anchor, or correct it; both days stay in the audit record.

        Raises:
            RequestInvalid: There is no such anchor.
        """
        if name not in ANCHOR_NAMES:
            raise RequestInvalid(reason=f"没有名为“{name}”的锚点日期，可设置：{'、'.join(ANCHOR_NAMES)}")
        before = self.all().get(name)
        put(self._connection, ANCHORS, {"name": name, "day": day, "set_by": by, "set_at": now})
        detail = {"anchor": name, "day": day.isoformat(), "was": before.isoformat() if before else None}
        audit.record(self._connection, AuditEntry(None, now, by, AuditEvent.ANCHOR_SET, detail=detail))
