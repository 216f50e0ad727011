"""The item that the pages speak of."""

from __future__ import annotations

from judging.item_detection import shown_item
from tests.validators.builders import DOCUMENTS, form_page, item, material, page

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


def test_pages_of_no_item_detect_nothing() -> None:
    assert shown_item([page(1, "产品宣传手册", "欢迎选购")], [THREE], DOCUMENTS) is None
