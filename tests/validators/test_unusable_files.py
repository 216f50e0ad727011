"""A file that cannot be used: asked for anew only where something may lie in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.finding import Finding, Severity
from cases.finding_codes import find
from tests.validators.builders import CLEAN, THREE, licence_page, subject
from validators import validate

LINK = find("file-link-attachment", "邮件中的“超大附件”或网盘链接不是真正的附件，请重新发送。")
DAMAGED = find("file-damaged", "附件“扫描件2.pdf”已损坏，请重新发送。")


@pytest.mark.parametrize(("unusable", "told"), [
    (LINK, "邮件中的链接未能打开审核；其余材料已经齐全，不必重发。"),
    (DAMAGED, "文件“扫描件2.pdf”未能打开审核；其余材料已经齐全，不必重发。"),
])
def test_beside_a_complete_set_it_is_a_remark(unusable: Finding, told: str) -> None:
    (found,) = validate(subject(CLEAN, THREE, extra=(unusable,)))
    assert (found.severity, found.message) == (Severity.NOTICE, told)


def test_where_a_material_is_missing_it_is_asked_for() -> None:
    found = validate(subject(CLEAN[:2], THREE, extra=(DAMAGED,)))
    assert DAMAGED in found


WITH_FORM = replace(THREE, main_form="form")


def _refused(name: str) -> Finding:
    return find("file-type-refused", f"附件“{name}”是Word文档。请用WPS或Word打开后选择“另存为PDF”后重新发送。")


@pytest.mark.parametrize("name", ["申请书.docx", "申报表（电子版）.doc", "表格（可编辑）.xls", "营业执照.et"])
def test_editable_copy_beside_the_form_is_a_hint_and_hides_nothing_that_is_missing(name: str) -> None:
    found = validate(subject(CLEAN[:2], WITH_FORM, extra=(_refused(name),)))
    assert [(one.code, one.severity) for one in found] == [
        ("material-missing", Severity.BLOCKING), ("file-type-refused", Severity.HINT),
    ]


def test_editable_copy_beside_a_complete_set_is_a_hint() -> None:
    (found,) = validate(subject(CLEAN, WITH_FORM, extra=(_refused("说明.docx"),)))
    assert found.severity is Severity.HINT


@pytest.mark.parametrize("name", ["公司章程.docx", "附件3.docx"])
def test_office_file_that_may_hold_what_is_missing_is_asked_for(name: str) -> None:
    (found,) = validate(subject(CLEAN[:2], WITH_FORM, extra=(_refused(name),)))
    assert found == _refused(name)


def test_form_that_comes_as_a_word_document_only_is_asked_for() -> None:
    found = validate(subject([licence_page(1), *CLEAN[2:]], WITH_FORM, extra=(_refused("申请书.docx"),)))
    assert _refused("申请书.docx") in found


def test_form_of_a_report_that_has_none_of_its_own_hides_nothing_that_is_missing() -> None:
    found = validate(subject(CLEAN[:2], THREE, extra=(_refused("裁减人员报告表格.docx"),)))
    assert [one.code for one in found] == ["material-missing", "file-type-refused"]
    alone = validate(subject(CLEAN[:1], THREE, extra=(_refused("裁减人员报告表格.docx"),)))
    assert _refused("裁减人员报告表格.docx") in alone


@pytest.mark.parametrize(("name", "copy"), [("营业执照变更表格.docx", True), ("营业执照.docx", False)])
def test_table_named_like_a_missing_licence_is_not_taken_for_it(name: str, copy: bool) -> None:
    found = validate(subject([CLEAN[0], CLEAN[2]], WITH_FORM, extra=(_refused(name),)))
    assert ("material-missing" in {one.code for one in found}) is copy
