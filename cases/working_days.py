"""Due dates in working days, in the zone of the office (Asia/Shanghai).

The day of receipt is day 0; a receipt on a day off counts from the next working day (domain b3.4).
Public holidays and shifted Sundays come from ``chinesecalendar``; an override table corrects it
day by day. Beyond the years that the package knows (2004–2026 in 1.11.0) Monday to Friday count
and the result is marked provisional.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

import chinese_calendar

ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept UTC+8 without summer time since 1991; a fixed offset needs no zone files."""

NO_OVERRIDES: Mapping[date, bool] = {}
_DUE = re.compile(r"(?P<plain>\d{1,3}) WD|min\((?P<days>\d{1,3}) WD, decide-(?P<less>\d{1,3}) WD\)")


@dataclass(frozen=True, slots=True)
class DueDate:
    """A date counted in working days.

    Attributes:
        provisional: True where the holidays of a counted year are not announced yet.
    """

    date: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class DueRule:
    """``N WD``, or the earlier of that and the decision's limit less some days (SZ: at least 2).

    Attributes:
        days: Working days, at least 1.
        before_decision: Working days to stay below the decision limit; None: it does not count.
    """

    days: int
    before_decision: int | None = None

    def limit(self, decide: int | None) -> int:
        """Working days for an item with this decision limit, never below 1."""
        if decide is None or self.before_decision is None:
            return self.days
        return max(1, min(self.days, decide - self.before_decision))


def receipt_date(received_at: datetime) -> date:
    """Return the office's calendar day of an aware time of arrival.

    Raises:
        ValueError: The time is naive.
    """
    if received_at.tzinfo is None or received_at.utcoffset() is None:
        raise ValueError("收件时间必须带时区")
    return received_at.astimezone(ZONE).date()


def working_day(day: date, overrides: Mapping[date, bool] = NO_OVERRIDES) -> tuple[bool, bool]:
    """Tell whether people work on a day, and whether that is only provisional."""
    if day in overrides:
        return overrides[day], False
    return _by_calendar(day)


@lru_cache(maxsize=4096)
def _by_calendar(day: date) -> tuple[bool, bool]:
    """Look a day up; the package searches all of its years for each."""
    try:
        return bool(chinese_calendar.is_workday(day)), False
    except NotImplementedError:
        return day.weekday() < 5, True


def due_date(received: date, days: int, overrides: Mapping[date, bool] = NO_OVERRIDES) -> DueDate:
    """Return the last day of a period of ``days`` working days after ``received``.

    With 0 days it is the day of receipt itself.

    Raises:
        ValueError: ``days`` is negative.
    """
    return _count(received, days, timedelta(days=1), overrides)


def days_before(due: date, days: int, overrides: Mapping[date, bool] = NO_OVERRIDES) -> DueDate:
    """Return the working day that lies ``days`` working days before ``due``, for reminders.

    Raises:
        ValueError: ``days`` is negative.
    """
    return _count(due, days, timedelta(days=-1), overrides)


def working_days_between(start: date, end: date, overrides: Mapping[date, bool] = NO_OVERRIDES) -> int:
    """Count the working days after ``start`` up to and with ``end``; 0 where ``end`` is not later."""
    days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
    return sum(working_day(day, overrides)[0] for day in days)


def months_after(anchor: date, months: int) -> date:
    """Return the same day some calendar months later, or that month's last day.

    Raises:
        ValueError: ``months`` is negative.
    """
    if months < 0:
        raise ValueError("月数不能为负")
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return date(year, month + 1, min(anchor.day, monthrange(year, month + 1)[1]))


def parse_due(text: str) -> DueRule:
    """Parse ``N WD`` or ``min(N WD, decide-M WD)``.

    Raises:
        ValueError: It is neither, or the number of days is zero.
    """
    match = _DUE.fullmatch(text.strip())
    days = int(match["plain"] or match["days"]) if match else 0
    if match is None or days == 0:
        raise ValueError(f"期限“{text}”应写作“10 WD”或“min(20 WD, decide-2 WD)”")
    return DueRule(days, int(match["less"]) if match["less"] else None)


def tolerance_due(
    rule: str, received: date, decide: int | None, overrides: Mapping[date, bool] = NO_OVERRIDES
) -> DueDate:
    """Return the day until which tolerated materials are owed.

    Args:
        rule: As for :func:`parse_due`.
        received: Day of receipt in the office's zone.
        decide: Working days of the decision, None for an item without one.
        overrides: Days that the office corrects.

    Raises:
        ValueError: The rule is malformed.
    """
    return due_date(received, parse_due(rule).limit(decide), overrides)


def _count(start: date, days: int, step: timedelta, overrides: Mapping[date, bool]) -> DueDate:
    if days < 0:
        raise ValueError("工作日数不能为负")
    day, provisional = start, False
    while days > 0:
        day += step
        works, guessed = working_day(day, overrides)
        provisional = provisional or guessed
        days -= works
    return DueDate(day, provisional)
