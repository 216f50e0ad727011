from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from cases.reading import PageReading
from papers.assignment import Assignment, Evidence, PageAssignment
from papers.facts import derive
from papers.materials import assign
from tests.validators.builders import DOCUMENTS, UNIT, form_page, item, licence_page, material, page, value

LETTER = page(2, "授权委托书", "委托事项：提交材料", "委托期限：一个月")
SERVICE = item(material("form"), material("authorisation-letter", 2), material("business-licence", 3))


def facts(pages: Sequence[PageReading] = (), unit: str | None = UNIT, **fields: str) -> dict:
    values = {"form": tuple(value(name, text) for name, text in fields.items())}
    return derive(assign(list(pages), DOCUMENTS, SERVICE), values, unit, list(pages))


@pytest.mark.parametrize(
    ("pages", "fields", "expected"),
    [
        ([], {"agent": "李娜", "legal_rep": "王伟"}, True),
        ([], {"agent": "王伟", "legal_rep": "王伟"}, False), ([], {"agent": "蔣桂梅", "legal_rep": "蒋桂梅"}, False),
        ([LETTER], {}, True),
        ([], {}, None),
    ],
    ids=["another", "himself", "in traditional form", "by the letter", "unknown"],
)
def test_agent(pages: list, fields: dict, expected: bool | None) -> None:
    assert facts(pages, **fields).get("agent_differs") is expected


@pytest.mark.parametrize(("cards", "listed", "expected"), [
    (("王建国", "李晓梅"), (), True), (("王建国",), (), None), (("李晓梅",), (), None),
    (("王建国", "王建围"), (), None), (("王建国", "李晓梅"), ("李晓梅",), None),
], ids=["beside the head's", "the head's", "another alone", "misread", "of a worker"])
def test_card_of_another_beside_the_heads_tells_of_an_agent(
    cards: tuple[str, ...], listed: tuple[str, ...], expected: bool | None
) -> None:
    fields = {
        "identity-card-copy": tuple(value("person_name", name, 1, 0.93) for name in cards),
        "business-licence": (value("legal_rep", "王建国", 2, 0.95),),
        "special-hours-roster": tuple(value("person_name", name, 3, 0.95) for name in listed),
    }
    assert derive(Assignment(()), fields).get("agent_differs") is expected


def test_numbers_and_dates_are_typed() -> None:
    found = facts(
        headcount="25", total_staff="100", capital="2000000", explain_date="2020-01-03", plan_date="2020-02-22"
    )
    assert (found["headcount"], found["total_staff"], found["capital"]) == (25, 100, 2_000_000)
    assert (found["explain_date"], found["plan_date"]) == (date(2020, 1, 3), date(2020, 2, 22))


def test_term_of_an_accident_runs_from_its_own_day_whenever_it_was_diagnosed() -> None:
    found = insurance("injury-recognition-form", event_date="2019-12-01", diag_date="2020-02-10")
    assert (found["event_date"], found["diag_date"]) == (date(2019, 12, 1), date(2019, 12, 1))
    assert insurance("injury-recognition-form", diag_date="2020-02-10")["diag_date"] == date(2020, 2, 10)


def test_badly_read_value_is_no_fact() -> None:
    empty = assign([], DOCUMENTS, SERVICE)
    assert "headcount" not in derive(empty, {"form": (value("headcount", "25", 1, 0.4),)})


@pytest.mark.parametrize(
    ("unit", "branch", "out_of_town"),
    [
        (UNIT, False, False),
        ("北京华兴劳务有限公司通州分公司", True, False),
        ("上海市大通物流有限公司北京分公司", True, True),
        ("大通物流有限公司北京分公司", True, None),
        (None, None, None),
    ],
)
def test_branches(unit: str | None, branch: bool | None, out_of_town: bool | None) -> None:
    found = facts(unit=unit)
    assert (found.get("is_branch"), found.get("out_of_town_branch")) == (branch, out_of_town)


def test_licence_shows_that_the_applicant_exists() -> None:
    assert facts([licence_page(1)])["applicant_established"] is True
    assert "applicant_established" not in facts([form_page(1)])


@pytest.mark.parametrize(
    ("body", "fields", "expected"),
    [("本单位未建立工会。", {}, False), ("", {"has_union": "true"}, True), ("", {}, None)],
)
def test_union(body: str, fields: dict, expected: bool | None) -> None:
    assert facts([form_page(1), page(2, "", body, ink=0.1)] if body else [], **fields).get("has_union") is expected


