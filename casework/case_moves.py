"""Moving: the one way in which a case moves.

Every move is checked against the table and the rules with what is really known of the case, and writes who, when, why
and under which rules in the same transaction (trust I27).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from cases.case import Case, Flag
from cases.clocks import Clock, ClockKind
from cases.errors import MoveNotAllowed, NotPermitted
from cases.lifecycle import ENDS_WAITING, Event
from cases.moves import check_move
from cases.tasks import TaskKind
from casework.work import Work
from catalogue.model import ServiceItem
from record.officers import Officer
from record.repository import BEIJING
from record.tolerances import DebtState

LONGEST_REASON = 500
NOTICE_TASKS = (TaskKind.NOTICE_ALARM_3, TaskKind.NOTICE_ALARM_4, TaskKind.NOTICE_LATE)
"""Tasks that are done when the sender has his answer."""

_NOTICE_FLAGS = (Flag.NOTICE_ALARM, Flag.NOTICE_URGENT, Flag.NOTICE_LATE)
_RAISED: Mapping[Event, tuple[Flag, ...]] = {
    Event.GUIDE: (Flag.ROUTED,),
    Event.DEEM: (Flag.DEEMED,),
    Event.PAPER_DIFFERS: (Flag.PAPER_DIFFERS,),
    Event.SINGLE_OUT: (Flag.CASE_BY_CASE, Flag.POST_AUDIT),
}
_LOWERED: Mapping[Event, tuple[Flag, ...]] = {
    Event.SUPPLEMENT: (Flag.OVERDUE,),
    Event.RECEIVE_PAPER: (Flag.PAPER_DIFFERS,),
    Event.WITHDRAW: (Flag.WITHDRAWAL_ASKED, Flag.OVERDUE),
    Event.GRANT: (Flag.DECISION_LATE,),
    Event.DENY: (Flag.DECISION_LATE,),
    Event.EXTEND: (Flag.DECISION_LATE,),
}


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves a case; ``stands_in_for`` names those who are away and whom he acts for."""

    name: str
    role: str
    stands_in_for: tuple[str, ...] = ()

    @classmethod
    def of(cls, officer: Officer) -> Mover:
        """Return an officer as mover."""
        return cls(officer.name, officer.role, officer.stands_in_for)


SYSTEM = Mover("system", "system")


@dataclass(frozen=True, slots=True)
class Move:
    """A move that is asked for.

    Attributes:
        mover: Who moves the case.
        reason: Why, in the mover's words.
        detail: What else the record keeps: days, ids, codes.
        visitors: Officers of the visit that is being arranged; None: none is.
    """

    event: Event
    mover: Mover = SYSTEM
    reason: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)
    visitors: int | None = None


def move_case(work: Work, case: Case, move: Move, **values: Any) -> Case:
    """Move a case, note who, when, why and under which rules, and show its new dates.

    Args:
        work: The transaction of the move.
        case: The case as loaded.
        move: What is asked for.
        **values: Columns that change with it.

    Raises:
        MoveNotAllowed, NotPermitted: A rule speaks against it; nothing happened.
        VersionConflict: Somebody else changed the case.
    """
    event, before = move.event, work.situation(case)
    check_move(case.state, event, before.circumstances(move.reason, move.visitors), move.mover.role)
    flags = change_flags(
        values.pop("flags", case.flags), raised=_RAISED.get(event, ()),
        lowered=(*_LOWERED.get(event, ()), *(_NOTICE_FLAGS if event in ENDS_WAITING else ())),
    )
    deputy = {"stands_in_for": list(move.mover.stands_in_for)} if move.mover.stands_in_for else {}
    noted = {**move.detail, **deputy, "note": move.reason[:LONGEST_REASON], **rules_in_force(work, before.item)}
    moved = work.cases.move(case, event, work.now, actor=move.mover.name, detail=noted, flags=flags, **values)
    if event in ENDS_WAITING:
        work.tasks.finish(case.id, NOTICE_TASKS, work.now)
    if event in {Event.LAPSE, Event.WITHDRAW}:
        owed = [debt.material for debt in before.debts]
        work.debts.settle(case.id, owed, DebtState.LAPSED, work.now, by=move.mover.name)
    return show_dues(work, moved)


def why_not(work: Work, case: Case, event: Event) -> str | None:
    """Return the sentence that speaks against a move by the service itself, None where nothing does."""
    try:
        check_move(case.state, event, work.situation(case).circumstances(), SYSTEM.role)
    except (MoveNotAllowed, NotPermitted) as refusal:
        return refusal.message
    return None


def rules_in_force(work: Work, item: ServiceItem | None) -> dict[str, object]:
    """Return the versions that a line of the record names: of the catalogue and of the case's item."""
    return {"rules": work.catalogue.version, "item_version": item.version if item is not None else None}


def show_dues(work: Work, case: Case) -> Case:
    """Write into the case's row what its clocks say now, so that lists can be filtered by it; return the case."""
    clocks = work.situation(case).clocks
    notice = next((one.due for one in clocks if one.kind is ClockKind.NOTICE), None)
    due = next((one.due for one in clocks if one.due is not None and not is_moot(one, work.today)), None)
    shown = tuple(end_of(day) if day is not None else None for day in (notice, due))
    if (case.notice_due, case.due_at) == shown:
        return case
    work.cases.show_dues(case.id, *shown)
    return work.cases.get(case.id)


def is_moot(clock: Clock, today: date) -> bool:
    """Tell a time that passed and held only where the facts were clear: the ordinary one goes on."""
    return clock.kind is ClockKind.CLEAR_DECISION and clock.is_over(today)


def end_of(day: date) -> datetime:
    """Return the last second of a day of the office."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=BEIJING)


def change_flags(flags: Sequence[str], *, raised: Sequence[str] = (), lowered: Sequence[str] = ()) -> list[str]:
    """Return the flags with some raised and others lowered, each once, in order of appearance."""
    return [flag for flag in dict.fromkeys([*flags, *raised]) if flag not in lowered]
