"""Confidently read values by field name, typed; what was not read, or read in two ways, is None."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from cases.report import FieldValue

Fields = Mapping[str, Sequence[FieldValue]]

SURE = 0.7
"""Confidence from which a value makes a fact; one found by its form (× 0.85) needs a line read at 0.82 for it.

Facts only choose what is asked for, so it is lower than where a value may speak against a sender."""


def texts(fields: Fields, name: str, documents: Sequence[str] = ()) -> list[str]:
    """Return a field's confident values, the surest first, of all documents or of these only."""
    chosen = [value for code, values in fields.items() if not documents or code in documents for value in values]
    sure = [value for value in chosen if value.name == name and value.confidence >= SURE]
    return [value.value for value in sorted(sure, key=lambda value: -value.confidence)]


def text(fields: Fields, name: str) -> str | None:
    """Return the surest value."""
    return next(iter(texts(fields, name)), None)


def number(fields: Fields, name: str) -> int | None:
    """Return the surest whole number."""
    return next((int(value) for value in texts(fields, name) if value.isdigit()), None)


def day(fields: Fields, name: str) -> date | None:
    """Return the surest date."""
    return next((found for value in texts(fields, name) if (found := to_date(value)) is not None), None)


def only_text(fields: Fields, name: str, documents: Sequence[str] = ()) -> str | None:
    """Return the value that all confident readings agree on."""
    told = set(texts(fields, name, documents))
    return told.pop() if len(told) == 1 else None


def only_number(fields: Fields, name: str, documents: Sequence[str] = ()) -> int | None:
    """Return the number that all confident readings agree on."""
    told = only_text(fields, name, documents)
    return int(told) if told is not None and told.isdigit() else None


def only_day(fields: Fields, name: str, documents: Sequence[str] = ()) -> date | None:
    """Return the date, or the first day of the month, that all confident readings agree on."""
    told = only_text(fields, name, documents)
    return to_date(told) if told is not None else None


def to_date(value: str) -> date | None:
    """Return the date of an ISO text, of ``YYYY-MM`` the first of the month; None for 长期 and the like."""
    try:
        return date.fromisoformat(value if len(value) > 7 else f"{value}-01")
    except ValueError:
        return None
