"""The terms of an item: how it is handled, when, until when, on which conditions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cases.clocks import NOTICE_DAYS, SUPPLEMENT_DAYS
from cases.working_days import NO_OVERRIDES, DueDate, months_after
from cases.working_days import tolerance_due as working_days_due


class Mode(StrEnum):
    """How an item is handled (办理方式)."""

    PERMIT = "permit"          # 普通许可
    DIRECT = "direct"          # 直接办理、报告，也指非许可的普通流程
    PROMISE = "promise"        # 承诺制
    TOLERANCE = "tolerance"    # 容缺受理
    DEFERRED = "deferred"      # 延后办理
    CASE_BY_CASE = "case-by-case"  # 一事一议


class SealGate(StrEnum):
    """Whether a missing seal blocks or is only pointed out."""

    BLOCK = "block"
    ADVISE = "advise"


class SealUnit(StrEnum):
    """每页 or 每张纸."""

    PAGE = "page"
    SHEET = "sheet"


class ToleranceAllowed(StrEnum):
    """Who may accept with tolerable materials missing (design §2.3)."""

    AUTOMATIC = "automatic"
    OFFICER = "officer"
    NEVER = "never"


class Unknown(StrEnum):
    """What an unknown condition means (design §5.5)."""

    NOT_NEEDED = "not-needed"
    REVIEW = "review"


class Priority(StrEnum):
    """Order in the queues; ``urgent`` is the green lane (绿色通道)."""

    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


class Otherwise(StrEnum):
    """What follows where a gate's condition does not hold."""

    DEFERRED = "deferred"              # 延后办理
    OUTSIDE_WINDOW = "outside-window"  # 不在受理时间内，交工作人员
    REVIEW = "review"                  # 不符合条件，交工作人员


@dataclass(frozen=True, slots=True)
class Condition:
    """A ``when`` of the catalogue: closed expression, evaluated three-valued.

    Attributes:
        expression: Source text, e.g. ``agent_differs == true``; see :mod:`catalogue.conditions`.
        label: The Chinese condition as printed in letters.
    """

    expression: str
    label: str
    unknown: Unknown


