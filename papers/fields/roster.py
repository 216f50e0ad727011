"""Rosters (名册, 名单): titles of the columns and the filled rows of a table, also over several pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.plain_text import plain
from cases.reading import Box, Cell, PageReading, Table

MIN_COLUMNS = 3
_TOTALS = re.compile(r"^(?:合计|总计|共计|小计)")
_SERIAL = re.compile(r"\d{1,4}[.、]?")
_SERIAL_TITLES = ("序号", "编号", "NO", "NO.")
_HEADED = 0.6
_TITLE_ROWS = 4


@dataclass(frozen=True, slots=True)
class Roster:
    """One list of people or things.

    Attributes:
        columns: Titles from left to right; empty where a column has none.
        rows: Filled rows below the titles, totals not counted; a row with nothing but its number is not filled.
        page: Page on which it begins.
        box: Of its titles, on that page.
        last_page: Page on which it ends.
        score: Of its weakest title.
    """

    columns: tuple[str, ...]
    rows: int
    page: int
    box: Box
    last_page: int
    score: float


def find_roster(pages: Sequence[PageReading], title: str = "姓名") -> Roster | None:
    """Return the list whose titles hold a word, continued over the pages that follow it.

    Args:
        pages: Of one material, in order.
        title: Word in one of the titles.
    """
    for at, page in enumerate(pages):
        for table in page.tables:
            head = _head(table, title)
            if head:
                return _follow(table, head, page, pages[at + 1 :], title)
    return None


def _follow(table: Table, head: int, page: PageReading, others: Sequence[PageReading], title: str) -> Roster:
    columns, score = _titles(table, head)
    serial = next((at for at, name in enumerate(columns) if name.upper() in _SERIAL_TITLES), None)
    rows, last = _filled(table.rows[head:], serial), page.number
    same_page = ((page.number, below) for below in page.tables[page.tables.index(table) + 1 :])
    overleaf = ((other.number, below) for other in others for below in other.tables)
    for number, below in (*same_page, *overleaf):
        again = _head(below, title)
        if again and _titles(below, again)[0] != columns:
            break
        if not again and below.columns != table.columns:
            continue
        rows, last = rows + _filled(below.rows[again:], serial), number
    cells = [cell for row in table.rows[:head] for cell in row]
    box = (
        min(cell.box[0] for cell in cells), min(cell.box[1] for cell in cells),
        max(cell.box[2] for cell in cells), max(cell.box[3] for cell in cells),
    )  # fmt: skip
    return Roster(columns, rows, page.number, box, last, score)


def _head(table: Table, title: str) -> int:
    """Return how many rows the titles take, with a heading above them in the table; 0 for none."""
    if table.columns < MIN_COLUMNS:
        return 0
    for at, row in enumerate(table.rows[:_TITLE_ROWS]):
        named = [cell for cell in row if plain(cell.text)]
        if len(named) < _HEADED * len(row) or len(row) < 2 or not any(title in plain(cell.text) for cell in named):
            continue
        return at + max(cell.row_span for cell in row)
    return 0


def _titles(table: Table, head: int) -> tuple[tuple[str, ...], float]:
    """Return one title for each column: a title over several columns stands before those below it."""
    cells = [cell for row in table.rows[:head] for cell in row if cell.column_span < table.columns]
    names, scores = [], [cell.score for cell in cells if cell.text]
    for column in range(table.columns):
        above = [cell for cell in cells if cell.column <= column < cell.column + cell.column_span]
        names.append("".join(plain(cell.text) for cell in above))
    return tuple(names), min(scores, default=0.0)


def _filled(rows: Sequence[Sequence[Cell]], serial: int | None) -> int:
    return sum(_is_filled(row, serial) for row in rows)


def _is_filled(row: Sequence[Cell], serial: int | None) -> bool:
    texts = [(cell.column, plain(cell.text)) for cell in row if plain(cell.text)]
    if any(_TOTALS.match(text) for _, text in texts):
        return False
    said = [text for column, text in texts if column != serial and not (column == 0 and _SERIAL.fullmatch(text))]
    return bool(said) and len(row) >= 2
