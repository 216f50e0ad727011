"""Labels and the values behind them: on the same line, in the next cell, below, wrapped onto the line below.

A form puts a value behind its label (``单位名称：…``), into the cell right of it or under it, or, on a
licence, behind it without a sign.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cases.boxes import holds_middle, overlap
from cases.plain_text import HAN, name_as_read, plain
from cases.reading import Cell, PageReading, Table, TextLine
from papers.fields.dates import first_month, last_month
from papers.fields.found import AFTER_SIGN, BEHIND, NEXT_CELL, Found, Parser
from papers.fields.label_words import LabelWords, likeness
from papers.fields.people import person
from papers.fields.values import address, numbered, passage, unit

_HANDWRITTEN = re.compile(r"\([^)]{0,4}(?:签[字名章]|手签)[^)]{0,4}\)")
"""Behind such a label stands handwriting, of which a machine may only say that ink is there (domain f44)."""

LONG: tuple[Parser, ...] = (passage, address)
LISTED: tuple[Parser, ...] = (first_month, last_month)
"""Kinds that a list has for each person, where all of them count and not only the first."""

_MOST_LINES = 4
_MOST_PIECES = 12
_CLOSE = 0.5
"""Part of a line's height up to which a gap parts no values."""

_SAME_ROW = 0.5
_INTO = 0.35
"""Part of a line's height by which the box of the next one may reach into its own."""

_NAME_END = re.compile(r"股?份?有?限?责?任?公?司|\(?[^()]{0,9}(?:合伙(?:企业)?|独资(?:企业)?|工商户)\)|[伙资户业]?\)")
"""What of a name stands on its second line and is none by itself."""

_IN_NUMBER = re.compile(r"\d$")
_NUMBER_GOES_ON = re.compile(r"[0-9A-Z]+号?(?=[),。;]|$)")
_TOTALS = re.compile("合计|总计|共计|小计")

_TOGETHER = re.compile(
    rf"^([{HAN}]{{2,8}}?(?:时间|日期))(?:[、,/和及与]|主要|简要|发生|地点|原因|经过|部位|情况|原$)+(?=[:(\d]|$)"
)
"""What a label asks for beside a time: 事故时间、地点和主要原因; the last word may go on below it."""

_LEADING = re.compile(rf"^[\d一二三四五六七八九十、.()]+(?=[{HAN}])(?!月)")


@dataclass(frozen=True, slots=True)
class Form:
    """A page on which values of one kind are looked for.

    Attributes:
        words: All labels, each of which ends the value before it.
        parse: Reads a value of the kind; None where a text holds none.
    """

    page: PageReading
    words: LabelWords
    parse: Parser

    def is_label(self, text: str) -> bool:
        """Tell a text that is nothing but a field's label."""
        return self.words.is_label(text)

    def begins_another(self, line: TextLine) -> bool:
        """Tell a line that holds a label, or the value of another row: the value above ends before it."""
        if self.is_label(line.text) or self.words.signed.search(likeness(line.text)):
            return True
        row = (other for other in self.page.lines if other is not line and overlap(other.box, line.box, 1) >= 0.5)
        return any(other.box[0] < line.box[0] and self.is_label(other.text) for other in row)


def behind_labels(form: Form, labels: Sequence[str]) -> Iterator[Found]:
    """Yield what stands behind any of the labels; a person's signature is no reading of the name."""
    wanted = {likeness(label) for label in labels}
    for line in form.page.lines:
        text = _TOGETHER.sub(r"\1", _LEADING.sub("", plain(line.text)))
        alike = likeness(text)
        signed = [match for match in form.words.signed.finditer(alike) if match[1] in wanted]
        if signed:
            typed = [match for match in signed if form.parse is not person or not _HANDWRITTEN.search(match[0])]
            yield from _after_sign(form, line, text, typed)
            continue
        for label in sorted(wanted, key=len, reverse=True):
            if not alike.startswith(label):
                continue
            behind = text[len(label) :]
            if form.parse is not person or not _HANDWRITTEN.match(behind):
                yield from _cell(form, line, re.sub(r"^\([^)]{0,8}\)", "", behind))
            break
    yield from _behind_broken(form, wanted)


def _behind_broken(form: Form, wanted: Collection[str]) -> Iterator[Found]:
    """What stands beside or below a cell whose label is broken over several lines."""
    for table in form.page.tables:
        for row in table.rows:
            for label in row:
                if not _is_broken(form.page, label) or _bare_label(label.text) not in wanted:
                    continue
                for cell in _cells_of(form, table, row, label):
                    if plain(cell.text) and not form.is_label(cell.text):
                        line = TextLine(cell.text, cell.box, min(cell.score, label.score))
                        yield Found(plain(cell.text), line, form.page.number, NEXT_CELL)


