"""The item that the pages speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import TextLine
from judging.item_detection import shown_item
from tests.validators.builders import DOCUMENTS, form_page, item, material, page
from tests.written.sheet import Paper, set_page
from tests.written.submission import RECEIVED, rulebook

THREE = item(material("form", 1), material("business-licence", 2), material("articles", 3))


def test_item_is_told_by_the_title_of_its_form() -> None:
    layoff = item(material("list", 1), code="layoff-report", name="企业裁减人员报告", aliases=("企业裁减人员报告",))
    found = shown_item([form_page(1)], [layoff, THREE], DOCUMENTS)
    assert found is not None
    assert (found.item, found.surely) == (THREE, True)


def test_written_kind_of_application_tells_more_than_a_shared_form() -> None:
    shared = [material("rules", 1)]
    flexible = item(*shared, code="hours-flexible", name="不定时工作制", told_by=("不定时",))
    comprehensive = item(*shared, code="hours-comprehensive", name="综合计算工时工作制", told_by=("综合",))
    form = page(1, "劳务派遣管理制度", "综合计算工时工作制和不定时工作制", "劳动合同", "申报种类：不定时工作制")
    found = shown_item([form], [comprehensive, flexible], DOCUMENTS)
    assert found is not None
    assert (found.item, found.surely) == (flexible, True)


@pytest.mark.parametrize("printed", ["年度报告情况", "年度经营情况报告", "年检情况"])
def test_record_of_yearly_reports_on_a_permit_is_no_application_to_report(printed: str) -> None:
    unit = "北京翊衡人力资源服务有限责任公司"
    form = Paper("劳务派遣经营许可变更申请书", (f"单位名称：{unit}", "变更事项：注册资本 1900万 改为2000万"))
    says = ("编号：京201805117724", f"单位名称：{unit}", "许可经营事项：劳务派遣", "有效期限：2018年10月5日至2021年")
    permit = set_page(Paper("劳务派遣经营许可证", says), 2, unit)
    column = TextLine(printed, (420.0, 150.0, 500.0, 168.0), 0.98)
    permit = replace(permit, lines=(*permit.lines[:1], column, *permit.lines[1:]))
    found = shown_item([set_page(form, 1, unit), permit], rulebook().items_on(RECEIVED.date()), rulebook().documents)
    assert found is not None
    assert found.item is not None
    assert (found.item.code, found.rivals(found.item)) == ("dispatch-change", ())


def test_pages_of_no_item_detect_nothing() -> None:
    assert shown_item([page(1, "产品宣传手册", "欢迎选购")], [THREE], DOCUMENTS) is None
