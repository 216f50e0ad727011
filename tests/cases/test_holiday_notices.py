"""Working days against a list of all of 2004–2026 and against the State Council's yearly holiday notices."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta

import chinese_calendar
import pytest

from cases.clocks import count
from cases.working_days import DueDate, days_before, due_date, working_day

pytestmark = pytest.mark.thorough

FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
WORKED = [day for day in DAYS if chinese_calendar.is_workday(day)]


def _later(start: date, days: int) -> date:
    return WORKED[bisect_right(WORKED, start) + days - 1]


def _earlier(start: date, days: int) -> date:
    return WORKED[bisect_left(WORKED, start) - days]


@pytest.mark.parametrize("days", [1, 3, 5, 10, 20, 30])
def test_due_dates_agree_with_the_list_from_every_day(days: int) -> None:
    for start in DAYS[: -days * 2 - 20 : 1 if days <= 5 else days]:
        due = DueDate(_later(start, days), False)
        assert due_date(start, days) == due
        assert count(start, days) == due


@pytest.mark.parametrize("days", [1, 3])
def test_reminders_agree_with_the_list_back_from_every_day(days: int) -> None:
    for due in DAYS[30:]:
        assert days_before(due, days).date == _earlier(due, days)


OFF, ON = False, True
NOTICES = {
    "关于2019年部分节假日安排的通知，及调整劳动节安排的通知": {
        "2019-02-04": OFF, "2019-02-08": OFF, "2019-02-02": ON, "2019-02-03": ON, "2019-05-02": OFF, "2019-05-03": OFF,
        "2019-04-28": ON, "2019-05-05": ON, "2019-10-07": OFF, "2019-09-29": ON, "2019-10-12": ON,
    },
    "关于2020年部分节假日安排的通知": {
        "2020-01-01": OFF, "2020-01-19": ON, "2020-01-24": OFF, "2020-04-06": OFF, "2020-04-26": ON,
        "2020-05-04": OFF, "2020-05-05": OFF, "2020-05-09": ON, "2020-06-25": OFF, "2020-06-26": OFF, "2020-06-28": ON,
        "2020-09-27": ON, "2020-10-01": OFF, "2020-10-08": OFF, "2020-10-10": ON,
    },
    "关于延长2020年春节假期的通知（延长至2月2日，2月3日起正常上班）": {
        "2020-01-31": OFF, "2020-02-01": OFF, "2020-02-02": OFF, "2020-02-03": ON,
    },
    "关于2021年部分节假日安排的通知": {
        "2021-02-07": ON, "2021-02-17": OFF, "2021-02-20": ON, "2021-04-25": ON, "2021-05-05": OFF, "2021-05-08": ON,
        "2021-09-18": ON, "2021-09-26": ON, "2021-10-07": OFF, "2021-10-09": ON,
    },
    "关于2022年部分节假日安排的通知": {
        "2022-01-29": ON, "2022-01-30": ON, "2022-01-31": OFF, "2022-04-02": ON, "2022-04-24": ON, "2022-05-04": OFF,
        "2022-05-07": ON, "2022-10-08": ON, "2022-10-09": ON,
    },
    "关于2023年部分节假日安排的通知": {
        "2023-01-27": OFF, "2023-01-28": ON, "2023-01-29": ON, "2023-04-23": ON, "2023-05-03": OFF, "2023-05-06": ON,
        "2023-10-06": OFF, "2023-10-07": ON, "2023-10-08": ON,
    },
    "关于2024年部分节假日安排的通知": {
        "2024-02-04": ON, "2024-02-16": OFF, "2024-02-18": ON, "2024-04-07": ON, "2024-04-28": ON, "2024-05-11": ON,
        "2024-09-14": ON, "2024-09-17": OFF, "2024-09-29": ON, "2024-10-12": ON,
    },
    "关于2025年部分节假日安排的通知": {
        "2025-01-26": ON, "2025-02-04": OFF, "2025-02-08": ON, "2025-04-27": ON, "2025-05-05": OFF, "2025-09-28": ON,
        "2025-10-08": OFF, "2025-10-11": ON,
    },
    "关于2026年部分节假日安排的通知": {
        "2026-01-02": OFF, "2026-01-04": ON, "2026-02-14": ON, "2026-02-23": OFF, "2026-02-28": ON, "2026-10-10": ON,
    },
}


@pytest.mark.parametrize("notice", NOTICES)
def test_days_are_those_of_the_notice(notice: str) -> None:
    for day, works in NOTICES[notice].items():
        assert working_day(date.fromisoformat(day)) == (works, False), day
