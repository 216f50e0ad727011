"""Periods of back-payments, as forms of all kinds set them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.reading import PageReading, TextLine
from cases.report import FieldValue
from papers.back_periods import BackPayment, Period, back_payment, back_periods
from tests.written.sheet import Paper, set_page

TWO_YEARS = Period(date(2016, 6, 1), date(2018, 3, 1))


def form(*blocks: object) -> PageReading:
    return set_page(Paper("社会保险费补缴申报表", tuple(blocks)), 1, "北京恒诚远达服务有限公司")  # type: ignore[arg-type]


@pytest.mark.parametrize("said", [
    "1、张丽，在京养老缴费11年，补缴2016年6月至2018年3月，共22个月", "补缴起止年月：2016.06-2018.03",
    "补缴期间：2016年06月 — 2018年03月", "2016-06至2018-03",
])
def test_a_period_in_a_line(said: str) -> None:
    assert back_periods([form(said)]) == (TWO_YEARS,)
    assert TWO_YEARS.months == 22


def test_a_period_that_runs_over_the_end_of_a_line() -> None:
    page = form("补缴")
    said = ((90, "补缴2016年6月至2018"), (110, "年3月，共22个月"))
    lines = tuple(TextLine(text, (80, y, 500, y + 12), 0.99) for y, text in said)
    assert back_periods([replace(page, lines=lines)]) == (TWO_YEARS,)


def test_two_cells_of_a_row_and_one_period_a_person() -> None:
    rows = (("姓名", "补缴起始", "补缴截止"), ("张丽", "2016年6月", "2018年3月"), ("王伟", "2020年1月", "2020年2月"))
    assert back_periods([form(rows)]) == (TWO_YEARS, Period(date(2020, 1, 1), date(2020, 2, 1)))


@pytest.mark.parametrize("said", ["2018年3月至2016年6月", "填表日期：2020年2月18日", "2016年13月至2018年3月"])
def test_what_is_no_period(said: str) -> None:
    assert back_periods([form(said)]) == ()


def listed(first: tuple[str, ...], last: tuple[str, ...]) -> dict[str, list[FieldValue]]:
    told = [("from_month", one) for one in first] + [("to_month", one) for one in last]
    return {"backpay-form": [FieldValue(name, value, 1, (0, 0, 1, 1), 0.99) for name, value in told]}


ROWS = (("姓名", "补缴起始", "补缴截止"), ("张丽", "2016年6月", "2018年3月"), ("王伟", "2020年1月", "2020年2月"))


@pytest.mark.parametrize("first", [("2016-06", "2020-01"), ("2016-06",)], ids=["whole list", "one end not read"])
def test_of_people_far_apart_the_longest_period_counts_and_not_the_time_between_them(first: tuple[str, ...]) -> None:
    paid = back_payment([form(ROWS)], listed(first, ("2018-03", "2020-02")))
    assert paid == BackPayment(date(2016, 6, 1), date(2020, 2, 1), 22)


def test_list_read_by_its_labels_reaches_beyond_what_the_text_tells() -> None:
    paid = back_payment([form("补缴2016年6月至2018年3月")], listed(("2015-01",), ("2018-03", "2019-01")))
    assert paid == BackPayment(date(2015, 1, 1), date(2019, 1, 1), 22)
