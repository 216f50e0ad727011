"""Lines of the desk: a row in words, in the group of its due date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from cases.evidence import EvidenceKind
from cases.lifecycle import STATE_NAMES, State
from cases.page_runs import pages_text
from casework.desk import days_left
from casework.work import Work
from record.desk import DeskRow

SEGMENTS = 5
"""Working days that a bar shows."""

_PICTURED = frozenset({
    EvidenceKind.SEAL, EvidenceKind.IMPRESSIONS, EvidenceKind.NAMES, EvidenceKind.CROPS, EvidenceKind.CELL,
    EvidenceKind.PLACE,
})  # fmt: skip
_WAYS_IN = {"imap": "邮件", "fax": "传真", "post": "邮寄", "portal": "网上"}


@dataclass(frozen=True, slots=True)
class When:
    """How much time is left.

    Attributes:
        words: Short; empty where nothing is due.
        passed: Segments of the bar that are filled.
        look: Class of the row and its bar: empty, ``today`` or ``late``.
        group: What rows that are due at about the same time are listed under.
    """

    words: str
    passed: int
    look: str
    group: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown.

    Attributes:
        about: Item, way in and pages.
        says: The first doubt, or what else is to be done, else the state.
        seen_on: The pages that it is about.
        pictured: Key of the first doubt, where a picture of its place says more than the page's number.
    """

    row: DeskRow
    when: When
    about: str
    says: str
    seen_on: str
    pictured: str

    @property
    def is_being_read(self) -> bool:
        """Whether its pages are still being read."""
        return self.row.case.state in (State.RECEIVED, State.SCREENING)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that are due at about the same time."""

    name: str
    look: str
    lines: tuple[Line, ...]


def grouped(work: Work, rows: Sequence[DeskRow]) -> tuple[Group, ...]:
    """Return rows as lines, in the groups of their due dates; the order stays."""
    left = {due_at: when(work, due_at) for due_at in {row.due_at for row in rows}}
    groups = groupby(rows, lambda row: (left[row.due_at].group, left[row.due_at].look))
    return tuple(
        Group(name, look, tuple(line_of(work, row, left[row.due_at]) for row in members))
        for (name, look), members in groups
    )


def line_of(work: Work, row: DeskRow, left: When) -> Line:
    """Return a row as a line, with so much time left."""
    case, first = row.case, row.doubts[0] if row.doubts else None
    about = [case.item_name or "事项未定", way_in(work, case.channel), *([f"{row.pages}页"] if row.pages else [])]
    says = first.sentence if first is not None else row.work[0] if row.work else STATE_NAMES[case.state]
    pages = first.evidence.pages if first is not None else ()
    shown = first is not None and case.state is State.REVIEW and first.evidence.kind in _PICTURED and pages
    return Line(
        row, left, " · ".join(about), says, pages_text(pages) if pages else "",
        first.key if first is not None and shown else "",
    )


def when(work: Work, due_at: datetime) -> When:
    """Return how much time is left until something is due."""
    left = days_left(work, due_at)
    if left is None:
        return When("", 0, "", "没有期限")
    if left < 0:
        return When(f"超{-left}天", SEGMENTS, "late", "已超期")
    if left == 0:
        return When("今日", SEGMENTS, "today", "今日到期")
    group = "下一工作日到期" if left == 1 else "还有2天" if left == 2 else "还有3天以上"
    return When(f"还剩{left}天", max(SEGMENTS - left, 0), "", group)


def way_in(work: Work, code: str) -> str:
    """Return by which way something came: mail, fax, post."""
    channel = work.catalogue.channels.get(code)
    return _WAYS_IN.get(channel.kind, channel.kind) if channel is not None else code
