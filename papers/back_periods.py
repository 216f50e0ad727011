"""The periods that forms of back-payments state for each person: by label, in sentences, in cells of a row."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from cases.plain_text import plain
from cases.reading import PageReading
from papers.sure_values import SURE, Fields, only_number, to_date

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


@dataclass(frozen=True, slots=True)
class BackPayment:
    """What is paid afterwards: the earliest and the latest month of all people, and the most months of one of them.

    None: not told, or told differently by two papers.
    """

    first: date | None
    last: date | None
    months: int | None


def back_payment(pages: Sequence[PageReading], fields: Fields) -> BackPayment:
    """Return what is paid afterwards.

    Args:
        pages: Of the form, whose periods count as they stand in its text and its tables.
        fields: What was read by its label, of all papers. A list that misses an end of a period tells only how far all
            of them reach, and how many months it states itself.
    """
    first, last, stated = _listed(fields)
    listed = [Period(one, other) for one, other in zip(first, last, strict=False) if one <= other]
    whole = listed if len(listed) == len(first) == len(last) else []
    periods = (*back_periods(pages), *whole)
    if not periods:
        return BackPayment(min(first, default=None), max(last, default=None), stated)
    reach = [Period(min(first), max(last))] if first and last and min(first) <= max(last) else []
    begins, ends = (one.first for one in (*periods, *reach)), (one.last for one in (*periods, *reach))
    return BackPayment(min(begins), max(ends), max(one.months for one in periods))


def _listed(fields: Fields) -> tuple[tuple[date, ...], tuple[date, ...], int | None]:
    """Return first months, last months and number of months of the one list that papers tell; two tell none."""
    told = {
        (_days(fields, "from_month", code), _days(fields, "to_month", code), only_number(fields, "months", (code,)))
        for code in fields
    } - {((), (), None)}  # fmt: skip
    return told.pop() if len(told) == 1 else ((), (), None)


def _days(fields: Fields, name: str, code: str) -> tuple[date, ...]:
    """Return the confident months of one document, in the order of its lines."""
    sure = (one for one in fields[code] if one.name == name and one.confidence >= SURE)
    return tuple(day for one in sure if (day := to_date(one.value)) is not None)


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
