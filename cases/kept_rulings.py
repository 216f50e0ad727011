"""A ruling as it is kept: who said it and when, what became of it, and what the officer saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.evidence import Evidence
from cases.rulings import Life, Ruling


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood before the officer, and what he said in words.

    Attributes:
        label: What it is about, in a few characters.
        sentence: The question, or what was corrected.
        word: The answer, or the new value.
        says: What it does, a sentence that begins with a verb.
        why: What was read.
        reason: Why, in the officer's words.
        before: What stood there before, of a correction.
        pages: Page numbers as they were then.
        evidence: What was drawn beside the question; None: nothing was.
        crops: Digests of those pictures in the store.
    """

    label: str
    sentence: str
    word: str
    says: str
    why: str = ""
    reason: str = ""
    before: str = ""
    pages: tuple[int, ...] = ()
    evidence: Evidence | None = None
    crops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KeptRuling:
    """One ruling of a case.

    Attributes:
        question: Key of the question that it answers, empty for none.
        officer: Who said it.
        ended_at, ended_by: When it was withdrawn and by whom; None while it was not.
    """

    case_id: str
    question: str
    ruling: Ruling
    shown: Shown
    life: Life
    officer: str
    at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return self.ruling.id

    @property
    def holds(self) -> bool:
        """Whether nobody took it back: judging hears it."""
        return self.life is not Life.WITHDRAWN
