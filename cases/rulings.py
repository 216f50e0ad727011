"""Rulings: what officers answered and corrected about a case; judging hears them as it hears the pages.

A ruling is bound to what was seen when it was made: pages by their content, never by number, and the facts that the
question stated. Where either is another one now, it holds no more and is asked again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class RulingKind(StrEnum):
    """How an officer came to say it."""

    ANSWER = "answer"      # 回答问题
    UNIT = "unit"          # 更正单位
    ITEM = "item"          # 更正事项
    RECEIVED = "received"  # 更正收到日
    VALUE = "value"        # 更正读出的内容
    PAGE = "page"          # 页面归入材料
    STRIKE = "strike"      # 删去一条结果
    ADD = "add"            # 添加一条结果
    DISCARD = "discard"    # 页面作废


class Effect(StrEnum):
    """What a ruling does to the findings that it is about."""

    CLEAR = "clear"    # the doubt is settled
    DEFECT = "defect"  # the sender has to mend it
    RESCAN = "rescan"  # the sender scans the page again; of a fax, the paper is waited for
    KEEP = "keep"      # it stays an officer's


class Awaits(StrEnum):
    """Who has to speak before a doubt that an answer leaves open is asked again."""

    NOBODY = ""                # it is open until it is answered otherwise, or the case decided by hand
    SUPERVISOR = "supervisor"  # a supervisor answers it, or notes what he thinks
    SENDER = "sender"          # the sender writes, or is telephoned with
    MATERIAL = "material"      # further material comes: the paper of a fax


class Life(StrEnum):
    """What became of a ruling."""

    ANSWERED = "answered"    # it holds
    WITHDRAWN = "withdrawn"  # its officer, or another one, took it back
    MOOT = "moot"            # another ruling or new material settled what it is about
    CHANGED = "changed"      # page or rule behind it changed: asked again


class Presence(StrEnum):
    """What an officer says of a material that nobody found."""

    MISSING = "missing"        # 没有
    NOT_NEEDED = "not-needed"  # 不须提交


@dataclass(frozen=True, slots=True)
class Reading:
    """A value as an officer reads it.

    Attributes:
        content: Content key of its page.
        document: Code of the document that it is a value of.
        name: Name of its field.
    """

    content: str
    document: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a ruling says of the pages before any rule looks at them.

    Attributes:
        unit: The applicant's name.
        item: Code of the business item.
        pages: Page by content → code of its document; empty: of no material.
        values: Values that were read otherwise.
        materials: Document code → what is said of it.
        discarded: Contents of pages that do not count.
    """

    unit: str | None = None
    item: str | None = None
    pages: tuple[tuple[str, str], ...] = ()
    values: tuple[Reading, ...] = ()
    materials: tuple[tuple[str, Presence], ...] = ()
    discarded: tuple[str, ...] = ()


NOTHING_CORRECTED = Correction()


@dataclass(frozen=True, slots=True)
class Ruling:
    """One thing that an officer said.

    Attributes:
        family: Kind of cause that it speaks of, see :mod:`cases.questions.causes`; empty: of no finding.
        materials: Document codes of the findings that it speaks of.
        contents: What was seen: content keys of pages, digests of files.
        facts: What was stated, one text a finding.
        answer: 1 clears, 2 is a defect, 3 cannot tell; 0 for what is no answer.
        code, sentence: Of the finding that a defect becomes, or that is added; empty: the finding's own.
        round: Round of the case in which it was said.
        awaits: Who has to speak before what it left open is asked again.
    """

    id: str
    kind: RulingKind
    effect: Effect = Effect.CLEAR
    family: str = ""
    materials: tuple[str, ...] = ()
    contents: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    answer: int = 0
    code: str = ""
    sentence: str = ""
    corrected: Correction = NOTHING_CORRECTED
    round: int = 1
    awaits: Awaits = Awaits.NOBODY


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings of a case that hold, oldest first: of two that contradict each other the later one counts."""

    all: tuple[Ruling, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.all)

    @property
    def unit(self) -> str | None:
        """The applicant's name as an officer says, None where none did."""
        return next((name for one in reversed(self.all) if (name := one.corrected.unit)), None)

    @property
    def item(self) -> str | None:
        """Code of the item as an officer says, None where none did."""
        return next((code for one in reversed(self.all) if (code := one.corrected.item)), None)

    @property
    def pages(self) -> dict[str, str]:
        """Document code by content of the pages that an officer sorted."""
        return {content: code for one in self.all for content, code in one.corrected.pages}

    @property
    def materials(self) -> dict[str, Presence]:
        """What officers say of materials that nobody found, by document code."""
        return {code: said for one in self.all for code, said in one.corrected.materials}

    @property
    def discarded(self) -> frozenset[str]:
        """Contents of the pages that do not count."""
        return frozenset(content for one in self.all for content in one.corrected.discarded)

    def values(self) -> Iterator[Reading]:
        """Yield the values as officers read them, each once, as last said."""
        last = {(one.content, one.document, one.name): one for ruling in self.all for one in ruling.corrected.values}
        yield from last.values()


NO_RULINGS = Rulings()
