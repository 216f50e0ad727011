"""What stands above the panes of a case: whose it is, what it is about, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from api.console.desk_lines import SEGMENTS, way_in
from cases.clocks import CLOCK_NAMES, Clock
from cases.lifecycle import STATE_NAMES
from cases.working_days import working_days_between
from casework.case_moves import NOTICE_TASKS
from casework.case_view import CaseView
from casework.work import Work


@dataclass(frozen=True, slots=True)
class DueBar:
    """How near a date is.

    Attributes:
        words: What is due and when.
        day: The date itself.
        passed: Segments of the bar that are filled.
        look: Class of the bar: empty, ``today`` or ``late``.
    """

    words: str
    day: date
    passed: int
    look: str


def title(work: Work, view: CaseView) -> dict[str, object]:
    """Return what ``case/title.html`` shows, and the open tasks but for those that the due date tells."""
    case = view.case
    clock = next((one for one in view.clocks if one.due is not None), None)
    return {
        "state": STATE_NAMES[case.state], "due": due_bar(work, clock) if clock is not None else None,
        "channel": way_in(work, case.channel),
        "tasks": [one for one in view.tasks if one["done_at"] is None and one["kind"] not in NOTICE_TASKS],
    }


def due_bar(work: Work, clock: Clock) -> DueBar:
    """Return how near the due date of a clock is, in working days of the office."""
    assert clock.due is not None
    name, today = CLOCK_NAMES[clock.kind], work.today
    overrides = work.catalogue.day_overrides
    if today > clock.due:
        late = max(working_days_between(clock.due, today, overrides), 1)
        return DueBar(f"{name}已超{late}个工作日", clock.due, SEGMENTS, "late")
    left = working_days_between(today, clock.due, overrides)
    words = f"{name}今日到期" if clock.due == today else f"{name}还有{max(left, 1)}个工作日"
    return DueBar(words, clock.due, max(SEGMENTS - left, 0), "today" if clock.due == today else "")
