"""What the name of a file says of its pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papers.assignment import Evidence
from papers.materials import assign
from papers.named_files import material_hints
from tests.validators.builders import DOCUMENTS, THREE, form_page, page
from tests.written.submission import rulebook, service

LISTED = frozenset(line.document for line in service("dispatch-new").materials)


@pytest.mark.parametrize(("name", "document"), [
    ("02营业执照副本.pdf", "business-licence"), ("3、公司章程.jpg", "articles-of-association"),
    ("北京恒诚远达服务有限公司+办公设备清单.pdf", "equipment-list"), ("租赁合同（盖章）.pdf", "premises-proof"),
    ("扫描件001.pdf", None), ("IMG_20200218.jpg", None),
    ("附件9：法定代表人身份证明.pdf", "legal-representative-identity"),
    ("法定代表人身份证明书.pdf", "legal-representative-identity"), ("8-法人身份证.pdf", "identity-card-copy"),
    ("经办人身份证明复印件.pdf", "identity-card-copy"),
])
def test_name_of_a_material(name: str, document: str | None) -> None:
    assert material_hints([name], rulebook().documents, LISTED) == (document,)


def test_page_without_words_of_its_own_is_what_its_file_is_named_after() -> None:
    pages = [form_page(1), replace(page(2, "", "看不清的一页"), file=1, file_page=1)]
    found = assign(pages, DOCUMENTS, THREE, ["申请书.pdf", "公司章程.pdf"])
    assert (found.pages[1].document, found.pages[1].evidence) == ("articles", Evidence.FILE_NAME)


def test_title_on_the_page_wins_over_the_name_of_its_file() -> None:
    pages = [replace(page(1, "营业执照", "登记机关", "经营范围", "住所"), file=0), replace(form_page(2), file=1)]
    found = assign(pages, DOCUMENTS, THREE, ["公司章程.pdf", "申请书.pdf"])
    assert found.pages[0].document == "business-licence"


def test_pages_numbered_on_are_one_paper_though_each_bears_a_title() -> None:
    minutes = page(1, "职工大会会议纪要", "时间：2020年2月10日", "全体职工签字确认", "第1页 共2页")
    sheet = page(2, "员工签字单", "本人已知悉，签字如下", "汪德胜 蔡鹏", "第2页 共2页")
    listed = replace(page(3, "营业执照", "统一社会信用代码", "登记机关", "经营范围"), file=1)
    names = ["会议纪要和员工签字单.pdf", "营业执照.pdf"]
    found = assign([minutes, sheet, listed], rulebook().documents, service("layoff-report"), names)
    assert found.copies("meeting-minutes-and-signatures") == ((1, 2),)


def test_form_whose_title_was_lost_is_what_its_file_says_where_its_words_bear_it_out() -> None:
    lost = page(1, "", "姓名 董某", "证件号码 830000199206296860", "国籍（地区） 中国台湾", "缴费人员类别 城镇职工",
                "缴费基数 7100元", "新增")  # fmt: skip
    other = replace(page(2, "劳动合同书", "甲方", "乙方", "合同期限", "工作岗位"), file=1)
    names = ["个人信息登记表.pdf", "劳动合同.pdf"]
    found = assign([lost, other], rulebook().documents, service("enrol-hk-macao-taiwan"), names)
    assert (found.pages[0].document, found.pages[0].possible) == ("enrolment-person-form", ())
