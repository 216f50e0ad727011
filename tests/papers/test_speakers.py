"""Papers of one title told by who speaks on them: an authority that decides, a company that lets its branch act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import PageReading, SealKind
from papers.materials import assign
from papers.speakers import told_by_speaker
from tests.validators.builders import page, seal
from tests.written.submission import rulebook, service

BUREAU = "北京市朝阳区人力资源和社会保障局"
BRANCH = "深圳甲酒店管理有限公司北京朝阳分公司"


def documents_of(item: str, *pages: PageReading) -> list[str | None]:
    return [one.document for one in assign(pages, rulebook().documents, service(item)).pages]


def form(number: int = 1) -> PageReading:
    return page(
        number, "养老保险待遇申领表", "单位名称：北京甲店", "姓名：宋静", "出生日期：1970年3月21日",
        "待遇类别：新增退休人员养老保险待遇",
    )


@pytest.mark.parametrize("heading", [
    "北京市基本养老保险待遇核准表", "职工退休审批表", "企业职工退休审批单", "基本养老金核定表", "退休养老待遇认定表",
    "养老保险待遇审核表", "基本养老保险待遇核定单", "退休核准表",
])
@pytest.mark.parametrize("opinion", [
    ("审批意见", "经审核，符合规定，同意。"), ("核准意见：准予核准",), ("审批结论：同意",),
    ("行政部门审核意见：符合国家规定的退休条件，批准退休",),
])
def test_decision_of_an_authority_is_the_approval(heading: str, opinion: tuple[str, ...]) -> None:
    sheet = page(2, heading, "单位：北京甲店", "姓名：宋静", "出生日期：1970年3月21日", "退休类别：正常退休", *opinion,
                 f"{BUREAU}（审批专用章）", "2020年3月23日")  # fmt: skip
    assert documents_of("benefit-new-retiree", form(), sheet) == ["benefit-form", "administrative-approval"]


def test_seal_of_the_authority_signs_as_its_name_does() -> None:
    sheet = page(1, "待遇核准表", "审批意见：同意", seals=(seal(BUREAU, kind=SealKind.GOVERNMENT),))
    assert told_by_speaker(sheet, ["待遇核准表"]) == {"administrative-approval"}
    assert told_by_speaker(replace(sheet, seals=(seal("北京甲餐饮有限公司"),)), ["待遇核准表"]) == frozenset()


@pytest.mark.parametrize("lines", [
    ("审批意见：", "年 月 日", BUREAU), ("单位审核意见：同意", BUREAU), ("审批意见：同意", f"{BUREAU}："),
    ("审批意见：同意", "北京甲餐饮有限公司（盖章）"),
])
def test_form_that_waits_for_the_opinion_is_no_decision(lines: tuple[str, ...]) -> None:
    assert told_by_speaker(page(1, "养老保险待遇核准表", *lines), ["养老保险待遇核准表"]) == frozenset()


def test_application_is_none_though_an_authority_signed_it() -> None:
    sheet = page(1, "养老保险待遇申报表", "审批意见：同意", BUREAU)
    assert told_by_speaker(sheet, ["养老保险待遇申报表"]) == frozenset()


GRANTS = [
    f"兹授权我公司分支机构{BRANCH}（统一社会信用代码：略，负责人：余杰）以其自身名义办理不定时工作制，由此产生的法律责任由我公司承担。",
    f"现授权{BRANCH}独立办理特殊工时申报，责任由我公司承担。", "我公司决定授权北京办事处负责申报综合计算工时工作制。",
    f"被授权人：{BRANCH}。授权事项：以自己名义申报不定时工作制。", f"总公司同意{BRANCH}申请实行不定时工作制。",
]


@pytest.mark.parametrize("heading", [
    "法人授权书", "授权书", "授权决定", "法人授权委托书", "总公司授权委托书", "授权证明",
])
@pytest.mark.parametrize("grant", GRANTS)
def test_company_that_lets_its_branch_act_gives_the_authorisation_of_the_parent(heading: str, grant: str) -> None:
    letter = page(1, heading, f"{BUREAU}：", grant, "深圳甲酒店管理有限公司（盖章）")
    assert documents_of("hours-flexible", letter) == ["parent-authorisation"]


@pytest.mark.parametrize("text", [
    f"兹委托我公司员工李四代表{BRANCH}办理不定时工作制。委托期限自2020年2月1日起。",
    f"兹授权张三（身份证号码略）为我司北京分公司经办人，办理申报。{BRANCH}",
    f"{BRANCH}现委托李四同志前往贵局办理。委托人：{BRANCH}",
    f"受托人：张三，{BRANCH}员工。受托人代为办理不定时工作制。",
])
def test_person_who_acts_for_a_branch_has_the_letter_of_a_person(text: str) -> None:
    letter = page(1, "授权委托书", f"{BUREAU}：", text)
    assert documents_of("hours-flexible", letter) == ["authorisation-letter"]


@pytest.mark.parametrize(("heading", "text"), [
    ("关于同意聘用为干部的批复", "经审核，同意贺海燕（身份证号码略）由工人身份聘用为干部。"),
    ("聘任通知", "兹聘任贺海燕为干部。"), ("常住人口登记卡", "户口所在地派出所"),
    ("公证书", "兹证明贺海燕的身份证号码"),
])
def test_papers_that_prove_a_change(heading: str, text: str) -> None:
    asked = page(1, "参保信息变更申报表", "变更项目：工人变更干部身份", "变更前：工人", "变更后：干部")
    proof = page(2, heading, text)
    assert documents_of("insured-change-key-fields", asked, proof) == ["insured-change-form", "insured-change-proof"]
