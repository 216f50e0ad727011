"""The clocks of a case: what is due, when, from which day it counts, and on which days somebody is warned.

Sources: 行政许可法 32 (five working days to tell all defects, else deemed accepted), 42 (decision, one extension),
44 (delivery); 附件3 四 (双公示); domain a4, b1, b3.3. All dates are days of the office's zone; ``today`` is passed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cases.working_days import NO_OVERRIDES, DueDate, days_before, due_date, working_day


class ClockKind(StrEnum):
    """What a clock measures."""

    NOTICE = "notice"            # 补正告知或受理，五个工作日
    GUIDANCE = "guidance"        # 渠道指引后等候来信
    SUPPLEMENT = "supplement"    # 申请人补正
    TOLERANCE = "tolerance"      # 容缺材料补齐
    DECISION = "decision"        # 作出决定
    CLEAR_DECISION = "clear-decision"  # 事实清楚的，作出决定
    DELIVERY = "delivery"        # 送达、领取
    PUBLICATION = "publication"  # 双公示


CLOCK_NAMES = {
    ClockKind.NOTICE: "答复期限",
    ClockKind.GUIDANCE: "渠道指引等候期限",
    ClockKind.SUPPLEMENT: "补正期限",
    ClockKind.TOLERANCE: "容缺补齐期限",
    ClockKind.DECISION: "决定期限",
    ClockKind.CLEAR_DECISION: "事实清楚的决定期限",
    ClockKind.DELIVERY: "送达期限",
    ClockKind.PUBLICATION: "公示期限",
}

NOTICE_DAYS = 5
"""Working days to tell all defects at once, or to accept (行政许可法 32); an item may state another time."""

SUPPLEMENT_DAYS = 10
"""Working days for the sender to mend what a notice names, where the item states none; unconfirmed (design §5.7)."""

NOTICE_ALARMS = (3, 4)
"""Working days after receipt on which an unanswered case is called out (domain a4 75)."""

GUIDANCE_DAYS = 10
"""Working days for which a case stays open after its sender was shown another way (domain b1 ROUTED)."""

REMINDERS = (3, 1)
"""Working days before a sender's due date on which he is reminded (domain b1 OVERDUE)."""


