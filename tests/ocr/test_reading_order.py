"""Lines in the order a person reads them, however the page lies on the glass."""

import math
from collections.abc import Callable
from functools import cache
from random import Random

import pytest

from cases.reading import TextLine
from ocr.reading_order import reading_order, text_slope
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.drawing.truth import PageTruth

CENTRE = (297.0, 421.0)


def line(text: str, x: float, y: float, width: float | None = None, height: float = 12.0) -> TextLine:
    return TextLine(text, (x, y, x + (width or 12.0 * len(text)), y + height), 1.0)


def turned(lines: list[TextLine], degrees: float) -> list[TextLine]:
    """Return the upright boxes around boxes turned about the middle of the page, in no order."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    moved = []
    for one in lines:
        x0, y0, x1, y1 = one.box
        corners = [(x - CENTRE[0], y - CENTRE[1]) for x in (x0, x1) for y in (y0, y1)]
        xs = [x * cosine - y * sine + CENTRE[0] for x, y in corners]
        ys = [x * sine + y * cosine + CENTRE[1] for x, y in corners]
        moved.append(TextLine(one.text, (min(xs), min(ys), max(xs), max(ys)), one.score))
    Random(1).shuffle(moved)
    return moved


def columns() -> list[TextLine]:
    heading = [line("关于裁减人员的情况说明", 200, 60, height=20.0)]
    left = [line(f"左{at}", 60, 100 + 20 * at, 225) for at in range(8)] + [line("左末", 60, 260, 60)]
    right = [line(f"右{at}", 310, 104 + 20 * at, 225) for at in range(9)]
    return [*heading, *left, *right, line("第1页", 285, 780)]


def form() -> list[TextLine]:
    rows = [("单位名称", "北京华兴公司", "成立日期", "2011年1月14日"), ("法定代表人", "李明", "注册资本", "200万元"),
            ("地址", "北京市朝阳区姚家园路155号院", "电话", "65090452"), ("项目", "裁员", "人数", "9")]  # fmt: skip
    return [line(text, x, 100 + 24 * at) for at, row in enumerate(rows)
            for text, x in zip(row, (60, 140, 360, 440), strict=True)]  # fmt: skip


@pytest.mark.parametrize("degrees", [0.0, 0.7, -1.3, 2.0, -2.0])
@pytest.mark.parametrize("make", [columns, form])
def test_order_survives_skew(make: Callable[[], list[TextLine]], degrees: float) -> None:
    lines = make()
    assert [one.text for one in reading_order(turned(lines, degrees))] == [one.text for one in lines]


@cache
def drawn_pages() -> tuple[PageTruth, ...]:
    return kept_submission(SubmissionSpec("layoff-report", seed=5)).truth.pages


@pytest.mark.parametrize("degrees", [0.0, 2.0, -2.0])
def test_order_of_drawn_pages(degrees: float) -> None:
    for page in drawn_pages():
        lines = [TextLine(one.text, one.box, 1.0) for one in page.lines]
        assert [one.text for one in reading_order(turned(lines, degrees))] == [one.text for one in lines]


def test_slope_is_that_of_the_page() -> None:
    assert text_slope(turned(form(), 1.5)) == pytest.approx(math.tan(math.radians(1.5)), abs=0.002)
    assert text_slope(form()[:3]) == 0.0


def test_columns_within_a_table_stay_in_rows() -> None:
    cells = [one for one in columns() if one.text[0] in "左右"]
    order = [one.text for one in reading_order(cells, [(40, 80, 560, 300)])]
    assert order[:4] == ["左0", "右0", "左1", "右1"]


def test_signatures_side_by_side_are_no_columns() -> None:
    words = ("方盖章", "代表人", "日期", "地址", "电话")
    lines = [line(side + word, x, 100 + 24 * at) for at, word in enumerate(words)
             for side, x in (("甲", 60), ("乙", 320))]  # fmt: skip
    assert [one.text for one in reading_order(lines)] == [one.text for one in lines]


def test_words_set_upright_come_before_the_rows_beside_them() -> None:
    lines = [line("标题", 200, 40), TextLine("申请单位意见", (60, 80, 74, 180), 1.0), line("同意申报", 100, 100),
             line("盖章", 100, 150)]  # fmt: skip
    assert [one.text for one in reading_order(lines[::-1])] == [one.text for one in lines]
