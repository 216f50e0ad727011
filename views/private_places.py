"""Where a page shows identity numbers: the places that its pictures cover.

What is covered is what letters leave out (:func:`cases.names.identifiers.conceal`): all but the first three signs and
the last two. A little more is covered than less: within a line only its box is known, not where each sign stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from cases.boxes import overlap
from cases.names.private_numbers import RUN, is_identity_number
from cases.plain_text import one_width
from cases.reading import Box, PageReading, TextLine

Span = tuple[int, int]

HEAD, TAIL = 3, 2
"""Signs of a number that stay, at its head and at its end."""

_LABELLED = re.compile(
    r"(?:身份号码|身份证件?(?:号码?)?|证件号码?|社会保障号码?)\s*(?:\([^)]{0,10}\))?[\s:：]*"
    r"([0-9A-Za-z][0-9A-Za-z \-]{8,24})"
)
_TAIL_OF_LINE = re.compile(r"[0-9]{6,17}$")
_HEAD_OF_LINE = re.compile(r"[0-9]{1,12}[0-9Xx]?")
_DIGITS = re.compile(r"[0-9]{6,}[Xx]?")
_SLACK = 0.5
"""Widths of a sign that are covered on either side beyond what is reckoned."""


def private_places(page: PageReading) -> tuple[Box, ...]:
    """Return the boxes that are covered in a picture of a page, in points of the upright page."""
    found = [_within(line, span) for line in page.lines for span in _spans(line.text)]
    found += [box for line, below in _broken(page) for box in _both(line, below)]
    return tuple(sorted(set(found)))


def without_numbers(page: PageReading) -> PageReading:
    """Return a page's reading with the middle of its identity numbers hidden in lines and cells."""
    broken = [line for pair in _broken(page) for line in pair]
    lines = tuple(replace(one, text=_hidden(one.text, whole=one in broken)) for one in page.lines)
    tables = tuple(
        replace(table, rows=tuple(tuple(replace(cell, text=_hidden(cell.text)) for cell in row) for row in table.rows))
        for table in page.tables
    )
    return replace(page, lines=lines, tables=tables)


def _hidden(text: str, *, whole: bool = False) -> str:
    signs = list(text)
    for start, end in _spans(text):
        signs[start:end] = "*" * (end - start)
    hidden = "".join(signs)
    return _DIGITS.sub(lambda found: "*" * len(found[0]), hidden) if whole else hidden


def _spans(text: str) -> list[Span]:
    """Return where the middle of each identity number stands in a line's text."""
    even = one_width(text)
    if len(even) != len(text):
        even = text
    spans = [match.span(1) for match in _LABELLED.finditer(even) if _digits(match[1]) >= HEAD + TAIL]
    for match in RUN.finditer(even):
        if not any(start <= match.start() < end for start, end in spans) and _is_identity(match[0]):
            spans.append(match.span())
    return [_middle(even, span) for span in spans]


def _is_identity(text: str) -> bool:
    return is_identity_number(re.sub(r"[ \-]", "", text))


def _middle(text: str, span: Span) -> Span:
    """Return a number's span without the signs that stay."""
    places = [at for at in range(*span) if text[at].isalnum()]
    return places[HEAD], places[-TAIL - 1] + 1


def _digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _within(line: TextLine, span: Span) -> Box:
    """Return the part of a line's box in which some of its signs stand."""
    widths = [_width(sign) for sign in line.text]
    total, x0, y0, x1, y1 = sum(widths), *line.box
    first = max(sum(widths[: span[0]]) - _SLACK, 0) / total
    last = min(sum(widths[: span[1]]) + _SLACK, total) / total
    if y1 - y0 > x1 - x0 and len(line.text) > 2:  # written downwards
        return x0, y0 + first * (y1 - y0), x1, y0 + last * (y1 - y0)
    return x0 + first * (x1 - x0), y0, x0 + last * (x1 - x0), y1


def _width(sign: str) -> int:
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _broken(page: PageReading) -> Iterator[tuple[TextLine, TextLine]]:
    """Yield the lines of numbers that are broken at the end of a line of their column."""
    for line in page.lines:
        tail = _TAIL_OF_LINE.search(line.text)
        if tail is None:
            continue
        for below in page.lines:
            gap = below.box[1] - line.box[3]
            under = -0.5 <= gap / max(line.box[3] - line.box[1], 1.0) <= 1.0 and overlap(below.box, line.box, 0) > 0
            head = _HEAD_OF_LINE.match(below.text)
            if under and head is not None and below is not line and _is_whole(tail[0] + head[0]):
                yield line, below


def _is_whole(number: str) -> bool:
    return len(number) == 18 and _is_identity(number)


def _both(line: TextLine, below: TextLine) -> tuple[Box, Box]:
    tail, head = _TAIL_OF_LINE.search(line.text), _HEAD_OF_LINE.match(below.text)
    assert tail is not None
    assert head is not None
    first = _within(line, (min(tail.start() + HEAD, tail.end() - 1), tail.end()))
    return first, _within(below, (0, max(head.end() - TAIL, 1)))
