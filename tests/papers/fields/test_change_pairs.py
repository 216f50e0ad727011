"""What a form asks to change where the field stands as value, label or head, or only the old and new values show it."""

from __future__ import annotations

import pytest

from tests.papers.fields.test_document_fields import tabled, values
from tests.papers.fields.test_read_fields import read

FORM = "insured-change-form"
OLD, NEW = "11010519491231002X", "110105199003071234"


LABELS = ["变更内容", "变更项目", "变更事项", "变更类别", "变更类型", "更正内容", "申请变更项目："]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("field", ["姓名", "身份证号码", "性别"])
def test_field_named_as_value_beside_its_label(label: str, field: str) -> None:
    person = ["职工姓名", "尹大伟"]
    for rows in (
        [person, [label, field, "变更前信息", "甲"], ["变更后信息", "乙", "变更原因", "有误"]],
        [person, [label, field], ["变更前信息", "甲"], ["变更后信息", "乙"]],
        [[*person, label, field], ["变更前", "甲", "变更后", "乙"]],
    ):
        assert values("changed_items", tabled(*rows), FORM) == [field], rows


def test_field_beside_its_label_without_rules() -> None:
    lines = ((60, 60, "变更内容"), (180, 60, "姓名"), (60, 84, "变更前信息"), (180, 84, "甲"), (60, 108, "变更后信息"))
    assert read("changed_items", *lines, code=FORM) == ["姓名"]


def test_heads_beside_the_label_are_no_value() -> None:
    rows = (["变更项目", "姓名", "身份证号码", "联系电话"], ["民族", "尹婷", OLD, "13800001111"])
    assert "姓名" not in values("changed_items", tabled(*rows), FORM)


@pytest.mark.parametrize(("old", "new"), [
    ("原姓名", "现姓名"), ("变更前姓名", "变更后姓名"), ("更正前的姓名", "更正后的姓名"),
])
def test_labels_of_old_and_new_name_the_field(old: str, new: str) -> None:
    assert values("changed_items", tabled(["职工", "李"], [old, "甲乙", new, "丙丁"]), FORM) == ["姓名"]


def test_column_that_differs_between_old_and_new_is_changed() -> None:
    rows = (["", "姓名", "身份证号码"], ["变更前", "尹大伟", OLD], ["变更后", "尹婷", OLD])
    assert values("changed_items", tabled(*rows), FORM) == ["姓名"]


@pytest.mark.parametrize(("old", "new", "field"), [
    ("尹大伟", "尹婷", "姓名"), (OLD, NEW, "身份证号码"), ("汉族", "满族", "民族"), ("农业", "非农业", "户籍性质"),
    ("工人", "干部", "工人变更干部身份"),
])
def test_old_and_new_value_show_the_field(old: str, new: str, field: str) -> None:
    rows = (["职工姓名", "尹大伟"], ["变更前信息", old], ["变更后信息", new], ["变更原因", "有误"])
    assert values("changed_items", tabled(*rows), FORM) == [field]
    said = (["职工姓名", "尹大伟"], ["变更类型", "个人信息变更"], ["变更前信息", old], ["变更后信息", new])
    assert values("changed_items", tabled(*said), FORM) == [field]


@pytest.mark.parametrize(("old", "new"), [
    ("未婚", "已婚"), ("高中", "大专"), ("6222044614535297785", "6222044614535297786"),
])
def test_other_values_show_no_field(old: str, new: str) -> None:
    rows = (["职工姓名", "尹大伟"], ["变更前信息", old], ["变更后信息", new])
    assert values("changed_items", tabled(*rows), FORM) == []
