"""Values that whole tables tell: filled rows, titles of columns, people by post."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cases.boxes import holds_middle, overlap
from cases.plain_text import HAN, plain
from cases.reading import Cell, PageReading, Table, TextLine
from cases.report import FieldValue
from papers.fields import values
from papers.fields.found import BEHIND, BY_FORM, IN_SENTENCE, NEXT_CELL, Found
from papers.fields.paper import Paper
from papers.fields.roster import find_roster
from papers.fields.sentences import two_lines

POST_TITLES = ("岗位或工种", "岗位(工种)", "工种岗位", "工种(岗位)", "岗位名称", "岗位", "工种")
_TOTALS = frozenset(("合计", "总计", "共计", "小计"))
_POSTS_IN_TEXT = re.compile(rf"(?<![{HAN}])([{HAN}()]{{2,12}}?)(\d{{1,5}})(?:人|名)")
_POSTS_NAMED = re.compile(rf"(?:同意|一致同意)?对([{HAN}()、]{{2,80}}?)等?(?:\d*个?)(?:岗位|工种)")
_NO_POST = re.compile(
    r"共计|合计|总数|现有|职工|员工|其中|裁减|人数|上述|以上|上列|以下|下列|下述|部分|应到|实到|到会|出席|参加|缺席|代表|签订|合同|同意"
    r"|周期|原因|岗位|工种|本单位|我单位|公司|[()]"
)
_HEADS = re.compile(r"签[字名章]|本人|姓名|备注|日期|编号|序号|人数")
"""Titles of the columns beside that of the posts."""

_TOP_ROWS = 4
"""Rows of a table among which a title of posts needs no other column's title beside it."""

_BEHIND_POST = re.compile(r"(?:等?(?:\d*个)?(?:岗位|工种))?(?:共计|合计|共|计|各)?[(]?$")
_SPLIT = re.compile(r"[、,;/]")


