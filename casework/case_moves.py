"""Moving: the one way in which a case moves.

Every move is checked against the table and the rules with what is really known of the case, and writes who, when, why
and under which rules in the same transaction (trust I27).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.case import Case, Flag
from cases.errors import MoveNotAllowed, NotPermitted
from cases.lifecycle import Event
from cases.moves import check_move
from casework.services import Services
from casework.situation import Standing, show_dues, standing_of
from record.officers import Officer
from record.repository import CaseRepository
from record.tasks import TaskRepository
from record.tolerances import DebtState, ToleranceRepository

LONGEST_REASON = 500
NOTICE_TASKS = ("notice-alarm-3", "notice-alarm-4", "notice-late")
"""Tasks that are done when the sender has his answer."""

_ANSWERS = frozenset({
    Event.CORRECT, Event.ACCEPT, Event.PASS, Event.TOLERATE, Event.PROMISE, Event.CERTIFY, Event.REFUSE,
    Event.RELEASE, Event.DEEM, Event.WITHDRAW, Event.CLOSE,
})
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
    """Who moves a case."""

    name: str
    role: str

    @classmethod
    def of(cls, officer: Officer) -> Mover:
        """Return an officer as mover."""
        return cls(officer.name, officer.role)


SYSTEM = Mover("system", "system")


def move_case(
    connection: sa.Connection, services: Services, case: Case, event: Event, now: datetime, *, mover: Mover = SYSTEM,
    reason: str = "", detail: Mapping[str, object] | None = None, visitors: int | None = None, **values: Any,
) -> Case:
    """Move a case, note who, when, why and under which rules, and show its new dates.

    Args:
        connection: The transaction of the move.
        services: Catalogue, office and clock.
        case: The case as loaded.
        event: The move.
        now: Time of the move.
        mover: Who moves it.
        reason: Why, in the mover's words.
        detail: What else the record keeps: days, ids, codes.
        visitors: Officers of the visit that is being arranged.
        **values: Columns that change with it.

    Raises:
        MoveNotAllowed, NotPermitted: A rule speaks against it; nothing happened.
        VersionConflict: Somebody else changed the case.
    """
    standing = standing_of(connection, services, case)
    check_move(case.state, event, standing.circumstances(reason, visitors), mover.role)
    flags = change_flags(
        values.pop("flags", case.flags), raised=_RAISED.get(event, ()),
        lowered=(*_LOWERED.get(event, ()), *(_NOTICE_FLAGS if event in _ANSWERS else ())),
    )
    noted = {**(detail or {}), "note": reason[:LONGEST_REASON], **rules_in_force(services, standing)}
    moved = CaseRepository(connection).move(case, event, now, actor=mover.name, detail=noted, flags=flags, **values)
    if event in _ANSWERS:
        TaskRepository(connection).finish(case.id, NOTICE_TASKS, now)
    if event in {Event.LAPSE, Event.WITHDRAW}:
        owed = [debt.material for debt in standing.debts]
        ToleranceRepository(connection).settle(case.id, owed, DebtState.LAPSED, now, by=mover.name)
    return show_dues(connection, services, moved)


def why_not(connection: sa.Connection, services: Services, case: Case, event: Event) -> str | None:
    """Return the sentence that speaks against a move by the service itself, None where nothing does."""
    try:
        check_move(case.state, event, standing_of(connection, services, case).circumstances(), SYSTEM.role)
    except (MoveNotAllowed, NotPermitted) as refusal:
        return refusal.message
    return None


def rules_in_force(services: Services, standing: Standing) -> dict[str, object]:
    """Return the versions that a line of the record names: of the catalogue and of the case's item."""
    item = standing.item
    return {"rules": services.catalogue.version, "item_version": item.version if item is not None else None}


def change_flags(flags: Sequence[str], *, raised: Sequence[str] = (), lowered: Sequence[str] = ()) -> list[str]:
    """Return the flags with some raised and others lowered, each once, in order of appearance."""
    return [flag for flag in dict.fromkeys([*flags, *raised]) if flag not in lowered]
