from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import ColourMode, PageReading, TextLine
from cases.report import MaterialStatus, Need
from catalogue.model import ServiceItem, Unknown
from papers.assignment import Evidence
from papers.materials import assign
from papers.recognition import page_number
from papers.sequence import FOLLOWS
from tests.validators.builders import (
    DOCUMENTS,
    articles_page,
    condition,
    form_page,
    item,
    licence_page,
    material,
    page,
    statuses,
    subject,
    title,
)
from tests.written.submission import rulebook, service

FORM, LICENCE, ARTICLES = material("form", 1), material("business-licence", 2), material("articles", 3)
THREE = item(FORM, LICENCE, ARTICLES)


def documents_of(pages: list[PageReading], service: ServiceItem = THREE) -> list[str | None]:
    return [one.document for one in assign(pages, DOCUMENTS, service).pages]


def card(number: int, name: str) -> PageReading:
    return page(
        number, "", f"姓名 {name}", "民族 汉", "住址 北京市朝阳区", "公民身份号码 1101", "居民身份证", "签发机关 公安局"
    )


def test_headings_tell_the_documents() -> None:
    assert documents_of([form_page(1), licence_page(2), articles_page(3)]) == ["form", "business-licence", "articles"]


@pytest.mark.parametrize(
    "heading",
    [
        "劳务派遣经营许可申请书",
        "劳 务 派 遣 经 营 许 可 申 请 书",
        "劳务派谴经营许可申请书",
        "附件1 劳务派遣经营许可申请书",
        "《劳务派遣经营许可申请书》",
    ],
    ids=["plain", "spaced", "one slip", "numbered", "in quotes"],
)
def test_heading_is_found_in_its_variants(heading: str) -> None:
    assert documents_of([page(1, heading, "申请单位：某公司", "注册资本：五百万元")]) == ["form"]


def test_excluded_word_in_the_title_speaks_against_a_document() -> None:
    found = assign([page(1, "营业执照变更申请书", "住所", "经营范围", "登记机关")], DOCUMENTS, THREE)
    assert found.pages[0].document != "business-licence"


def test_page_without_heading_continues_the_one_before() -> None:
    pages = [articles_page(1), page(2, "", "第九条 股东会由全体股东组成。", "第十条 出资额如下。"), licence_page(3)]
    found = assign(pages, DOCUMENTS, THREE)
    assert [one.document for one in found.pages] == ["articles", "articles", "business-licence"]
    assert found.pages[1].evidence is Evidence.CONTINUATION
    assert found.segments("articles") == ((1, 2),)


def test_chapter_title_does_not_end_a_document() -> None:
    assert documents_of([articles_page(1), page(2, "第三章 组织机构", "公司设执行董事一名。")]) == [
        "articles",
        "articles",
    ]


def test_unknown_title_is_listed_and_not_dropped() -> None:
    found = assign([articles_page(1), page(2, "产品宣传手册", "欢迎选购。")], DOCUMENTS, THREE)
    assert found.pages[1].document is None
    assert [one.page for one in found.unrecognised()] == [2]


def test_blank_page_is_nothing_and_does_not_break_a_document() -> None:
    pages = [articles_page(1), page(2, ink=0.0005), page(3, "", "第九条 股东会。")]
    found = assign(pages, DOCUMENTS, THREE)
    assert [one.evidence for one in found.pages] == [Evidence.HEADING, Evidence.BLANK, Evidence.CONTINUATION]


def test_table_of_contents_is_no_material() -> None:
    found = assign([page(1, "材料目录", "一、申请书", "二、营业执照"), form_page(2)], DOCUMENTS, THREE)
    assert found.pages[0].evidence is Evidence.CONTENTS
    assert found.unrecognised() == ()


def test_second_copy_is_a_segment_of_its_own() -> None:
    found = assign([form_page(1), form_page(2), licence_page(3)], DOCUMENTS, THREE)
    assert found.segments("form") == ((1,), (2,))


def test_commitment_letter_is_accepted_with_any_item() -> None:
    commitment = page(1, "容缺受理承诺书", "我单位承诺在期限内补齐所缺材料。")
    assert documents_of([commitment]) == ["tolerance-commitment"]


