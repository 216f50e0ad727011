"""Names that are the applicant's but for a whole word, beside the applicant's own on the same page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import PageReading, Source
from tests.validators.builders import CLEAN, THREE, codes, page, run, seal, value
from validators.checks import unit_name
from validators.words_apart import Word, word_apart

FIRM = "成都朔岚工程咨询股份有限公司华北分公司"
MORE = "成都朔岚工程咨询科技股份有限公司华北分公司"
LESS = "成都朔岚咨询股份有限公司华北分公司"
OTHER_TRADE = "成都朔岚设备租赁股份有限公司华北分公司"
FOUND = ["unit-name-inconsistent"]


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        (MORE, Word.ADDED), (LESS, Word.REMOVED), (OTHER_TRADE, Word.REPLACED), (FIRM, None),
        ("成都朔岚工程资询股份有限公司华北分公司", None),
        ("成都朔岚工程咨询股股份有限公司华北分公司", None),
        ("成都朔岚工程咨询股份有限公司北京分公司", None),
        ("成都朔岚工程咨询股份有限公司（华北）分公司", None),
    ],
    ids=["more", "less", "other", "same", "one character", "twice", "place", "brackets"],
)  # fmt: skip
def test_word_by_which_names_differ(read: str, expected: Word | None) -> None:
    assert word_apart(read, FIRM) is expected


def _proof(*lines: str, score: float = 0.998, **more: object) -> PageReading:
    """The applicant's paper under his letterhead."""
    return page(3, "公司章程", FIRM, "股东出资，经营期限三十年。", *lines, score=score, **more)


def _codes(proof: PageReading) -> list[str]:
    own = [replace(one, lines=(), seals=()) for one in CLEAN[:2]]
    found = run(unit_name, [*own, proof], THREE, unit_name=FIRM)
    return [one.code for one in found if one.page == 3]


@pytest.mark.parametrize("name", [MORE, LESS, OTHER_TRADE])
@pytest.mark.parametrize(
    "line", ["{}（公章）", "填报单位：{}", "我单位{}申请办理。", "张三系{}职工，已在岗。", "李四自2012年起在{}工作。"]
)
def test_name_with_another_word_in_the_applicants_place(line: str, name: str) -> None:
    assert _codes(_proof(line.format(name))) == FOUND
    assert _codes(_proof(line.format(FIRM))) == []
    assert _codes(_proof(line.format(name), score=0.97)) == []


@pytest.mark.parametrize(
    "lines",
    [
        (f"我公司客户{MORE}停产。",),
        (f"与{MORE}的合作到期。",),
        (f"李四自2012年起在{MORE}工作，该公司后更名为{FIRM}。",),
        ("李四自2012年起在成都朔岚工程咨询公司工作。",),
        ("李四自2012年起在成都朔岚工程咨询华北分公司工作。",),
        ("李四自2012年起在朔岚公司工作。",),
        ("李四自2012年起在成都朔岚工程咨询", "参保单位", "股份有限公司华北分公司工作。"),
        ("成都朔岚工程咨询股份有限公司（公章）",),
    ],
    ids=["client", "partner", "former name", "short", "without its form", "brand", "cell between", "its company"],
)
def test_other_firms_and_short_names_in_a_sentence(lines: tuple[str, ...]) -> None:
    assert _codes(_proof(*lines)) == []


def test_sentence_broken_within_the_name() -> None:
    assert _codes(_proof("李四自2012年起在成都", f"{MORE[2:]}工作，与我单位存在劳动关系。")) == FOUND


@pytest.mark.parametrize(
    ("lines", "text", "score", "expected"),
    [
        ((f"{MORE}（公章）",), FIRM, 0.998, FOUND),
        ((f"{MORE}（公章）",), "", 0.998, FOUND),
        ((f"{MORE}（公章）",), FIRM, 0.97, []),
        ((f"{MORE}（公章）",), MORE, 0.998, []),
        ((f"{LESS}（公章）",), FIRM, 0.998, []),
        ((f"{OTHER_TRADE}（公章）",), FIRM, 0.998, []),
        ((f"{LESS}（公章）", f"由{LESS}盖章。"), FIRM, 0.998, FOUND),
    ],
    ids=["more", "seal unread", "unclear", "sealed by that firm", "lost under the seal", "misread", "said again"],
)
def test_name_with_another_word_under_a_seal(
    lines: tuple[str, ...], text: str, score: float, expected: list[str]
) -> None:
    over = seal(text, box=(60.0, 145.0, 400.0, 165.0))
    assert _codes(_proof(*lines, score=score, seals=(over,))) == expected


@pytest.mark.parametrize(
    ("read", "expected"),
    [
        ("成朔程咨股有限公司分公司", []), ("常朔程咨股有限公司分公司", []),
        ("天津海河设备租赁有限公司", FOUND), ("成都朔岚设备租赁有限公司", FOUND),
    ],
    ids=["characters lost", "one misread too", "another firm", "another trade"],
)
def test_what_a_seal_leaves_of_the_only_name_on_a_page_is_no_other_firm(read: str, expected: list[str]) -> None:
    over = seal("", box=(60.0, 100.0, 400.0, 200.0))
    lines = ("公司章程", "股东出资，经营期限三十年。", f"{read}（公章）")
    assert _codes(page(3, *lines, score=0.96, seals=(over,))) == expected


@pytest.mark.parametrize(("read", "expected"), [(MORE, FOUND), (LESS, [])])
def test_field_under_a_seal_beside_the_right_name(read: str, expected: list[str]) -> None:
    over = seal(FIRM, box=(60.0, 80.0, 400.0, 800.0))
    articles = _proof("单位名称", seals=(over,), source=Source.OCR)
    lines = (*articles.lines, replace(articles.lines[-1], text=read, box=(80.0, 300.0, 400.0, 312.0)))
    field = replace(value("unit_name", read, 3, 0.99), box=(80.0, 300.0, 400.0, 312.0))
    own = [replace(one, lines=(), seals=()) for one in CLEAN[:2]]
    found = run(
        unit_name, [*own, replace(articles, lines=lines)], THREE, unit_name=FIRM, fields={"articles": (field,)}
    )
    assert codes(found) == expected
