"""Packages in other words than the catalogue's: each page is still told, and so is the item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import PageReading
from judging.item_detection import shown_item
from papers.assignment import Evidence
from papers.materials import assign
from tests.validators.builders import UNIT, page, title
from tests.written.other_wordings import ITEMS, one_file_each, write_package
from tests.written.sheet import Paper, pairs, set_page
from tests.written.submission import RECEIVED, rulebook, service


def documents_of(pages: list[PageReading], item: str) -> list[str | None]:
    return [one.document for one in assign(pages, rulebook().documents, service(item)).pages]


@pytest.mark.parametrize("item", ITEMS)
def test_pages_in_other_words_are_told(item: str) -> None:
    assert documents_of(write_package(ITEMS[item]), item) == [document for _, document in ITEMS[item]]


@pytest.mark.parametrize("item", ITEMS)
def test_one_picture_a_page_goes_on_like_one_file(item: str) -> None:
    pages = one_file_each(write_package(ITEMS[item]))
    assert documents_of(pages, item) == [document for _, document in ITEMS[item]]


@pytest.mark.parametrize("item", ITEMS)
def test_item_is_surely_shown_by_pages_in_files_without_a_name(item: str) -> None:
    found = shown_item(write_package(ITEMS[item]), rulebook().items_on(RECEIVED.date()), rulebook().documents)
    assert found is not None
    assert found.item is not None
    assert (found.item.code, found.surely) == (item, True)


@pytest.mark.parametrize("cover", ["申报材料", "申 请 材 料", "报送材料"])
def test_cover_sheet_that_names_the_item_is_no_application(cover: str) -> None:
    named = page(1, "", f"单位名称：{UNIT}", "联系人：王芳", "二〇二〇年二月")
    named = replace(named, lines=(title("新申请劳务派遣行政许可", 140), title(cover, 210), *named.lines))
    form = page(2, "劳务派遣经营许可申请书", f"单位名称：{UNIT}", "申请许可事项：劳务派遣经营许可", "注册资本：200万元")
    assert documents_of([named, form], "dispatch-new") == [None, "dispatch-application"]


def test_table_of_contents_is_told_by_its_two_signs_far_apart() -> None:
    listed = page(1, "", "1 劳务派遣经营许可申请书 第3页", "2 营业执照副本 第4页")
    signs = (replace(title("目", 70), box=(266, 70, 284, 88)), replace(title("录", 70), box=(320, 70, 338, 88)))
    listed = replace(listed, lines=(*signs, *listed.lines))
    found = assign([listed], rulebook().documents, service("dispatch-new"))
    assert [one.evidence for one in found.pages] == [Evidence.CONTENTS]


@pytest.mark.parametrize("head", ["目录", "材料清单", "申报材料目录"])
def test_entry_of_a_table_of_contents_is_no_paper_though_it_stands_in_the_middle(head: str) -> None:
    listed = page(1, head, "1 申报表", "2 申报情况表", "4 工会意见", "5 职工签字花名册", "7 授权委托书")
    entry = replace(title("申请说明书", 150), box=(262.0, 150.0, 333.0, 166.0))
    listed = replace(listed, lines=(*listed.lines[:3], entry, *listed.lines[3:]))
    statement = page(2, "申请说明书", "我单位部分岗位因工作性质特殊，申请实行不定时工作制。")
    assert documents_of([listed, statement], "hours-flexible") == [None, "special-hours-explanation"]


def test_form_that_lists_its_enclosures_is_no_table_of_contents() -> None:
    form = page(1, "劳务派遣经营许可申请书", f"单位名称：{UNIT}", "注册资本：200万元", "法定代表人：周启明")
    enclosed = (title("提交材料清单", 170), *page(1, "", "营业执照", "公司章程", "验资报告", "办公场所证明").lines)
    form = replace(form, lines=(*form.lines, *enclosed))
    assert documents_of([form], "dispatch-new") == ["dispatch-application"]


WORDED = [
    ("dispatch-change", "dispatch-change-application", "劳务派遣经营许可证变更申请",
     ("我公司持有贵局颁发的《劳务派遣经营许可证》，编号11010520187425，有效期至2021年8月24日。",
      "变更项目：法定代表人 变更前：王一 变更后：李二")),
    ("dispatch-extension", "dispatch-extension-application", "关于延续劳务派遣经营许可的申请",
     ("我公司劳务派遣经营许可有效期届满后仍需继续经营，现申请办理延续。",)),
    ("dispatch-extension", "three-year-operation-report", "2017—2019年度经营情况总结",
     ("2017年末在册被派遣劳动者59人，劳动合同签订率、社会保险参保率均为100%，服务用工单位3家。",)),
    ("dispatch-annual-report", "annual-operation-report", "关于报送2019年度劳务派遣经营情况的报告",
     ("2019年末被派遣劳动者59人，劳动合同签订率100%，依法参加社会保险。",)),
    ("benefit-simplified", "administrative-approval", "劳动能力鉴定结论通知",
     ("你单位报送的材料收悉。经审核，符合十级，准予核发一次性伤残补助金。",)),
    ("benefit-simplified", "administrative-approval", "工伤职工停工留薪期确认表",
     ("姓名 葛毅 所在单位 某公司", "单位申报意见 同意申报。", "行政部门审批意见 经审核，同意确认，准予享受待遇。")),
    ("benefit-simplified", "administrative-approval", "职工退休待遇审核表",
     ("姓名 葛毅 岗位 钳工", "审核意见 经审核，符合规定，准予按月领取。")),
    ("insured-change-general", "insured-change-proof", "关于参保信息变更的情况说明",
     ("我单位职工原登记住址有误，现更正。经核对，情况属实。",)),
    ("hours-comprehensive", "union-opinion", "关于实行综合计算工时工作制的工会意见书",
     ("工会委员会听取职工意见后，同意公司申报。",)),
    ("dispatch-new", "title-deed", "京（2017）朝不动产权第0442991号",
     ("权利人 北京安居置业有限公司", "共有情况 单独所有", "坐落 朝阳区广渠路33号", "不动产单元号 110105220005")),
    ("layoff-report", "layoff-other", "其他事项说明", ("公司没有拖欠工资，没有正在处理的劳动争议。",)),
    ("enrol-foreigner", "residence-permit", "中华人民共和国外国人居留许可",
     ("护照 PASSPORT E20455604", "居留事由 工作")),
]  # fmt: skip


@pytest.mark.parametrize(("item", "document", "named", "says"), WORDED, ids=lambda value: str(value)[:30])
def test_paper_is_told_by_the_last_word_of_its_title(
    item: str, document: str, named: str, says: tuple[str, ...]
) -> None:
    assert documents_of([set_page(Paper(named, says), 1, "北京远恒益新物流有限公司")], item) == [document]


def test_cover_does_not_swallow_the_application_to_extend() -> None:
    cover = Paper("劳务派遣经营许可延续\n申报材料", ("单位名称：北京远恒益新物流有限公司", "二〇二〇年四月"))
    form = Paper("劳务派遣经营许可延续申请书", ("单位名称：北京远恒益新物流有限公司", "申请延续理由：有效期即将届满"))
    pages = [set_page(cover, 1, "北京远恒益新物流有限公司"), set_page(form, 2, "北京远恒益新物流有限公司")]
    assert documents_of(pages, "dispatch-extension") == [None, "dispatch-extension-application"]


@pytest.mark.parametrize("cover", ["新申请劳务派遣行政许可\n申报材料", "申请劳务派遣经营许可\n材料汇编"])
def test_cover_named_like_the_form_is_no_page_of_it(cover: str) -> None:
    unit = "北京远恒益新物流有限公司"
    says = (f"单位名称：{unit}", "注册资本：200万元", "法定代表人：周启明", "住所：朝阳区")
    form = Paper("劳务派遣经营许可申请书", says)
    pages = [set_page(Paper(cover, (f"申报单位：{unit}",)), 1, unit), set_page(form, 2, unit)]
    assert documents_of(pages, "dispatch-new") == [None, "dispatch-application"]


BRANCH = "山东远恒制品有限公司北京分公司"
TO_AGENT = ("受托人：李娜", "委托权限：递交材料，领取文书", "委托期限：三个月", "代理人无转委托权")
TO_BRANCH = ("山东远恒制品有限公司授权所属北京分公司以分公司名义办理申报。", "授权期限：两年，责任由我公司承担。",
             "法人单位（盖章）：山东远恒制品有限公司")  # fmt: skip


def test_authorisation_of_a_branch_and_that_of_an_agent_are_told_by_their_words() -> None:
    pages = [set_page(Paper("授权委托书", TO_AGENT), 1, BRANCH), set_page(Paper("法人授权书", TO_BRANCH), 2, BRANCH)]
    assert documents_of(pages, "hours-flexible") == ["authorisation-letter", "parent-authorisation"]
    assert documents_of([set_page(Paper("授权书", TO_AGENT), 1, BRANCH)], "hours-flexible") == ["authorisation-letter"]


BRANCH_TABLE = (pairs("授权法人", "山东远恒制品有限公司", "被授权分支机构", BRANCH, "负责人", "雷维清", "授权事项",
                      "办理不定时工作制，签署并提交相关材料", "授权期限", "2020年3月27日至2021年12月31日", width=2),
                "我公司承认被授权分支机构在授权范围内所办理事项的法律效力。")  # fmt: skip


def test_table_by_which_the_parent_authorises_its_branch_is_no_letter_to_an_agent() -> None:
    pages = [set_page(Paper("授权委托书", TO_AGENT), 1, BRANCH), set_page(Paper("法人授权书", BRANCH_TABLE), 2, BRANCH)]
    assert documents_of(pages, "hours-flexible") == ["authorisation-letter", "parent-authorisation"]
    agent = (f"{BRANCH}授权李娜为代理人", "委托权限：递交材料", "委托期限：三个月")
    assert documents_of([set_page(Paper("法人授权书", agent), 1, BRANCH)], "hours-flexible") == ["authorisation-letter"]


DEED = ("京（2017）朝阳区不动产权第0442991号", "权利人 萧红霞", "共有情况 单独所有", "坐落 朝阳区广渠路33号",
        "不动产单元号 110105 220005 GB00001", "权利类型 国有建设用地使用权", "登记机构（章）")  # fmt: skip
LEASE = ("出租方 萧红霞 承租方 某公司", "房屋坐落 朝阳区广渠路33号 建筑面积112.4平方米", "租赁期限 三年 月租金 9000元")


def test_page_that_holds_another_papers_words_does_not_go_on_with_the_one_before() -> None:
    pages = [set_page(Paper("房屋租赁合同", LEASE), 1, UNIT), set_page(Paper("", DEED), 2, UNIT)]
    assert documents_of(pages, "dispatch-new") == ["premises-proof", "title-deed"]
    label = title("坐落", 150)  # read larger than it is printed
    labelled = [pages[0], replace(pages[1], lines=(*pages[1].lines[:2], label, *pages[1].lines[2:]))]
    found = assign(labelled, rulebook().documents, service("dispatch-new")).pages[1]
    assert (found.document, found.confidence) == ("title-deed", 0.8)


@pytest.mark.parametrize("named", ["新申请劳务派遣行政许可", "申请劳务派遣经营许可"])
def test_cover_that_names_the_business_and_lists_the_papers_is_no_form(named: str) -> None:
    entries = ("1.申请书", "2.营业执照", "3.公司章程", "4.审计报告", "5.租房合同", "6.设备清单", "7.授权委托书")
    cover = Paper(named, (f"申请单位：{UNIT}", "材料目录：", *entries))
    form = Paper("申请经营劳务派遣业务的申请书", ("注册资本人民币200万元", "法定代表人：周启明", "住所：朝阳区"))
    pages = [set_page(cover, 1, UNIT), set_page(form, 2, UNIT)]
    assert documents_of(pages, "dispatch-new") == [None, "dispatch-application"]


@pytest.mark.parametrize("named", ["不定时工作制职工花名册(签字)", "综合计算工时工作制人员名单"])
def test_roster_without_titles_of_columns_is_told_by_its_own(named: str) -> None:
    says = ("我们是公司的职工，已了解公司实行特殊工时的内容，同意实行。", "1、服务员 沈青 男 签字：沈青", "合计1人。")
    assert documents_of([set_page(Paper(named, says), 1, UNIT)], "hours-both") == ["special-hours-roster"]


def test_notes_on_the_accounts_go_on_with_the_audit_report() -> None:
    audit = Paper("审计报告", ("我们审计了公司的资产负债表、利润表。", "会计师事务所", "中国注册会计师：孙明亮"))
    says = ("一、公司基本情况：统一社会信用代码91110105MA0NDRR201，注册资本500万元，法定代表人周启明，住所朝阳区。",
            "二、利润情况：2019年度营业收入1,587,714.00元。", "三、截至报告日，贵公司无需要披露的事项。")  # fmt: skip
    notes = Paper("财务报表主要数据及附注", says)
    pages = [set_page(audit, 1, UNIT), replace(set_page(notes, 2, UNIT), file=1)]  # each a picture of its own
    assert documents_of(pages, "dispatch-extension") == ["audit-report", "audit-report"]


def test_total_of_a_list_on_a_page_of_its_own_is_no_title() -> None:
    total = page(2, "", "制表人：鲁鹏")
    total = replace(total, lines=(title("16人", 70), *total.lines))
    rows = ("序号 姓名 身份证号 户籍所在地 岗位 劳动合同起止时间", "1 潘慧 设计 2018.10.01-2021.09.30")
    pages = [set_page(Paper("拟裁减职工花名册", rows), 1, UNIT), total]
    assert documents_of(pages, "layoff-report") == ["layoff-list", "layoff-list"]
