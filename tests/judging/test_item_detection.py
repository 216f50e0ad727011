"""The item that the pages speak of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import TextLine
from judging.item_detection import Shown, shown_item
from tests.validators.builders import DOCUMENTS, form_page, item, material, page
from tests.written.sheet import Paper, pairs, set_page
from tests.written.submission import RECEIVED, WRITERS, judged, rulebook
from tests.written.world import World

W = World()
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


def _shown(*papers: Paper) -> Shown | None:
    pages = [set_page(paper, number, W.unit) for number, paper in enumerate(papers, 1)]
    return shown_item(pages, rulebook().items_on(RECEIVED.date()), rulebook().documents)


def _added(*says: str) -> Paper:
    one = ("1", W.worker.name, W.worker.number, "男", "2020年2月", "8500")
    rows = (("序号", "姓名", "证件号码", "性别", "增加日期", "缴费工资"), one)
    return Paper("北京市社会保险参保人员增加表", (f"填报单位：{W.unit}", rows, *says))


@pytest.mark.parametrize("proof", ["兼职人员用工关系证明", "兼职协议", "第二用工单位证明"])
@pytest.mark.parametrize("form", ["北京市社会保险个人信息登记表", "险个人信息登记表", ""])
@pytest.mark.parametrize("reason", ["增加原因 [ ]新参统 [√]兼职第二单位", "增加原因 新参统 二市内转入兼职第二单位"])
def test_proof_of_a_second_post_tells_what_the_form_that_adds_a_person_is_for(
    proof: str, form: str, reason: str
) -> None:
    paper, person = WRITERS["part-time-proof"](W), WRITERS["enrolment-person-form"](W)
    found = _shown(
        WRITERS["identity-card-copy"](W), replace(paper, title=proof), replace(person, title=form), _added(reason)
    )
    assert found is not None
    assert found.item is not None
    assert (found.item.code, found.surely, found.unsaid) == ("enrol-part-time", True, False)


def test_form_that_says_late_is_filed_late_and_one_that_says_nothing_is_not_surely_so() -> None:
    late, silent = _shown(_added("增加原因：逾期参保登记补办")), _shown(_added("增加原因：新参保"))
    assert late is not None
    assert silent is not None
    assert [(one.item.code, one.surely, one.unsaid) for one in (late, silent) if one.item] == [
        ("late-filing", True, False), ("late-filing", False, True),
    ]


def _backpay(title: str, *cells: str) -> Paper:
    said = pairs("姓名", "文忠", "补缴起止年月", "2012年3月至2015年7月", "缴费基数", "5000", *cells)
    return Paper(title, (f"单位名称：{W.unit}", "补缴类别 月报补缴□ 近三个月□ 基数差□ 延长缴费期□ 超过3年√", said))


@pytest.mark.parametrize("title", ["", "缴电报表（明细）", "北京市社会保险费\n缴电报表（明细）"])
@pytest.mark.parametrize("cells", [("险种", "五险", "补缴原因", "漏缴"), ("险种", "五险")])
def test_form_whose_title_was_not_read_is_known_by_its_words(title: str, cells: tuple[str, ...]) -> None:
    found = _shown(_backpay(title, *cells))
    assert found is not None
    assert found.item is not None
    assert found.item.code == "backpay-over-three-years"
    assert title or not found.surely


def test_paper_of_its_own_title_is_no_form_for_its_words() -> None:
    found = _shown(_backpay("劳动关系和工资证明", "险种", "五险", "补缴原因", "漏缴"))
    assert found is None or not found.surely


RULES = (
    "派遣员工应当订立劳动合同。", "劳动报酬按月支付，依法缴纳社会保险。", "工作时间每周四十小时，实行休息休假制度。",
    "遵守劳动纪律。",
)  # fmt: skip


@pytest.mark.parametrize(("says", "shown"), [(RULES, False), (RULES[:2], True)])
def test_later_page_of_a_firm_s_rules_is_no_form_for_its_words(says: tuple[str, ...], shown: bool) -> None:
    licence = WRITERS["business-licence"](W)
    found = _shown(licence, Paper("", ("制度一", *says)))
    assert (found is not None) is shown


CHANGES = (("变更项目", "变更前内容", "变更后内容"), ("姓名", "董小男", "董亚男"))


@pytest.mark.parametrize("title", ["", "北京市"])
@pytest.mark.parametrize("alone", [False, True])
def test_form_of_few_words_is_known_by_all_of_them_and_never_surely(title: str, alone: bool) -> None:
    form = Paper(title, (f"单位名称：{W.unit}", CHANGES, "申报日期：2020年3月17日"))
    proof = Paper("户籍变更证明", ("兹证明董亚男原姓名为董小男，确系同一人。",))
    found = _shown(form, *(() if alone else (proof,)))
    assert found is not None
    assert "insured-change-general" in {one.code for one in found.items}
    assert not found.surely
    report = judged(None, [set_page(paper, 1, W.unit) for paper in (form, *(() if alone else (proof,)))], W)
    assert report.item.code == "insured-change-key-fields"


@pytest.mark.parametrize("rows", [
    (("事项", "变更前内容", "变更后内容"), ("姓名", "董小男", "董亚男")),
    (("变更项目", "内容"), ("姓名", "董亚男")),
])
def test_form_of_few_words_of_which_one_is_not_there_shows_nothing(rows: tuple[tuple[str, ...], ...]) -> None:
    assert _shown(Paper("", (f"单位名称：{W.unit}", rows))) is None


def test_pages_of_no_item_detect_nothing() -> None:
    assert shown_item([page(1, "产品宣传手册", "欢迎选购")], [THREE], DOCUMENTS) is None


@pytest.mark.parametrize("named", ["用工关系证明", "聘用情况证明"])
def test_proof_that_may_be_of_several_items_shows_none_of_them_surely(named: str) -> None:
    proof = Paper(named, ("姓名：张三，在我单位工作，已参加工伤保险，劳动合同期限三年。", "特此证明。"))
    found = _shown(proof, WRITERS["authorisation-letter"](W))
    assert found is None or not found.surely
    second = Paper("兼职人员证明", ("姓名：张三，主要用人单位为某公司，在我单位兼职，参加工伤保险。",))
    found = _shown(second)
    assert found is not None
    assert found.surely
