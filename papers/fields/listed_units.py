"""Names of other units in lists and cells of the applicant's own papers: 用工单位, 接收单位, 客户名称.

Such a name tells nothing of who makes the paper, however it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cases.boxes import holds_middle, overlap
from cases.names.unit_names import is_unit
from cases.plain_text import HAN, name_as_read, plain
from cases.reading import PageReading, TextLine
from cases.report import FieldValue

_OWN = re.compile(
    r"(?:(?:工作|用人|所在|申请|申报|参保|缴费|填报|聘用|聘请|承诺|委托|编制|派遣|劳务派遣|被授权|本|我)?(?:单位|企业|公司)|分公司|承租方|甲方|乙方)"
    r"(?:名称|全称|\(.{1,6}\))*:?"
)
_OTHERS = re.compile(
    rf"[{HAN}/、]{{0,8}}(?:单位|企业|公司|客户|[用输][人工]方|接收方|服务方|合作方)(?:名称|全称|\(.{{1,6}}\))*:?"
)
"""The head of a column, or a label, that names who is somebody else to the applicant, unless it is one of his own."""

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
    """Tell whether a line is the name of another unit: by the word beside or above it, or by its numbered row.

    Numbered rows may each name the applicant (a roster with a column 单位): there several names, or a head that is none
    of his labels, tell.
    """
    row = [one for one in page.lines if one is not line and overlap(one.box, line.box, 1) >= _LEVEL]
    if not row or not is_unit(plain(line.text)):
        return False  # who signs stands alone
    left = _left_of(page, line)
    beside = plain(left[-1].text) if left else ""
    if _OWN.fullmatch(beside) is not None:
        return False
    above = list(_above(page, line))
    head = next((text for one in above if _OTHERS.fullmatch(text := plain(one.text)) is not None), "")
    if _is_others(beside) or _is_others(head):
        return True
    numbered = bool(left) and _SERIAL.fullmatch(plain(left[0].text)) is not None
    return numbered and (not head or len(_names_of_column(page, line)) > 1)


def _is_others(text: str) -> bool:
    return _OTHERS.fullmatch(text) is not None and _OWN.fullmatch(text) is None


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
    rows = (one for one in column if (left := _left_of(page, one)) and _SERIAL.fullmatch(plain(left[0].text)))
    return {name_as_read(one.text) for one in rows}
