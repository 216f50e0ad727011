"""Desk (办件台): the queues in which cases wait for officers, and what a row of the desk says of a case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from cases.evidence import Evidence

NO_DATE = datetime(9999, 12, 31, tzinfo=UTC)
"""Stands for the due date of what has none, so that it comes last."""


class Queue(StrEnum):
    """Something that is to be done; a case may wait in several queues."""

    OPEN = "open"              # every case that has not ended
    CHECK = "check"            # 待核对
    LETTERS = "letters"        # 待发文书
    SEAL = "seal"              # 待用印
    SECOND = "second"          # 待复核
    SUPPLEMENT = "supplement"  # 新补正
    INQUIRY = "inquiry"        # 咨询
    CALL = "call"              # 待电话
    TOLERANCE = "tolerance"    # 容缺到期
    PAPER = "paper"            # 纸质待比对
    OTHER = "other"            # 其他待办
    DEAD = "dead"              # 死信


QUEUE_NAMES = {
    Queue.OPEN: "全部在办",
    Queue.CHECK: "待核对",
    Queue.LETTERS: "待发文书",
    Queue.SEAL: "待用印",
    Queue.SECOND: "待复核",
    Queue.SUPPLEMENT: "新补正",
    Queue.INQUIRY: "咨询",
    Queue.CALL: "待电话",
    Queue.TOLERANCE: "容缺到期",
    Queue.PAPER: "纸质待比对",
    Queue.OTHER: "其他待办",
    Queue.DEAD: "死信",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question to an officer as its sentence, with what shows it."""

    key: str
    sentence: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """What the desk lists of a case.

    Attributes:
        queues: In which queues it waits, each with the time until which it must be dealt with there.
        doubts: What an officer is asked, in the order in which it is asked.
        pages: Pages of the newest report.
        work: What else is to be done, as sentences.
    """

    case_id: str
    queues: Mapping[Queue, datetime] = field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()
    pages: int = 0
    work: tuple[str, ...] = ()
