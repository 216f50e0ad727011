"""Tables of drawn pages: every cell in its place, with its text, however the page was taken."""

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from cases.reading import Table, TextLine
from ocr.reading_order import text_slope
from ocr.tables.ruled_lines import find_rules
from ocr.tables.table import find_tables
from tests.drawing.scanning import OFFICE
from tests.drawing.table_pages import CLASSES, TablePage, draw_table
from tests.office.services import one_engine

DOTS = 200.0


def bitmap(page: TablePage) -> np.ndarray:
    across, down = (round(side * DOTS / page.dots_per_inch) for side in page.picture.size)
    size = (across, down)
    return np.asarray(page.picture.resize(size, Image.Resampling.BOX) if size != page.picture.size else page.picture)


def tables_of(page: TablePage) -> tuple[Table, ...]:
    picture = bitmap(page)
    tables, _ = find_tables(picture, DOTS, one_engine().read(picture, DOTS), one_engine())
    return tables


def folded(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


@pytest.mark.parametrize("name", ["歪斜", "浅淡断线", "合并单元格", "无框线", "手机拍照"])
def test_cells_are_those_drawn(name: str) -> None:
    page = draw_table(CLASSES[name], 4)
    (table,) = tables_of(page)
    found = {(cell.row, cell.column): cell for row in table.rows for cell in row}
    assert table.ruled is (name != "无框线")
    assert set(found) == {(cell.row, cell.column) for cell in page.cells}
    misread = [cell for cell in page.cells if folded(found[cell.row, cell.column].text) != folded(cell.text)]
    assert len(misread) <= 1  # 强 as 強: the engine's error; a cell in the wrong place makes more
    for cell in page.cells:
        read = found[cell.row, cell.column]
        assert (read.row_span, read.column_span) == (cell.row_span, cell.column_span)
        if table.ruled:  # else nothing tells where a cell ends
            assert read.box == pytest.approx(cell.box, abs=12)


def test_line_over_two_cells_is_parted() -> None:
    page = draw_table(CLASSES["歪斜"], 4)
    picture = bitmap(page)
    lines = one_engine().read(picture, DOTS)
    name = next(one for one in lines if one.text == page.cells[1].text)
    home = next(one for one in lines if one.text == page.cells[2].text)
    box = (name.box[0], min(name.box[1], home.box[1]), home.box[2], max(name.box[3], home.box[3]))
    joined = [TextLine(name.text + home.text, box, 0.9), *(one for one in lines if one not in (name, home))]
    (table,), parted = find_tables(picture, DOTS, joined, one_engine())
    assert [cell.text for cell in table.rows[0][1:3]] == [name.text, home.text]
    assert {name.text, home.text} <= {one.text for one in parted}
    assert name.text + home.text not in {one.text for one in parted}


def test_digit_that_was_passed_over_is_read() -> None:
    page = draw_table(CLASSES["清晰扫描"], 4)
    picture = bitmap(page)
    lines = [one for one in one_engine().read(picture, DOTS) if not one.text.isdecimal() or len(one.text) > 2]
    (table,), found = find_tables(picture, DOTS, lines, one_engine())
    assert [row[0].text for row in table.rows[1:]] == [str(number) for number in range(1, page.rows + 1)]
    assert len(found) > len(lines)


def test_prose_and_frames_are_no_tables() -> None:
    prose = [TextLine("公司依法经营，按时足额缴纳社会保险费。" * 2, (60, 60 + 22 * at, 500, 74 + 22 * at), 1.0)
             for at in range(8)]  # fmt: skip
    paper = np.full((2339, 1654, 3), 250, np.uint8)
    paper[100:104, 100:1550] = paper[2200:2204, 100:1550] = paper[100:2204, 100:104] = paper[100:2204, 1546:1550] = 40
    assert find_tables(paper, DOTS, prose, one_engine()) == ((), tuple(prose))


@pytest.mark.parametrize("top", [0, 250], ids=["whole", "begun below a seal"])
def test_streak_of_a_feeder_parts_no_cells(top: int) -> None:
    page = draw_table(CLASSES["合并单元格"], 4)
    picture = bitmap(page).copy()
    plain = find_rules(picture, DOTS).upright
    at = picture.shape[1] // 2 + 90
    picture[top:, at : at + 2] = np.minimum(picture[top:, at : at + 2], 205)
    rules = find_rules(picture, DOTS).upright
    assert [round(one.place) for one in rules] == [round(one.place) for one in plain]


def test_strokes_of_print_are_no_rules() -> None:
    page = draw_table(replace(CLASSES["无框线"], scan=replace(OFFICE, skew=2.0)), 4)
    picture = bitmap(page)
    lines = one_engine().read(picture, DOTS)
    rules = find_rules(picture, DOTS, [one.box for one in lines], text_slope(lines))
    assert rules.upright == ()
