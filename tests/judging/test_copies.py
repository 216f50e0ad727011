"""Copies of a material: each is stamped by itself, the worst one counts, and a later round replaces earlier ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from cases.reading import Coverage, PageReading
from cases.report import Report
from judging.copies import copies_of
from judging.judge import judge_pages
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


def test_cards_are_single_sheets() -> None:
    cards = [
        page(1, "", f"姓名 {name}", "性别 男 民族 汉", "住址 北京市", "公民身份号码 1101", "居民身份证",
             "签发机关 公安局", seals=(seal(),))
        for name in ("王建国", "李晓娜")
    ]  # fmt: skip
    report = judged([cards], [1])
    assert all(one.coverage is Coverage.NOT_NEEDED for one in report.cross_page_seals.values())
