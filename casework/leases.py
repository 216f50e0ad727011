"""Leases: a case stays with the officer who has it open; the others read and note until he lets go of it."""

from __future__ import annotations

from cases.case import Case
from cases.errors import CaseTaken, MoveNotAllowed, NotPermitted
from cases.history import AuditEvent
from cases.lifecycle import STATE_NAMES
from cases.waiting import Lease
from casework.work import Work
from record.officers import Officer
from record.repository import BEIJING


def take(work: Work, case: Case, officer: Officer) -> Lease:
    """Take a case, or go on with it, and return the lease in force: one's own, or that of who was there before.

    Raises:
        NotPermitted: The role only reads.
    """
    if not officer.registers:
        raise NotPermitted(action="占用办件")
    return work.leases.take(case.id, officer.name, work.now)


def go_on(work: Work, case: Case, officer: Officer) -> None:
    """Renew the officer's own lease before he acts; a case that nobody has open anybody may act on.

    Raises:
        CaseTaken: Somebody else has it open.
    """
    lease = work.leases.of_case(case.id, work.now)
    if lease is None:
        return
    if lease.officer != officer.name:
        raise CaseTaken(officer=lease.officer, until=f"{lease.until.astimezone(BEIJING):%H:%M}")
    work.leases.renew(case.id, officer.name, work.now)


def let_go(work: Work, case: Case, officer: Officer) -> None:
    """Let go of a case: whoever asked for it has it from here on; somebody else's lease stays."""
    lease = work.leases.of_case(case.id, work.now)
    work.leases.give_up(case.id, officer.name)
    if lease is not None and lease.officer == officer.name and lease.wanted_by:
        work.leases.take(case.id, lease.wanted_by, work.now)


def ask_for(work: Work, case: Case, officer: Officer) -> Lease:
    """Ask whoever has a case open to let go of it; he sees it on the case.

    Raises:
        NotPermitted: The role only reads.
        MoveNotAllowed: Nobody else has it open.
    """
    if not officer.registers:
        raise NotPermitted(action="请对方让出")
    lease = work.leases.of_case(case.id, work.now)
    if lease is None or lease.officer == officer.name:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="请对方让出", reason="没有他人在办理这一件")
    work.leases.want(case.id, officer.name)
    work.record(AuditEvent.LEASE_ASKED, case.id, officer.name, of=lease.officer)
    return lease
