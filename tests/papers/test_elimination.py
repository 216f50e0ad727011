"""Papers under titles of a firm's own: the one material that they can be, else an officer is asked."""

from __future__ import annotations

import pytest

from papers.assignment import PageAssignment
from papers.materials import assign
from tests.written.sheet import Block, Paper, set_page
from tests.written.submission import rulebook, service

UNIT = "北京远恒益新物流有限公司"
HEAD = ("序号", "姓名", "身份证号", "户籍所在地", "岗位", "劳动合同起止时间")
ROSTER = ((HEAD, ("1", "李燕", "110105197604284062", "北京市", "司机", "2019.10.01-2022.09.30"),
           ("2", "顾萍", "110108199203248886", "北京市", "销售", "2019.09.01-2022.08.31")), "（盖章）")  # fmt: skip
STEPS = ("2020年3月18日 提前三十日向工会说明情况", "第一阶段 听取意见", "2020年5月2日 公布方案，与被裁减人员办理手续")


def given(item: str, *papers: tuple[str, tuple[Block, ...]]) -> list[PageAssignment]:
    pages = [set_page(Paper(named, blocks), number, UNIT) for number, (named, blocks) in enumerate(papers, 1)]
    return list(assign(pages, rulebook().documents, service(item)).pages)


@pytest.mark.parametrize("named", ["拟裁減职工花名册", "拟裁减职工花名删", "经济性裁减人员情况登记表", "裁减对象明细"])
def test_roster_in_a_firms_own_words_is_the_list_of_those_laid_off(named: str) -> None:
    (one,) = given("layoff-report", (named, ROSTER))
    assert one.document == "layoff-list"
    assert one.confidence >= 0.8


@pytest.mark.parametrize("named", ["裁减人员工作进度表", "人员裁减日程"])
def test_plan_is_told_from_an_opinion_that_holds_the_same_words(named: str) -> None:
    (one,) = given("layoff-report", (named, STEPS))
    assert (one.document, one.confidence) == ("layoff-schedule", 0.8)


@pytest.mark.parametrize("named", ["新招用人员花名册", "一次性吸纳就业补贴人员名册", "优化人员名册"])
def test_roster_of_something_else_stays_a_question(named: str) -> None:
    (one,) = given("layoff-report", (named, ROSTER))
    assert one.confidence < 0.7


def test_second_roster_beside_the_titled_one_is_not_taken_for_what_is_missing() -> None:
    papers = (("被裁减人员名单", ROSTER), ("裁减对象工资明细", ("姓名 李燕 月工资 5000元 支付标准 经济补偿",)))
    found = [one.document for one in given("layoff-report", *papers)]
    assert found[0] == "layoff-list"
    assert "layoff-schedule" not in found
