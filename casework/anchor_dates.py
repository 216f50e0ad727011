"""Anchors: the dates that an administrator sets, and what follows from them for debts and rules."""

from __future__ import annotations

from datetime import date

from casework.case_moves import show_dues
from casework.letters.collecting import draft_notice
from casework.work import Work


def set_anchor(work: Work, name: str, day: date, *, by: str) -> int:
    """Set an anchor date; give all debts that wait for it their due dates, or draft the notice that asks for them.

    Returns:
        How many cases have some.

    Raises:
        RequestInvalid: There is no such anchor.
    """
    work.set_anchor(name, day, by)
    cases = work.debts.fix_anchor(name, day)
    for case_id in cases:
        show_dues(work, work.cases.get(case_id))
    waiting = work.debts.to_collect(name)
    for case_id in waiting:
        draft_notice(work, work.cases.get(case_id))
    return len(cases) + len(waiting)
