"""Identity numbers on pages: covered but for their first three signs and last two, and nothing else covered."""

from __future__ import annotations

import pytest

from cases.reading import ColourMode, PageReading, Source, TextLine
from views.private_places import private_places, without_numbers

WIDTH = 10.0


def line(text: str, top: float = 100.0, left: float = 50.0) -> TextLine:
    """Return a line whose half-width signs are ten points wide each."""
    width = sum(2 if sign > "⺀" else 1 for sign in text) * WIDTH
    return TextLine(text, (left, top, left + width, top + 12), 0.99)


def page(*lines: TextLine) -> PageReading:
    return PageReading(1, 0, 1, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, lines, (), (), 0.1)


def covered(text: str) -> str:
    """Return a line's text with what is covered of it replaced."""
    one = line(text)
    boxes = private_places(page(one))
    left, signs = one.box[0], ""
    for sign in text:
        width = (2 if sign > "⺀" else 1) * WIDTH
        middle = left + width / 2
        signs += "#" if any(box[0] < middle < box[2] for box in boxes) else sign
        left += width
    return signs


@pytest.mark.parametrize(("text", "shown"), [
    ("11010519491231002X", "110#############2X"),
    ("公民身份号码11010519491231002X", "公民身份号码110#############2X"),
    ("袁明，身份证号：110105 19491231 002X，男", "袁明，身份证号：110###############2X，男"),
    ("身份证号码 11O1O51949l23100", "身份证号码 11O###########00"),
    ("130503670401001", "130##########01"),
    ("证件号码：H12345678901", "证件号码：H12#######01"),
], ids=["whole", "labelled", "spaced", "misread", "fifteen", "other paper"])
def test_middle_of_an_identity_number_is_covered(text: str, shown: str) -> None:
    assert covered(text) == shown


@pytest.mark.parametrize("text", [
    "统一社会信用代码：91110105MA04KE7N00", "联系电话：13100101408", "6222020200012345678", "2020年2月6日",
    "SL20200212-000123", "注册号：110105012345678",
], ids=["credit code", "telephone", "account", "date", "case number", "register number"])
def test_nothing_else_is_covered(text: str) -> None:
    assert private_places(page(line(text))) == ()


def test_number_broken_at_the_end_of_its_line_is_covered_on_both() -> None:
    first, second = line("袁明 1101051949", 100), line("1231002X", 114)
    boxes = private_places(page(first, second))
    assert {box[1] for box in boxes} == {100, 114}


def test_page_without_lines_covers_nothing() -> None:
    assert private_places(page()) == ()


def test_numbers_are_hidden_in_what_is_told_of_a_page() -> None:
    told = without_numbers(page(line("袁明 11010519491231002X"), line("李四 1101051949", 200), line("1231002X", 214)))
    assert [one.text for one in told.lines] == ["袁明 110*************2X", "李四 **********", "********"]