@dataclass(frozen=True, slots=True)
class Gate:
    """What must hold before an item is handled at all.

    Attributes:
        otherwise: What follows where the condition is certainly false.
        notice: Chinese half-sentence about that, for letters and officers.
        ask: What an officer looks at where it cannot be told.
        source: As recorded; the gate never blocks, it defers or asks an officer.
        clause: The binding texts that ask it.
    """

    condition: Condition
    otherwise: Otherwise
    notice: str = ""
    ask: str = ""
    source: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Clocks of an item, in working days (WD) unless the name says otherwise.

    Attributes:
        decide_days: Calendar days instead of ``decide`` (工伤认定 60 日); never both.
        from_receipt: The decision counts from the receipt of the application, not from its acceptance (LP19 变更).
        clear_days: Calendar days where the facts are clear (GSTL 20: 15 日).
        review_days: Calendar days to look through the application (GSRD 8: 15 日).
        supplement: The sender's time to supplement; by default an unconfirmed one (design §5.7).
        explain_before: Calendar days between explaining a layoff and carrying it out.
        register_within: Calendar days within which the unit has to register, after the permit to work.
        apply_before_expiry: Calendar days before the expiry of a permit.
        apply_unit_days, apply_worker_months: Time to apply after the injury, for the unit and the worker.
        submit_by: Month and day of every year, ``(3, 31)``.
        anchor: Anchor date (``epidemic_end``) from which the sender's own time runs.
        anchor_months: Calendar months after the anchor.
        source: As recorded; empty: the item's clause.
        confirmed: Binding texts alone say it.
    """

    notice: int = NOTICE_DAYS
    decide: int | None = None
    extend: int | None = None
    deliver: int | None = None
    publish: int | None = None
    decide_days: int | None = None
    from_receipt: bool = False
    clear_days: int | None = None
    review_days: int | None = None
    supplement: int = SUPPLEMENT_DAYS
    explain_before: int | None = None
    register_within: int | None = None
    apply_before_expiry: int | None = None
    apply_unit_days: int | None = None
    apply_worker_months: int | None = None
    submit_by: tuple[int, int] | None = None
    anchor: str | None = None
    anchor_months: int | None = None
    source: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Tolerance:
    """容缺 rule: who may grant it, what happens meanwhile, until when.

    Attributes:
        kind: ``hold`` (补齐后办理) or ``process_first`` (先办后补); see :meth:`ServiceItem.tolerance_kind`.
        due: ``N WD``, ``min(N WD, decide-M WD)``, ``ANCHOR + N months`` or ``ANCHOR``.
        anchor, anchor_months: The parts of the third form, and of the fourth, which has no months.
        commitment_needed: A 容缺受理承诺书 must be among the pages.
        original: The debt is the original of what came as a copy.
        confirmed: No part of its source is without a binding text.
    """

    allowed: ToleranceAllowed = ToleranceAllowed.NEVER
    kind: str = "hold"
    due: str = "min(20 WD, decide-2 WD)"
    commitment_needed: bool = True
    anchor: str | None = None
    anchor_months: int | None = None
    original: bool = False
    source: str = ""
    confirmed: bool = True

    @property
    def by_notice(self) -> bool:
        """Whether nothing is asked before an anchor date, and then only by the office's own notice."""
        return self.anchor is not None and self.anchor_months is None

    @property
    def is_granted(self) -> bool:
        """Whether binding texts alone grant it, period included."""
        return self.confirmed and bool(self.source)

    def due_date(
        self, received: date, decide: int | None, anchors: dict[str, date | None],
        overrides: dict[date, bool] | None = None,
    ) -> DueDate | None:
        """Return until when tolerated materials are owed; None while the anchor date is not set, or for a notice.

        Args:
            received: Day of receipt in the office's zone.
            decide: Working days of the decision; None for an item without.
            anchors: Dates that an administrator sets.
            overrides: Days that the office corrects.
        """
        if self.anchor is None:
            return working_days_due(self.due, received, decide, overrides or NO_OVERRIDES)
        day = None if self.by_notice else anchors.get(self.anchor)
        return DueDate(months_after(day, self.anchor_months or 0), False) if day is not None else None


@dataclass(frozen=True, slots=True)
class PhoneCheck:
    """A telephone check that must be logged before the case is handled (S000 二(一)2: 退费).

    Attributes:
        with_whom: ``参保人``.
        log: What the record says: ``dialled``, ``person``, ``time``, ``result``, ``officer``.
    """

    with_whom: str
    log: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """Check after the event (后审核、结算、稽核内审): every case so handled is marked.

    Attributes:
        share: Per cent of the marked cases that are drawn for a full check, 1–100.
        late: The case is also marked as done after its time (逾期办理标识).
    """

    share: int
    late: bool = False
    source: str = ""


@dataclass(frozen=True, slots=True)
class GreenLane:
    """What makes an officer think of the green lane (绿色通道); nothing is moved there by itself.

    Attributes:
        item: Item of the green lane, which an officer may set.
        units: Words in the unit's name; a certificate of any injury names some hospital.
        words: Words on any page.
    """

    item: str
    units: tuple[str, ...]
    words: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """The letter that is drafted where a finding stands against the item; it is always an officer's.

    Attributes:
        finding: Code of the finding.
        letter: Kind of the letter.
        says: What the sender can do, without its full stop.
        list_of: Item whose material list goes with it; None: none.
    """

    finding: str
    letter: str
    says: str = ""
    list_of: str | None = None


@dataclass(frozen=True, slots=True)
class AmountHint:
    """A subsidy's amount as a hint for officers; never written in letters (domain f31).

    Attributes:
        per_person: CNY for each person of the roster; None where tiers rule.
        tiers: (persons at least, CNY), lowest first.
    """

    per_person: int | None = None
    tiers: tuple[tuple[int, int], ...] = ()

    def amount(self, persons: int) -> int:
        """Return the CNY that so many persons come to; 0 below the lowest tier."""
        if self.per_person is not None:
            return self.per_person * persons
        return max((amount for least, amount in self.tiers if persons >= least), default=0)
