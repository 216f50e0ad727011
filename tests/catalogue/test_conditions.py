"""Conditions: grammar, three-valued logic, exact numbers, and clear refusals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.errors import ConditionError
from catalogue.conditions import FACTS, Value, evaluate, facts_in, parse

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