def _is_broken(page: PageReading, cell: Cell) -> bool:
    whole = plain(cell.text)
    inside = [plain(line.text) for line in page.lines if holds_middle(cell.box, line.box)]
    return len(inside) > 1 and whole not in inside


def _bare_label(text: str) -> str:
    return _TOGETHER.sub(r"\1", re.sub(r"\([^)]{0,8}\)", "", likeness(text)).rstrip(":"))


def _after_sign(form: Form, line: TextLine, text: str, signed: Sequence[re.Match[str]]) -> Iterator[Found]:
    starts = [match.start() for match in form.words.signed.finditer(likeness(text))]
    for match in signed:
        end = next((start for start in starts if start > match.start()), len(text))
        rest = text[match.end() : end]
        if rest and end == len(text):
            rest += _piece_behind(form, line, rest)
        if rest:
            yield Found(_wrapped(form, line, rest), line, form.page.number, AFTER_SIGN)
        else:
            yield from _cell(form, line, "")


def _cell(form: Form, line: TextLine, rest: str) -> Iterator[Found]:
    """The value behind the label on the same line, else in the cell or line to the right, else in the cell below."""
    if rest:
        yield Found(_wrapped(form, line, rest), line, form.page.number, BEHIND)
        return
    neighbours = _cells_beside(form, line)
    if neighbours is not None:
        for cell in neighbours:
            text = _first_column(form, cell)
            beside = TextLine(text, cell.box, min(cell.score, line.score))
            yield Found(plain(text), beside, form.page.number, NEXT_CELL)
        return
    right = _right_of(form.page, line)
    if right is not None and not form.is_label(right.text) and not form.words.signed.match(likeness(right.text)):
        right = _in_one_piece(form, right)
        joined = _wrapped(form, right, plain(right.text))
        yield Found(joined, TextLine(joined, right.box, min(right.score, line.score)), form.page.number, NEXT_CELL)


def _cells_beside(form: Form, line: TextLine) -> list[Cell] | None:
    """The filled cell right of a label's cell, or below it where the label heads a column; None outside of tables."""
    for table in form.page.tables:
        for row in table.rows:
            label = next((cell for cell in row if _holds(cell, line)), None)
            if label is not None:
                found = _cells_of(form, table, row, label)
                if (not found and label.column_span > 1) or _bare_label(label.text) != _bare_label(line.text):
                    return None  # the rule behind the label was lost: its value lies in the same cell
                return [cell for cell in found if plain(cell.text) and not form.is_label(cell.text)]
    return None


def _first_column(form: Form, cell: Cell) -> str:
    """The text of a cell; of one with whose name another cell's words were read, a rule being lost, the name alone."""
    if form.parse is not unit:
        return cell.text
    inside = [line for line in form.page.lines if holds_middle(cell.box, line.box)]
    first = min(inside, key=lambda line: line.box[0], default=None)
    if first is None:
        return cell.text
    column = [line for line in inside if overlap(line.box, first.box, 0) >= _SAME_ROW]
    right, gap = max(line.box[2] for line in column), first.box[3] - first.box[1]
    others = [line for line in inside if line not in column]
    text = "".join(line.text for line in sorted(column, key=lambda line: line.box[1]))
    apart = others and all(line.box[0] - right >= gap for line in others)
    return text if apart and form.parse(text) else cell.text


def _cells_of(form: Form, table: Table, row: Sequence[Cell], label: Cell) -> list[Cell]:
    if not _is_head(form, row):
        found = _beside(row, label)
        return [found] if found is not None else []
    if form.parse in LISTED:
        return _all_below(table, label)
    found = _below(table, label)
    return [found] if found is not None else []


def _all_below(table: Table, label: Cell) -> list[Cell]:
    """The cells of a column down to the row of the totals."""
    found: list[Cell] = []
    for row in table.rows:
        if row and row[0].row >= label.row + label.row_span:
            if any(_TOTALS.match(plain(cell.text)) for cell in row):
                break
            found += [cell for cell in row if cell.column == label.column]
    return found


def _beside(row: Sequence[Cell], label: Cell) -> Cell | None:
    return next((cell for cell in row if cell.column == label.column + label.column_span), None)


def _below(table: Table, label: Cell) -> Cell | None:
    cells = (cell for row in table.rows for cell in row)
    place = (label.row + label.row_span, label.column)
    return next((cell for cell in cells if (cell.row, cell.column) == place), None)


def _is_head(form: Form, row: Sequence[Cell]) -> bool:
    """Tell a row of titles: two labels stand side by side."""
    return any(form.is_label(left.text) and form.is_label(right.text) for left, right in itertools.pairwise(row))


