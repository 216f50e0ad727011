"""Names of other units in lists and cells of the applicant's own papers tell nothing of who makes them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import PageReading, TextLine
from papers.fields.read_fields import read_fields
from tests.packaged import packaged
from tests.written.sheet import Grid, Paper, set_page
from validators.signed_names import signed_names

UNIT, CLIENT, OTHER = "北京星河人力资源服务有限公司", "北京禾泽物流有限公司", "北京璟泽商业管理有限公司"
SETTLED = "被派遣劳动者权益处理说明"


def names(page: PageReading, code: str = "dispatched-workers-settlement") -> set[str]:
    """Read who applies, by the paper alone."""
    catalogue = packaged()
    found = read_fields([page], catalogue.documents[code], catalogue.fields)
    return {value.value for value in found if value.name == "unit_name"}


def settled(grid: Grid, *below: str, ruled: bool) -> PageReading:
    """A paper with a list; without rules its lines alone show the columns."""
    page = set_page(Paper(SETTLED, (grid, *below)), 1, UNIT)
    return page if ruled else replace(page, tables=())


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("grid", [
    (("序号", "用工单位", "人数"), ("1", CLIENT, "13"), ("2", OTHER, "6"), ("", "合计", "19")),
    (("用工单位名称", "人数", "处理方式"), (CLIENT, "13", "协商解除"), (CLIENT, "6", "直接录用")),
    (("编号", "姓名", "接收单位"), ("1", "张三", CLIENT), ("2", "李四", OTHER)),
    (("序号", "单位名称", "人数"), ("1", CLIENT, "13"), ("2", OTHER, "6")),
    (("姓名", "去向", "新单位（全称）"), ("张三", "接续", CLIENT)),
    (("序号", "去处", "人数"), ("1", CLIENT, "13"), ("2", OTHER, "6")),
    (("实际用工单位", CLIENT, "人数", "13"), ("客户名称", OTHER, "人数", "6")),
], ids=["numbered", "without numbers", "third column", "any unit", "new", "head of another word", "beside its word"])
def test_units_of_a_list_do_not_apply(grid: Grid, ruled: bool) -> None:
    page = settled(grid, "以上人员均已妥善处理。", ruled=ruled)
    assert names(page) == set()
    assert {one.name for one in signed_names(page)} == set()


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize("grid", [
    (("序号", "姓名", "单位"), ("1", "张三", UNIT), ("2", "李四", UNIT)),
    (("单位名称", UNIT, "人数", "13"),),
    (("申请单位", "人数"), (UNIT, "19")),
    (("提交单位", UNIT, "被审计单位", UNIT), ("第二用工单位", UNIT, "接收单位（盖章）", UNIT)),
    (("序号", "去处", "人数"), ("1", UNIT, "13"), ("2", UNIT, "6")),
    (("序号", "用工单位", "人数"), ("1", CLIENT, "13"), ("申请单位", UNIT, "")),
], ids=["his own roster", "beside its label", "below its label", "other words for him", "one name", "below a list"])
def test_the_applicant_in_a_list_of_his_own_is_read(grid: Grid, ruled: bool) -> None:
    assert names(settled(grid, ruled=ruled)) == {UNIT}


def test_who_signs_below_a_list_is_read() -> None:
    grid = (("序号", "用工单位", "人数"), ("1", CLIENT, "13"), ("2", OTHER, "6"))
    page = settled(grid, "以上人员均已妥善处理。", UNIT, "2020年4月9日", ruled=True)
    assert names(page) == {UNIT}
    assert [one.name for one in signed_names(page)] == [UNIT]


def test_another_unit_that_signs_below_a_list_is_still_told() -> None:
    grid = (("序号", "用工单位", "人数"), ("1", UNIT, "13"))
    page = settled(grid, "以上人员均已妥善处理。", f"单位（盖章）：{OTHER}", "2020年4月9日", ruled=True)
    assert [one.name for one in signed_names(page)] == [OTHER]


def test_the_name_of_a_branch_beside_its_own_label_is_read() -> None:
    grid = (("分公司名称", f"{UNIT}朝阳分公司"), ("总公司名称", UNIT))
    page = set_page(Paper("劳务派遣单位分公司备案表", (grid,)), 1, UNIT)
    catalogue = packaged()
    found = read_fields([page], catalogue.documents["branch-filing-form"], catalogue.fields)
    assert {(one.name, one.value) for one in found if one.name in ("unit_name", "parent_name")} == {
        ("unit_name", f"{UNIT}朝阳分公司"), ("parent_name", UNIT),
    }  # fmt: skip


def test_a_name_far_below_a_list_belongs_to_none() -> None:
    lines = (TextLine("用工单位", (100, 100, 160, 112), 0.99), TextLine(UNIT, (90, 400, 260, 412), 0.99))
    page = replace(set_page(Paper(SETTLED, ()), 1, UNIT), lines=lines)
    assert names(page) == {UNIT}
