"""Copies of a material: each is stamped by itself, the worst one counts, and a later round replaces earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cases.reading import Coverage, CrossPageSeal, PageReading
from cases.report import Report
from judging.copies import copies_of
from judging.judge import judge_pages
from judging.own_titles import own_papers
from judging.question import Question
from judging.reader import ReadFiles
from tests.ocr.cross_page.test_cross_page_seal import pages as stamped
from tests.packaged import packaged
from tests.validators.builders import UNIT, line, page, seal, title

CATALOGUE = packaged()
NOON = datetime(2020, 2, 18, 4, tzinfo=UTC)
ARTICLES = "articles-of-association"
LINES = (title(f"{UNIT}章程"), line("第一条 股东共同出资设立公司，经营期限三十年，股东会由全体股东组成。", 130))


def judged(files: Sequence[Sequence[PageReading]], rounds: Sequence[int]) -> Report:
    readings: list[PageReading] = []
    for file, pages in enumerate(files):
        readings += [
            replace(one, number=len(readings) + at, file=file, file_page=at) for at, one in enumerate(pages, 1)
        ]
    question = Question(NOON, unit=UNIT, item="dispatch-new")
    read = ReadFiles((), tuple(readings), tuple(rounds))
    return judge_pages(read, question, CATALOGUE, CATALOGUE.offices["bj-chaoyang"])


def articles(count: int, without: tuple[int, ...] = (), seed: int = 3) -> list[PageReading]:
    """One copy of the articles, its first page titled, its edges stamped but on some pages."""
    copy = [replace(one, seals=(seal(),)) for one in stamped(count, without=without, seed=seed)]
    body = line("第九条 股东会由全体股东组成，股东以货币出资。", 110)
    return [replace(copy[0], lines=LINES), *(replace(one, lines=(body,)) for one in copy[1:])]


def test_worst_copy_counts_and_the_report_says_which_it_is() -> None:
    report = judged([[*articles(3), *articles(3, without=(1,), seed=4)]], [1])
    seal = report.cross_page_seals[ARTICLES]
    assert (seal.coverage, seal.pages, seal.missing_pages) == (Coverage.PARTIAL, (4, 5, 6), (5,))
    material = next(one for one in report.materials if one.code == ARTICLES)
    assert (material.cross_page_seal, material.pages) == (Coverage.PARTIAL, (1, 2, 3, 4, 5, 6))


def test_runs_that_say_different_things_are_one_set() -> None:
    one, other = page(1, "职工名单", "张三 李四"), page(2, "职工名单", "王五 赵六 孙七 周八 吴九")
    assert copies_of([[one], [one]]) == [[one], [one]]
    assert copies_of([[one], [other]]) == [[one, other]]


def test_copy_of_an_earlier_round_is_not_judged() -> None:
    report = judged([articles(3, without=(1,)), articles(3, seed=4)], [1, 2])
    seal = report.cross_page_seals[ARTICLES]
    assert (seal.coverage, seal.pages) == (Coverage.COMPLETE, (4, 5, 6))
    assert report.replaced_pages == (1, 2, 3)
    assert [one.number for one in report.counting_pages] == [4, 5, 6]
    assert [one.number for one in report.pages] == [1, 2, 3, 4, 5, 6]


def _lists(*places: int) -> Report:
    """Pages with one title each and other pages between them; seals at no edge."""
    words = ("股东甲以货币出资，经营期限三十年。", "股东乙丙丁以实物出资，股东会由全体股东组成，表决权按出资比例行使。")
    between = page(1, "营业执照", "登记机关 经营范围 住所 成立日期 统一社会信用代码", seals=(seal(),))
    pages = [between] * max(places)
    for at, place in enumerate(places):
        pages[place - 1] = page(1, f"{UNIT}章程", words[at % 2], seals=(seal(),))
    return judged([pages], [1])


def test_only_pages_that_adjoin_are_one_material_for_the_cross_page_seal() -> None:
    assert ARTICLES in _lists(3, 4).cross_page_seals
    assert _lists(3, 4).cross_page_seals[ARTICLES].coverage is Coverage.ABSENT
    assert _lists(3, 5).cross_page_seals[ARTICLES].coverage is Coverage.NOT_NEEDED


def test_original_and_duplicate_are_one_material() -> None:
    words = ("编号：京劳派110520180001", f"单位名称：{UNIT}", "许可经营事项：劳务派遣", "有效期限：三年")
    original = page(1, "劳务派遣经营许可证", "（正 本）", *words)
    duplicate = page(2, "劳务派遣经营许可证", "（副本）", *words)
    assert copies_of([[original], [duplicate]]) == [[original, duplicate]]
    assert copies_of([[original], [original]]) == [[original], [original]]


def _beside(stamped: Sequence[PageReading], *bare: PageReading) -> CrossPageSeal:
    return judged([[*bare, *stamped]], [1]).cross_page_seals[ARTICLES]


def test_page_with_a_title_of_its_own_beside_a_whole_seal_is_another_paper() -> None:
    note = page(1, "公司章程附则说明", "全体股东一致同意。", seals=(seal(),))
    wide = page(1, "", "第十一条 出资情况表", seals=(seal(),), size_mm=(297.0, 210.0))
    assert _beside(articles(2), note).coverage is Coverage.COMPLETE
    assert _beside([*articles(2), wide]).coverage is Coverage.COMPLETE
    assert _beside(articles(3, without=(2,)), note).coverage is Coverage.PARTIAL


def test_two_bare_pages_with_titles_of_their_own_are_a_question() -> None:
    """They may be a cover sheet and a form, or one paper in two parts: neither was read."""
    whole = page(1, f"{UNIT}章程", "股东甲以货币出资，经营期限三十年。", seals=(seal(),))
    note = page(2, "公司章程附则说明", "全体股东一致同意。", seals=(seal(),))
    assert _beside([whole, note]).coverage is Coverage.UNCERTAIN


def test_papers_are_told_by_their_titles() -> None:
    form, going_on = page(1, "劳务派遣经营许可延续申请书", "申请单位"), page(2, "", "第十条 继续承租的，提前告知。")
    report, listed = page(3, "近三年基本经营情况报告", "经营情况"), page(4, "近三年基本经营情况报告", "项目")
    more = page(5, "近三年基本经营情况（续）", "项目")
    assert own_papers([form, going_on, report, listed, more], frozenset()) == [[form, going_on], [report, listed, more]]
    assert len(own_papers([report, page(2, "工种、岗位及职工花名册（签字）", "王伟")], frozenset())) == 2
    head = "北京华兴劳务派遣有限公司人力资源部"
    named = [replace(one, lines=(title(head, 40), *one.lines)) for one in (form, report)]
    assert len(own_papers(named, frozenset({head}))) == 2


@pytest.mark.parametrize(
    "heading",
    ["资产负债表", "财务报表附注", "附件：设备清单", "第七章 安全卫生制度", "5 劳动纪律制度", "名册（续）", "余额"],
)
def test_parts_of_a_paper_are_no_papers(heading: str) -> None:
    report, part = page(1, "审计报告", "审字〔2020〕第5号"), page(2, heading, "货币资金")
    assert own_papers([report, part], frozenset()) == [[report, part]]


def test_cards_are_single_sheets() -> None:
    cards = [
        page(1, "", f"姓名 {name}", "性别 男 民族 汉", "住址 北京市", "公民身份号码 1101", "居民身份证",
             "签发机关 公安局", seals=(seal(),))
        for name in ("王建国", "李晓娜")
    ]  # fmt: skip
    report = judged([cards], [1])
    assert all(one.coverage is Coverage.NOT_NEEDED for one in report.cross_page_seals.values())