@dataclass(frozen=True, slots=True)
class Pause:
    """A suspension with its reason, both days included; ``until`` None while it lasts."""

    since: date
    until: date | None
    reason: str

    def covers(self, day: date) -> bool:
        """Tell whether the clocks stand still on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Clock:
    """One running clock.

    Attributes:
        start: Day 0.
        due: Last day; None while an anchor date is not set, or a pause has no end.
        provisional: Some counted year has no announced holidays yet.
        alarms: Days on which somebody is told, oldest first.
    """

    kind: ClockKind
    start: date
    due: date | None
    provisional: bool = False
    alarms: tuple[date, ...] = ()

    def is_over(self, today: date) -> bool:
        """Tell whether the due date has passed."""
        return self.due is not None and today > self.due


@dataclass(frozen=True, slots=True)
class Terms:
    """An item's periods in working days; None: it has no such clock.

    Attributes:
        decide_days: Calendar days instead of ``decide``.
        clear_days: Calendar days where the facts are clear (工伤认定十五日, 绿色通道三日); where texts differ between
            日 and 工作日, the earlier date warns (domain f10).
        from_receipt: The decision counts from the receipt of the complete application, not from its acceptance.
    """

    notice: int = NOTICE_DAYS
    decide: int | None = None
    extend: int | None = None
    deliver: int | None = None
    publish: int | None = None
    decide_days: int | None = None
    clear_days: int | None = None
    from_receipt: bool = False


@dataclass(frozen=True, slots=True)
class Milestones:
    """The days on which things happened; None: not yet.

    Attributes:
        received: Day of receipt (server time in the office's zone).
        answered: First letter that stops the notice clock: notice of defects, acceptance or refusal.
        accepted: Acceptance; when deemed accepted, the day of receipt (domain b1 DEEMED_ACCEPTED).
        extended: The decision's time was extended.
        supplement_due, tolerance_due: As told to the sender.
        owed: Something asked of the sender is still owed.
        guided: The sender was shown another way and has not come back.
    """

    received: date
    answered: date | None = None
    accepted: date | None = None
    decided: date | None = None
    delivered: date | None = None
    published: date | None = None
    extended: bool = False
    supplement_due: date | None = None
    tolerance_due: date | None = None
    owed: bool = False
    guided: date | None = None


def running(
    known: Milestones, terms: Terms, pauses: Sequence[Pause] = (), overrides: Mapping[date, bool] = NO_OVERRIDES
) -> tuple[Clock, ...]:
    """Return the clocks that run, in the order in which they fall due; those without a date last."""
    clocks = [*_towards_sender(known, overrides), *_towards_office(known, terms, pauses, overrides)]
    return tuple(sorted(clocks, key=lambda clock: (clock.due is None, clock.due or clock.start)))


def reminder_days(due: date, overrides: Mapping[date, bool] = NO_OVERRIDES) -> tuple[date, ...]:
    """Return the days on which a sender is reminded of what is due, oldest first."""
    return tuple(days_before(due, days, overrides).date for days in REMINDERS)


def count(
    start: date, days: int, pauses: Sequence[Pause] = (), overrides: Mapping[date, bool] = NO_OVERRIDES, *,
    calendar: bool = False,
) -> DueDate | None:
    """Return the last of ``days`` working days after ``start``, paused days left out; None while a pause lasts.

    Args:
        start: Day 0.
        days: How many count.
        pauses: Times that do not count.
        overrides: Days that the office corrects.
        calendar: Count every day, not working days only.

    Raises:
        ValueError: ``days`` is negative.
    """
    if not pauses and not calendar:
        return due_date(start, days, overrides)
    if days < 0:
        raise ValueError("工作日数不能为负")
    day, provisional = start, False
    while days > 0:
        day += timedelta(days=1)
        if any(pause.covers(day) for pause in pauses):
            if any(pause.until is None and pause.covers(day) for pause in pauses):
                return None
            continue
        works, guessed = (True, False) if calendar else working_day(day, overrides)
        provisional = provisional or guessed
        days -= works
    return DueDate(day, provisional)


def _towards_sender(known: Milestones, overrides: Mapping[date, bool]) -> Iterator[Clock]:
    for kind, due in ((ClockKind.SUPPLEMENT, known.supplement_due), (ClockKind.TOLERANCE, known.tolerance_due)):
        if due is not None and known.owed:
            yield Clock(kind, known.answered or known.received, due, alarms=reminder_days(due, overrides))


def _towards_office(
    known: Milestones, terms: Terms, pauses: Sequence[Pause], overrides: Mapping[date, bool]
) -> Iterator[Clock]:
    if known.answered is None and known.accepted is None:
        alarms = [count(known.received, days, pauses, overrides) for days in NOTICE_ALARMS]
        early = tuple(alarm.date for alarm in alarms if alarm is not None)
        yield _clock(ClockKind.NOTICE, known.received, terms.notice, pauses, overrides, early)
    if known.guided is not None and known.accepted is None:
        due = count(known.guided, GUIDANCE_DAYS, pauses, overrides)
        if due is not None:
            yield Clock(ClockKind.GUIDANCE, known.guided, due.date, due.provisional)
    if known.accepted is not None and known.decided is None:
        yield from _decision(known, known.received if terms.from_receipt else known.accepted, terms, pauses, overrides)
    if known.decided is not None and known.delivered is None and terms.deliver is not None:
        yield _clock(ClockKind.DELIVERY, known.decided, terms.deliver, (), overrides)
    if known.decided is not None and known.published is None and terms.publish is not None:
        yield _clock(ClockKind.PUBLICATION, known.decided, terms.publish, (), overrides)


def _decision(
    known: Milestones, start: date, terms: Terms, pauses: Sequence[Pause], overrides: Mapping[date, bool]
) -> Iterator[Clock]:
    """Yield the time to decide: in calendar days, with a shorter one where the facts are clear, or in working days."""
    for kind, days in ((ClockKind.CLEAR_DECISION, terms.clear_days), (ClockKind.DECISION, terms.decide_days)):
        if days is not None:
            due = count(start, days, pauses, overrides, calendar=True)
            early = () if due is None or days < 2 else (due.date - timedelta(days=1),)
            yield Clock(kind, start, due.date if due is not None else None, alarms=early)
    if terms.decide_days is None and terms.decide is not None:
        days = terms.decide + (terms.extend or 0 if known.extended else 0)
        yield _clock(ClockKind.DECISION, start, days, pauses, overrides)


def _clock(
    kind: ClockKind, start: date, days: int, pauses: Sequence[Pause], overrides: Mapping[date, bool],
    alarms: tuple[date, ...] = (),
) -> Clock:
    due = count(start, days, pauses, overrides)
    if due is None:
        return Clock(kind, start, None, alarms=alarms)
    warned = alarms or ((days_before(due.date, min(3, days), overrides).date,) if days > 1 else ())
    return Clock(kind, start, due.date, due.provisional, warned)
