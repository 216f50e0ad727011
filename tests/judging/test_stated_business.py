"""A form that states another business than its title: in a field, in a sentence, in the cell beside a label."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from judging.item_choice import find_item
from judging.question import Question
from tests.packaged import packaged
from tests.validators.builders import page

CATALOGUE = packaged()
NOON = datetime(2020, 2, 18, 4, tzinfo=UTC)
CHANGE_LINES = ("变更事项：住所", "变更前：A座 变更后：C座", "劳务派遣许可证有效")


@pytest.mark.parametrize(("stated", "asks"), [
    ("申请事项：劳务派遣经营许可延续", True), ("办理事项：劳务派遣经营许可注销", True),
    ("申请事项：劳务派遣经营许可变更", False), ("申请事项：□延续 ☑变更", False), ("许可经营事项：劳务派遣", False),
    ("联系事项：劳务派遣经营许可延续", False), ("依据《实施办法》，申请劳务派遣经营许可延续，内容如下：", True),
    ("现向贵局申请：劳务派遣经营许可注销。", True), ("申请劳务派遣经营许可变更，内容如下：", False),
    ("2018年，我单位申请劳务派遣经营许可延续，获批准。", False), ("如申请劳务派遣经营许可延续，另附报告。", False),
    ("特申请劳务派遣经营许可。", False),
])  # fmt: skip
def test_form_that_states_another_business_than_its_title_is_an_officers(stated: str, asks: bool) -> None:
    form = page(1, "劳务派遣经营许可变更申请书", stated, *CHANGE_LINES)
    for item in ("dispatch-change", None):
        found = find_item(Question(NOON, item=item), [form], CATALOGUE)
        assert found is not None
        assert (found.item.code, [one.code for one in found.findings], found.surely) == (
            "dispatch-change", ["item-unknown"] if asks else [], not asks
        )


def test_sentence_that_states_the_business_may_go_on_in_the_next_line() -> None:
    lines = ("因公司品牌整合需要，现申请劳务派遣经营", "许可延续，请予批准。")
    form = page(1, "劳务派遣经营许可变更申请书", *lines, *CHANGE_LINES)
    found = find_item(Question(NOON, item="dispatch-change"), [form], CATALOGUE)
    assert found is not None
    assert [one.code for one in found.findings] == ["item-unknown"]


def test_business_in_the_cell_beside_its_label_is_read() -> None:
    form = page(1, "劳务派遣经营许可变更申请书", "申请事项", *CHANGE_LINES)
    label = next(one for one in form.lines if one.text == "申请事项")
    cell = replace(label, text="劳务派遣经营许可延续", box=(200.0, label.box[1], 340.0, label.box[3]))
    found = find_item(Question(NOON, item="dispatch-change"), [replace(form, lines=(*form.lines, cell))], CATALOGUE)
    assert found is not None
    assert [one.code for one in found.findings] == ["item-unknown"]
