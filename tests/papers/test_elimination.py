"""Papers under titles of a firm's own: the one material that they can be, else an officer is asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papers.assignment import PageAssignment
from papers.materials import assign
from tests.written.sheet import Block, Paper, set_page
from tests.written.submission import WRITERS, rulebook, service
from tests.written.world import World

W = World()
UNIT = "北京远恒益新物流有限公司"
HEAD = ("序号", "姓名", "身份证号", "户籍所在地", "岗位", "劳动合同起止时间")
ROSTER = ((HEAD, ("1", "李燕", "110105197604284062", "北京市", "司机", "2019.10.01-2022.09.30"),
           ("2", "顾萍", "110108199203248886", "北京市", "销售", "2019.09.01-2022.08.31")), "（盖章）")  # fmt: skip
STEPS = ("2020年3月18日 提前三十日向工会说明情况", "第一阶段 听取意见", "2020年5月2日 公布方案，与被裁减人员办理手续")


def given(item: str, *papers: tuple[str, tuple[Block, ...]]) -> list[PageAssignment]:
    pages = [set_page(Paper(named, blocks), number, UNIT) for number, (named, blocks) in enumerate(papers, 1)]
    return list(assign(pages, rulebook().documents, service(item)).pages)


@pytest.mark.parametrize("named", ["拟裁減职工花名册", "拟裁减职工花名删", "经济性裁减人员情况登记表", "裁减对象明细",
                                   "优化人员名册"])  # fmt: skip
def test_roster_in_a_firms_own_words_is_the_list_of_those_laid_off(named: str) -> None:
    (one,) = given("layoff-report", (named, ROSTER))
    assert one.document == "layoff-list"
    assert one.confidence >= 0.8


@pytest.mark.parametrize("named", ["裁减人员工作进度表", "人员裁减日程"])
def test_plan_is_told_from_an_opinion_that_holds_the_same_words(named: str) -> None:
    (one,) = given("layoff-report", (named, STEPS))
    assert (one.document, one.confidence) == ("layoff-schedule", 0.8)


@pytest.mark.parametrize("named", ["关于裁减人员方案的意见", "对公司裁减人员方案的意见", "关于经济性裁员方案的复函",
                                   "裁员方案答复意见"])  # fmt: skip
def test_opinion_on_the_plan_is_the_union_s_whatever_the_plan_s_own_papers_are_about(named: str) -> None:
    says = ("我会召开工会委员会会议并征求职工意见，意见如下：", "一、同意公司裁减32名职工的方案；",
            "三、经济补偿应按期足额支付", "远恒益新物流工会委员会（盖章）")  # fmt: skip
    (one,) = given("layoff-report", (named, says))
    assert one.document == "layoff-opinion"
    assert one.confidence >= 0.8


@pytest.mark.parametrize("named", ["新招用人员花名册", "一次性吸纳就业补贴人员名册", "解除劳动合同人员名单"])
def test_roster_of_something_else_stays_a_question(named: str) -> None:
    (one,) = given("layoff-report", (named, ROSTER))
    assert one.confidence < 0.7


def test_second_roster_beside_the_titled_one_is_not_taken_for_what_is_missing() -> None:
    papers = (("被裁减人员名单", ROSTER), ("裁减对象工资明细", ("姓名 李燕 月工资 5000元 支付标准 经济补偿",)))
    found = [one.document for one in given("layoff-report", *papers)]
    assert found[0] == "layoff-list"
    assert "layoff-schedule" not in found


def package(item: str, **named: str) -> list[PageAssignment]:
    """Return what each paper of a package is; titles of some are given, by code with ``_`` for ``-``."""
    asked = dict.fromkeys(one.document for one in service(item).materials if one.document in WRITERS)
    written = ((code.replace("-", "_"), WRITERS[code](W)) for code in asked)
    papers = [replace(paper, title=named.get(code, paper.title)) for code, paper in written]
    pages = [set_page(paper, number, W.unit) for number, paper in enumerate(papers, 1)]
    return list(assign(pages, rulebook().documents, service(item)).pages)


@pytest.mark.parametrize(("item", "code", "named"), [
    ("backpay-over-three-years", "employment-and-wage-proof", "薪资发放证明"),
    ("injury-benefit", "injury-decision", "工伤认定结论通知"),
    ("hours-flexible", "union-opinion", "工会对特殊工时的答复"), ("layoff-report", "layoff-opinion", "工会回函"),
    ("layoff-report", "layoff-legal-basis", "关于依法裁减人员的情况"),
    ("dispatch-new", "capital-verification-report", "注册资本实收情况审验报告"),
    ("dispatch-new", "appointment-letter", "执行董事任命文件"),
    *(("dispatch-new", "dispatch-agreement-sample", one) for one in (
        "劳务派遣合作协议书", "劳务派遣服务协议文本", "派遣用工合作协议", "派遣业务合同", "用工服务协议范本",
    )),
    *(("injury-recognition", "labour-relation-proof", one) for one in (
        "用工关系证明", "聘用关系证明", "雇佣关系说明", "存续劳动关系的说明", "职工在岗情况证明", "入职登记证明",
    )),
    ("layoff-report", "layoff-schedule", "分步实施计划"), ("layoff-report", "layoff-schedule", "人员优化时间表"),
    ("subsidy-recruitment", "recruitment-roster", "新增就业人员名单"),
    ("refund", "refund-application", "误缴保费退回申请"),
])  # fmt: skip
def test_one_paper_of_a_package_under_a_title_of_its_own_is_what_is_missing(item: str, code: str, named: str) -> None:
    found = package(item, **{code.replace("-", "_"): named})
    assert max(one.confidence for one in found if one.document == code) >= 0.8


@pytest.mark.parametrize(("item", "lacks", "has"), [
    ("layoff-report", "layoff-list", "special-hours-roster"),
    ("injury-benefit", "injury-decision", "commitment-letter"),
    ("injury-recognition", "labour-relation-proof", "dispatch-agreement-sample"),
    ("dispatch-new", "equipment-list", "refund-application"), ("hours-flexible", "union-opinion", "benefit-form"),
])  # fmt: skip
def test_paper_of_another_item_does_not_fill_the_place_of_what_is_missing(item: str, lacks: str, has: str) -> None:
    asked = dict.fromkeys(one.document for one in service(item).materials if one.document in WRITERS)
    codes = [has if code == lacks else code for code in asked]
    pages = [set_page(WRITERS[code](W), number, W.unit) for number, code in enumerate(codes, 1)]
    found = assign(pages, rulebook().documents, service(item))
    assert not any(one.confidence >= 0.7 for one in found.of(lacks))


@pytest.mark.parametrize("named", ["用工服务合作协议", "派遣员工使用协议", "派遣合作合同书(样本)"])
def test_agreement_after_the_rules_of_the_same_words_is_no_chapter_of_them(named: str) -> None:
    rules = replace(WRITERS["dispatch-management-rules"](W), title="劳务派遣规章制度汇编")
    says = ("第一条 派遣事项：岗位及性质、人数、派遣期限见附表；", "第二条 劳动报酬：用工单位每月5日前支付工资款；",
            "第三条 社会保险费由乙方缴纳。", "第四条 用工单位安排工作时间和休息休假应符合国家规定。",
            "第五条 员工违反劳动纪律的可以退回。", "第六条 协议期限三年。")  # fmt: skip
    sample = Paper(named, says)
    chapter = Paper("劳动合同", ("用工单位按月核对劳动报酬，岗位、期限见派遣通知单，派遣单位按时支付。",))
    item, documents = service("dispatch-new"), rulebook().documents
    found = assign([set_page(rules, 1, W.unit), set_page(sample, 2, W.unit)], documents, item)
    assert [one.document for one in found.pages] == ["dispatch-management-rules", "dispatch-agreement-sample"]
    found = assign([set_page(rules, 1, W.unit), set_page(chapter, 2, W.unit)], documents, item)
    assert not any(one.confidence >= 0.7 for one in found.of("dispatch-agreement-sample"))
