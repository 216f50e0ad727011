"""Completeness, content, cross-page seal, unit name, thresholds, paper, page state, way in: pass, fail, cannot tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cases.finding import Finding, Severity
from cases.reading import ColourMode, Coverage, CrossPageSeal, PageReading
from cases.report import Need
from catalogue.model import Channel, Mode, SealGate, ServiceItem, Unknown
from tests.validators.builders import (
    CROSS_CLAUSE,
    DOCUMENTS,
    OTHER,
    TWIN,
    UNIT,
    articles_page,
    codes,
    condition,
    finding,
    form_page,
    fragment,
    item,
    licence_page,
    material,
    page,
    seal,
    subject,
    value,
)
from validators import CHECKS, validate
from validators.checks import (
    completeness,
    content,
    cross_page_seal,
    expiry,
    file_name,
    headcount,
    page_state,
    paper_size,
    threshold,
    unit_name,
    way_in,
)
from validators.checks.cross_page_seal import fill
from validators.outcome import CONFIDENCE_LIMIT

FORM, LICENCE, ARTICLES = material("form", 1), material("business-licence", 2), material("articles", 3)
THREE = item(FORM, LICENCE, ARTICLES)
CLEAN = [form_page(1), licence_page(2), articles_page(3)]
GOOD_CODE, OTHER_CODE, BAD_CODE = "91110105MA00XXXX79", "91371002MA3DEM0Q3B", "91110105MA00XXXX78"


def run(rule: ModuleType, *args: Any, **more: Any) -> list[Finding]:
    return list(rule.check(subject(*args, **more)))


def test_clean_submission_has_no_findings() -> None:
    assert validate(subject(CLEAN, THREE)) == ()


def test_findings_made_before_come_first_and_nothing_twice() -> None:
    before = finding("file-active-content", Severity.NOTICE)
    found = validate(subject(CLEAN[:2], THREE, extra=(before, before)))
    assert codes(found) == ["file-active-content", "material-missing"]


def test_every_rule_is_run() -> None:
    run = [rule.__module__.rpartition(".")[2] for rule in CHECKS]
    assert sorted(run) == sorted(path.stem for path in Path(completeness.__file__).parent.glob("[a-z]*.py"))


# completeness


def test_missing_material_is_named_with_its_clause() -> None:
    (found,) = run(completeness, CLEAN[:2], THREE)
    assert (found.code, found.severity, found.material, found.clause) == (
        "material-missing", Severity.BLOCKING, "articles", "附件3 一",
    )  # fmt: skip
    assert found.message == "缺少《公司章程》，请补充后重新提交。"


@pytest.mark.parametrize(
    ("more", "severity"),
    [({"need": Need.TOLERABLE}, Severity.TOLERABLE), ({"confirmed": False}, Severity.REVIEW), ({}, Severity.BLOCKING)],
    ids=["tolerable", "unconfirmed", "required"],
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


def test_unknown_page_is_listed() -> None:
    found = run(completeness, [*CLEAN, page(4, "产品宣传手册", "欢迎选购")], THREE)
    assert [(one.code, one.page) for one in found] == [("material-unrecognised-page", 4)]


@pytest.mark.parametrize("code", ["file-encrypted", "mail-no-attachment"])
def test_absence_proves_nothing_beside_a_file_that_cannot_be_opened(code: str) -> None:
    assert run(completeness, CLEAN[:1], THREE, extra=(finding(code, Severity.BLOCKING),)) == []


def test_order_of_the_list_is_a_notice() -> None:
    pages = [form_page(1), articles_page(2), licence_page(3)]
    assert [(one.code, one.severity) for one in run(completeness, pages, THREE)] == [
        ("material-out-of-order", Severity.NOTICE)
    ]


def test_same_page_twice_is_a_notice() -> None:
    pages = [form_page(1, content_key="k"), licence_page(2), articles_page(3), form_page(4, content_key="k")]
    assert ("material-duplicate", 4) in [(one.code, one.page) for one in run(completeness, pages, THREE)]


# content


def columns_of(*titles: str, score: float = 0.98) -> list[Finding]:
    service = item(material("list", 1, columns=("姓名", "户籍", "岗位", "劳动合同期限")), group="layoff")
    return run(content, [page(1, "被裁减人员名单", *titles, score=score)], service)


def test_list_with_all_columns_passes() -> None:
    assert columns_of("姓名", "户籍", "岗位", "劳动合同期限") == []


@pytest.mark.parametrize(("score", "sure"), [(0.98, True), (0.5, False)], ids=["well read", "badly read"])
def test_list_without_a_column(score: float, sure: bool) -> None:
    (found,) = columns_of("姓名", "岗位", "劳动合同期限", score=score)
    assert (found.code, "“户籍”" in found.message, found.confidence >= 0.8) == ("material-wrong-columns", True, sure)


def test_required_field_left_empty_blocks() -> None:
    service = item(FORM, fields_required=("pay_method",), clause="附件5 二（二）3")
    (found,) = run(content, [form_page(1)], service)
    assert (found.code, found.severity, found.page) == ("material-field-missing", Severity.BLOCKING, 1)


@pytest.mark.parametrize(("line", "sure"), [("缴费方式：", True), ("缴款：", False)], ids=["read", "not read"])
def test_required_field_is_surely_empty_only_behind_its_label(line: str, sure: bool) -> None:
    service = item(FORM, fields_required=("pay_method",), clause="附件5 二（二）3")
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "注册资本：500万元", line)
    (found,) = run(content, [form], service)
    assert (found.confidence >= CONFIDENCE_LIMIT) is sure


def test_required_field_that_is_there_passes_and_another_value_is_for_an_officer() -> None:
    service = item(FORM, fields_required=("pay_method",), expected_fields={"pay_method": "银行缴费"})
    good = run(content, [form_page(1)], service, fields={"form": (value("pay_method", "银行缴费"),)})
    other = run(content, [form_page(1)], service, fields={"form": (value("pay_method", "现金缴费"),)})
    assert (codes(good), codes(other)) == ([], ["material-uncertain"])


def test_rules_without_a_required_subject() -> None:
    service = item(material("rules", 1))
    complete = page(1, "劳务派遣管理制度", "第一章 劳动合同", "第二章 社会保险")
    lacking = page(1, "劳务派遣管理制度", "第一章 劳动合同")
    assert run(content, [complete], service) == []
    (found,) = run(content, [lacking], service)
    assert ("社会保险" in found.message, found.confidence < 0.8) == (True, True)


@pytest.mark.parametrize(
    ("end", "expected"),
    [("2020-12-31", []), ("2019-12-31", ["material-expired"]), ("长期", [])],
    ids=["valid", "expired", "for ever"],
)
def test_validity(end: str, expected: list[str]) -> None:
    assert codes(run(expiry, CLEAN, THREE, fields={"business-licence": (value("term", end, 2),)})) == expected


# cross-page seal

TWO_PAGES = [
    form_page(1, fragments=(fragment(),)),
    page(2, "", "申请单位 注册资本", seals=(seal(),), fragments=(fragment(),)),
]


def joined(
    coverage: Coverage | None, pages: list[PageReading] = TWO_PAGES, service: ServiceItem | None = None, **more: Any
) -> list[Finding]:
    verdicts = {} if coverage is None else {"form": CrossPageSeal(coverage, 0.95, **more)}
    return run(cross_page_seal, pages, service or item(FORM), cross_page=verdicts)


@pytest.mark.parametrize(
    ("coverage", "expected", "severity"),
    [
        (Coverage.COMPLETE, [], None),
        (Coverage.ABSENT, ["cross-page-seal-missing"], Severity.BLOCKING),
        (Coverage.PARTIAL, ["cross-page-seal-partial"], Severity.BLOCKING),
        (Coverage.UNCERTAIN, ["cross-page-seal-uncertain"], Severity.REVIEW),
        (None, ["cross-page-seal-uncertain"], Severity.REVIEW),
    ],
)
def test_cross_page_verdicts(coverage: Coverage | None, expected: list[str], severity: Severity | None) -> None:
    found = joined(coverage)
    assert codes(found) == expected
    assert all((one.severity, one.clause) == (severity, CROSS_CLAUSE) for one in found)


def test_partial_names_the_pages() -> None:
    (found,) = joined(Coverage.PARTIAL, missing_pages=(2,))
    assert "第2页未盖到" in found.message


def test_single_page_needs_none() -> None:
    assert joined(Coverage.ABSENT, pages=[form_page(1)]) == []


def test_material_without_the_rule_needs_none() -> None:
    assert joined(Coverage.ABSENT, service=item(material("form", 1, cross_page=False))) == []


def test_bare_package_is_told_by_the_page_seals_alone() -> None:
    bare = [form_page(1, seals=()), page(2, "", "申请单位 注册资本")]
    assert joined(Coverage.ABSENT, pages=bare) == []


def test_uncoloured_strips_are_uncertain() -> None:
    grey = [form_page(1, colour=ColourMode.GREY), page(2, "", "申请单位", colour=ColourMode.GREY)]
    assert codes(joined(Coverage.PARTIAL, pages=grey)) == ["cross-page-seal-uncertain"]


def test_advising_item_only_notes_it() -> None:
    found = joined(Coverage.ABSENT, service=item(FORM, seal_gate=SealGate.ADVISE))
    assert [one.severity for one in found] == [Severity.NOTICE]


def test_verdicts_are_filled_into_the_materials() -> None:
    found = subject([*TWO_PAGES, licence_page(3)], item(FORM, LICENCE))
    filled = fill(found.materials, found.item, {"form": CrossPageSeal(Coverage.PARTIAL, 0.9)})
    assert [one.cross_page_seal for one in filled] == [Coverage.PARTIAL, Coverage.NOT_NEEDED]


# names and codes


@pytest.mark.parametrize(
    ("read", "confidence", "expected"),
    [
        (UNIT, 0.98, []),
        (TWIN, 0.98, ["unit-name-inconsistent"]),
        (TWIN, 0.6, []),
        (TWIN, 0.93, []),
    ],
    ids=["same", "another", "badly read", "right one elsewhere in the document"],
)
def test_name_in_a_document(read: str, confidence: float, expected: list[str]) -> None:
    fields = {"form": (value("unit_name", read, 1, confidence),)}
    assert codes(run(unit_name, CLEAN, THREE, fields=fields)) == expected


def test_name_under_a_seal_counts_only_where_the_document_says_none_better() -> None:
    covered = replace(value("unit_name", TWIN, 1, 0.98), box=(390.0, 640.0, 470.0, 655.0))
    assert run(unit_name, CLEAN, THREE, fields={"form": (covered,)}) == []
    (found,) = run(unit_name, CLEAN, THREE, fields={"business-licence": (replace(covered, page=2),)})
    assert found.code == "unit-name-inconsistent"


def test_name_alone_in_its_document_needs_less() -> None:
    fields = {"business-licence": (value("unit_name", TWIN, 2, 0.93),)}
    (found,) = run(unit_name, CLEAN, THREE, fields=fields)
    assert (found.severity, found.page) == (Severity.REVIEW, 2)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (GOOD_CODE, GOOD_CODE, []),
        (GOOD_CODE, OTHER_CODE, ["unit-credit-code-inconsistent"]),
        (GOOD_CODE, BAD_CODE, ["unit-credit-code-invalid"]),
        (GOOD_CODE, GOOD_CODE[:5] + GOOD_CODE[6:], []),
        (GOOD_CODE, OTHER_CODE[:5] + OTHER_CODE[6:], ["unit-credit-code-inconsistent"]),
    ],
)
def test_credit_codes(first: str, second: str, expected: list[str]) -> None:
    fields = {"form": (value("uscc", first),), "business-licence": (value("uscc", second, 2),)}
    assert codes(run(unit_name, CLEAN, THREE, fields=fields)) == expected


def test_mended_code_is_a_notice_once_a_paper() -> None:
    mended = replace(value("uscc", GOOD_CODE, 2), repaired=True)
    fields = {"form": (value("uscc", GOOD_CODE),), "business-licence": (mended, mended)}
    (found,) = run(unit_name, CLEAN, THREE, fields=fields)
    assert (found.code, found.severity, found.page) == ("unit-credit-code-invalid", Severity.NOTICE, 2)
    assert GOOD_CODE in found.message


@pytest.mark.parametrize(
    ("name", "confidence", "expected"),
    [("王伟", 0.98, []), ("李娜", 0.98, ["unit-legal-representative-inconsistent"]), ("李娜", 0.5, [])],
)
def test_legal_representative(name: str, confidence: float, expected: list[str]) -> None:
    fields = {"form": (value("legal_rep", name, 1, confidence),), "business-licence": (value("legal_rep", "王伟", 2),)}
    assert codes(run(unit_name, CLEAN, THREE, fields=fields)) == expected


def test_file_name_with_another_unit_is_pointed_out() -> None:
    fields = {"form": (value("unit_name", OTHER),)}
    assert codes(run(file_name, CLEAN, THREE, fields=fields)) == ["name-unit-mismatch"]
    assert run(file_name, CLEAN, THREE, fields=fields, unit_source="form") == []


def test_one_slip_in_one_document_is_no_other_unit() -> None:
    assert run(file_name, CLEAN, THREE, fields={"form": (value("unit_name", TWIN),)}) == []


# thresholds

LAYOFF = condition("headcount >= 20 or headcount / total_staff >= 0.10", Unknown.REVIEW, "二十人以上或者百分之十以上")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"headcount": 25}, []),
        ({"headcount": 10, "total_staff": 100}, []),
        ({"headcount": 9, "total_staff": 100}, [0.85]),
        ({}, [0.5]),
    ],
    ids=["by number", "by share", "below", "not read"],
)
def test_layoff_threshold(facts: dict, expected: list[float]) -> None:
    found = run(threshold, CLEAN, item(FORM, LICENCE, ARTICLES, threshold=LAYOFF, group="layoff"), facts=facts)
    assert [one.confidence for one in found] == expected
    assert all((one.code, one.severity) == ("item-below-threshold", Severity.REVIEW) for one in found)


@pytest.mark.parametrize(("capital", "count"), [(2_000_000, 0), (1_500_000, 1), (None, 1)])
def test_capital(capital: int | None, count: int) -> None:
    facts = {} if capital is None else {"capital": capital}
    service = item(FORM, LICENCE, ARTICLES, capital_minimum=2_000_000)
    assert len(run(threshold, CLEAN, service, facts=facts)) == count


@pytest.mark.parametrize(
    ("rows", "confidence", "expected"), [("20", 0.95, []), ("19", 0.95, ["headcount-inconsistent"]), ("19", 0.5, [])]
)
def test_headcounts(rows: str, confidence: float, expected: list[str]) -> None:
    fields = {"form": (value("headcount", "20"),), "articles": (value("headcount", rows, 3, confidence),)}
    assert codes(run(headcount, CLEAN, THREE, fields=fields)) == expected


# paper, pages, way in


@pytest.mark.parametrize(
    ("size", "known", "asked", "severity"),
    [
        ((210.0, 297.0), True, "A4", None),
        ((297.0, 210.0), True, "A4", None),
        ((204.0, 291.0), True, "A4", None),
        ((216.0, 279.0), True, "A4", Severity.REVIEW),
        ((216.0, 279.0), True, None, Severity.NOTICE),
        ((0.0, 0.0), False, "A4", Severity.REVIEW),
        ((0.0, 0.0), False, None, None),
        ((100.0, 141.0), False, "A4", None),
    ],
    ids=[
        "A4",
        "landscape",
        "cropped",
        "letter",
        "letter, not asked",
        "unknown",
        "unknown, not asked",
        "photo of A4 shape",
    ],
)
def test_paper(size: tuple, known: bool, asked: str | None, severity: Severity | None) -> None:
    found = run(paper_size, [form_page(1, size_mm=size, size_known=known)], item(FORM, page_size=asked))
    assert [one.severity for one in found] == ([] if severity is None else [severity])


@pytest.mark.parametrize(
    ("flag", "severity"),
    [
        ("page-unreadable", Severity.REVIEW),
        ("page-hidden-text", Severity.REVIEW),
        ("page-rotated", Severity.NOTICE),
        ("page-low-resolution", Severity.NOTICE),
    ],
)
def test_flags_of_the_reader_are_reported(flag: str, severity: Severity) -> None:
    found = run(page_state, [form_page(1, flags=(flag,))], item(FORM))
    assert [(one.code, one.severity, one.page) for one in found] == [(flag, severity, 1)]


def test_blank_page_is_noted() -> None:
    assert codes(run(page_state, [form_page(1), page(2, ink=0.0)], item(FORM))) == ["page-blank"]


@pytest.mark.parametrize(
    ("more", "channel", "day", "expected"),
    [
        ({}, None, date(2020, 2, 12), []),
        ({}, Channel("mail-dispatch", "imap", "dispatch"), date(2020, 2, 12), []),
        ({}, Channel("mail-hours", "imap", "hours"), date(2020, 2, 12), ["item-wrong-channel"]),
        ({}, Channel("post", "post", "any"), date(2020, 2, 12), []),
        ({}, Channel("fax-insurance", "fax", "dispatch"), date(2020, 2, 12), ["item-wrong-channel"]),
        ({"fax_ok": True}, Channel("fax-insurance", "fax", "dispatch"), date(2020, 2, 12), []),
        ({"online_only": True}, None, date(2020, 2, 12), ["item-online-only"]),
        ({"mode": Mode.DEFERRED}, None, date(2020, 2, 12), ["item-deferred"]),
        ({"window_from": date(2020, 2, 17)}, None, date(2020, 2, 12), ["item-outside-window"]),
        ({"window_from": date(2020, 2, 17)}, None, date(2020, 2, 17), []),
        ({"window_to": date(2020, 2, 11)}, None, date(2020, 2, 12), ["item-outside-window"]),
    ],
)
def test_way_in(more: dict, channel: Channel | None, day: date, expected: list[str]) -> None:
    assert codes(run(way_in, CLEAN, item(FORM, **more), channel=channel, received_on=day)) == expected


def test_messages_are_whole_chinese_sentences() -> None:
    bad = [form_page(1, seals=()), licence_page(2, seals=(seal(TWIN),)), page(3, "产品宣传手册", "欢迎选购")]
    found = validate(subject(bad, THREE))
    assert len(found) >= 4
    assert all(one.message.endswith("。") and "None" not in one.message for one in found)


def test_documents_of_the_builders_are_known() -> None:
    assert all(code == one.code for code, one in DOCUMENTS.items())
