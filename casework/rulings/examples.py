"""Labelled examples: every answer with what was shown, for learning how well the rules ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from cases.rulings import Life, RulingKind
from casework.work import Work


@dataclass(frozen=True, slots=True)
class Example:
    """One answer.

    Attributes:
        code: Family of the doubt, as :mod:`cases.questions.causes` names it.
        facts: What was stated of the pages.
        answer: 1 to 3.
        withdrawn: It was taken back: no example to learn from.
        crops: Digests of the pictures that were shown, in the store.
        contents: Content keys of the pages.
    """

    case_id: str
    code: str
    facts: tuple[str, ...]
    answer: int
    officer: str
    at: datetime
    withdrawn: bool
    crops: tuple[str, ...]
    contents: tuple[str, ...]


def examples(work: Work, since: datetime, until: datetime) -> Iterator[Example]:
    """Yield the answers of the office between two times, oldest first."""
    for kept in work.rulings.examples(work.office.code, since, until):
        ruling = kept.ruling
        if ruling.kind is RulingKind.ANSWER:
            yield Example(
                kept.case_id, ruling.family, ruling.facts, ruling.answer, kept.officer, kept.at,
                kept.life is Life.WITHDRAWN, kept.shown.crops, ruling.contents,
            )  # fmt: skip
