"""Period: the days that a report speaks of, in the office's zone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from cases.errors import RequestInvalid
from cases.working_days import ZONE, receipt_date

EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The moment at which the first day begins."""
        return datetime.combine(self.first, time(0), tzinfo=ZONE)

    @property
    def end(self) -> datetime:
        """The moment at which the last day is over."""
        return datetime.combine(self.last + timedelta(days=1), time(0), tzinfo=ZONE)

    @property
    def text(self) -> str:
        """The period in words."""
        return f"{self.first}至{self.last}" if self.first != self.last else f"{self.first}"

    def days(self) -> Iterator[date]:
        """Yield each day."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)

    def covers(self, moment: datetime) -> bool:
        """Tell whether an aware time lies in the period."""
        return self.first <= receipt_date(moment) <= self.last


def period_of(first: date | None, last: date | None, today: date, *, one_day: bool = False) -> Period:
    """Return the period asked for; without an end it ends today.

    Without a beginning it begins on the first of January of its last year, or is that one day.

    Raises:
        RequestInvalid: It ends before it begins, lies in the future, or begins before 2000.
    """
    end = last or today
    begin = first or (end if one_day else date(max(end.year, EARLIEST.year), 1, 1))
    if end < begin:
        raise RequestInvalid(reason=f"开始日期{begin}晚于结束日期{end}")
    if end > today:
        raise RequestInvalid(reason=f"结束日期{end}晚于今天")
    if begin < EARLIEST:
        raise RequestInvalid(reason=f"开始日期不得早于{EARLIEST}")
    return Period(begin, end)
