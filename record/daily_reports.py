"""DailyReportRepository: which daily reports were made; each once per office, kind and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from record.inserts import add_once
from record.office_tables import DAILY_REPORTS


@dataclass(frozen=True, slots=True)
class DailyReport:
    """A report that was kept.

    Attributes:
        cases: Ids of the cases that it names; none for a 零报告.
        sha256: Names its bytes in the file store.
    """

    office: str
    kind: str
    day: date
    cases: tuple[str, ...]
    sha256: str
    made_at: datetime


class DailyReportRepository:
    """The only SQL about daily reports. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, report: DailyReport) -> bool:
        """Enter a report; False when that day has one already, which stays as it is."""
        values = {name: getattr(report, name) for name in DailyReport.__dataclass_fields__}
        row = {**values, "cases": list(report.cases)}
        return add_once(self._connection, DAILY_REPORTS, ("office", "kind", "day"), row)

    def of_day(self, office: str, kind: str, day: date) -> DailyReport | None:
        """Return the report of a day, None while there is none."""
        mine = (DAILY_REPORTS.c.office == office, DAILY_REPORTS.c.kind == kind, DAILY_REPORTS.c.day == day)
        row = self._connection.execute(sa.select(DAILY_REPORTS).where(*mine)).one_or_none()
        return _report(row) if row is not None else None

    def since(self, office: str, kind: str, day: date) -> list[DailyReport]:
        """Return the reports of a day and those after it, oldest first."""
        mine = (DAILY_REPORTS.c.office == office, DAILY_REPORTS.c.kind == kind, DAILY_REPORTS.c.day >= day)
        rows = self._connection.execute(sa.select(DAILY_REPORTS).where(*mine).order_by(DAILY_REPORTS.c.day))
        return [_report(row) for row in rows]

    def newest_day(self, office: str, kind: str) -> date | None:
        """Return the last day that has a report, None before the first."""
        newest = sa.select(sa.func.max(DAILY_REPORTS.c.day))
        day: date | None = self._connection.execute(
            newest.where(DAILY_REPORTS.c.office == office, DAILY_REPORTS.c.kind == kind)
        ).scalar()
        return day


def _report(row: sa.Row[tuple[object, ...]]) -> DailyReport:
    values = dict(row._mapping)
    return DailyReport(**{**values, "cases": tuple(values["cases"])})
