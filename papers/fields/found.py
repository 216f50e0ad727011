"""A text that may hold a value, and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cases.reading import TextLine

Parser = Callable[[str], str | None]

AFTER_SIGN, NEXT_CELL, BEHIND, IN_SENTENCE, BY_FORM, MISREAD = 1.0, 0.98, 0.95, 0.93, 0.85, 0.5
"""How far a value's way of being found lowers the score of its line."""


@dataclass(frozen=True, slots=True)
class Found:
    """A text that may hold a value; ``weight`` lowers its line's score by how it was found."""

    text: str
    line: TextLine
    page: int
    weight: float

