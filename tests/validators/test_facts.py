from __future__ import annotations

from datetime import date

import pytest

from tests.validators.builders import DOCUMENTS, UNIT, form_page, item, licence_page, material, page, value
from validators.facts import derive
from validators.materials import assign

LETTER = page(2, "授权委托书", "委托事项：提交材料", "委托期限：一个月")
SERVICE = item(material("form"), material("authorisation-letter", 2), material("business-licence", 3))


def facts(pages=(), unit: str | None = UNIT, **fields: str) -> dict:
    values = {"form": tuple(value(name, text) for name, text in fields.items())}
    return derive(assign(list(pages), DOCUMENTS, SERVICE), values, unit, list(pages))


@pytest.mark.parametrize(
    ("pages", "fields", "expected"),
    [
        ([], {"agent": "李娜", "legal_rep": "王伟"}, True),
        ([], {"agent": "王伟", "legal_rep": "王伟"}, False),
        ([LETTER], {}, True),
        ([], {}, None),
    ],
    ids=["another", "himself", "by the letter", "unknown"],
)
def test_agent(pages: list, fields: dict, expected: bool | None) -> None:
    assert facts(pages, **fields).get("agent_differs") is expected


def test_numbers_and_dates_are_typed() -> None:
    found = facts(
        headcount="25", total_staff="100", capital="2000000", explain_date="2020-01-03", plan_date="2020-02-22"
    )
    assert (found["headcount"], found["total_staff"], found["capital"]) == (25, 100, 2_000_000)
    assert (found["explain_date"], found["plan_date"]) == (date(2020, 1, 3), date(2020, 2, 22))


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