def test_card_goes_to_the_slot_of_its_holder() -> None:
    service = item(
        material("legal-representative-identity", 1), material("authorisation-letter", 2), material("agent-identity", 3)
    )
    letter = page(2, "授权委托书", "法定代表人：王伟", "受委托人：李娜", "委托事项：提交材料", "委托期限：一个月")
    assert documents_of([card(1, "李娜"), letter, card(3, "王伟")], service) == [
        "agent-identity", "authorisation-letter", "legal-representative-identity",
    ]  # fmt: skip


def test_card_of_nobody_known_follows_the_authorisation() -> None:
    service = item(
        material("legal-representative-identity", 1), material("authorisation-letter", 2), material("agent-identity", 3)
    )
    letter = page(2, "授权委托书", "委托事项：提交材料", "委托期限：一个月")
    assert documents_of([card(1, "甲乙"), letter, card(3, "丙丁")], service) == [
        "legal-representative-identity", "authorisation-letter", "agent-identity",
    ]  # fmt: skip


def test_all_present() -> None:
    found = statuses(subject([form_page(1), licence_page(2), articles_page(3)], THREE))
    assert set(found.values()) == {MaterialStatus.PRESENT}


def test_absent_material_is_missing_when_all_pages_were_read_and_known() -> None:
    found = subject([form_page(1), licence_page(2)], THREE)
    missing = next(one for one in found.materials if one.code == "articles")
    assert (missing.status, missing.confidence) == (MaterialStatus.MISSING, 0.95)


@pytest.mark.parametrize(
    ("doubtful", "status"),
    [
        (page(3, "", ink=0.3), MaterialStatus.UNCERTAIN),
        (page(3, "模糊不清的标题", "天书", score=0.4), MaterialStatus.UNCERTAIN),
        (page(3, "产品宣传手册", "股东出资情况"), MaterialStatus.UNCERTAIN),
        (page(3, "产品宣传手册", "欢迎选购"), MaterialStatus.MISSING),
    ],
    ids=["picture without text", "badly read", "its words on an unknown page", "unknown page about something else"],
)
def test_absence_is_certain_only_without_a_page_that_may_be_it(
    doubtful: PageReading, status: MaterialStatus
) -> None:
    assert statuses(subject([form_page(1), licence_page(2), doubtful], THREE))["articles"] is status


@pytest.mark.parametrize(
    ("facts", "unknown", "status"),
    [
        ({"agent_differs": True}, Unknown.NOT_NEEDED, MaterialStatus.MISSING),
        ({"agent_differs": False}, Unknown.REVIEW, MaterialStatus.NOT_NEEDED),
        ({}, Unknown.NOT_NEEDED, MaterialStatus.NOT_NEEDED),
        ({}, Unknown.REVIEW, MaterialStatus.UNCERTAIN),
    ],
    ids=["holds", "holds not", "unknown, not needed", "unknown, review"],
)
def test_conditional_material(facts: dict, unknown: Unknown, status: MaterialStatus) -> None:
    rule = condition("agent_differs == true", unknown)
    service = item(FORM, material("authorisation-letter", 2, need=Need.CONDITIONAL, condition=rule))
    assert statuses(subject([form_page(1)], service, facts=facts))["authorisation-letter"] is status


def test_missing_material_whose_title_may_not_have_been_read_is_doubtful() -> None:
    service = item(LICENCE, ARTICLES)
    words = ("股东以货币出资，经营期限二十年，股东会由全体股东组成，", "住所由股东会决定，登记机关备案。")
    untitled = page(2, "".join(words))
    assert statuses(subject([licence_page(1), untitled], service))["articles"] is MaterialStatus.UNCERTAIN
    named = page(2, "本页附于执照之后，记有股东及出资情况，住所由登记机关备案，经营范围以登记机关核准的为准。")
    assert statuses(subject([licence_page(1), named], service))["articles"] is MaterialStatus.MISSING


def test_one_alternative_is_enough() -> None:
    service = item(material("articles", 1, alternative="a"), material("rules", 1, alternative="a"))
    assert statuses(subject([articles_page(1)], service)) == {
        "articles": MaterialStatus.PRESENT, "rules": MaterialStatus.NOT_NEEDED,
    }  # fmt: skip


def test_missing_group_is_reported_once() -> None:
    service = item(FORM, material("articles", 2, alternative="a"), material("rules", 2, alternative="a"))
    found = statuses(subject([form_page(1)], service))
    assert list(found.values()).count(MaterialStatus.MISSING) == 1


