"""Stand-ins (代班): while one officer is away another sees what he sees and may do what he may; both are named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases.case import new_id
from cases.errors import NotFound, NotPermitted, RequestInvalid
from cases.history import AuditEvent
from casework.work import Work
from record.officers import Officer
from record.stand_ins import StandIn

LONGEST_DAYS = 92
_RANK = ("clerk", "officer", "supervisor")
"""Roles that act on cases, the one that may most last; an auditor stands in for nobody."""


def acting(work: Work, officer: Officer) -> Officer:
    """Return an officer with what he may see and do today beside his own, for those who are away."""
    names = [one.absent for one in work.stand_ins.of_deputy(officer.office, officer.name, work.today)]
    away = [one for name in names if (one := work.officers.working(name, officer.office)) is not None]
    if not away or officer.role not in _RANK:
        return officer
    roles = [one.role for one in (officer, *away) if one.role in _RANK]
    items = [one.items for one in (officer, *away)]
    seen = None if None in items else frozenset().union(*(one for one in items if one is not None))
    return replace(
        officer, role=max(roles, key=_RANK.index), items=seen, stands_in_for=tuple(one.name for one in away)
    )


def arrange(work: Work, officer: Officer, absent: str, deputy: str, days: tuple[date, date]) -> StandIn:
    """Let an officer stand in for another from one day to another, both included.

    Args:
        work: The transaction.
        officer: Who arranges it: a supervisor, or who will be away.
        absent: Name of who will be away.
        deputy: Name of who stands in.
        days: First and last day.

    Raises:
        NotPermitted: Neither a supervisor arranges it nor who will be away; who stands in for one is none.
        NotFound: Nobody of one of the names works in the office.
        RequestInvalid: The two are one, an auditor is among them, the days cannot be, or somebody who is no
            supervisor would raise another above his role.
    """
    head = _is_supervisor(work, officer)
    if officer.role not in _RANK or (absent != officer.name and not head):
        raise NotPermitted(action="安排他人的代班")
    people = [(name, work.officers.working(name, officer.office)) for name in (absent, deputy)]
    for name, found in people:
        if found is None:
            raise NotFound(what=f"名为“{name}”的工作人员")
        if found.role not in _RANK:
            raise RequestInvalid(reason="稽核人员不参加代班")
    ranks = [_RANK.index(found.role) for _, found in people if found is not None]
    if ranks[1] < ranks[0] and not head:
        raise RequestInvalid(reason="代班人的角色低于本人，须由主管安排")  # nobody raises another by his own word
    if absent == deputy:
        raise RequestInvalid(reason="不能由本人代班")
    first, last = days
    if last < first or last < work.today or (last - first).days > LONGEST_DAYS:
        raise RequestInvalid(reason=f"代班的起止日期有误，最长{LONGEST_DAYS}天")
    made = StandIn(new_id(work.now), officer.office, absent, deputy, first, last, officer.name, work.now)
    work.stand_ins.add(made)
    work.record(
        AuditEvent.STAND_IN, None, officer.name, absent=absent, deputy=deputy, first=first.isoformat(),
        last=last.isoformat(),
    )
    return made


def end(work: Work, officer: Officer, stand_in_id: str) -> StandIn:
    """End a stand-in before its last day; one that was ended stays as it is.

    Raises:
        NotFound: There is none with this id.
        NotPermitted: Neither a supervisor ends it nor one of the two.
    """
    one = work.stand_ins.get(stand_in_id, officer.office)
    if officer.name not in {one.absent, one.deputy} and not _is_supervisor(work, officer):
        raise NotPermitted(action="结束他人的代班")
    if work.stand_ins.end(one.id, work.now):
        work.record(AuditEvent.STAND_IN, None, officer.name, absent=one.absent, deputy=one.deputy, ended=True)
    return one


def _is_supervisor(work: Work, officer: Officer) -> bool:
    """Tell who is a supervisor himself: a deputy prolongs nothing, and raises nobody, by what he stands in for."""
    own = work.officers.working(officer.name, officer.office)
    return own is not None and own.role == "supervisor"
