"""A form whose ticks are doubtful: the item by the one kind of hours that the other papers speak of, and a question."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cases.reading import PageReading
from judging.item_choice import find_item
from judging.question import Question
from tests.packaged import packaged
from tests.validators.builders import page

CATALOGUE = packaged()
NOON = datetime(2020, 2, 18, 4, tzinfo=UTC)
BOTH_TICKED = "申报种类：☑综合计算工时工作制 ☑不定时工作制"


def form(row: str) -> PageReading:
    return page(1, "企业实行综合计算工时工作制和不定时工作制申报表", row, "岗位：司机", "人数：12", "计算周期：季")


@pytest.mark.parametrize("row", [BOTH_TICKED, "申报种类：□综合计算工时工作制 不定时工作制"])
def test_other_papers_of_one_kind_tell_the_item_for_now_where_the_form_s_marks_are_doubtful(row: str) -> None:
    spoken = page(2, "申请说明书", "我单位申请对司机岗位实行综合计算工时工作制。")
    found = find_item(Question(NOON), [form(row), spoken], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.surely, [one.code for one in found.findings]) == (
        "hours-comprehensive", False, ["item-unknown"]
    )
    both = page(3, "工会意见", "同意采购岗位实行不定时工作制。")
    found = find_item(Question(NOON), [form(row), spoken, both], CATALOGUE)
    assert (found is None) is (row is not BOTH_TICKED)
    named = find_item(Question(NOON, item="hours-flexible"), [form(row), spoken], CATALOGUE)
    assert named is not None
    assert (named.item.code, named.surely) == ("hours-flexible", False)
