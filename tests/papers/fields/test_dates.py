"""Days and months as people write them."""

from __future__ import annotations

import pytest

from papers.fields import dates


@pytest.mark.parametrize(("text", "day"), [
    ("2020年元月3日", "2020-01-03"), ("二〇二〇年元月三日", "2020-01-03"), ("二O二O年二月三日", "2020-02-03"),
    ("二〇二〇年二月廿三日", "2020-02-23"),
    ("二〇一九年十二月卅一日", "2019-12-31"), ("二〇二〇年二月三号", "2020-02-03"),
    ("贰零贰零年贰月叁日", "2020-02-03"), ("二〇一九年一〇月一日", "2019-10-01"),
    ("贰零贰零年壹拾月贰拾伍日", "2020-10-25"), ("贰零贰零年陆月叄拾日", "2020-06-30"),
    ("貳零貳零年参月叄拾壱日", "2020-03-31"),
    ("2020年2月3号", "2020-02-03"), ("二○二○年十月十日", "2020-10-10"),
    ("二〇二〇年二月卅日", None), ("2020年正月初三", None), ("2020年13月1日", None),
])  # fmt: skip
def test_days(text: str, day: str | None) -> None:
    assert dates.day(text) == day


def test_a_term_keeps_both_its_ends() -> None:
    term = "委托期限：2020年元月3日至2020年3月3日"
    assert (dates.day(term), dates.last_day(term)) == ("2020-01-03", "2020-03-03")


@pytest.mark.parametrize(("text", "first", "last"), [
    ("2019年元月至三月", "2019-01", "2019-03"), ("二〇一九年十月至十二月", "2019-10", "2019-12"),
    ("201901-201903", "2019-01", "2019-03"), ("2019年12月", "2019-12", "2019-12"),
])
def test_months(text: str, first: str, last: str) -> None:
    assert (dates.first_month(text), dates.last_month(text)) == (first, last)


@pytest.mark.parametrize(("term", "end"), [
    ("自贰零贰零年肆月壹日起至贰零贰零年陆月叄拾日止", "2020-06-30"),
    ("自贰零贰零年肆月壹日起至贰零贰零年陆月■拾日止", None),
    ("自2020年4月1日起至本事项办结之日止", None), ("2020年4月1日起,有效期至办理完毕", None),
    ("自2020年4月1日（签订之日）起至办结", None), ("2020.04.01-2020.0", None), ("自2020年4月1日起生效，至办结止", None),
    ("有效期至2020年6月30日到期", "2020-06-30"), ("2015年6月13日至2020年3月24日", "2020-03-24"),
    ("自2019年4月1日起至2020年3月31日止", "2020-03-31"),
])  # fmt: skip
def test_beginning_of_a_term_is_not_its_end(term: str, end: str | None) -> None:
    assert dates.term_end(term) == end
