"""Units behind labels and on lines of their own: shops as well as companies, never whom a letter is written to."""

from __future__ import annotations

import pytest

from papers.fields.read_fields import read_fields
from papers.fields.values import unit
from tests.packaged import packaged
from tests.written.sheet import Paper, set_page


@pytest.mark.parametrize("name", ["北京禾苗间饭庄", "北京三里屯王记烤肉摊", "全聚德烤鸭店", "北京星河科技有限公司"])
def test_a_name_is_read_whatever_the_kind_of_business(name: str) -> None:
    assert unit(f"{name}（盖章）") == name


@pytest.mark.parametrize("text", [
    "北京市朝阳区社会保险基金管理中心：", "北京市朝阳区人力资源和社会保障局", "员工休息室", "北京市朝阳区建国路88号院",
    "北京市朝阳区社会保险基金管理中心北京星河科技有限公司", "公章）公公司", "公章）有限公司",
    "（单位公章）限公司", "盖章处某某公司",
])
def test_an_authority_a_room_and_an_address_are_no_applicants(text: str) -> None:
    assert unit(text) is None


@pytest.mark.parametrize(("text", "name"), [
    ("登记号统一社会信用代码91110105MA00XXXX79证号北京星河科技有限公司", "北京星河科技有限公司"),
    ("北京学院路阿强面坊", "北京学院路阿强面坊"), ("公章）北京星河科技有限公司", "北京星河科技有限公司"),
    ("北京公章刻制有限公司", "北京公章刻制有限公司"),
    ("北京朝阳就业服务中心有限公司", "北京朝阳就业服务中心有限公司"),
    ("北京张记小吃部（个体工商户）", "北京张记小吃部（个体工商户）"),
    ("北京星河科技有限公司地址：北京市朝阳区某路5号院", "北京星河科技有限公司"),
])
def test_a_value_ends_where_the_name_does(text: str, name: str) -> None:
    assert unit(text) == name


def test_whom_a_letter_is_written_to_does_not_apply() -> None:
    addressees = ("北京市朝阳区社会保险基金管理中心：", "北京远方商贸有限公司：")
    paper = Paper("单位承诺书", (*addressees, "我单位承诺材料真实。", "北京禾苗间饭庄（盖章）"))
    page = set_page(paper, 1, "北京禾苗间饭庄")
    catalogue = packaged()
    found = read_fields([page], catalogue.documents["commitment-letter"], catalogue.fields)
    assert {value.value for value in found if value.name == "unit_name"} == {"北京禾苗间饭庄"}


def test_a_code_within_a_sentence_is_read() -> None:
    page = set_page(Paper("参保信息变更申报表", ("统一社会信用代码91110105MA00XXXX78，登记号",)), 1, "")
    catalogue = packaged()
    found = read_fields([page], catalogue.documents["insured-change-form"], catalogue.fields)
    assert [value.value for value in found if value.name == "uscc"] == ["91110105MA00XXXX78"]


@pytest.mark.parametrize("tail", ["有限责任公司", "和物流有限责任公司"])
def test_the_second_line_of_a_broken_name_is_no_name_of_its_own(tail: str) -> None:
    name = "北京市朝阳区泰和物流有限责任公司"
    paper = Paper("单位实行特殊工时工作制申报情况表", (f"单位名称：{name}", f"申请单位（盖章）：{tail}"))
    catalogue = packaged()
    found = read_fields([set_page(paper, 1, name)], catalogue.documents["special-hours-status"], catalogue.fields)
    assert {value.value for value in found if value.name == "unit_name"} == {name}
