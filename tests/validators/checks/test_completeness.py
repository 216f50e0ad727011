"""What is missing, misplaced or unknown among the materials."""

from __future__ import annotations

import pytest

from cases.finding import Severity
from cases.report import Need
from catalogue.model import Unknown
from catalogue.office import ListState
from tests.validators.builders import (
    CLEAN,
    FORM,
    LICENCE,
    THREE,
    articles_page,
    codes,
    condition,
    finding,
    form_page,
    item,
    licence_page,
    material,
    office,
    page,
    run,
)
from validators.checks import completeness


def test_missing_material_is_named_with_its_clause() -> None:
    (found,) = run(completeness, CLEAN[:2], THREE)
    assert (found.code, found.severity, found.material, found.clause) == (
        "material-missing", Severity.BLOCKING, "articles", "附件3 一",
    )  # fmt: skip
    assert found.message == "缺少《公司章程》，请补充后重新提交。"


PROPOSED = {"confirmed": False, "clause": ""}
CONFIRMED = office(lists={"dispatch-new": ListState.CONFIRMED})


def test_what_the_office_has_not_confirmed_is_one_question_to_the_officer() -> None:
    service = item(FORM, material("articles", 2, **PROPOSED), material("rules", 3, need=Need.TOLERABLE, **PROPOSED))
    (found,) = run(completeness, [form_page(1)], service)
    assert (found.code, found.severity, found.confirmed, found.clause) == (
        "material-uncertain", Severity.REVIEW, False, "",
    )  # fmt: skip
    assert "《公司章程》《管理制度》" in found.message
    assert run(completeness, [form_page(1), articles_page(2)], item(FORM, material("articles", 2, **PROPOSED))) == []


def test_unknown_page_that_may_be_what_is_only_proposed_is_part_of_that_question() -> None:
    service = item(FORM, material("articles", 2, **PROPOSED))
    dim = page(1, "", "模糊", flags=("page-unreadable",))
    (found,) = run(completeness, [dim, form_page(2)], service)
    assert (found.code, found.confirmed, found.pages) == ("material-uncertain", False, (1,))
    assert "《公司章程》（第1页未能识别" in found.message


def test_list_that_the_office_has_confirmed_is_asked_by_its_own_notice() -> None:
    service = item(FORM, material("articles", 2, **PROPOSED))
    (found,) = run(completeness, [form_page(1)], service, profile=CONFIRMED)
    assert (found.code, found.severity, found.confirmed) == ("material-missing", Severity.BLOCKING, True)
    assert found.clause.startswith("《朝阳区关于疫情防控期间劳务派遣、特殊工时行政审批业务网上办理的通知》")


def test_main_form_is_always_needed() -> None:
    service = item(material("form", 1, **PROPOSED), LICENCE, main_form="form")
    (found,) = run(completeness, [licence_page(1)], service)
    assert (found.code, found.material, found.severity, found.clause) == (
        "material-missing", "form", Severity.BLOCKING, "",
    )  # fmt: skip


@pytest.mark.parametrize("unfounded", [frozenset(), frozenset({"tolerable"})])
def test_favour_that_no_text_grants_stays_unconfirmed(unfounded: frozenset[str]) -> None:
    service = item(FORM, material("articles", 2, need=Need.TOLERABLE, unfounded=unfounded))
    (found,) = run(completeness, [form_page(1)], service)
    assert (found.severity, found.confirmed) == (Severity.TOLERABLE, not unfounded)


@pytest.mark.parametrize(
    ("more", "severity"),
    [({"need": Need.TOLERABLE}, Severity.TOLERABLE), ({"confirmed": False}, Severity.REVIEW), ({}, Severity.BLOCKING)],
    ids=["tolerable", "proposed", "required"],
)
def test_severity_of_a_missing_material(more: dict, severity: Severity) -> None:
    service = item(FORM, material("articles", 2, **more))
    assert [one.severity for one in run(completeness, [form_page(1)], service)] == [severity]


def test_missing_alternatives_are_all_named() -> None:
    service = item(FORM, material("articles", 2, alternative="a"), material("rules", 2, alternative="a"))
    (found,) = run(completeness, [form_page(1)], service)
    assert "《公司章程》或《管理制度》" in found.message


def test_condition_stands_in_the_sentence() -> None:
    rule = condition("agent_differs == true")
    service = item(FORM, material("authorisation-letter", 2, need=Need.CONDITIONAL, condition=rule))
    (found,) = run(completeness, [form_page(1)], service, facts={"agent_differs": True})
    assert (found.severity, "经办人非法定代表人须提交" in found.message) == (Severity.BLOCKING, True)


def test_unknown_condition_asks_an_officer() -> None:
    rule = condition("agent_differs == true", Unknown.REVIEW)
    service = item(FORM, material("authorisation-letter", 2, need=Need.CONDITIONAL, condition=rule))
    assert codes(run(completeness, [form_page(1)], service)) == ["material-uncertain"]


def test_unknown_page_beside_a_complete_list_is_a_notice() -> None:
    (found,) = run(completeness, [*CLEAN, page(4, "产品宣传手册", "欢迎选购")], THREE)
    assert (found.code, found.page, found.severity) == ("material-unrecognised-page", 4, Severity.NOTICE)


def test_unknown_page_that_may_be_what_is_not_found_is_one_question() -> None:
    (found,) = run(completeness, [*CLEAN[:2], page(3, "产品宣传手册", "股东出资情况")], THREE)
    assert (found.code, found.severity) == ("material-uncertain", Severity.REVIEW)
    assert found.message == "未找到《公司章程》，第3页未能识别，可能即为所缺材料，已转人工核对。"


def test_unknown_page_about_something_else_leaves_the_claim_and_is_looked_at() -> None:
    found = run(completeness, [*CLEAN[:2], page(3, "产品宣传手册", "欢迎选购")], THREE)
    assert [(one.code, one.severity) for one in found] == [
        ("material-missing", Severity.BLOCKING), ("material-unrecognised-page", Severity.REVIEW),
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["file-encrypted", "mail-no-attachment"])
def test_absence_proves_nothing_beside_a_file_that_cannot_be_opened(code: str) -> None:
    assert run(completeness, CLEAN[:1], THREE, extra=(finding(code, Severity.BLOCKING),)) == []


@pytest.mark.parametrize(("group", "severity"), [("dispatch", Severity.NOTICE), ("layoff", Severity.HINT)])
def test_order_of_the_list_is_a_notice_where_a_text_asks_it(group: str, severity: Severity) -> None:
    pages = [form_page(1), articles_page(2), licence_page(3)]
    found = run(completeness, pages, item(*THREE.materials, group=group, code=f"{group}-item"))
    assert [(one.code, one.severity) for one in found] == [("material-out-of-order", severity)]


def test_same_page_twice_is_a_notice() -> None:
    pages = [form_page(1, content_key="k"), licence_page(2), articles_page(3), form_page(4, content_key="k")]
    assert ("material-duplicate", 4) in [(one.code, one.page) for one in run(completeness, pages, THREE)]
