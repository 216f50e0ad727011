"""Kind: how the doubts of one sort are put, as one row of a table."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from cases.evidence import EvidenceKind
from cases.questions.question import Asks
from cases.rulings import Awaits, Effect, Presence


class Rank(IntEnum):
    """Order in which questions are asked: who and what first, for all else hangs on it."""

    UNIT = 1
    ITEM = 2
    SEAL = 3
    MATERIAL = 4
    CONTENT = 5


class Together(StrEnum):
    """Which findings of a kind have one cause."""

    SAME = "same"            # those that state the same of the same pages
    FACT = "fact"            # those that state the same, on whichever pages
    ALL = "all"              # all of them
    ADJOINING = "adjoining"  # those of pages that follow each other


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer with places to fill: ``{pages}``, ``{material}``, ``{read}``, ``{other}``.

    Attributes:
        code, sentence: Of the finding that a defect becomes; a sentence may hold :data:`cases.finding.PAGES`.
        supposed: It says that what the question supposes is so: this page is that material, the unit has this name.
        presence: What it says of a material that was not found.
        awaits: Who has to speak before it is asked again, of an answer that leaves the doubt open.
    """

    word: str
    says: str
    effect: Effect
    asks: Asks = Asks.NOTHING
    code: str = ""
    sentence: str = ""
    supposed: bool = False
    presence: Presence | None = None
    awaits: Awaits = Awaits.NOBODY


@dataclass(frozen=True, slots=True)
class Kind:
    """How one sort of doubt is asked.

    Attributes:
        sentence: The question, with places to fill as in :class:`Choice`; at most 24 characters when filled.
        short: The question without what may be too long; empty: the sentence needs none.
        field: Field of the catalogue that is in doubt, empty for none.
    """

    label: str
    sentence: str
    choices: tuple[Choice, ...]
    evidence: EvidenceKind
    rank: Rank = Rank.CONTENT
    together: Together = Together.SAME
    short: str = ""
    field: str = ""


CLEAR, DEFECT, RESCAN, KEEP = Effect.CLEAR, Effect.DEFECT, Effect.RESCAN, Effect.KEEP
ILLEGIBLE = Choice("看不清", "请对方重新扫描{pages}", RESCAN)
ASK_SUPERVISOR = Choice("请示主管", "留待主管决定", KEEP, awaits=Awaits.SUPERVISOR)
ASK_SENDER = Choice("先问对方", "留待对方答复", KEEP, awaits=Awaits.SENDER)


def clear(word: str, says: str, asks: Asks = Asks.NOTHING) -> Choice:
    """Return the answer that clears a doubt."""
    return Choice(word, says, CLEAR, asks)


def defect(word: str, says: str, code: str = "", sentence: str = "", asks: Asks = Asks.NOTHING) -> Choice:
    """Return the answer that makes a doubt the sender's to mend."""
    return Choice(word, says, DEFECT, asks, code, sentence)


def told(word: str, says: str, asks: Asks) -> Choice:
    """Return an answer that says what is right instead: the rules speak again on it."""
    return Choice(word, says, CLEAR, asks)


def supposed(word: str, says: str) -> Choice:
    """Return the answer that says that what the question supposes is so: the rules speak again on it."""
    return Choice(word, says, CLEAR, supposed=True)


def said(word: str, says: str, presence: Presence) -> Choice:
    """Return the answer that says of a material whether it is lacking: the rules speak again on it."""
    return Choice(word, says, CLEAR, presence=presence)
