"""What a paper must say: columns, fields, subjects, days."""

from __future__ import annotations

import pytest

from cases.finding import Finding, Severity
from tests.validators.builders import (
    CLEAN,
    FORM,
    THREE,
    UNIT,
    codes,
    form_page,
    item,
    material,
    page,
    run,
    value,
)
from validators.checks import content, expiry
from validators.outcome import CONFIDENCE_LIMIT


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