def rows(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the number of filled rows of the list's table, else its serial numbers; sure where both agree."""
    serials: dict[int, tuple[TextLine, int]] = {}
    for page in paper.pages:
        head = next((line for line in page.lines if plain(line.text).startswith("序号")), None)
        left = head.box[2] + 10 if head else max((line.box[2] for line in page.lines), default=0.0) * 0.2
        for line in page.lines:
            text = plain(line.text)
            if re.fullmatch(r"\d{1,4}", text) and line.box[0] <= left and int(text) > 0:
                serials.setdefault(int(text), (line, page.number))
    last = max(serials, default=0)
    roster = find_roster(paper.pages)
    if roster is not None and roster.rows:
        agreed = last in (0, roster.rows)
        last, line, number = roster.rows, TextLine(str(roster.rows), roster.box, roster.score), roster.page
        weight = IN_SENTENCE if agreed else 0.6
    elif serials:
        line, number = serials[last]
        weight = IN_SENTENCE if len(serials) == last else 0.6
    else:
        return
    yield paper.value(name, str(last), Found(str(last), line, number, weight))
    if "headcount" in paper.document.fields:
        yield paper.value("headcount", str(last), Found(str(last), line, number, weight))


def columns(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the head row of a list: the titles of its table, else the cells on the line of 姓名."""
    roster = find_roster(paper.pages)
    if roster is not None:
        text = "、".join(name for name in roster.columns if name)
        line = TextLine(text, roster.box, roster.score)
        yield paper.value(name, text, Found(text, line, roster.page, NEXT_CELL))
        return
    for page in paper.pages:
        head = next((line for line in page.lines if plain(line.text) == "姓名"), None)
        if head is not None:
            row = [line for line in page.lines if overlap(line.box, head.box, 1) >= 0.5]
            text = "、".join(plain(line.text) for line in sorted(row, key=lambda line: line.box[0]))
            yield paper.value(name, text, Found(text, head, page.number, NEXT_CELL))


def column_count(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the people of a table with a column 人数: its 合计, else its rows' sum; none where a row has no number."""
    total, last, counted, filled = 0, None, 0, 0
    for page in paper.pages:
        filled += len(_first_column(page, "人数"))
        for line in column(page, "人数"):
            number = values.count(line.text) if re.fullmatch(r"\d{1,5}人?", plain(line.text)) else None
            if number is None:
                break
            counted += 1
            row = [other for other in page.lines if overlap(other.box, line.box, 1) >= 0.5]
            if any(plain(other.text) in _TOTALS for other in row):
                total, filled = int(number), 0
            else:
                total += int(number)
            last = Found(number, line, page.number, IN_SENTENCE)
    if last is not None and counted >= filled:
        yield paper.value(name, str(total), last)


def column(page: PageReading, title: str) -> list[TextLine]:
    """Return the cells below a column's title, from top to bottom, while they keep to the column."""
    head = next((line for line in page.lines if plain(line.text) == title), None)
    if head is None:
        return []
    end = next((table.box[3] for table in page.tables if holds_middle(table.box, head.box)), float("inf"))
    below = [
        line for line in page.lines
        if head.box[3] <= line.box[1] < end and overlap(line.box, head.box, 0) >= 0.5
    ]  # fmt: skip
    cells: list[TextLine] = []
    for line in sorted(below, key=lambda line: line.box[1]):
        previous = cells[-1] if cells else head
        if line.box[1] - previous.box[3] > 3 * (head.box[3] - head.box[1]):
            break
        cells.append(line)
    return cells


def _first_column(page: PageReading, title: str) -> list[TextLine]:
    """The cells of the leftmost column of the table that has a column of this title: one for each row."""
    head = next((line for line in page.lines if plain(line.text) == title), None)
    if head is None:
        return []
    heads = [line for line in page.lines if overlap(line.box, head.box, 1) >= 0.5]
    return column(page, plain(min(heads, key=lambda line: line.box[0]).text))


def positions(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the posts that a form's column, a list or a sentence names, each once, joined by 、."""
    named: dict[str, Found] = {}
    for page in paper.pages:
        for found in _posts_of_column(paper, page) or _posts_of_text(page):
            named.setdefault(found.text, found)
    if named:
        weakest = min(named.values(), key=lambda found: found.line.score * found.weight)
        yield paper.value(name, "、".join(named), weakest)


def _posts_of_column(paper: Paper, page: PageReading) -> list[Found]:
    tabled = [cell for table in page.tables for cell in _under(table, POST_TITLES, page)]
    behind = paper.behind(page, POST_TITLES, values.phrase)
    beside = [found for found in behind if found.weight != BEHIND and not _HEADS.search(plain(found.text))]
    if any(paper.words.is_label(cell.text) for cell in tabled) or (beside and not tabled):
        # The title stands in a column of labels: its posts are beside it.
        posts = [(post, found) for found in beside for post in _SPLIT.split(plain(found.text)) if _is_post(post)]
        return [replace(found, text=post) for post, found in posts]
    cells = [(text, cell) for cell in tabled if (text := plain(cell.text)) and text not in _TOTALS]
    if tabled:
        return [Found(text, TextLine(text, cell.box, cell.score), page.number, NEXT_CELL) for text, cell in cells]
    return list(_posts_of_lines(paper, page))


def _is_post(text: str) -> bool:
    return bool(re.fullmatch(rf"[{HAN}()A-Za-z]{{2,16}}", text))


def _posts_of_lines(paper: Paper, page: PageReading) -> Iterator[Found]:
    printed = {plain(line.text) for line in page.lines}
    title = next((title for title in POST_TITLES if title in printed), "")
    for line in column(page, title) if title else ():
        text = plain(line.text)
        if text in _TOTALS or not _is_post(text) or paper.words.is_label(text):
            break
        yield Found(text, line, page.number, IN_SENTENCE)


def _posts_of_text(page: PageReading) -> Iterator[Found]:
    margin = max((line.box[2] for line in page.lines), default=0.0)
    begun = False
    for line, text in two_lines(page):
        counted = [match for match in _POSTS_IN_TEXT.finditer(text) if match.start() or not begun]
        posts = [_BEHIND_POST.sub("", match[1]) for match in counted]
        posts += [post for match in _POSTS_NAMED.finditer(text) for post in match[1].split("、")]
        for post in posts:
            if 2 <= len(post) <= 12 and not _NO_POST.search(post):
                yield Found(post, line, page.number, BY_FORM)
        # A full line that ends in a word may end in the middle of one.
        full = line.box[2] > margin - 2 * (line.box[3] - line.box[1])
        begun = full and not plain(line.text).endswith(("、", ",", "。", ":", ";"))


def _under(table: Table, titles: Sequence[str], page: PageReading) -> list[Cell]:
    """The cells below the first title of a table that is one of these, down to where the table's columns end."""
    for at, row in enumerate(table.rows):
        head = next((cell for cell in row if plain(cell.text) in titles), None)
        if head is not None and len(row) > 1 and (at < _TOP_ROWS or any(_HEADS.search(plain(c.text)) for c in row)):
            return [one for cell in _rows_below(table, at, head, page) for one in _of_column(cell, head, page)]
    return []


def _rows_below(table: Table, at: int, head: Cell, page: PageReading) -> Iterator[Cell]:
    """Yield the cells below a row of titles, down to one of fewer than half its cells, or of other columns."""
    heads, top = table.rows[at], head.row + head.row_span
    for row in itertools.takewhile(lambda cells: len(cells) >= len(heads) / 2, table.rows[at + 1 :]):
        if _has_other_columns(row, heads, page):
            return
        yield from (cell for cell in row if cell.row >= top and not _is_signature(cell, row))


def _has_other_columns(row: Sequence[Cell], heads: Sequence[Cell], page: PageReading) -> bool:
    """Tell a row of labels below a list: cells of it lie across the columns of the list, and no rule between was lost.

    Of a total, and of a row that is empty but for its number, cells are joined too.
    """
    texts = [plain(cell.text) for cell in row]
    if any(text in _TOTALS for text in texts) or sum(map(bool, texts)) < 2:
        return False
    return any(
        len(over) > 1 and plain(cell.text) and not all(_stands_under(head, cell, page) for head in over)
        for cell in row for over in ([head for head in heads if _share_columns(head, cell)],)
    )


def _share_columns(head: Cell, cell: Cell) -> bool:
    return head.column < cell.column + cell.column_span and cell.column < head.column + head.column_span


def _stands_under(head: Cell, cell: Cell, page: PageReading) -> bool:
    """Tell whether a line of a cell stands in the column of a title."""
    lines = (line for line in page.lines if holds_middle(cell.box, line.box))
    return any(head.box[0] <= (line.box[0] + line.box[2]) / 2 <= head.box[2] for line in lines)


def _of_column(cell: Cell, head: Cell, page: PageReading) -> list[Cell]:
    """Return what of a cell stands below a title: where a rule was not seen, a cell holds those beside it as well."""
    if cell.column == head.column and cell.column_span <= head.column_span:
        return [cell]
    if not cell.column <= head.column < cell.column + cell.column_span:
        return []
    own = [line for line in page.lines if holds_middle(cell.box, line.box)]
    below = [line for line in own if overlap(line.box, head.box, 0) >= 0.5 and _is_post(plain(line.text))]
    if len(own) > len(below) > 0:
        return [replace(cell, text="".join(line.text for line in below))]
    return [cell] if cell.column == head.column else []


def _is_signature(cell: Cell, cells: Sequence[Cell]) -> bool:
    """Tell a name that its row holds once more: who signs beside an empty cell fills both."""
    text = plain(cell.text)
    return cell.column_span > 1 and any(other is not cell and plain(other.text) == text for other in cells)
