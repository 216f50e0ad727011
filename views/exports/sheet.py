"""Sheet: one table to be written, and how a value of it is cleaned before it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache

from cases.plain_text import one_width
from cases.working_days import ZONE
from replies.wording import clean

TEXT_LIMIT = 2_000
"""Characters of one cell; a spreadsheet takes 32,767 and shows far fewer."""

LONG_NUMBER = 11
"""Digits above which a spreadsheet would show a number in powers of ten."""

Value = str | int | float | date | datetime | None
Row = Sequence[Value]

_STARTS_A_FORMULA = frozenset("=+-@\N{MINUS SIGN}")


class Kind(Enum):
    """What a column holds.

    ``TEXT`` comes from outside or from officers: long numbers in it are masked. ``CODE`` is checked or our own
    (case numbers, credit codes, an office's telephones) and stands in full.
    """

    TEXT = "text"
    CODE = "code"
    COUNT = "count"
    NUMBER = "number"
    SHARE = "share"
    DATE = "date"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: heading, what it holds, width in characters."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table.

    Attributes:
        title: Printed above the table in xlsx.
        note: Second line above it: office, period, time of making.
        rows: May be a generator; it is read once.
    """

    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Iterable[Row]


def plain(value: Value, kind: Kind) -> Value:
    """Return a value as it is written: text cleaned, times in the office's zone without a zone."""
    if isinstance(value, datetime):
        return value.astimezone(ZONE).replace(tzinfo=None, microsecond=0)
    if not isinstance(value, str):
        return value
    return _printable(value) if kind is Kind.CODE else _clean(value)


@lru_cache(maxsize=4096)
def _clean(text: str) -> str:
    """Clean a text; names of items, states and officers come again and again."""
    return clean(text, TEXT_LIMIT)


def _printable(text: str) -> str:
    return text[:TEXT_LIMIT] if text.isprintable() else "".join(filter(str.isprintable, text))[:TEXT_LIMIT]


def starts_formula(text: str) -> bool:
    """Tell whether a spreadsheet may take a text for a formula (trust T13); full-width signs count as well."""
    head = text[:1]
    if head in ("\t", "\r", "\n"):
        return True
    return one_width(text.lstrip())[:1] in _STARTS_A_FORMULA if text.strip() else False


def is_long_number(text: str) -> bool:
    """Tell whether a spreadsheet would turn a code of digits into a rounded number, or drop its first zeros."""
    return text.isascii() and text.isdigit() and (len(text) > LONG_NUMBER or text.startswith("0"))