def _holds(cell: Cell, line: TextLine) -> bool:
    """Tell whether a cell holds a line and nothing else of weight."""
    return holds_middle(cell.box, line.box) and len(plain(cell.text)) <= len(plain(line.text)) + 8


def _right_of(page: PageReading, label: TextLine) -> TextLine | None:
    same_row = [line for line in page.lines if line is not label and overlap(line.box, label.box, 1) >= 0.5]
    # The box of a spaced label may reach into its value's: 法 定 代 表 人.
    middle = (label.box[0] + label.box[2]) / 2
    right = [line for line in same_row if line.box[0] >= middle and line.box[0] + line.box[2] >= 2 * label.box[2]]
    return min(right, key=lambda line: line.box[0], default=None)


def _wrapped(form: Form, line: TextLine, text: str) -> str:
    """Append the lines below where a value does not parse by itself, or is long and runs to the margin."""
    if form.parse in LONG:
        return _run_on(form, line, text)
    if form.parse(text):
        broken = form.parse is unit and plain(line.text).endswith(text)
        return text + (rest_of_name(form.page, line, text) if broken else _end_of_number(form, line, text))
    nearest = line_below(form.page, line)
    return text + plain(nearest.text) if nearest is not None and not form.is_label(nearest.text) else text


def rest_of_name(page: PageReading, line: TextLine, text: str) -> str:
    """Return what the line below adds to a unit's name: 甲服务有限责任|公司, 甲研究院|有限公司; mostly nothing."""
    following = line_below(page, line)
    rest = plain(following.text) if following is not None else ""
    name = unit(text + rest) if _NAME_END.fullmatch(rest) else None
    return rest if name is not None and name_as_read(name) == name_as_read(text + rest) else ""


def _run_on(form: Form, line: TextLine, text: str) -> str:
    margin = max(other.box[2] for other in form.page.lines)
    for _ in range(_MOST_LINES):
        following = line_below(form.page, line)
        size = line.box[3] - line.box[1]
        if following is None or line.box[2] < margin - 1.5 * size or text.endswith("。"):
            break
        if form.begins_another(following):
            break
        line, text = following, text + plain(following.text)
    return text


def _piece_behind(form: Form, line: TextLine, text: str) -> str:
    """What follows on the line where a value ends in a figure and its unit was read as its own piece: 500|万元."""
    following = _right_of(form.page, line) if text[-1:].isdigit() else None
    near = following is not None and following.box[0] - line.box[2] <= line.box[3] - line.box[1]
    if following is None or not near or form.begins_another(following):
        return ""
    return plain(following.text)


def _end_of_number(form: Form, line: TextLine, text: str) -> str:
    """What of a number stands on the line below, where it runs to the end of a full line: 京2|01705228887."""
    margin = max(other.box[2] for other in form.page.lines)
    full = line.box[2] >= margin - 1.5 * (line.box[3] - line.box[1])
    if form.parse is not numbered or not full or not _IN_NUMBER.search(text) or not plain(line.text).endswith(text):
        return ""
    below = line_below(form.page, line)
    if below is None or form.begins_another(below):
        return ""
    rest = _NUMBER_GOES_ON.match(plain(below.text))
    return rest[0] if rest is not None else ""


def _in_one_piece(form: Form, line: TextLine) -> TextLine:
    """The line with the pieces that stand close behind it: spaces beside figures part them in some text layers."""
    for _ in range(_MOST_PIECES):
        following = _right_of(form.page, line)
        if following is None or form.is_label(following.text):
            break
        near = following.box[0] - line.box[2] <= _CLOSE * (line.box[3] - line.box[1])
        if not near or not (line.text[-1:].isdigit() or following.text[:1].isdigit()):
            break
        box = (line.box[0], line.box[1], following.box[2], line.box[3])
        line = TextLine(line.text + following.text, box, min(line.score, following.score))
    return line


def words_before(page: PageReading, line: TextLine) -> str:
    """Return what stands left of a line in its row: the label of its cell; empty where nothing does."""
    row = (other for other in page.lines if other is not line and overlap(other.box, line.box, 1) >= _SAME_ROW)
    left = [other for other in row if other.box[2] <= line.box[0] + _CLOSE * (line.box[3] - line.box[1])]
    return plain(max(left, key=lambda other: other.box[2]).text) if left else ""


def line_below(page: PageReading, line: TextLine) -> TextLine | None:
    """Return the next line under a line, whose box may reach a little into its own."""
    height = line.box[3] - line.box[1]
    below = [
        other
        for other in page.lines
        if -_INTO * height <= other.box[1] - line.box[3] <= height and overlap(other.box, line.box, 0) >= 0.3
    ]
    return min(below, key=lambda other: other.box[1], default=None)
