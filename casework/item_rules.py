"""Terms: what the catalogue says of an item's handling, clocks and debts, in the words of the life cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from cases.case import Flag
from cases.clocks import ClockKind, Terms
from cases.moves import Handling
from cases.working_days import due_date, months_after
from catalogue.model import Catalogue, Deadlines, Office, ServiceItem
from record.anchors import months_text

STANDARD = Terms()
PROCESS_FIRST = "process_first"
COMPLAINTS = "complaint"
"""Queue of complaints (稽核投诉举报)."""


COUNTED = "counted"
"""What the record of a grant says of days that nobody stated."""


@dataclass(frozen=True, slots=True)
class DebtDue:
    """Until when tolerated materials are owed.

    Attributes:
        due: Last day; None while the anchor is not set.
        anchor, months: Date that an administrator sets, and calendar months after it; without months the office's own
            notice sets the day.
    """

    due: date | None
    anchor: str | None = None
    months: int | None = None

    @property
    def text(self) -> str:
        """What stands for the day while there is none."""
        return months_text(self.anchor, self.months) if self.due is None and self.anchor is not None else ""


def handling_of(item: ServiceItem | None) -> Handling | None:
    """Return how an item is handled, None while it is unknown."""
    return item.handling if item is not None else None


def terms_of(item: ServiceItem | None) -> Terms:
    """Return an item's periods; of an unknown item only the notice clock runs."""
    if item is None:
        return STANDARD
    limits = item.deadlines
    return Terms(
        limits.notice, limits.decide, limits.extend, limits.deliver, limits.publish, decide_days=limits.decide_days,
        clear_days=limits.clear_days, from_receipt=limits.from_receipt,
    )


def processes_first(item: ServiceItem | None, office: Office) -> bool:
    """Tell whether the item is handled while materials are owed (先办后补)."""
    return item is not None and item.tolerance_kind(office) == PROCESS_FIRST


def needs_call(item: ServiceItem | None) -> bool:
    """Tell whether a telephone check must be logged before the item is handled (退费: S000 二(一)2)."""
    return item is not None and item.phone_check is not None


def marks_of(item: ServiceItem | None) -> tuple[Flag, ...]:
    """Return the flags that every case of an item bears: queue of its own, check after the event."""
    if item is None:
        return ()
    complaint = (Flag.COMPLAINT,) if item.queue == COMPLAINTS else ()
    audited = (Flag.POST_AUDIT,) if item.audit is not None else ()
    late = (Flag.LATE_MARKED,) if item.audit is not None and item.audit.late else ()
    return (*complaint, *audited, *late)


def validity(
    item: ServiceItem | None, decided: date, first: date | None = None, last: date | None = None
) -> tuple[date | None, date | None]:
    """Return first and last day of a permit: as stated, else counted by the item's years from its first day.

    A permit that is extended goes on from the end of the old one, which the decision's day does not tell: its days are
    not counted from that day.
    """
    years = item.validity_years if item is not None else None
    goes_on = item is not None and item.deadlines.apply_before_expiry is not None
    start = first if first is not None or goes_on or years is None else decided
    if last is not None or years is None or start is None:
        return first, last
    return start, months_after(start, years * 12) - timedelta(days=1)


def supplement_due(catalogue: Catalogue, item: ServiceItem | None, office: Office, told: date) -> date:
    """Return the sender's last day to mend what a notice of this day names; see :func:`names_day`."""
    usual = (item.deadlines if item is not None else Deadlines()).supplement
    return due_date(told, office.supplement or usual, catalogue.day_overrides).date


def names_day(kind: ClockKind, item: ServiceItem | None, office: Office) -> bool:
    """Tell whether a sender is named the end of his time: only where a binding text or the office's profile says it.

    Else the day is the office's own mark: its officers are reminded of it, no sender is.
    """
    granted = kind is ClockKind.TOLERANCE and item is not None and item.tolerance.is_granted
    return granted or office.supplement is not None


def debt_due(catalogue: Catalogue, item: ServiceItem, granted: date) -> DebtDue:
    """Return until when materials are owed that are tolerated on this day.

    It counts from the tolerated acceptance, as the decision does that it must come two working days before.
    """
    rule = item.tolerance
    due = rule.due_date(granted, item.deadlines.decide, catalogue.anchors, catalogue.day_overrides)
    return DebtDue(due.date if due is not None else None, rule.anchor, rule.anchor_months)
