"""Ink in the places for signatures, on drawn and scanned pages."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from cases.reading import ColourMode, InkColour, Seal, SealKind, SealShape, SignaturePlace, TextLine
from cases.units import POINTS_PER_MM
from ocr.engine import Bitmap
from ocr.text.signature_place import find_signature_places
from tests.drawing import OFFICE, Inking, SealDesign, draw_seal, stamp
from tests.drawing.handwriting import write_by_hand
from tests.drawing.scanning import scan_page
from tests.drawing.sheet import Sheet, raster

DOTS = 200
LEFT, TOP, POINTS = 100.0, 180.0, 12.0
LABEL = "法定代表人（签字）："


def drawn(signed: bool, *, sealed: bool = False, underlined: bool = False, face: str = "thin") -> Bitmap:
    """A4 with the label, and its signature, underline or seal where asked, scanned in colour."""
    sheet = Sheet()
    wide = sheet.text(LEFT, TOP, LABEL, POINTS, "sans")
    if underlined:
        sheet.rule(LEFT + wide, TOP + 5.4, LEFT + wide + 45, TOP + 5.4, 0.2)
    if signed:
        sheet.items.append(write_by_hand(Random(1), "王伟", LEFT + wide + 2, TOP - 1.2, 6.5, face))
    page = raster(sheet, DOTS)
    if sealed:
        impression = draw_seal(SealDesign("official", "北京华兴劳务有限公司"), Inking(seed=2), DOTS)
        stamp(page, impression, int((LEFT + wide - 12) * DOTS / 25.4), int((TOP - 20) * DOTS / 25.4))
    picture, _ = scan_page(page, OFFICE, Random(3))
    return np.array(picture.convert("RGB"), dtype=np.uint8)


def line(text: str, left: float = LEFT, top: float = TOP, width: float | None = None, score: float = 0.99) -> TextLine:
    x, y = left * POINTS_PER_MM, top * POINTS_PER_MM
    return TextLine(text, (x, y, x + (width or POINTS * 0.9 * len(text)), y + POINTS), score)


def seal_over(kind: SealKind, shape: SealShape, size: float) -> Seal:
    x, y = (LEFT + 45) * POINTS_PER_MM, (TOP - 8) * POINTS_PER_MM
    side = size * POINTS_PER_MM
    return Seal(kind, shape, InkColour.RED, (x, y, x + side, y + side), (size, size), "王伟之印", 0.97)


def places(bitmap: Bitmap, *lines: TextLine, seals: tuple = (), colour: ColourMode = ColourMode.COLOUR) -> list:
    return [
        (one.label, one.signed) for one in find_signature_places(bitmap, DOTS, colour, lines or (line(LABEL),), seals)
    ]


@pytest.mark.parametrize("sealed", [False, True], ids=["bare", "under a seal"])
@pytest.mark.parametrize("underlined", [False, True], ids=["blank", "underlined"])
@pytest.mark.parametrize("signed", [False, True], ids=["empty", "signed"])
def test_ink_beside_the_label(signed: bool, underlined: bool, sealed: bool) -> None:
    bitmap = drawn(signed, sealed=sealed, underlined=underlined)
    seals = (seal_over(SealKind.OFFICIAL, SealShape.ROUND, 42.0),) if sealed else ()
    assert places(bitmap, seals=seals) == [("法定代表人", signed)]


def test_name_seal_near_the_label_counts() -> None:
    assert places(drawn(False), seals=(seal_over(SealKind.NAME, SealShape.SQUARE, 20.0),)) == [("法定代表人", True)]


def test_without_colour_a_seal_hides_whether_anybody_signed() -> None:
    seals = (seal_over(SealKind.OFFICIAL, SealShape.ROUND, 42.0),)
    assert places(drawn(False, sealed=True), seals=seals, colour=ColourMode.GREY) == [("法定代表人", None)]


@pytest.mark.parametrize(
    "lines",
    [(line(LABEL + "王伟"),), (line(LABEL), line("王伟", LEFT + 45))],
    ids=["on its line", "beside it"],
)
def test_name_that_was_read_counts(lines: tuple[TextLine, ...]) -> None:
    assert places(np.full((2339, 1654, 3), 250, np.uint8), *lines) == [("法定代表人", True)]


def test_date_behind_the_label_is_no_signature() -> None:
    text = LABEL + "2020年2月6日"
    blank = np.full((2339, 1654, 3), 250, np.uint8)
    assert places(blank, line(text, width=90 * POINTS_PER_MM)) == [("法定代表人", False)]


@pytest.mark.parametrize(
    "text",
    [
        "本合同经双方签字后生效。",
        "由法定代表人（签字）后生效",
        "本人签字",
        "职工代表签字：",
        "由法定代表人签字并加盖公章。",
    ],
)
def test_prose_and_heads_of_columns_are_no_places(text: str) -> None:
    assert places(drawn(False), line(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "法定代表人（签字或盖章）：",
        "法定代表人签字（章）：",
        "法定代表人（签名）",
        "法定代表人签章：",
        "法定代表人亲笔签名：",
        "法定代表人（签字：",
        "法定代表人签字）：",
        "法定代表人（签）",
        "法定代表人（签字",
        "法定代表人（签字〉：",
        "法定代表人（签名]:",
        "法定代表人〈签字〉",
    ],
)
def test_ways_to_print_the_label(text: str) -> None:
    blank = np.full((2339, 1654, 3), 250, np.uint8)
    assert places(blank, line(text)) == [("法定代表人", False)]


@pytest.mark.parametrize(
    ("text", "score", "expected"),
    [
        ("法汇八表人签s）：", 0.84, [("法定代表人", False)]),
        ("法足代表八（鉴签）：", 0.7, [("法定代表人", False)]),
        ("承若人（签字1：", 0.8, [("承诺人", False)]),
        ("法汇八表人签s）：王伟", 0.84, [("法定代表人", True)]),
        ("法汇八表人签s）：", 0.99, []),
        ("签章日期：", 0.8, []),
        ("经办人：", 0.6, []),
        ("法定代表人变更说明：", 0.8, []),
    ],
)
def test_label_that_a_seal_blurred(text: str, score: float, expected: list[tuple[str, bool]]) -> None:
    blank = np.full((2339, 1654, 3), 250, np.uint8)
    assert places(blank, line(text, score=score)) == expected


def test_line_close_under_the_label_is_no_ink_of_its_place() -> None:
    """The boxes of narrow lines overlap: what is printed on the next line stands below the label all the same."""
    dated = drawn(False)
    dated[int((TOP + 3.3) * DOTS / 25.4) :][:30, int((LEFT - 10) * DOTS / 25.4) :][:, :800:3] = 20
    date = line("2020年3月18日", LEFT - 10, TOP + 3.2, 290)
    assert places(dated, line(LABEL), date) == [("法定代表人", False)]


@pytest.mark.parametrize("label", ["签章", "签字", "单位签章", "签名处", "签字（盖章）"])
@pytest.mark.parametrize(("head", "name"), [("法定代表人：", "王伟"), ("负责人:", "欧阳小平"), ("法定代表人·", "王伟")])
def test_a_row_of_a_form_is_signed_beside_the_label_within_it(label: str, head: str, name: str) -> None:
    row, below = line(label, LEFT - 40, TOP + 8), line("（盖章）", LEFT, TOP + 10)
    blank = np.full((2339, 1654, 3), 250, np.uint8)
    who = head[:-1]
    assert places(blank, row, line(head), below) == [(who, False)]
    assert places(blank, row, line(head + name), below) == [(who, True)]
    assert places(blank, row, line(head), line(name, LEFT + 30), below) == [(who, True)]


@pytest.mark.parametrize("signed", [False, True])
def test_ink_in_a_row_of_a_form(signed: bool) -> None:
    head = replace(line("法定代表人："), box=line(LABEL).box)
    seals = (seal_over(SealKind.OFFICIAL, SealShape.ROUND, 42.0),)
    assert places(drawn(signed, sealed=True), line("签章", LEFT - 40, TOP + 8), head, seals=seals) == [
        ("法定代表人", signed)
    ]


def test_a_row_without_a_label_of_its_own_is_the_place() -> None:
    blank = np.full((2339, 1654, 3), 250, np.uint8)
    far = line("法定代表人：", LEFT, TOP - 60)
    assert places(blank, line("签章", LEFT - 40), far) == [("签字人", False)]


def test_two_places_on_one_line() -> None:
    blank = np.full((2339, 1654, 3), 250, np.uint8)
    both = line("法定代表人（签字）：经办人（签字）：李娜", 30)
    assert places(blank, both) == [("法定代表人", None), ("经办人", True)]


def test_ink_below_the_label_cannot_be_told_from_a_date() -> None:
    bitmap = drawn(True)
    above = line(LABEL, LEFT + 30, TOP - 7)
    assert places(bitmap, above) == [("法定代表人", None)]


def test_page_without_a_label_is_not_measured() -> None:
    blank = np.zeros((1, 1, 3), np.uint8)
    assert find_signature_places(blank, DOTS, ColourMode.COLOUR, (line("申请单位"),), ()) == ()


def test_place_carries_where_it_was_looked_for() -> None:
    (place,) = find_signature_places(drawn(True), DOTS, ColourMode.COLOUR, (line(LABEL),), ())
    assert isinstance(place, SignaturePlace)
    assert place.box[0] >= line(LABEL).box[2] - 1
    assert place.score > 0.9


def test_name_of_which_the_reader_took_its_last_character_into_the_line() -> None:
    """What is written by hand makes the line higher and longer: where the label ends tells the print around it."""
    wide = LEFT * POINTS_PER_MM + 0.92 * POINTS * len(LABEL)
    x, y = LEFT * POINTS_PER_MM, TOP * POINTS_PER_MM
    tall = TextLine(LABEL + "伟", (x, y - 14, wide + 50, y + POINTS + 14), 0.97)
    print_around = [line("一、同意公司裁减三十五名职工的方案；", LEFT - 60, TOP - 30 - at) for at in (0, 10)]
    assert places(drawn(True), *print_around, tall) == [("法定代表人", True)]
