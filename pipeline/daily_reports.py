"""Daily reports: each day's report of injuries is made once that day is over, also when it is zero (S002 一(二)).

The file is kept in the store and its row in the record, once per office and day. Days on which the service stood
still are made up for; a case that an earlier report could not know stands in the next one as 补报.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import structlog

from cases.history import AuditEvent
from casework.services import Services
from record.case_histories import Course
from record.daily_reports import DailyReport
from record.scoping import Scope
from views.exports.injuries import counted_items, found, report
from views.exports.period import Period
from views.exports.request import Request
from views.exports.sheet import Sheet
from views.exports.workbook import write_xlsx

LOG = structlog.get_logger()
INJURIES = "injuries"
DAYS_AT_ONCE = 31
"""Days made up for in one go, so that a sweep stays short."""
LOOK_BACK = timedelta(days=92)
"""A case that turns up later than this is in no daily report any more; the register has it."""
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
    with services.reading() as work:
        yesterday = work.today - timedelta(days=1)
        newest = work.daily_reports.newest_day(work.office.code, INJURIES)
        first = yesterday if newest is None else max(newest + timedelta(days=1), yesterday - LONGEST_GAP)
        days = (first + timedelta(days=number) for number in range((yesterday - first).days + 1))
        return list(islice((day for day in days if counted_items(work.catalogue, day)), DAYS_AT_ONCE))


def _keep(services: Services, day: date) -> bool:
    """Make and keep one day's report; False when another process was faster."""
    with services.reading() as work:
        request = Request(work, Period(day, day), Scope(work.office.code))
        cases, late = found(request), _late(request, day)
        content = _workbook(request, report(request, cases, late))
    ids = tuple(course.case.id for course in (*late, *cases))
    made = DailyReport(services.office.code, INJURIES, day, ids, services.store.put(content), request.now)
    with services.work() as work:
        if not work.daily_reports.keep(made):
            return False
        work.record(
            AuditEvent.DAILY_REPORT, None, "system", report=INJURIES, day=str(day), cases=len(ids), late=len(late),
            sha256=made.sha256,
        )
    LOG.info("daily-report.kept", report=INJURIES, day=str(day), cases=len(ids))
    return True


def _late(request: Request, day: date) -> list[Course]:
    """Return the cases of reported days that no report named: mail that came at midnight, items told late."""
    known = request.work.daily_reports.since(request.office.code, INJURIES, day - LOOK_BACK)
    if not known or day <= known[0].day:
        return []
    named = {case_id for one in known for case_id in one.cases}
    earlier = replace(request, period=Period(known[0].day, day - timedelta(days=1)))
    return [course for course in found(earlier) if course.case.id not in named]


def _workbook(request: Request, sheet: Sheet) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_xlsx(sheet, path, request.now)
        return path.read_bytes()
