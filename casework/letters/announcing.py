"""Announcing: which letter is asked for, and what it says of a move beyond the judged case."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from cases.case import Case
from cases.clocks import Clock, ClockKind
from cases.lifecycle import COMPLETING, Event
from cases.report import Report
from casework.debts import owed_lines
from casework.situation import Situation
from casework.work import Work
from replies.particulars import NOTHING_MORE, Particulars

_CLOCK_OF = {
    Event.PASS: ClockKind.DECISION, Event.ACCEPT: ClockKind.DECISION, Event.PROMISE: ClockKind.DECISION,
    Event.EXTEND: ClockKind.DECISION, Event.DEEM: ClockKind.DECISION, Event.TOLERATE: ClockKind.TOLERANCE,
    Event.CORRECT: ClockKind.SUPPLEMENT, Event.PAPER_DIFFERS: ClockKind.SUPPLEMENT, Event.GRANT: ClockKind.DELIVERY,
    Event.DENY: ClockKind.DELIVERY,
}
_ACCEPTING = COMPLETING | {Event.DEEM}
"""Moves whose letter states since when the application is accepted."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A letter that is asked for.

    Attributes:
        kind: Letter code.
        report: What it speaks of.
        particulars: What it says beyond the report.
        officer: Name of the officer who lets it leave, empty for none.
        automatic: Nothing speaks against its leaving by itself; the office's policy must allow it too.
        serial: The kind may leave several times in one round (reminders, visits): it gets a number of its own.
        internal: It goes to the office itself, never to the sender; the office's policy does not matter then.
    """

    kind: str
    report: Report
    particulars: Particulars = NOTHING_MORE
    officer: str = ""
    automatic: bool = False
    serial: bool = False
    internal: bool = False


def particulars_of(
    event: Event, before: Situation, after: Situation, stated: Particulars, today: date
) -> Particulars:
    """Return what was stated of a move with what the case before and after it tells: reason, day, dates, debts."""
    clock = _clock(event, before, after)
    debts = before.debts if event is Event.LAPSE else after.debts
    return replace(
        stated, reason=stated.note, day=_day(event, after, today), due=clock.due if clock is not None else None,
        provisional=clock is not None and clock.provisional, owed=owed_lines(debts),
    )


def _clock(event: Event, before: Situation, after: Situation) -> Clock | None:
    """Return the clock that the letter speaks of; of what lapses, the one that ran out."""
    if event is Event.LAPSE:
        return before.clock(ClockKind.SUPPLEMENT) or before.clock(ClockKind.TOLERANCE)
    kind = _CLOCK_OF.get(event)
    return after.clock(kind) if kind is not None else None


def _day(event: Event, after: Situation, today: date) -> date:
    return (after.chronicle.accepted or today) if event in _ACCEPTING else today


def since_acceptance(work: Work, case: Case, event: Event, particulars: Particulars) -> Particulars:
    """Return what a judgement's letter says, dated from the first acceptance (容缺受理) where there was one.

    The decision's time runs since then: a later letter that counted from its own day would promise another end.
    """
    accepted = work.situation(case).chronicle.accepted if event in _ACCEPTING else None
    return replace(particulars, day=accepted) if accepted is not None else particulars