def test_alternative_that_does_not_apply_leaves_a_doubt() -> None:
    new = condition("applicant_established == false", label="拟设立公司")
    old = condition("applicant_established == true", label="已设立公司")
    service = item(
        LICENCE,
        material("articles", 2, alternative="a", condition=old),
        material("rules", 2, alternative="a", condition=new),
    )
    rules = page(2, "劳务派遣管理制度", "劳动合同", "社会保险")
    assert statuses(subject([licence_page(1), rules], service))["articles"] is MaterialStatus.UNCERTAIN


def test_optional_material_is_never_missing() -> None:
    service = item(FORM, material("bank-slip", 2, need=Need.OPTIONAL))
    assert statuses(subject([form_page(1)], service))["bank-slip"] is MaterialStatus.NOT_NEEDED


def test_fax_pages_are_sorted_like_others() -> None:
    assert documents_of([form_page(1, colour=ColourMode.BILEVEL)]) == ["form"]


def test_excluded_word_far_below_the_title_does_not_speak_against_the_paper() -> None:
    found = page(1, "营业执照（副本）", "住所", "经营范围", "登记机关")
    below = replace(title("年度申请书报送情况", 150), box=(222.0, 152.0, 372.0, 166.0))
    found = replace(found, lines=(*found.lines, below))
    assert documents_of([found], THREE) == ["business-licence"]


def _rows(first: int, last: int, top: float) -> tuple[TextLine, ...]:
    cells = ((120, "廖银环"), (212, "140225199201191502"), (459, "司机"), (532, "2013.3.2"))
    return tuple(
        TextLine(text, (left, top + 20 * at, left + 12 * len(text), top + 20 * at + 13), 0.98)
        for at, number in enumerate(range(first, last + 1))
        for left, text in ((83, str(number)), *cells)
    )


def test_rows_that_go_on_in_number_belong_to_the_roster_before() -> None:
    """A page of rows without a title or a head row, its first number no page number of its own."""
    roster = page(1, "被裁减人员名单", "序号 姓名 户籍 岗位 劳动合同期限")
    roster = replace(roster, lines=(*roster.lines, *_rows(1, 15, 140)))
    rest = replace(page(2), lines=_rows(16, 27, 60))
    foot = TextLine("第1页", (285, 787, 310, 800), 0.95)
    known, listed = rulebook().documents, service("layoff-report")
    for second in (rest, replace(rest, lines=(*rest.lines, foot))):
        found = assign([roster, second], known, listed).pages
        assert [(one.document, one.confidence) for one in found[1:]] == [("layoff-list", FOLLOWS)]
    other = replace(page(2), lines=(*_rows(1, 12, 60), foot))
    assert assign([roster, other], known, listed).pages[1].document != "layoff-list"


@pytest.mark.parametrize(("texts", "number"), [
    (((60, 700, "17"), (285, 787, "-3-")), 3), (((402, 531, "第2页"),), 2), (((285, 787, "3/8"),), 3),
])  # fmt: skip
def test_page_number_is_the_lowest_line_and_no_cell(texts: tuple[tuple[int, int, str], ...], number: int) -> None:
    foot = tuple(TextLine(text, (left, top, left + 20, top + 12), 0.95) for left, top, text in texts)
    assert page_number(replace(page(1), lines=(*_rows(16, 20, 60), *foot))) == number
    assert page_number(replace(page(1), lines=_rows(16, 20, 60))) is None


@pytest.mark.parametrize(
    "box", ["审批机关意见", "人力资源社会保障行政部门审批意见", "区人力资源和社会保障局意见", "受理机关审核意见"]
)
def test_page_with_a_box_for_the_authority_is_the_form_s_second_one_whatever_reasons_it_gives(box: str) -> None:
    reasons = ("申报理由", "我单位部分岗位因工作性质特殊，需机动作业，共11名，无法按标准工时衡量，",
               "拟实行不定时工作制，保障职工的休息权利。", "职工（代表）意见", "经讨论，同意。")  # fmt: skip
    labels = "岗位或工种 人数 申报种类 计算周期 实行期限"
    first = page(1, "企业实行综合计算工时工作制和不定时工作制申报表", labels)
    hours = service("hours-flexible")
    found = assign([first, page(2, *reasons, box)], rulebook().documents, hours)
    assert [one.document for one in found.pages] == ["special-hours-form", "special-hours-form"]
    assert "special-hours-explanation" not in found.pages[1].possible
    loose = assign([first, page(2, *reasons)], rulebook().documents, hours).pages[1]
    assert "special-hours-explanation" in (loose.document, *loose.possible)
