"""Clocks: against a naive count day by day, over all years with known holidays and with pauses."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.clocks import Clock, ClockKind, Milestones, Pause, Terms, count, running

pytestmark = pytest.mark.thorough

PERMIT = Terms(notice=5, decide=20, extend=10, deliver=5, publish=7)


def _naive(start: date, days: int, pauses: list[Pause]) -> date:
    """Walk the calendar: a working day outside all pauses counts one."""
    day = start
    while days:
        day += timedelta(days=1)
        stopped = any(pause.since <= day <= (pause.until or date.max) for pause in pauses)
        if chinese_calendar.is_workday(day) and not stopped:
            days -= 1
    return day


@settings(max_examples=300, deadline=None)
@given(start=st.dates(date(2004, 1, 1), date(2026, 8, 1)), days=st.integers(1, 30), data=st.data())
def test_counts_as_a_person_with_a_calendar_would(start: date, days: int, data: st.DataObject) -> None:
    spans = data.draw(st.lists(st.tuples(st.integers(-10, 40), st.integers(0, 20)), max_size=2))
    pauses = [Pause(start + timedelta(a), start + timedelta(a + length), "听证") for a, length in spans]
    due = count(start, days, pauses)
    assert due is not None
    assert (due.date, due.provisional) == (_naive(start, days, pauses), False)


def test_a_pause_without_end_leaves_the_date_open() -> None:
    assert count(date(2020, 2, 3), 5, [Pause(date(2020, 2, 5), None, "稽核中止")]) is None
    clocks = running(Milestones(date(2020, 2, 3)), PERMIT, [Pause(date(2020, 2, 5), None, "稽核中止")])
    assert clocks[0].due is None
    assert not clocks[0].is_over(date(2030, 1, 1))


def test_an_unanswered_case_warns_on_the_third_and_fourth_day() -> None:
    (clock,) = running(Milestones(date(2020, 2, 3)), PERMIT)
    assert clock == Clock(
        ClockKind.NOTICE, date(2020, 2, 3), date(2020, 2, 10), alarms=(date(2020, 2, 6), date(2020, 2, 7))
    )
    assert not clock.is_over(date(2020, 2, 10))
    assert clock.is_over(date(2020, 2, 11))


def test_the_decision_counts_from_acceptance_and_is_extended_once() -> None:
    known = Milestones(date(2020, 2, 3), answered=date(2020, 2, 3), accepted=date(2020, 2, 3))
    assert [(clock.kind, clock.due) for clock in running(known, PERMIT)] == [(ClockKind.DECISION, date(2020, 3, 2))]
    longer = Milestones(date(2020, 2, 3), answered=date(2020, 2, 3), accepted=date(2020, 2, 3), extended=True)
    assert running(longer, PERMIT)[0].due == date(2020, 3, 16)


def test_after_the_decision_delivery_and_publication_run() -> None:
    known = Milestones(date(2020, 2, 3), date(2020, 2, 4), date(2020, 2, 4), decided=date(2020, 3, 2))
    assert [clock.kind for clock in running(known, PERMIT)] == [ClockKind.DELIVERY, ClockKind.PUBLICATION]
    done = Milestones(
        date(2020, 2, 3), date(2020, 2, 4), date(2020, 2, 4), date(2020, 3, 2), date(2020, 3, 4), date(2020, 3, 5)
    )
    assert running(done, PERMIT) == ()


def test_a_sender_is_reminded_three_days_and_one_day_before() -> None:
    known = Milestones(
        date(2020, 2, 3), answered=date(2020, 2, 5), tolerance_due=date(2020, 3, 2), owed=True
    )
    (clock,) = running(known, Terms())
    assert clock.kind is ClockKind.TOLERANCE
    assert clock.alarms == (date(2020, 2, 26), date(2020, 2, 28))
