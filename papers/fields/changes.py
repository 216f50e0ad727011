"""What a form asks to change: rows of a 变更前/变更后 table, ticked choices, what its label or a sentence says."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from cases.boxes import overlap
from cases.plain_text import HAN, plain
from cases.reading import Cell, PageReading, Table, TextLine
from cases.report import FieldValue
from papers.fields import values
from papers.fields.change_pairs import (
    AFTER,
    BEFORE,
    TITLES,
    named_by_columns,
    named_by_labels,
    named_by_value,
    shown_by_values,
)
from papers.fields.found import IN_SENTENCE, NEXT_CELL, Found
from papers.fields.paper import Paper
from papers.fields.sentences import two_lines
from papers.fields.tables import column
from papers.fields.ticks import read_ticks

_NO_MORE = "空白"
_ROW_NAME = re.compile(rf"[{HAN}()A-Za-z]{{2,16}}")
_SPLIT = re.compile(r"[、,;/]")
_FROM_TO = re.compile(
    rf"([{HAN}、]{{2,20}}?)[由从自]([^,。;]{{1,24}}?)(?:变更|更改|更正|修改|调整|转|改)[为成到]"
)
_ASKED = re.compile(
    r"(?:申请|要求|需要?|现|拟|办理)(?:变更|更改|更正|修改)(?!前|后|登记|申报|事项|项目|内容|手续|业务|如下|下列)"
    rf"([{HAN}、]{{2,16}})"
)
_NAMED = re.compile(rf"变更(?:的)?(?:项目|事项)[为是:]?([{HAN}、]{{2,16}})[,;](?:由|原|(?:变更|更改|修改)前)")
_SAYS_NOTHING = re.compile(
    "(?:参保人?员?|个人|人员|职工|基本|登记|信息|资料|变更|更正|修改)*(?:信息|资料|内容|变更|更正|修改)"
)
"""A label's value that names no field: 变更类型：个人信息变更."""

_WITHOUT_TABLE = 40
"""Characters of a row of choices at most: a longer text with a tick in it is a statement."""


def changed_items(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield what a form asks to change, in the words as written.

    Filled rows of its table come first, else of its columns where the rules between them were not found, else what
    its label says, else what is ticked anywhere; a sentence
    (户口性质由农业变更为非农业) counts beside them, and so does what the old and the new value show.
    """
    told = tuple(_named(paper, name))
    yield from told
    yield from (one for one in shown_by_values(paper, name) if all(one.value not in said.value for said in told))


def _named(paper: Paper, name: str) -> Iterator[FieldValue]:
    given = False
    for value in (*_rows(paper, name), *_in_sentences(paper, name, _FROM_TO)):
        given = True
        yield value
    for way in _WAYS:
        if given:
            return
        for value in way(paper, name):
            given = True
            yield value


def _rows(paper: Paper, name: str) -> Iterator[FieldValue]:
    titles = (*paper.labels(name), *TITLES)
    for page in paper.pages:
        for table in page.tables:
            for cell in _changed_rows(table, titles):
                line = TextLine(cell.text, cell.box, cell.score)
                for said in _chosen(cell.text) or (plain(cell.text),):
                    yield paper.value(name, said, Found(cell.text, line, page.number, NEXT_CELL))


def _under_titles(paper: Paper, name: str) -> Iterator[FieldValue]:
    titles = (*paper.labels(name), *TITLES)
    for page in paper.pages:
        head = next((line for line in page.lines if plain(line.text) in titles), None)
        if head is not None and all(any(map(said.match, _beside(page, head))) for said in (BEFORE, AFTER)):
            below = itertools.takewhile(lambda line: _NO_MORE not in plain(line.text), column(page, plain(head.text)))
            for line in below:
                if _ROW_NAME.fullmatch(plain(line.text)):
                    yield paper.value(name, plain(line.text), Found(line.text, line, page.number, IN_SENTENCE))


def _beside(page: PageReading, head: TextLine) -> Iterator[str]:
    return (plain(line.text) for line in page.lines if line is not head and overlap(line.box, head.box, 1) >= 0.5)


def _labelled(paper: Paper, name: str) -> Iterator[FieldValue]:
    for page in paper.pages:
        for found in paper.behind(page, paper.labels(name), values.phrase):
            chosen = _chosen(found.text)
            said = _SPLIT.split(plain(found.text).rstrip("。")) if chosen is None else chosen
            for item in said:
                if item and not _SAYS_NOTHING.fullmatch(item) and not (BEFORE.match(item) or AFTER.match(item)):
                    yield paper.value(name, item, found)


def _ticked(paper: Paper, name: str) -> Iterator[FieldValue]:
    for page in paper.pages:
        for line in page.lines:
            if len(plain(line.text)) <= _WITHOUT_TABLE:
                for word in _chosen(line.text) or ():
                    yield paper.value(name, word, Found(word, line, page.number, IN_SENTENCE))


def _asked(paper: Paper, name: str) -> Iterator[FieldValue]:
    yield from _in_sentences(paper, name, _NAMED)
    yield from _in_sentences(paper, name, _ASKED)


def _in_sentences(paper: Paper, name: str, pattern: re.Pattern[str]) -> Iterator[FieldValue]:
    for page in paper.pages:
        for line, match in _matches(page, pattern):
            yield paper.value(name, match[1], Found(match[1], line, page.number, IN_SENTENCE))


def _matches(page: PageReading, pattern: re.Pattern[str]) -> Iterator[tuple[TextLine, re.Match[str]]]:
    for line, text in two_lines(page):
        yield from ((line, one) for one in pattern.finditer(text) if one.start() < len(plain(line.text)))


_WAYS = (
    named_by_value, _under_titles, named_by_columns, named_by_labels, _labelled, _ticked, _asked,
)
"""Ways in which a form says it that has no rows of old and new values, the surest first."""


def _chosen(text: str) -> tuple[str, ...] | None:
    """Return the ticked ones of printed choices, none where a mark was lost; None where the text has no marks."""
    ticks = read_ticks(plain(text))
    return ticks.chosen if ticks.marked else None


def _changed_rows(table: Table, titles: Sequence[str]) -> Iterator[Cell]:
    """The names of the rows of a 变更前/变更后 table (原登记内容/现登记内容) whose new value is filled in."""
    for row in table.rows:
        after = next((cell for cell in row if AFTER.match(plain(cell.text))), None)
        before = next((cell for cell in row if BEFORE.match(plain(cell.text))), None)
        if after is None or before is None or after.row != before.row:
            continue
        named = next((cell for cell in row if plain(cell.text) in titles), None)
        name_column = named.column if named is not None else 0
        if name_column in (after.column, before.column):
            return
        for cells in table.rows:
            if cells and cells[0].row > after.row and not any(plain(cell.text) for cell in cells):
                return  # what stands below an empty row is another part of the form
            if cells and cells[0].row >= after.row + after.row_span and not _has_both(cells, before, after):
                return
            by_column = {cell.column: cell for cell in cells if cell.row >= after.row + after.row_span}
            name, new = by_column.get(name_column), by_column.get(after.column)
            if name is not None and new is not None and plain(name.text) and plain(new.text):
                yield name
        return


def _has_both(cells: Sequence[Cell], before: Cell, after: Cell) -> bool:
    """Tell whether a row has a cell of its own below both titles; one that does not is another part of the form."""
    columns = {cell.column for cell in cells}
    return before.column in columns and after.column in columns
