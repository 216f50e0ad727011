"""Pictures of ``shouli check --out``: what was found and what is missing is on them, in its colour and place."""

import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from cases.finding import PAGES, Place
from cases.finding_codes import find
from cases.reading import (
    Cell,
    Coverage,
    CrossPageSeal,
    Edge,
    EdgeFragment,
    InkColour,
    PageReading,
    Seal,
    SealKind,
    SealShape,
    Table,
    TextLine,
)  # fmt: skip
from cases.report import ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, SealVerdict, Unit
from tests.judging.test_copies import articles, judged
from tests.validators.builders import page as make_page
from views.markings import MarkKind, gap_place, marks_of
from views.pictures import COLOURS, DOTS_PER_INCH, draw_page

pytestmark = pytest.mark.thorough

SCALE = DOTS_PER_INCH / 72
SEAL = Seal(SealKind.OFFICIAL, SealShape.ROUND, InkColour.RED, (300, 600, 419, 719), (42, 42), "北京华兴有限公司", 0.99)
STRIP = EdgeFragment(Edge.RIGHT, InkColour.RED, (565, 300, 595, 410), 106, 145, 10, "", (0, 0), 0.9)


def reading(**changes: Any) -> PageReading:
    return replace(make_page(1, ""), **{"size_mm": (210.0, 297.0), "seals": (), "fragments": (), **changes})


def report(*pages: PageReading, **changes: Any) -> Report:
    return replace(Report(Outcome.REVIEW, Unit("甲"), ItemRef(None), (), pages, (), ()), **changes)


def drawn(page: PageReading, whole: Report) -> Image.Image:
    stream = io.BytesIO()
    Image.new("RGB", (round(595 * SCALE), round(842 * SCALE)), "white").save(stream, "PNG")
    return draw_page(stream.getvalue(), page, whole)


def colours(picture: Image.Image) -> set[tuple[int, ...]]:
    found = np.asarray(picture.convert("RGB")).reshape(-1, 3)
    return {tuple(map(int, colour)) for colour in np.unique(found, axis=0)}


def test_everything_found_is_drawn_in_its_colour() -> None:
    table = Table((60, 100, 300, 140), ((Cell(0, 0, 1, 1, (60, 100, 180, 140), "姓名"),),))
    line = TextLine("姓名", (70, 110, 100, 125), 0.9)
    page = reading(lines=(line,), seals=(SEAL,), fragments=(STRIP,), tables=(table,))
    seen = colours(drawn(page, report(page)))
    assert {COLOURS[kind] for kind in (MarkKind.LINE, MarkKind.CELL, MarkKind.SEAL, MarkKind.FRAGMENT)} <= seen
    assert COLOURS[MarkKind.MISSING] not in seen
    assert "公章：北京华兴有限公司" in {mark.label for mark in marks_of(page, report(page))}


def test_page_is_not_covered_by_its_heading() -> None:
    page = reading()
    picture = drawn(page, report(page))
    assert picture.height > round(842 * SCALE)
    assert picture.crop((0, 60, picture.width, 60 + round(842 * SCALE) // 2)).getpixel((400, 300)) == (255, 255, 255)


def test_question_about_several_pages_stands_above_each_of_them() -> None:
    doubt = find("seal-unreadable", f"{PAGES}的印章文字无法辨认。", place=Place(pages=(1, 3)))
    pages = [reading(number=number) for number in (1, 2, 3)]
    heights = [drawn(page, report(page, findings=(doubt,))).height for page in pages]
    assert heights[0] == heights[2] > heights[1]


def test_missing_seal_stands_over_the_signing_line() -> None:
    page = reading(lines=(TextLine("单位（盖章）：甲", (300, 600, 460, 615), 0.9),))
    lacking = find("seal-missing", f"{PAGES}未见公章。", place=Place(page=1))
    whole = report(page, findings=(lacking,), page_seals={1: SealVerdict.ABSENT})
    (mark,) = [one for one in marks_of(page, whole) if one.kind is MarkKind.MISSING]
    assert mark.label == "此页缺公章"
    assert mark.box[0] < 380 < mark.box[2]
    assert mark.box[1] < 607 < mark.box[3]
    assert COLOURS[MarkKind.MISSING] in colours(drawn(page, whole))
    assert not [one for one in marks_of(page, report(page)) if one.kind is MarkKind.MISSING]


def test_gap_lies_where_the_strips_of_the_other_pages_do() -> None:
    place = gap_place([STRIP, replace(STRIP, start_mm=108, end_mm=147)], reading(number=2))
    assert place is not None
    assert abs(place[2] - 595) < 1
    assert abs(place[1] - 303) < 3
    assert gap_place([], reading()) is None


def test_gaps_are_those_of_the_verdict_that_was_reached() -> None:
    stamped, bare, other = reading(fragments=(STRIP,)), reading(number=2), reading(number=3, fragments=(STRIP,))
    seal = CrossPageSeal(Coverage.PARTIAL, 0.9, missing_pages=(2, 3), foreign_pages=(3,), pages=(1, 2, 3))
    copy = replace(bare, number=4)  # of the same material, but not of the copy that was judged
    whole = report(stamped, bare, other, copy, cross_page_seals={"a": seal})
    labels = {page.number: [one.label for one in marks_of(page, whole) if one.kind is MarkKind.MISSING]
              for page in whole.pages}  # fmt: skip
    assert labels == {1: [], 2: ["骑缝章缺口"], 3: ["不属于同一枚印章"], 4: []}


def test_judged_copy_that_lacks_a_strip_is_marked_and_no_page_of_the_other() -> None:
    """Put together with the other copy's, the strips of the sealed pages would look like another seal's."""
    whole = judged([[*articles(3), *articles(3, without=(0,), seed=4)]], [1])
    missing = {"骑缝章缺口", "不属于同一枚印章"}
    marked = [(page.number, one.label) for page in whole.pages for one in marks_of(page, whole) if one.label in missing]
    assert marked == [(4, "骑缝章缺口")]


def test_complete_material_has_no_gap() -> None:
    page = reading(fragments=(STRIP,))
    material = MaterialReading("a", "材料", Need.REQUIRED, MaterialStatus.PRESENT, (1,), 1.0, Coverage.COMPLETE)
    whole = report(page, materials=(material,), cross_page_seals={"a": CrossPageSeal(Coverage.COMPLETE, 0.9)})
    assert not [one for one in marks_of(page, whole) if one.kind is MarkKind.MISSING]
