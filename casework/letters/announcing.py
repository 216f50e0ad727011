"""Announcing: what the letter about a move says beyond the judged case."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from cases.case import Case
from cases.clocks import Clock, ClockKind
from cases.lifecycle import Event
from casework.debts import owed_lines
from casework.situation import Situation
from casework.work import Work
from replies.particulars import Particulars

_CLOCK_OF = {
    Event.PASS: ClockKind.DECISION, Event.ACCEPT: ClockKind.DECISION, Event.PROMISE: ClockKind.DECISION,
    Event.EXTEND: ClockKind.DECISION, Event.DEEM: ClockKind.DECISION, Event.TOLERATE: ClockKind.TOLERANCE,
    Event.CORRECT: ClockKind.SUPPLEMENT, Event.PAPER_DIFFERS: ClockKind.SUPPLEMENT, Event.GRANT: ClockKind.DELIVERY,
    Event.DENY: ClockKind.DELIVERY,
}
_ACCEPTING = frozenset({Event.PASS, Event.ACCEPT, Event.PROMISE, Event.DEEM})
"""Moves whose letter states since when the application is accepted."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an officer states of a decision beside its reason; names as in :class:`Particulars`.

    Attributes:
        materials: Codes of materials that are owed too, beside those the judgement found.
        tracking_no, received, received_on: Of the paper that came.
        visit_at, visit_place, visitors: Of a site visit.
        permit_no, valid_from, valid_to: Of the permit that is granted.
        prepaid: The benefit is paid before the check is done (预发待遇); no letter says so.
    """

    right_office: str = ""
    resume_when: str = ""
    document_no: str = ""
    pickup: str = ""
    bring: str = ""
    result: str = ""
    promise: str = ""
    materials: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    received_on: date | None = None
    tracking_no: str = ""
    visit_at: datetime | None = None
    visit_place: str = ""
    visitors: tuple[str, ...] = ()
    permit_no: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    prepaid: bool = False

    def said(self) -> dict[str, object]:
        """Return what was stated, as the record keeps it."""
        kept: dict[str, object] = {}
        for field in fields(self):
            value = getattr(self, field.name)
            if value:
                plain = value.isoformat() if isinstance(value, date) else value
                kept[field.name] = list(plain) if isinstance(plain, tuple) else plain
        return kept


def particulars_of(
    event: Event, before: Situation, after: Situation, reason: str, stated: Statement, today: date
) -> Particulars:
    """Return what a letter says of a move, from the case before and after it and what the officer stated."""
    clock = _clock(event, before, after)
    debts = before.debts if event is Event.LAPSE else after.debts
    return Particulars(
        reason=reason, day=stated.received_on or _day(event, after, today),
        due=clock.due if clock is not None else None, provisional=clock is not None and clock.provisional,
        owed=owed_lines(debts), visit_at=stated.visit_at,
        visit_place=stated.visit_place, visitors=stated.visitors, bring=stated.bring, result=stated.result,
        document_no=stated.document_no, pickup=stated.pickup, received=stated.received,
        tracking_no=stated.tracking_no, right_office=stated.right_office, resume_when=stated.resume_when,
        promise=stated.promise, permit_no=stated.permit_no, valid_from=stated.valid_from, valid_to=stated.valid_to,
    )


def _clock(event: Event, before: Situation, after: Situation) -> Clock | None:
    """Return the clock that the letter speaks of; of what lapses, the one that ran out."""
    if event is Event.LAPSE:
        return before.clock(ClockKind.SUPPLEMENT) or before.clock(ClockKind.TOLERANCE)
    kind = _CLOCK_OF.get(event)
    return after.clock(kind) if kind is not None else None


def _day(event: Event, after: Situation, today: date) -> date:
    return (after.chronicle.accepted or today) if event in _ACCEPTING else today


def since_acceptance(work: Work, case: Case, event: Event, particulars: Particulars) -> Particulars:
    """Return what a judgement's letter says, dated from the first acceptance (容缺受理) where there was one.

    The decision's time runs since then: a later letter that counted from its own day would promise another end.
    """
    accepted = work.situation(case).chronicle.accepted if event in _ACCEPTING else None
    return replace(particulars, day=accepted) if accepted is not None else particulars
