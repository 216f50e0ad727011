"""Conditions: grammar, three-valued logic, exact numbers, and clear refusals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import ConditionError
from catalogue.conditions import FACTS, Value, evaluate, facts_in, parse, unknown_facts

LAYOFF = "headcount >= 20 or headcount / total_staff >= 0.10"


@pytest.mark.parametrize(("text", "facts", "expected"), [
    ("agent_differs == true", {"agent_differs": True}, True),
    ("agent_differs == true", {"agent_differs": False}, False),
    ("agent_differs == true", {}, None),
    ("agent_differs == true", {"agent_differs": None}, None),
    ("agent_differs != true", {"agent_differs": False}, True),
    ("capital >= 2000000", {"capital": Decimal("2000000.00")}, True),
    ("capital < 2000000.5", {"capital": 2000000}, True),
    ("plan_date > 2020-03-01", {"plan_date": date(2020, 3, 2)}, True),
    ("pay_method == '银行缴费'", {"pay_method": "银行缴费"}, True),
    ('pay_method != "银行缴费"', {"pay_method": "银行缴费"}, False),
    (LAYOFF, {"headcount": 20}, True),
    (LAYOFF, {"headcount": 3, "total_staff": 30}, True),
    (LAYOFF, {"headcount": 3, "total_staff": 31}, False),
    (LAYOFF, {"headcount": 3}, None),
    (LAYOFF, {"headcount": 3, "total_staff": 0}, None),
    ("not is_branch == true", {"is_branch": True}, False),
    ("not not is_branch == true", {"is_branch": True}, True),
    ("not (is_branch == true and has_union == true)", {"is_branch": False}, True),
    ("is_branch == true and has_union == true or agent_differs == true", {"agent_differs": True}, True),
    ("is_branch == true and (has_union == true or agent_differs == true)", {"is_branch": False}, False),
])
def test_verdict(text: str, facts: Mapping[str, Value | None], expected: bool | None) -> None:
    assert evaluate(text, facts) is expected


@pytest.mark.parametrize(("text", "position", "word"), [
    ("", 1, "事实名称"),
    ("agent_differs", 14, "比较符号"),
    ("agent_differs = true", 15, "不认识“=”"),
    ("agent_differs == 3", 18, "不能与数字比较"),
    ("agent_differs > true", 15, "只能用 == 或 !="),
    ("capital == 2020-02-30", 12, "不是有效日期"),
    ("wages > 3", 1, "没有名为“wages”的事实"),
    ("headcount > 5 and", 18, "事实名称"),
    ("(headcount > 5", 15, "右括号"),
    ("headcount > 5)", 14, "多余"),
    ("headcount > 5 6", 15, "多余"),
    ("is_branch / headcount > 1", 1, "相除"),
    ("headcount / is_branch > 1", 13, "相除"),
    ("headcount > __import__('os')", 13, "此处应为"),
    ("headcount > 3x", 13, "不认识"),
    ("(" * 30, 21, "嵌套"),
    ("headcount > " + "1" * 600, 500, "500"),
])
def test_bad_condition_is_refused_with_its_place(text: str, position: int, word: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.detail["position"] == position
    assert word in caught.value.message


def test_fact_of_another_kind_is_refused() -> None:
    with pytest.raises(ConditionError, match="数字"):
        evaluate("headcount > 3", {"headcount": "23"})


def test_facts_asked_for() -> None:
    assert facts_in(parse(f"not ({LAYOFF}) and is_branch == true")) == {"headcount", "total_staff", "is_branch"}


TRUTH = st.sampled_from([True, False, None])


@given(TRUTH, TRUTH)
def test_kleene_laws(one: bool | None, two: bool | None) -> None:
    facts = {"is_branch": one, "has_union": two}
    a, b = "is_branch == true", "has_union == true"
    assert evaluate(f"not ({a} and {b})", facts) is evaluate(f"not {a} or not {b}", facts)
    assert evaluate(f"not ({a} or {b})", facts) is evaluate(f"not {a} and not {b}", facts)
    assert evaluate(f"{a} and {b}", facts) is evaluate(f"{b} and {a}", facts)
    if one is not None and two is not None:
        assert evaluate(f"{a} or {b}", facts) is (one or two)


@given(st.lists(st.sampled_from([*"()<>=!/'\" 0123456789.-_$", *FACTS, " and ", " or ", " not ", "=="])).map("".join))
def test_any_text_is_parsed_or_refused(text: str) -> None:
    try:
        verdict, position = evaluate(text, {}), 1
    except ConditionError as error:
        verdict, position = None, int(str(error.detail["position"]))
    assert verdict is None
    assert 1 <= position <= len(text) + 1


EXTENSION = "received_on <= permit_to - 60 days"
RETIRING = "birth_date + 60 years < received_on + 3 months"


@pytest.mark.parametrize(("text", "facts", "expected"), [
    (EXTENSION, {"received_on": date(2020, 3, 1), "permit_to": date(2020, 4, 30)}, True),
    (EXTENSION, {"received_on": date(2020, 3, 2), "permit_to": date(2020, 4, 30)}, False),
    (EXTENSION, {"received_on": date(2020, 3, 2)}, None),
    (RETIRING, {"received_on": date(2020, 2, 12), "birth_date": date(1960, 5, 11)}, True),
    (RETIRING, {"received_on": date(2020, 2, 12), "birth_date": date(1960, 5, 12)}, False),  # three months exactly
    ("birth_date + 50 years <= 2020-02-29", {"birth_date": date(1970, 2, 28)}, True),
    ("permit_to + 1 month == 2020-02-29", {"permit_to": date(2020, 1, 31)}, True),  # the month's last day
    ("permit_to + 9999 years > 2020-01-01", {"permit_to": date(2020, 1, 31)}, None),  # beyond the calendar
    ("theory_years + actual_years < 10", {"theory_years": 4, "actual_years": 6}, False),
    ("theory_years + actual_years < 10", {"theory_years": 4}, None),
    ("account in ('一般', '临时')", {"account": "临时"}, True),
    ("account not in ('一般', '临时')", {"account": "临时"}, False),
    ("account in ('一般', '临时')", {}, None),
    ("backpay_months in (3, 36)", {"backpay_months": 36}, True),
    ("from_month >= received_month - 3 months",
     {"from_month": date(2019, 11, 1), "received_month": date(2020, 2, 1)}, True),
    ("not account in ('一般') or sex == '男'", {"account": "一般", "sex": "男"}, True),
])
def test_dates_move_sums_add_and_lists_hold(
    text: str, facts: Mapping[str, Value | None], expected: bool | None
) -> None:
    assert evaluate(text, facts) is expected


@pytest.mark.parametrize(("text", "position", "word"), [
    ("permit_to - 60 weeks < received_on", 16, "days、months 或 years"),
    ("permit_to - 1.5 days < received_on", 13, "整数"),
    ("permit_to - 99999 days < received_on", 13, "9999"),
    ("permit_to + event_date < received_on", 13, "整数"),
    ("sex + account == '男'", 1, "相加"),
    ("headcount - 3 > 1", 11, "比较符号"),
    ("received_on < headcount", 15, "不能与数字比较"),
    ("account in '一般'", 12, "左括号"),
    ("account in ()", 13, "此处应为"),
    ("account in ('一般', 3)", 19, "不能与数字比较"),
    ("account not '一般'", 13, "in"),
])
def test_bad_arithmetic_is_refused_with_its_place(text: str, position: int, word: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert (caught.value.detail["position"], word in caught.value.message) == (position, True)


def test_what_leaves_a_condition_open_is_named() -> None:
    text = "account == '一般' and theory_years + actual_years < 10"
    assert unknown_facts(text, {"account": "一般", "actual_years": 3}) == ("theory_years",)
    assert unknown_facts(text, {"account": "临时"}) == ()
    assert facts_in(parse(RETIRING)) == {"birth_date", "received_on"}


DAYS = st.dates(date(1930, 1, 1), date(2090, 12, 31))


@given(DAYS, st.integers(0, 1200), st.sampled_from(["days", "months", "years"]))
def test_moving_a_date_keeps_its_order(day: date, count: int, unit: str) -> None:
    facts = {"permit_to": day, "received_on": day}
    assert evaluate(f"permit_to + {count} {unit} >= received_on - {count} {unit}", facts) in (True, None)


@given(st.lists(TRUTH, min_size=1, max_size=5), st.sampled_from(["and", "or"]))
def test_more_knowledge_never_turns_a_verdict(values: list[bool | None], word: str) -> None:
    names = ["is_branch", "has_union", "agent_differs", "epidemic_affected", "account_clearing"][: len(values)]
    text = f" {word} ".join(f"{name} == true" for name in names)
    before = evaluate(text, dict(zip(names, values, strict=True)))
    for filler in (True, False):
        known = {name: filler if value is None else value for name, value in zip(names, values, strict=True)}
        assert before in (None, evaluate(text, known))
