"""A file that cannot be used: asked for anew only where something may lie in it."""

from __future__ import annotations

import pytest

from cases.finding import Finding, Severity
from cases.finding_codes import find
from tests.validators.builders import CLEAN, THREE, subject
from validators import validate

WORD_COPY = find("file-type-refused", "附件“申请书.docx”是Word文档。请用WPS或Word打开后选择“另存为PDF”后重新发送。")
LINK = find("file-link-attachment", "邮件中的“超大附件”或网盘链接不是真正的附件，请重新发送。")
DAMAGED = find("file-damaged", "附件“扫描件2.pdf”已损坏，请重新发送。")


@pytest.mark.parametrize(("unusable", "told"), [
    (WORD_COPY, "文件“申请书.docx”未能打开审核；其余材料已经齐全，不必重发。"),
    (LINK, "邮件中的链接未能打开审核；其余材料已经齐全，不必重发。"),
    (DAMAGED, "文件“扫描件2.pdf”未能打开审核；其余材料已经齐全，不必重发。"),
])
def test_beside_a_complete_set_it_is_a_remark(unusable: Finding, told: str) -> None:
    (found,) = validate(subject(CLEAN, THREE, extra=(unusable,)))
    assert (found.severity, found.message) == (Severity.NOTICE, told)


def test_where_a_material_is_missing_it_is_asked_for() -> None:
    found = validate(subject(CLEAN[:2], THREE, extra=(WORD_COPY,)))
    assert WORD_COPY in found
