"""One stamp is one question, however many pages bear it."""

from __future__ import annotations

from typing import Any

import pytest

from cases.finding import Finding, Severity
from cases.reading import ColourMode, InkColour, Seal, SealShape
from catalogue.model import SealGate
from tests.validators.builders import (
    OTHER,
    THREE,
    TWIN,
    UNIT,
    articles_page,
    codes,
    form_page,
    item,
    licence_page,
    seal,
    subject,
)
from validators.checks import official_seal

DIM = seal(text_score=0.6)


def check(*seals: Seal, **more: Any) -> list[Finding]:
    """A form, a licence and articles of association, each with one of the seals."""
    pages = [make(at, seals=(one,)) for at, (make, one) in enumerate(zip(MAKERS, seals, strict=True), 1)]
    return list(official_seal.check(subject(pages, more.pop("service", THREE), **more)))


MAKERS = (form_page, licence_page, articles_page)


def test_one_stamp_that_cannot_be_read_on_several_pages_is_one_question() -> None:
    (found,) = check(DIM, seal(), DIM)
    assert (found.code, found.severity, found.page, found.pages) == ("seal-unreadable", Severity.REVIEW, 1, (1, 3))
    assert found.material is None
    assert found.message == f"第1、3页的印章似为“{UNIT}”，但名称中的形近字辨认不够清楚，已转人工核对。"


def test_question_about_pages_of_one_material_names_it() -> None:
    faint = seal("", text_score=0.0)
    pages = [form_page(1), licence_page(2), articles_page(3, seals=(faint,)), articles_page(4, seals=(faint,))]
    (found,) = official_seal.check(subject(pages, THREE))
    assert (found.material, found.pages) == ("articles", (3, 4))
    assert found.message == "第3–4页（公司章程）的印章文字无法辨认，已转人工核对。"


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (seal("", text_score=0.0), f"的印章似为“{UNIT}”，但名称中的形近字"),
        (seal(TWIN, text_score=0.4), f"的印章似为“{UNIT}”，但有的读作“{TWIN}”，"),
        (seal(UNIT[1:]), f"的印章似为“{UNIT}”，但有的读作“{UNIT[1:]}”，"),
        (seal("北京华□劳务有限公司", size_mm=(39.0, 41.0)), f"的印章似为“{UNIT}”，但有的读作“北京华□劳务有限公司”，"),
    ],
    ids=["unread", "read as another's", "first character lost", "cut by the edge"],
)
def test_question_tells_what_each_impression_was_read_as(second: Seal, said: str) -> None:
    (found,) = check(DIM, second, seal())
    assert found.message.startswith(f"第1–2页{said}")
    assert found.pages == (1, 2)


def test_impressions_none_of_which_reads_as_the_name_are_told_by_their_readings() -> None:
    (found,) = check(seal("北京华□劳务有限公司", text_score=0.3), seal("北□华兴劳务", text_score=0.3), seal())
    assert found.message == f"第1–2页的印章读作“北京华□劳务有限公司”、“北□华兴劳务”，不能确认为“{UNIT}”，已转人工核对。"


@pytest.mark.parametrize(
    "second",
    [
        seal(text_score=0.6, shape=SealShape.OVAL),
        seal(text_score=0.6, colour=InkColour.BLUE),
        seal(text_score=0.6, size_mm=(58.0, 58.0)),
        seal(text_score=0.6, electronic=True),
    ],
    ids=["oval", "blue", "larger", "electronic"],
)
def test_another_stamp_is_another_question(second: Seal) -> None:
    assert len(check(DIM, second, seal())) == 2


def test_blue_or_oval_stamp_of_the_applicant_is_asked_about_once() -> None:
    for odd in (seal(colour=InkColour.BLUE), seal(shape=SealShape.OVAL)):
        (found,) = check(odd, odd, odd)
        assert (found.code, found.pages) == ("seal-uncertain", (1, 2, 3))


def test_each_stain_is_asked_about_by_itself() -> None:
    assert codes(check(seal(score=0.3), seal(score=0.3), seal())) == ["seal-uncertain", "seal-uncertain"]


def test_surely_read_names_of_two_units_are_two_questions() -> None:
    slip, piece = seal(TWIN, text_score=0.9), seal(UNIT[2:], text_score=0.9)
    assert [one.pages for one in check(slip, piece, seal())] == [(1,), (2,)]


def test_what_has_to_be_mended_is_told_page_by_page() -> None:
    found = check(seal(OTHER), seal(OTHER), DIM)
    assert [(one.code, one.pages) for one in found] == [
        ("seal-unit-mismatch", (1,)), ("seal-unit-mismatch", (2,)), ("seal-unreadable", (3,)),
    ]  # fmt: skip


def test_what_is_a_hint_on_a_fax_joins_no_question_about_a_colour_page() -> None:
    advised = item(*THREE.materials, seal_gate=SealGate.ADVISE)
    dim = seal("□□□□", text_score=0.3)
    pages = [form_page(1, seals=(dim,)), licence_page(2, seals=(dim,), colour=ColourMode.GREY), articles_page(3)]
    found = list(official_seal.check(subject(pages, advised)))
    assert [(one.severity, one.pages) for one in found] == [(Severity.REVIEW, (1,)), (Severity.HINT, (2,))]


def test_question_about_pages_of_several_files_names_no_file() -> None:
    pages = [form_page(1, seals=(DIM,)), licence_page(2, seals=(DIM,), file=1), articles_page(3, file=1)]
    (found,) = official_seal.check(subject(pages, THREE))
    assert (found.file, found.pages) == (None, (1, 2))
