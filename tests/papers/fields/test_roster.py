"""Rosters: titles and filled rows, over several pages and with whatever else stands in such tables."""

from dataclasses import replace

import pytest

from cases.reading import Cell, PageReading, Table, TextLine
from catalogue.model import DocumentType
from papers.fields.read_fields import read_fields
from papers.fields.roster import find_roster
from tests.packaged import packaged
from tests.validators.builders import page as make_page

TITLES = ["序号", "姓名", "户籍", "岗位"]


def table(*rows: list[str], left: float = 60.0) -> Table:
    def cell(row: int, column: int, text: str) -> Cell:
        x, y = left + 80 * column, 60.0 + 20 * row
        return Cell(row, column, 1, 1, (x, y, x + 80, y + 20), text)

    cells = tuple(tuple(cell(at, column, text) for column, text in enumerate(row)) for at, row in enumerate(rows))
    return Table((left, 60.0, left + 80 * len(rows[0]), 60.0 + 20 * len(rows)), cells)


def people(*numbers: int) -> list[list[str]]:
    return [[str(number), f"张{number}", "北京市", "保安员"] for number in numbers]


def pages(*tables: Table) -> list[PageReading]:
    return [replace(make_page(number, ""), tables=(one,)) for number, one in enumerate(tables, 1)]


def test_titles_and_filled_rows() -> None:
    roster = find_roster(pages(table(TITLES, *people(1, 2, 3))))
    assert roster is not None
    assert (roster.columns, roster.rows, roster.page) == (tuple(TITLES), 3, 1)


@pytest.mark.parametrize("again", [[TITLES], []], ids=["titles repeated", "titles once"])
def test_roster_goes_on_over_the_page(again: list[list[str]]) -> None:
    roster = find_roster(pages(table(TITLES, *people(1, 2)), table(*again, *people(3, 4, 5))))
    assert roster is not None
    assert (roster.rows, roster.last_page) == (5, 2)


def test_numbered_but_empty_rows_and_totals_do_not_count() -> None:
    rows = [*people(1, 2), ["3", "", "", ""], ["", "", "", ""], ["合计", "", "", "2人"]]
    roster = find_roster(pages(table(TITLES, *rows)))
    assert roster is not None
    assert roster.rows == 2


def test_table_of_other_columns_is_no_continuation() -> None:
    other = table(["步骤", "时间", "内容"], ["1", "2020年", "说明"])
    roster = find_roster(pages(table(TITLES, *people(1, 2)), other))
    assert roster is not None
    assert (roster.rows, roster.last_page) == (2, 1)


def test_heading_within_the_table_and_titles_in_two_rows() -> None:
    heading = (Cell(0, 0, 1, 4, (60, 60, 380, 80), "被裁减人员名单"),)
    first = (
        Cell(1, 0, 2, 1, (60, 80, 140, 120), "序号"), Cell(1, 1, 2, 1, (140, 80, 220, 120), "姓名"),
        Cell(1, 2, 1, 2, (220, 80, 380, 100), "合同期限"),
    )  # fmt: skip
    second = (Cell(2, 2, 1, 1, (220, 100, 300, 120), "起始"), Cell(2, 3, 1, 1, (300, 100, 380, 120), "终止"))
    below = table(*[["", "", "", ""]] * 3, ["1", "张伟", "2018", "2021"]).rows[3:]
    roster = find_roster(pages(Table((60, 60, 380, 140), (heading, first, second, *below))))
    assert roster is not None
    assert roster.columns == ("序号", "姓名", "合同期限起始", "合同期限终止")
    assert roster.rows == 1


def test_page_without_a_list_has_no_roster() -> None:
    assert find_roster(pages(table(["项目", "金额", "备注"], ["注册资本", "200万元", ""]))) is None
    assert find_roster([make_page(1, "姓名")]) is None


@pytest.mark.parametrize(("serials", "sure"), [((1, 2, 3), True), ((1, 2, 7), False)], ids=["agrees", "contradicts"])
def test_fields_of_a_list_come_from_its_table(serials: tuple[int, ...], sure: bool) -> None:
    page = pages(table(TITLES, *people(*serials)))[0]
    printed = tuple(TextLine(cell.text, cell.box, 0.99) for row in page.tables[0].rows for cell in row)
    document = DocumentType("layoff-list", "名单", (), (), 0, fields=("rows", "headcount"))
    found = {one.name: one for one in read_fields([replace(page, lines=printed)], document, packaged().fields)}
    assert (found["rows"].value, found["headcount"].value) == ("3", "3")
    assert found["columns"].value == "、".join(TITLES)
    assert (found["rows"].confidence > 0.85) is sure
