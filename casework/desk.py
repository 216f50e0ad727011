"""The desk (办件台): queues by urgency and by what is to be done, their counts, and the rows of one of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from cases.desk import NO_DATE, QUEUE_NAMES, Queue
from cases.working_days import due_date, receipt_date, working_days_between
from casework.work import Work
from record.desk import Bounds, Count, DeskCounts, DeskFilter, DeskRow, Whose
from record.officers import Officer
from record.repository import BEIJING

SOON = 3
"""Working days before a debt's due date from which on it is listed."""


class Due(StrEnum):
    """Queues by urgency: parts of all open cases."""

    OVERDUE = "overdue"
    TODAY = "today"
    NEXT = "next"


DUE_NAMES = {Due.OVERDUE: "已超期", Due.TODAY: "今日到期", Due.NEXT: "下一工作日到期"}
Chosen = Queue | Due


@dataclass(frozen=True, slots=True)
class DeskPage:
    """What is seen of the desk.

    Attributes:
        counts: Of all queues.
        rows: Of the chosen queue.
        total: How many rows the filter finds.
        next: Where the list goes on, None at its end.
    """

    counts: DeskCounts
    rows: tuple[DeskRow, ...]
    total: int
    next: str | None


def view_desk(
    work: Work, officer: Officer, chosen: Chosen, wanted: DeskFilter, after: str | None = None, limit: int = 50
) -> DeskPage:
    """Return a page of a queue with the counts of all.

    Args:
        work: A reading transaction.
        officer: Who asks.
        chosen: The queue.
        wanted: Which of its rows; queue, officer and due times are filled in here.
        after: Cursor of the last row that was seen.
        limit: Rows of a page.

    Raises:
        RequestInvalid: The cursor is none.
    """
    bounds = bounds_of(work)
    wanted = _within(replace(wanted, officers=officer.names), chosen, bounds)
    counts = work.desk.counts(officer.scope, officer.names, bounds)
    found = work.desk.page(officer.scope, wanted, after=after, limit=limit + 1)
    rows = tuple(found[:limit])
    return DeskPage(
        counts, rows, work.desk.count(officer.scope, wanted), rows[-1].cursor if len(found) > limit else None
    )


def bounds_of(work: Work) -> Bounds:
    """Return the times that part what is due, by the office's day."""
    overrides = work.catalogue.day_overrides
    next_day, soon = (due_date(work.today, days, overrides).date for days in (1, SOON))
    today, tomorrow, after_next, later = (
        datetime.combine(day, time(), tzinfo=BEIJING)
        for day in (work.today, *(day + timedelta(days=1) for day in (work.today, next_day, soon)))
    )
    return Bounds(today, tomorrow, after_next, later)


def name_of(chosen: Chosen) -> str:
    """Return what a queue is called."""
    return QUEUE_NAMES[chosen] if isinstance(chosen, Queue) else DUE_NAMES[chosen]


def count_of(counts: DeskCounts, chosen: Chosen) -> Count:
    """Return the count of a queue."""
    due = {Due.OVERDUE: counts.overdue, Due.TODAY: counts.due_today, Due.NEXT: counts.due_next}
    return counts.queues[chosen] if isinstance(chosen, Queue) else due[chosen]


def days_left(work: Work, due_at: datetime) -> int | None:
    """Return how many working days are left, 0 on the last day, negative once it has passed, None without a date."""
    if due_at == NO_DATE:
        return None
    due, today, overrides = receipt_date(due_at), work.today, work.catalogue.day_overrides
    if due < today:
        return -max(1, working_days_between(due, today, overrides))
    return working_days_between(today, due, overrides)


def _within(wanted: DeskFilter, chosen: Chosen, bounds: Bounds) -> DeskFilter:
    """Return the filter for a queue and the times that it stands for."""
    if isinstance(chosen, Queue):
        return replace(wanted, queue=chosen, due_before=bounds.soon if chosen is Queue.TOLERANCE else None)
    since, before = {
        Due.OVERDUE: (None, bounds.today), Due.TODAY: (bounds.today, bounds.tomorrow),
        Due.NEXT: (bounds.tomorrow, bounds.next_day),
    }[chosen]
    return replace(wanted, queue=Queue.OPEN, due_from=since, due_before=before)


__all__ = ["DeskPage", "Due", "Whose", "bounds_of", "count_of", "days_left", "name_of", "view_desk"]
