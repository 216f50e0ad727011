"""Places within sentences that are left empty: 身份证号码____，厨师; 注册资本____万元."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cases.plain_text import HAN, plain
from cases.reading import PageReading, TextLine
from validators.covered import is_covered
from validators.empty_cells import asks

_OWN = r"(?:我|本|该|申请)?(?:单位|公司|人)?(?:的|为)?"
_END = r"(?:[亿万千百]?元|人|个?月|年|%|整)?(?=[,。;、])"
_BLANK = re.compile(
    rf"(?:^|[,。;、:)\n]|\d[、.]){_OWN}(?P<label>[{HAN}]{{2,12}}?)(?:\([^()]{{0,12}}\))?[:为是]?_+{_END}"
)
"""A clause that is a label and the line drawn for its value, with the unit printed behind it or none."""

_FULL = 0.9
"""Share of the width of a page's text from which a line is full: its sentence goes on below."""

_ROW = re.compile(r"\(?\d{1,3}[)、.](?!\d)")
_NUMBER = r"(?P<label>(?:公民|居民)?身份证件?号码?|公民身份号码|证件号码?)(?:\([^()]{0,12}\))?[:为是]?"
_NO_NUMBER = re.compile(rf"(?<=[,、;:)\n男女]){_NUMBER}[_一—~…-]*(?=[,。;、])")
"""The label of a person's number without one; a line drawn for it is read as one or another stroke, or not at all."""

_WITH_NUMBER = re.compile(rf"{_NUMBER}[0-9A-Za-z]{{6}}")
_SEX = re.compile("[,、;][男女][,、;]")
_ANY_NUMBER = re.compile(r"\d{14,17}[\dXx]")


def cut_clauses(page: PageReading) -> Iterator[str]:
    """Yield the labels within the sentences of a page, and of its numbered list of people, that lack their values."""
    if page.tables:
        return
    for lines in _rows(page):
        text = "".join(_pieces(page, lines))
        found = [one for one in _BLANK.finditer(text) if asks(one["label"])]
        person = text.partition("。")[0] + "。"  # below the last of a list stand the account and the signature
        if _ROW.match(text) and not _ANY_NUMBER.search(person) and _is_of_list(person, page):
            found += _NO_NUMBER.finditer(person)
        yield from (one["label"] for one in found if not is_covered(page, _line_at(page, lines, one).box))


def _rows(page: PageReading) -> Iterator[list[TextLine]]:
    """Yield the lines of each numbered row of running text, and those before the first, together."""
    row: list[TextLine] = []
    for line in page.lines:
        if row and _ROW.match(plain(line.text)):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _pieces(page: PageReading, lines: Sequence[TextLine]) -> Iterator[str]:
    """Yield the plain text of each line, and the end of a paragraph behind one that leaves room for another word."""
    full = _FULL * max(line.box[2] for line in page.lines)
    return (plain(line.text) + ("\n" if line.box[2] < full else "") for line in lines)


def _line_at(page: PageReading, lines: Sequence[TextLine], found: re.Match[str]) -> TextLine:
    """Return the line of these on which a label that was found in their text ends."""
    ends = accumulate(map(len, _pieces(page, lines)))
    return next(line for line, until in zip(lines, ends, strict=True) if found.end("label") <= until)


def _is_of_list(row: str, page: PageReading) -> bool:
    """Tell a row about a person: it says his sex, or another row of the page has the number."""
    return _SEX.search(row) is not None or _others_have_numbers(page)


def _others_have_numbers(page: PageReading) -> bool:
    return any(_WITH_NUMBER.search("".join(plain(line.text) for line in lines)) for lines in _rows(page))