def insurance(code: str, body: tuple[str, ...] = (), **fields: str | tuple[str, ...]) -> dict:
    """Facts of one form on one page, with values of these fields."""
    values = [
        value(name, one) for name, told in fields.items() for one in (told if isinstance(told, tuple) else (told,))
    ]
    assignment = Assignment((PageAssignment(1, code, 0.95, Evidence.HEADING, 0),))
    return derive(assignment, {code: tuple(values)}, None, [page(1, "", *body)])


@pytest.mark.parametrize(
    ("code", "fields", "expected"),
    [
        ("backpay-form", {"from_month": "2019-11", "to_month": "2020-02"}, {"backpay_months": 4}),
        ("backpay-form", {"from_month": "2019-11"}, {"from_month": date(2019, 11, 1)}),
        ("backpay-form", {"from_month": "2020-02", "to_month": "2019-11"}, {"to_month": date(2019, 11, 1)}),
        ("backpay-form", {"filing_kind": "月报", "account": "一般"}, {"filing_kind": "月报", "account": "一般"}),
        ("backpay-form", {"theory_years": "8", "actual_years": "1"}, {"theory_years": 8, "actual_years": 1}),
        ("refund-application", {}, {"filing_kind": "退费"}),
        ("dispatch-permit", {"to": "2020-12-31"}, {"permit_to": date(2020, 12, 31)}),
        ("injury-recognition-form", {"event_date": "2020-01-20"}, {"event_date": date(2020, 1, 20)}),
        ("permanent-residence-card", {}, {"holds_permanent_residence": True}),
        ("work-permit", {}, {"holds_permanent_residence": False}),
        ("treaty-coverage-certificate", {}, {"treaty_national": True}),
        ("training-agreement", {}, {"training_delegated": True}),
        ("benefit-form", {"birth_date": "1960-02-01", "sex": "男"}, {"birth_date": date(1960, 2, 1), "sex": "男"}),
    ],
)
def test_fact_of_an_insurance_item(code: str, fields: dict, expected: dict) -> None:
    found = insurance(code, **fields)
    assert {name: found.get(name) for name in expected} == expected
    assert ("backpay_months" in found) is ("backpay_months" in expected)


def test_what_is_told_in_two_ways_is_unknown() -> None:
    found = insurance("backpay-form", from_month=("2019-11", "2019-12"), to_month="2020-02")
    assert "backpay_months" not in found


def test_of_several_people_the_longest_period_counts() -> None:
    both = insurance("backpay-form", from_month=("2019-11", "2018-12"), to_month=("2020-01", "2019-12"))
    assert (both["from_month"], both["backpay_months"]) == (date(2018, 12, 1), 13)


def test_months_that_a_form_states_count_where_an_end_was_not_read() -> None:
    assert insurance("backpay-form", from_month="2014-05", months="40")["backpay_months"] == 40


def test_who_paid_more_than_ten_years_in_beijing_paid_ten_in_all() -> None:
    found = insurance("backpay-form", years_in_bj=("14", "11"))
    assert found["years_in_bj"] == 11
    assert found["theory_years"] + found["actual_years"] >= 10


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (("法定代表人",), (False, True, False)),
        (("经营场所、注册资本",), (True, False, True)),
        ((), (None, None, None)),
    ],
)
def test_what_a_permit_change_touches(asked: tuple[str, ...], expected: tuple) -> None:
    found = insurance("dispatch-change-application", changed_items=asked)
    assert tuple(found.get(name) for name in ("changes_address", "changes_legal_rep", "changes_capital")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (("公民身份号码 640104198811207723",), (date(1988, 11, 20), "女")),
        (("640104198811207723", "371002197906150048"), (None, None)),
        (("640104198811207723", "371002197906150040"), (None, None)),
        (("640104198811207720",), (None, None)),
    ],
    ids=["one person", "two people", "two, one of them misread", "misread"],
)
def test_birth_and_sex_by_the_only_identity_number(body: tuple[str, ...], expected: tuple) -> None:
    found = insurance("account-backfill-form", body)
    assert (found.get("birth_date"), found.get("sex")) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [("本次培训为委托培训。", True), ("本次培训为企业自训。", False), ("培训方案", None), ("委托培训、企业自训", None)],
)
def test_delegated_training_as_the_plan_says(body: str, expected: bool | None) -> None:
    assert insurance("training-plan", (body,)).get("training_delegated") is expected
