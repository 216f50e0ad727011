"""Other outcomes: which decisions the life cycle allows now, and what each of them has to state."""

from __future__ import annotations

from dataclasses import dataclass

from cases.errors import MoveNotAllowed
from cases.lifecycle import EVENT_NAMES, Event
from cases.moves import BY_SUPERVISOR, NEEDS_REASON, Handling, check_move
from casework.case_view import CaseView
from casework.decisions import DECIDABLE
from casework.unanswered import unanswered
from casework.work import Work
from record.officers import Officer


@dataclass(frozen=True, slots=True)
class Field:
    """What a decision states.

    Attributes:
        kind: Of the input: ``text``, ``date``, ``number``, ``long``, ``tick``.
    """

    name: str
    words: str
    kind: str = "text"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A decision that is allowed now.

    Attributes:
        reason: A reason must be given.
        signed: Only a supervisor may decide so; others propose it to him.
        fields: What else it states.
    """

    event: str
    words: str
    reason: bool
    signed: bool
    fields: tuple[Field, ...]


_PICKUP = Field("pickup", "领取方式和批次", "long")
_NUMBER = Field("document_no", "决定文号")
_FIELDS: dict[Event, tuple[Field, ...]] = {
    Event.REFUSE: (Field("right_office", "应向何机关申请"),),
    Event.DEFER: (Field("resume_when", "恢复办理的条件", "long", required=True),),
    Event.GRANT: (
        _NUMBER, Field("permit_no", "证照编号"), Field("valid_from", "有效期自", "date"),
        Field("valid_to", "有效期至", "date"), _PICKUP, Field("bring", "领取时携带", "long"),
    ),
    Event.DENY: (_NUMBER, _PICKUP),
    Event.CLOSE: (Field("result", "办理结果", "long"), _PICKUP, Field("bring", "领取时携带", "long")),
    Event.LAPSE: (Field("result", "处理结果", "long"),),
    Event.PROMISE: (Field("promise", "承诺事项", "long"),),
    Event.CERTIFY: (Field("headcount", "裁减人数", "number"),),
}
_PREPAID = Field("prepaid", "预发待遇，列入事后稽核", "tick")
_PAYING = frozenset({Event.ACCEPT, Event.TOLERATE, Event.CLOSE})
_ORDER = (
    Event.PASS, Event.ACCEPT, Event.CERTIFY, Event.PROMISE, Event.TOLERATE, Event.CORRECT, Event.GUIDE, Event.REFUSE,
    Event.RELEASE, Event.GRANT, Event.DENY, Event.EXTEND, Event.PUBLISH, Event.DEFER, Event.RESUME, Event.LAPSE,
    Event.CLOSE, Event.WITHDRAW, Event.SINGLE_OUT,
)
_OFFERED = DECIDABLE | {Event.WITHDRAW}
"""Leaving a case as it is, for an officer to look at, is no end of it and is not offered."""


def choices(work: Work, view: CaseView, officer: Officer) -> list[Choice]:
    """Return the decisions that an officer may make or propose now, in the order of a case's life."""
    if not officer.decides or view.waiting is not None:
        return []
    known = work.situation(view.case)
    single = known.handling is Handling.CASE_BY_CASE or known.circumstances().singled_out
    asked = unanswered(work, view.case) > 0
    found = []
    for event in _ORDER:
        if event not in _OFFERED or not _is_allowed(work, view, event):
            continue
        signed = event in BY_SUPERVISOR and officer.role != "supervisor"
        reason = event in NEEDS_REASON or single or asked
        found.append(Choice(event, EVENT_NAMES[event], reason, signed, _fields(work, view, event)))
    return found


def _is_allowed(work: Work, view: CaseView, event: Event) -> bool:
    known = work.situation(view.case).circumstances("理由")
    try:
        check_move(view.case.state, event, known, "supervisor")
    except MoveNotAllowed:
        return False
    return True


def _fields(work: Work, view: CaseView, event: Event) -> tuple[Field, ...]:
    item = work.item(view.case)
    paid = item is not None and item.prepayment and event in _PAYING
    return (*_FIELDS.get(event, ()), *((_PREPAID,) if paid else ()))
