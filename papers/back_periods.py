"""The periods that a form of back-payments states for each person: in sentences, in a cell, in two cells of a row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cases.plain_text import plain
from cases.reading import PageReading

_MONTH = r"(20\d{2}|19\d{2})(?:年|[-./])(0?[1-9]|1[0-2])(?!\d)(?:月份?)?"
_PERIOD = re.compile(rf"{_MONTH}(?:\d?\d日)?(?:至|到|起至|[-—–~～一])+{_MONTH}")
_ALONE = re.compile(rf"{_MONTH}")


@dataclass(frozen=True, slots=True)
class Period:
    """First days of the first and the last month of a period."""

    first: date
    last: date

    @property
    def months(self) -> int:
        """Number of months, both ends counted."""
        return 12 * (self.last.year - self.first.year) + self.last.month - self.first.month + 1


def back_periods(pages: Sequence[PageReading]) -> tuple[Period, ...]:
    """Return the periods that stand on a form, each once, in order; one that ends before it begins was misread."""
    found = (period for page in pages for text in _texts(page) for period in _periods(text))
    rows = (period for page in pages for period in _in_rows(page))
    return tuple(dict.fromkeys(one for one in (*found, *rows) if one.first <= one.last))


def _texts(page: PageReading) -> Iterator[str]:
    """Yield the cells, and the running lines as one text: a period may run over the end of a line."""
    yield from (plain(cell.text) for table in page.tables for row in table.rows for cell in row)
    yield "".join(plain(line.text) for line in page.lines)


def _periods(text: str) -> Iterator[Period]:
    for found in _PERIOD.finditer(text):
        yield Period(date(int(found[1]), int(found[2]), 1), date(int(found[3]), int(found[4]), 1))


def _in_rows(page: PageReading) -> Iterator[Period]:
    """Yield the periods whose two ends stand in neighbouring cells: 补缴起始, 补缴截止."""
    for row in (row for table in page.tables for row in table.rows):
        ends = [_ALONE.fullmatch(plain(cell.text)) for cell in row]
        for one, other in itertools.pairwise(ends):
            if one is not None and other is not None:
                yield Period(date(int(one[1]), int(one[2]), 1), date(int(other[1]), int(other[2]), 1))
