"""Lines of a form or letter that end where their value should stand: 变更后：, 事故时间：　　事故地点：车间."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from cases.boxes import holds_middle
from cases.plain_text import HAN, plain
from cases.reading import Box, Cell, PageReading, Table, TextLine
from cases.units import POINTS_PER_MM
from papers.fields.label_words import LabelWords, likeness
from validators.blank_places import LABELLED, is_below, is_beside, is_blank
from validators.covered import is_covered
from validators.empty_cells import asks

_CHANGED = rf"[{HAN}]{{0,10}}(?:\([^()]{{0,12}}\))?:"
_BEFORE = re.compile(rf"(?:(?:变更|更正|修改|调整)前|原(?=登记|内容|信息|情况)){_CHANGED}")
_AFTER = re.compile(rf"(?:(?:变更|更正|修改|调整)后|[现新拟](?=登记|内容|信息|情况|变更)){_CHANGED}")
"""Labels of the old and the new value of a change, with their colon."""

_CHANGED_TO_NOTHING = re.compile(
    r"(?:由|原|从)[^。;]{2,60}(?:变更|更名|更正|调整|修改)(?:为|至|到|成):?[\s_“”\"《》]*[,。;]"
)
"""A sentence without the new value: 住所由甲路1号变更为____。"""

_OTHER_RULES = re.compile("信用代码|法定代表人|^(?:申请|申报|填报|填表|报送)?日期|[以如]下|下[列述面]")
"""What has rules of its own: a code that is known however badly read, and who signs and when, beside his seal; and the
head of what follows below (变更下列事项)."""

_LISTED = re.compile("(?:事项|内容|项目|信息|情况|岗位|工种|人数)$")
"""What a table right below its label may say."""

_TABLE_BELOW = 2.5
"""Heights of a line within which a table below belongs to it."""

_BEGINS_WITHIN_MM = 25.0
"""How far behind its label a value begins: what a seal further right hides is not all of it."""

_LABEL = re.compile(rf"(?!第[{HAN}]{{1,4}}条){LABELLED.pattern}")

_SENTENCE = 20
"""Signs of a line that a sentence fills."""


def says_no_new_value(pages: Sequence[PageReading]) -> bool:
    """Tell whether the text gives the old value of a change and leaves the place of the new one empty."""
    lines = [(page, line, plain(line.text)) for page in pages for line in page.lines]
    if any(_CHANGED_TO_NOTHING.search(text) for _, _, text in lines):
        return True
    old = False  # the value that the change begins from stands right behind its label
    for page, line, text in lines:
        before, after = _BEFORE.search(text), _AFTER.search(text)
        if before is not None:
            end = after.start() if after is not None and after.start() > before.end() else len(text)
            old = not is_blank(text[before.end() : end].rstrip(";"))
        if after is not None and old and _is_blank_behind(page, line, text[after.end() :], None):
            return after.start() == 0 or not _goes_on_below(page, line, inside=True)
    return False


def unfilled_lines(page: PageReading, labels: LabelWords) -> Iterator[tuple[str, bool]]:
    """Yield each label of what a form wants to know that has a colon, and whether its place is empty.

    It stands on a line outside the page's tables, or in a cell that also holds its value.
    """
    for line in page.lines:
        if not any(holds_middle(table.box, line.box) for table in page.tables):
            yield from _on_line(page, line, labels)
    for table in page.tables:
        yield from _in_cells(page, table)


def _on_line(page: PageReading, line: TextLine, labels: LabelWords) -> Iterator[tuple[str, bool]]:
    text = plain(line.text)
    first = None if _runs_on(page, line) else _LABEL.match(text)
    begun = [first.span()] if first is not None else []
    known = (match.span() for match in labels.signed.finditer(likeness(text)))
    spans = begun + [span for span in known if not begun or span[0] >= begun[0][1]]
    for (start, end), following in itertools.zip_longest(spans, spans[1:]):
        label = _LABEL.fullmatch(text[start:end])
        if label is None or not asks(label["label"]) or _OTHER_RULES.search(label["label"]):
            continue
        if following is not None:
            yield label["label"], is_blank(text[end : following[0]])
        else:
            empty = _is_blank_behind(page, line, text[end:], labels) and not is_below(page, line.box)
            empty = empty and not _introduces_table(page, line, label["label"])
            yield label["label"], empty and not _goes_on_below(page, line, inside=start > 0)


def _runs_on(page: PageReading, line: TextLine) -> bool:
    """Tell whether a line goes on with the sentence of the one above: 申请变更劳 / 务派遣经营许可证载明事项：."""
    at = page.lines.index(line)
    above = page.lines[at - 1] if at else None
    if above is None or line.box[1] - above.box[3] > 1.5 * (line.box[3] - line.box[1]):
        return False
    text = plain(above.text)
    long = len(text) >= _SENTENCE and above.box[2] > line.box[2]
    return long and re.search(rf"[{HAN}A-Za-z0-9,、]$", text) is not None and _LABEL.match(text) is None


def _introduces_table(page: PageReading, line: TextLine, label: str) -> bool:
    """Tell whether a table right below a line says what the label at its end asks for."""
    height, bottom = line.box[3] - line.box[1], line.box[3]
    gaps = (table.box[1] - bottom for table in page.tables)
    return _LISTED.search(label) is not None and any(-height / 2 <= gap <= _TABLE_BELOW * height for gap in gaps)


def _goes_on_below(page: PageReading, line: TextLine, *, inside: bool) -> bool:
    """Tell whether a value that found no room behind its label, inside or at the end of a row, may begin the next."""
    at = page.lines.index(line)
    below = page.lines[at + 1] if at + 1 < len(page.lines) else None
    if below is None or _LABEL.match(plain(below.text)):
        return False
    return inside or below.box[0] < line.box[0]


def _is_blank_behind(page: PageReading, line: TextLine, rest: str, labels: LabelWords | None) -> bool:
    """Tell whether nothing stands behind a label on its line and right of it, and no seal may hide it."""
    x0, y0, x1, y1 = line.box
    place: Box = (x0, y0, x1 + _BEGINS_WITHIN_MM * POINTS_PER_MM, y1)
    return is_blank(rest) and not is_covered(page, place) and not is_beside(page, line.box, labels)


def _in_cells(page: PageReading, table: Table) -> Iterator[tuple[str, bool]]:
    """Cells that hold a label and its value in one."""
    cells = [(cell, _LABEL.match(plain(cell.text))) for row in table.rows for cell in row]
    filled = [cell for cell, label in cells if label and not is_blank(plain(cell.text)[label.end() :])]
    for cell, label in cells:
        if label is None or not asks(label["label"]) or len(filled) < 2:
            continue
        blank = is_blank(plain(cell.text)[label.end() :])
        yield label["label"], blank and _stands_alone(page, table, cell)


def _stands_alone(page: PageReading, table: Table, cell: Cell) -> bool:
    """Tell whether what stands right of a cell and under it begins with a label of its own, and no seal lies on it."""
    around = [
        other for row in table.rows for other in row
        if (other.row == cell.row and other.column == cell.column + cell.column_span)
        or (other.row == cell.row + cell.row_span and other.column == cell.column)
    ]  # fmt: skip
    labelled = all(_LABEL.match(plain(other.text)) for other in around)
    return labelled and not is_covered(page, cell.box)
