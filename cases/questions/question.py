"""Question: one doubt as a sentence that one key answers, with what each answer does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.evidence import Evidence
from cases.rulings import NOTHING_CORRECTED, Awaits, Correction, Effect


class Asks(StrEnum):
    """What an answer needs beside its key."""

    NOTHING = ""
    REASON = "reason"      # 理由
    SENTENCE = "sentence"  # 写入文书的一句
    PAGES = "pages"        # 页码
    MATERIAL = "material"  # 材料
    ITEM = "item"          # 事项
    UNIT = "unit"          # 单位名称
    VALUE = "value"        # 读到的内容
    COLLEAGUE = "colleague"  # 接手的同事


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the answers to a question.

    Attributes:
        key: 1 clears the doubt, 2 is the defect, 3 cannot tell.
        word: At most four characters.
        says: What it will do, a sentence that begins with a verb.
        code, sentence: Of the finding that a defect becomes; empty: the finding's own.
        corrected: What it says of the pages, as the question supposes it.
        awaits: Who has to speak before it is asked again, of an answer that leaves the doubt open.
    """

    key: int
    word: str
    says: str
    effect: Effect
    asks: Asks = Asks.NOTHING
    code: str = ""
    sentence: str = ""
    corrected: Correction = NOTHING_CORRECTED
    awaits: Awaits = Awaits.NOBODY


@dataclass(frozen=True, slots=True)
class Question:
    """One doubt, put to an officer.

    Attributes:
        key: The same in every judgement while nothing that it shows changes.
        kind: Finding code of its first finding.
        label: What it is about, in two to four characters.
        sentence: At most 24 characters.
        why: What was read, in the words of the findings.
        answers: Two or three, in order of their keys.
        evidence: What is to be drawn beside it.
        pages: Pages that it is about.
        material: Document code, empty for none.
        settles: Indexes of the findings that it settles.
        family, materials, contents, facts: Of its causes; a ruling is bound to them.
        field: Field of the value that is in doubt, empty for none.
        places: Content of the page and code of the document of each of its values.
        rank: Order among the questions of a case, lower first.
    """

    key: str
    kind: str
    label: str
    sentence: str
    why: str
    answers: tuple[Answer, ...]
    evidence: Evidence
    pages: tuple[int, ...]
    material: str
    settles: tuple[int, ...]
    family: str
    materials: tuple[str, ...]
    contents: tuple[str, ...]
    facts: tuple[str, ...]
    field: str = ""
    places: tuple[tuple[str, str], ...] = ()
    rank: int = 0

    def answer(self, key: int) -> Answer | None:
        """Return the answer of a key, None where the question has no such."""
        return next((one for one in self.answers if one.key == key), None)
