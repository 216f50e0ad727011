"""Case: one unit's one business item, from its first mail to its end.

A case owns revisions: revision 1 is what came first, each supplement adds one. The values
here are what the repository returns; only :mod:`record.repository` writes them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from cases.lifecycle import State


class Flag(StrEnum):
    """Marks on a case that are no states (design ruling 12)."""

    ROUTED = "routed"                    # 已作渠道指引
    FAX = "fax"                          # 传真件，须电话答复
    SENDER_DIFFERS = "sender-differs"    # 补正件来自另一地址
    READING_FAILED = "reading-failed"    # 三次处理失败
    LETTER_FAILED = "letter-failed"      # 信件未能送达
    NOTICE_ALARM = "notice-alarm"        # 答复期限将至，工作人员督办
    NOTICE_URGENT = "notice-urgent"      # 答复期限次日届满，负责人督办
    NOTICE_LATE = "notice-late"          # 答复期限已过而未答复
    DEEMED = "deemed-accepted"           # 逾期未告知，视为受理
    DECISION_LATE = "decision-late"      # 办理期限已过而未办结
    OVERDUE = "overdue"                  # 申请单位超期未补
    TOLERANCE_SUSPENDED = "tolerance-suspended"  # 该单位有超期未补的容缺材料，容缺须人工决定
    PAPER_DIFFERS = "paper-differs"      # 纸质材料与电子材料不一致
    WITHDRAWAL_ASKED = "withdrawal-asked"  # 申请单位来信要求撤回
    GREEN_LANE_PROPOSED = "green-lane-proposed"  # 可能属于绿色通道，待工作人员选定事项
    ACCOUNT_CLEARING = "account-clearing"  # 涉账户清算（待遇核准、跨省转移），优先办理
    INQUIRY = "inquiry"                  # 咨询，不是申请
    COMPLAINT = "complaint"              # 投诉举报，另列队列
    CASE_BY_CASE = "case-by-case"        # 一事一议
    POST_AUDIT = "post-audit-required"   # 须事后审核、结算、稽核内审
    LATE_MARKED = "late-marked"          # 逾期办理标识
    PREPAID = "prepaid"                  # 预发待遇，须事后审核结算
    LEAVING = "leaving"                  # 文书即将发出，尚可撤回
    PROPOSED = "proposed"                # 已提请复核，待另一人员审定


class StepKind(StrEnum):
    """Work that a queue carries; the database row is the truth, the queue a hint."""

    PARSE = "parse"    # message → submission → cases
    READ = "read"      # case → pages → findings → outcome → letters
    LETTER = "letter"  # letter → mail system
    ACT = "act"        # an officer's act whose letter could be taken back → done


class StepState(StrEnum):
    """Where a step stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class LetterState(StrEnum):
    """Where a letter stands.

    ``HELD`` waits for an officer; ``SENDING`` is set before the first byte leaves, so that a
    crash in between is known to be uncertain.
    """

    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    VOID = "void"


DAILY_CAP = "daily-cap"
"""Stands as the reason in a letter that is held because enough left by themselves to its address that day."""

LETTER_STATE_NAMES = {
    LetterState.HELD: "待工作人员确认",
    LetterState.QUEUED: "待发送",
    LetterState.SENDING: "发送中",
    LetterState.SENT: "已发送",
    LetterState.UNCERTAIN: "是否送达不确定",
    LetterState.FAILED: "未能送达",
    LetterState.VOID: "已作废",
}


def new_id(now: datetime) -> str:
    """Return a random id that sorts by time: 12 hex digits of milliseconds, 20 of chance."""
    return f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(10)}"


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the case table.

    Attributes:
        number: Printed number, ``SL20200212-000123``.
        version: Rises with each change; ``If-Match`` compares it.
        revision: Rises with each supplement; letters and reports belong to one.
        outcome: What the last judgement proposes (report ``outcome``), None before.
        applicant: Address that letters go to; None for a fax.
        due_at: Next date on which something is due, None if nothing is.
    """

    id: str
    number: str
    office: str
    channel: str
    unit: str | None
    item: str | None
    item_name: str
    state: State
    version: int
    revision: int
    outcome: str | None
    flags: tuple[str, ...]
    applicant: str | None
    telephone: str | None
    subject: str
    received_at: datetime
    notice_due: datetime | None
    due_at: datetime | None
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CaseFile:
    """One file of a case, as received; ``sha256`` names its bytes in the store.

    Attributes:
        discarded: Why an officer leaves it out of the judgement, None for one that counts.
    """

    id: str
    case_id: str
    revision: int
    position: int
    name: str
    stored_name: str
    kind: str
    size: int
    sha256: str
    findings: tuple[dict[str, object], ...]
    discarded: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One leased piece of work.

    Attributes:
        subject: Id of what is worked on: message, case or letter.
        fence: Number of the attempt; a late write of an older attempt is refused.
    """

    id: str
    kind: StepKind
    subject: str
    revision: int
    state: StepState
    fence: int
    queue: str
    enqueued_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, frozen when made: ``content`` never changes between attempts."""

    id: str
    case_id: str
    kind: str
    round: int
    state: LetterState
    automatic: bool
    sender: str
    recipient: str | None
    subject: str
    text: str
    message_id: str
    content_sha256: str
    attempts: int
    created_at: datetime
    sent_at: datetime | None
    error: str

    @property
    def is_capped(self) -> bool:
        """Whether it would have left by itself, but for the daily cap of its address."""
        return self.state is LetterState.HELD and self.error == DAILY_CAP
