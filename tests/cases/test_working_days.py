"""Working days: the oracle of domain b4, overrides, unknown years, zone, and tolerance."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.working_days import (
    DueDate,
    days_before,
    due_date,
    months_after,
    parse_due,
    receipt_date,
    tolerance_due,
    working_day,
)


@pytest.mark.parametrize(("received", "days", "due"), [
    ("2020-01-22", 5, "2020-02-06"),
    ("2020-01-23", 5, "2020-02-07"),
    ("2020-02-02", 5, "2020-02-07"),
    ("2020-02-03", 5, "2020-02-10"),
    ("2020-02-03", 20, "2020-03-02"),
    ("2020-02-03", 30, "2020-03-16"),
    ("2020-02-14", 5, "2020-02-21"),
    ("2020-02-14", 20, "2020-03-13"),
    ("2020-03-31", 10, "2020-04-15"),
    ("2020-04-24", 5, "2020-04-30"),
    ("2020-09-25", 5, "2020-10-09"),
    ("2025-09-28", 5, "2025-10-11"),
    ("2026-02-13", 5, "2026-02-27"),
    ("2026-09-30", 5, "2026-10-13"),
])
def test_oracle(received: str, days: int, due: str) -> None:
    assert due_date(date.fromisoformat(received), days) == DueDate(date.fromisoformat(due), False)


def test_year_without_announced_holidays_is_provisional() -> None:
    assert due_date(date(2027, 3, 1), 5) == DueDate(date(2027, 3, 8), True)
    assert due_date(date(2026, 12, 30), 1) == DueDate(date(2026, 12, 31), False)


def test_override_is_certain_and_wins() -> None:
    overrides = {date(2027, 3, 2): False, date(2020, 2, 4): False, date(2020, 2, 8): True}
    assert working_day(date(2027, 3, 2), overrides) == (False, False)
    assert due_date(date(2020, 2, 3), 5, overrides).date == date(2020, 2, 10)
    assert due_date(date(2020, 2, 3), 4, overrides).date == date(2020, 2, 8)


def test_first_counting_day_after_a_receipt_on_a_day_off() -> None:
    assert due_date(date(2020, 2, 1), 1).date == date(2020, 2, 3)
    assert due_date(date(2020, 2, 3), 1).date == date(2020, 2, 4)


def test_reminder_lies_before_the_due_date() -> None:
    assert days_before(date(2020, 2, 10), 3).date == date(2020, 2, 5)
    assert days_before(date(2020, 2, 3), 1).date == date(2020, 1, 23)


def test_receipt_day_is_that_of_the_office() -> None:
    assert receipt_date(datetime(2020, 2, 12, 15, 59, tzinfo=UTC)) == date(2020, 2, 12)
    assert receipt_date(datetime(2020, 2, 12, 16, 0, tzinfo=UTC)) == date(2020, 2, 13)
    with pytest.raises(ValueError, match="时区"):
        receipt_date(datetime(2020, 2, 12, 16, 0))  # noqa: DTZ001 - a naive time is what is refused


@pytest.mark.parametrize(("rule", "decide", "limit"), [
    ("10 WD", 20, 10), ("10 WD", None, 10), ("min(20 WD, decide-2 WD)", 20, 18), ("min(20 WD, decide-2 WD)", 30, 20),
    ("min(20 WD, decide-2 WD)", None, 20), ("min(20 WD, decide-2 WD)", 1, 1),
])
def test_tolerance_limit(rule: str, decide: int | None, limit: int) -> None:
    assert tolerance_due(rule, date(2020, 2, 3), decide) == due_date(date(2020, 2, 3), limit)


@pytest.mark.parametrize("rule", ["", "0 WD", "10", "10 day", "-3 WD", "min(20 WD)", "min(0 WD, decide-2 WD)"])
def test_bad_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="期限"):
        parse_due(rule)


def test_negative_days_are_refused() -> None:
    with pytest.raises(ValueError, match="负"):
        due_date(date(2020, 2, 3), -1)


def test_months_after_an_anchor_stop_at_the_end_of_a_short_month() -> None:
    assert months_after(date(2020, 11, 30), 3) == date(2021, 2, 28)
    assert months_after(date(2020, 4, 8), 3) == date(2020, 7, 8)


DAYS = st.dates(date(2005, 1, 1), date(2026, 6, 1))


@given(DAYS, st.integers(1, 40))
def test_due_date_is_a_working_day_and_one_day_more_is_later(received: date, days: int) -> None:
    due = due_date(received, days).date
    assert working_day(due) == (True, False)
    assert due_date(received, days + 1).date > due
    worked = sum(working_day(received + timedelta(days=step))[0] for step in range(1, (due - received).days + 1))
    assert worked == days


@given(DAYS, st.integers(1, 30))
def test_counting_back_meets_the_start(received: date, days: int) -> None:
    start = due_date(received, 1).date
    assert days_before(due_date(start, days).date, days).date == start
