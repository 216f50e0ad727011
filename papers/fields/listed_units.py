"""Names of other units in lists and cells of the applicant's own papers: 用工单位, 接收单位, 客户名称.

Such a name tells nothing of who makes the paper, however it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cases.boxes import holds_middle, overlap
from cases.names.unit_names import is_unit
from cases.plain_text import name_as_read, plain
from cases.reading import PageReading, TextLine
from cases.report import FieldValue

_OTHERS = re.compile(
    r"(?:实际|现|第一)?(?:(?:用工|接[收受纳续]|派[往驻]|服务|合作|转[入往]|新|原|去向|安置|外包|发包)(?:单位|企业|公司|方)|客户(?:单位|企业|公司)?)"
    r"(?:名称|全称|\([^()章]{1,6}\))*:?"
)
"""The head of a column, or a label, that names who is somebody else to the applicant: 用工单位, never 第二用工单位."""

_LABEL = re.compile(r".{0,10}(?:单位|企业|公司|名称|全称)(?:\(.{1,6}\))?:?")
_SENTENCE = re.compile(r"[,。;]")
_SERIAL = re.compile(r"\(?\d{1,3}[).、]?|[①-⑳]")
_LEVEL, _BELOW = 0.5, 0.3
_GAP = 3.0
"""Heights of a line up to which the lines of a column follow each other."""


def without_listed(values: Sequence[FieldValue], pages: Sequence[PageReading]) -> list[FieldValue]:
    """Leave out the names of units that stand in lists and cells of others."""
    listed = [(page.number, line) for page in pages for line in page.lines if is_listed(page, line)]
    return [
        value for value in values
        if not any(value.page == number and _is_of(value, line) for number, line in listed)
    ]


def is_listed(page: PageReading, line: TextLine) -> bool:
    """Tell whether a line is the name of another unit: by the word beside or above it, or in rows that are numbered.

    Numbered rows may each name the applicant (a roster with a column 单位): only several names tell.
    """
    row = [one for one in page.lines if one is not line and overlap(one.box, line.box, 1) >= _LEVEL]
    if not row or not is_unit(plain(line.text)):
        return False  # who signs stands alone
    left = _left_of(page, line)
    beside = plain(left[-1].text) if left else ""
    if _LABEL.fullmatch(beside) is not None:
        return _OTHERS.fullmatch(beside) is not None
    if any(_OTHERS.fullmatch(plain(one.text)) is not None for one in _above(page, line)):
        return True
    return _is_numbered(left) and len(_names_of_column(page, line)) > 1


def _is_numbered(left: Sequence[TextLine]) -> bool:
    return bool(left) and _SERIAL.fullmatch(plain(left[0].text)) is not None


def _is_of(value: FieldValue, line: TextLine) -> bool:
    within = value.box is not None and holds_middle(value.box, line.box)
    return within and name_as_read(value.value) == name_as_read(line.text)


def _left_of(page: PageReading, line: TextLine) -> list[TextLine]:
    """Return what stands left of a line in its row, from left to right."""
    row = (one for one in page.lines if one is not line and overlap(one.box, line.box, 1) >= _LEVEL)
    return sorted((one for one in row if one.box[2] <= line.box[0] + 1), key=lambda one: one.box[0])


def _above(page: PageReading, line: TextLine) -> Iterator[TextLine]:
    """Yield the lines of a column above a line, from the nearest up to a gap or a sentence."""
    column = (one for one in page.lines if one.box[3] <= line.box[3] and overlap(one.box, line.box, 0) >= _BELOW)
    last = line
    for one in sorted((one for one in column if one is not line), key=lambda one: -one.box[1]):
        far = last.box[1] - one.box[3] > _GAP * (last.box[3] - last.box[1])
        if far or _SENTENCE.search(plain(one.text)):
            return
        yield one
        last = one


def _names_of_column(page: PageReading, line: TextLine) -> set[str]:
    column = (one for one in page.lines if overlap(one.box, line.box, 0) >= _BELOW and is_unit(plain(one.text)))
    return {name_as_read(one.text) for one in column if _is_numbered(_left_of(page, one))}
