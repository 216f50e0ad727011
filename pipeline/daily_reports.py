"""Daily reports: each day's report of injuries is made once that day is over, also when it is zero (S002 一(二)).

The file is kept in the store and its row in the record, once per office and day. Days on which the service stood
still are made up for.
"""

from __future__ import annotations

import tempfile
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import structlog

from cases import audit
from cases.daily_reports import DailyReport, DailyReportRepository
from cases.working_days import receipt_date
from pipeline.exports.injuries import count_injuries, counted_items, injuries
from pipeline.exports.period import Period
from pipeline.exports.request import Request
from pipeline.exports.workbook import write_xlsx
from pipeline.services import Services

LOG = structlog.get_logger()
INJURIES = "injuries"
DAYS_AT_ONCE = 31
"""Days made up for in one go, so that a sweep stays short."""
LONGEST_GAP = timedelta(days=366)
"""What lies further back is not made up for."""


def keep_daily_reports(services: Services) -> int:
    """Make the reports of days that are over and have none; return how many were made."""
    made = 0
    for day in _days_without(services):
        made += _keep(services, day)
    return made


def _days_without(services: Services) -> list[date]:
    """Return the days to be reported, oldest first: yesterday, or all since the last report."""
    yesterday = receipt_date(services.clock()) - timedelta(days=1)
    with services.database.snapshot() as connection:
        newest = DailyReportRepository(connection).newest_day(services.office.code, INJURIES)
    first = yesterday if newest is None else max(newest + timedelta(days=1), yesterday - LONGEST_GAP)
    days = (first + timedelta(days=number) for number in range((yesterday - first).days + 1))
    return list(islice((day for day in days if counted_items(services.catalogue, day)), DAYS_AT_ONCE))


def _keep(services: Services, day: date) -> bool:
    """Make and keep one day's report; False when another process was faster."""
    now = services.clock()
    with services.database.snapshot() as connection:
        request = Request(connection, services.office, services.catalogue, Period(day, day), now)
        cases, content = count_injuries(request), _workbook(request)
    report = DailyReport(services.office.code, INJURIES, day, cases, services.store.put(content), now)
    with services.database.begin() as connection:
        if not DailyReportRepository(connection).keep(report):
            return False
        audit.record(
            connection, case_id=None, at=now, actor="system", event="daily-report",
            detail={"report": INJURIES, "day": str(day), "cases": cases, "sha256": report.sha256},
        )
    LOG.info("daily-report.kept", report=INJURIES, day=str(day), cases=cases)
    return True


def _workbook(request: Request) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_xlsx(injuries(request), path, request.now)
        return path.read_bytes()
