"""Labels and the values behind them: on the same line, in the next cell, below, wrapped onto the line below.

A form puts a value behind its label (``单位名称：…``), into the cell right of it or under it, or, on a
licence, behind it without a sign.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from cases.boxes import overlap
from cases.plain_text import plain
from cases.reading import Cell, PageReading, Table, TextLine
from papers.fields.found import AFTER_SIGN, BEHIND, NEXT_CELL, Found, Parser
from papers.fields.label_words import ALL_LABELS, is_label, likeness
from papers.fields.values import address, passage, person

_ORDERED = sorted(ALL_LABELS, key=len, reverse=True)
_LONG = "|".join(re.escape(label) for label in _ORDERED if len(label) > 2)
_SHORT = "|".join(re.escape(label) for label in _ORDERED if len(label) <= 2)
# 单位 and 姓名 are also the ends of other words: 出租单位, 受托人姓名.
_SIGNED = re.compile(rf"((?:{_LONG})|(?<![\u4e00-\u9fff])(?:{_SHORT}))(?:\([^)]{{0,8}}\))?:")
_HANDWRITTEN = re.compile(r"\([^)]{0,4}(?:签[字名章]|手签)[^)]{0,4}\)")
"""Behind such a label stands handwriting, of which a machine may only say that ink is there (domain f44)."""

LONG: tuple[Parser, ...] = (passage, address)
_MOST_LINES = 4

_LEADING = re.compile(r"^[\d一二三四五六七八九十、.()]+(?=[\u4e00-\u9fff])(?!月)")


def behind_labels(page: PageReading, labels: Sequence[str], parse: Parser) -> Iterator[Found]:
    """Yield what stands behind any of the labels; a person's signature is no reading of the name."""
    wanted = {likeness(label) for label in labels}
    for line in page.lines:
        text = _LEADING.sub("", plain(line.text))
        alike = likeness(text)
        signed = [match for match in _SIGNED.finditer(alike) if match[1] in wanted]
        if signed:
            typed = [match for match in signed if parse is not person or not _HANDWRITTEN.search(match[0])]
            yield from _after_sign(page, line, text, typed, parse)
            continue
        for label in sorted(wanted, key=len, reverse=True):
            if not alike.startswith(label):
                continue
            if parse is not person or not _HANDWRITTEN.match(text[len(label) :]):
                rest = re.sub(r"^\([^)]{0,8}\)", "", text[len(label) :])
                yield from _cell(page, line, rest, parse)
            break


def _after_sign(
    page: PageReading, line: TextLine, text: str, signed: Sequence[re.Match[str]], parse: Parser
) -> Iterator[Found]:
    starts = [match.start() for match in _SIGNED.finditer(likeness(text))]
    for match in signed:
        end = next((start for start in starts if start > match.start()), len(text))
        rest = text[match.end() : end]
        if rest:
            yield Found(_wrapped(page, line, rest, parse), line, page.number, AFTER_SIGN)
        else:
            yield from _cell(page, line, "", parse)


def _cell(page: PageReading, line: TextLine, rest: str, parse: Parser) -> Iterator[Found]:
    """The value behind the label on the same line, else in the cell or line to the right, else in the cell below."""
    if rest:
        yield Found(_wrapped(page, line, rest, parse), line, page.number, BEHIND)
        return
    neighbours = _cells_beside(page, line)
    if neighbours is not None:
        for cell in neighbours:
            beside = TextLine(cell.text, cell.box, min(cell.score, line.score))
            yield Found(plain(cell.text), beside, page.number, NEXT_CELL)
        return
    right = _right_of(page, line)
    if right is not None and not is_label(right.text):
        joined = _wrapped(page, right, plain(right.text), parse)
        yield Found(joined, TextLine(joined, right.box, min(right.score, line.score)), page.number, NEXT_CELL)


def _cells_beside(page: PageReading, line: TextLine) -> list[Cell] | None:
    """The filled cell right of a label's cell, or below it where the label heads a column; None outside of tables."""
    for table in page.tables:
        for row in table.rows:
            label = next((cell for cell in row if _holds(cell, line)), None)
            if label is not None:
                found = _below(table, label) if _is_head(row) else _beside(row, label)
                return [found] if found is not None and plain(found.text) and not is_label(found.text) else []
    return None


def _beside(row: Sequence[Cell], label: Cell) -> Cell | None:
    return next((cell for cell in row if cell.column == label.column + label.column_span), None)


def _below(table: Table, label: Cell) -> Cell | None:
    cells = (cell for row in table.rows for cell in row)
    return next((one for one in cells if (one.row, one.column) == (label.row + label.row_span, label.column)), None)


def _is_head(row: Sequence[Cell]) -> bool:
    """Tell a row of titles: two labels stand side by side."""
    return any(is_label(one.text) and is_label(two.text) for one, two in itertools.pairwise(row))


def _holds(cell: Cell, line: TextLine) -> bool:
    """Tell whether a cell holds a line and nothing else of weight."""
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    inside = cell.box[0] <= x <= cell.box[2] and cell.box[1] <= y <= cell.box[3]
    return inside and len(plain(cell.text)) <= len(plain(line.text)) + 8


def _right_of(page: PageReading, label: TextLine) -> TextLine | None:
    same_row = [line for line in page.lines if line is not label and overlap(line.box, label.box, 1) >= 0.5]
    # The box of a spaced label may reach into its value's: 法 定 代 表 人.
    middle = (label.box[0] + label.box[2]) / 2
    right = [line for line in same_row if line.box[0] >= middle and line.box[0] + line.box[2] >= 2 * label.box[2]]
    return min(right, key=lambda line: line.box[0], default=None)


def _wrapped(page: PageReading, line: TextLine, text: str, parse: Parser) -> str:
    """Append the lines below where a value does not parse by itself, or is long and runs to the margin."""
    if parse in LONG:
        return _run_on(page, line, text)
    if parse(text):
        return text
    nearest = _line_below(page, line)
    return text + plain(nearest.text) if nearest is not None and not is_label(nearest.text) else text


def _run_on(page: PageReading, line: TextLine, text: str) -> str:
    margin = max(one.box[2] for one in page.lines)
    for _ in range(_MOST_LINES):
        following = _line_below(page, line)
        size = line.box[3] - line.box[1]
        if following is None or line.box[2] < margin - 1.5 * size or text.endswith("。"):
            break
        if is_label(following.text) or _SIGNED.search(likeness(following.text)) or _is_labelled(page, following):
            break
        line, text = following, text + plain(following.text)
    return text


def _is_labelled(page: PageReading, value: TextLine) -> bool:
    """Tell whether a label stands left of a line: it is the value of another row."""
    row = (one for one in page.lines if one is not value and overlap(one.box, value.box, 1) >= 0.5)
    return any(one.box[0] < value.box[0] and is_label(one.text) for one in row)


def _line_below(page: PageReading, line: TextLine) -> TextLine | None:
    height = line.box[3] - line.box[1]
    below = [
        other
        for other in page.lines
        if 0 <= other.box[1] - line.box[3] <= height and overlap(other.box, line.box, 0) >= 0.3
    ]
    return min(below, key=lambda other: other.box[1], default=None)
