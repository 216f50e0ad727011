"""A text that may hold a value, where it stands, and the field value that it makes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cases.names.identifiers import mask
from cases.reading import TextLine
from cases.report import FieldValue

Parser = Callable[[str], str | None]

PUBLIC_NUMBERS = frozenset(
    {"uscc", "reg_no", "permit_no", "report_no", "cert_no", "capital", "capital_paid", "amount"}
)
"""Numbers of units and of papers, and sums of money: they may be as long as a person's."""

AFTER_SIGN, NEXT_CELL, BEHIND, IN_SENTENCE, BY_FORM, MISREAD = 1.0, 0.98, 0.95, 0.93, 0.85, 0.5
"""How far a value's way of being found lowers the score of its line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text that may hold a value; ``weight`` lowers its line's score by how it was found."""

    text: str
    line: TextLine
    page: int
    weight: float


def to_value(name: str, value: str, found: Found, *, repaired: bool = False) -> FieldValue:
    """Make a field's value with the place and the confidence of the text it came from; people's numbers are masked."""
    shown = value if name in PUBLIC_NUMBERS else mask(value)
    return FieldValue(name, shown, found.page, found.line.box, round(found.line.score * found.weight, 3), repaired)
