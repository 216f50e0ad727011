"""Registering: paper, site visits, withdrawals and settled debts, each a move or part of one, with its letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from cases.case import Case
from cases.errors import MoveNotAllowed, NotPermitted, RequestInvalid
from cases.lifecycle import EVENT_NAMES, STATE_NAMES, Event, State
from cases.report import Outcome
from cases.working_days import receipt_date
from casework.acts import may_register
from casework.case_moves import Mover, move_case
from casework.debts import settle_debts, with_dates
from casework.decisions import announce, decide, known_report
from casework.letters.announcing import Statement, particulars_of
from casework.letters.letter_of_event import goes_on, letter_of
from casework.services import Services
from casework.situation import standing_of
from record import audit
from record.officers import Officer
from record.tolerances import DebtState, ToleranceRepository


def withdraw(connection: sa.Connection, services: Services, case: Case, officer: Officer, reason: str) -> Case:
    """Withdraw a case at its sender's wish, before its decision, and confirm it.

    Raises:
        NotPermitted, MoveNotAllowed: As for a decision.
    """
    return _tell(connection, services, case, Event.WITHDRAW, officer, reason, Statement())


def receive_paper(
    connection: sa.Connection, services: Services, case: Case, officer: Officer, *, stated: Statement,
    differing: Sequence[str], note: str, compared: bool = False,
) -> Case:
    """Register the paper material, and what comparing it with the electronic showed.

    Where it differs the case goes back to its sender once, with one notice that names what differs.

    Args:
        connection: The transaction.
        services: Catalogue, office, accounts.
        case: A case that was accepted; of one whose paper is here already only the comparison is entered.
        officer: Who enters it.
        stated: Day, courier number and names of what came.
        differing: Names of the materials that differ.
        note: What the difference is.
        compared: Paper and electronic material were compared.

    Raises:
        NotPermitted: The role only reads, or sends a case back without deciding.
        MoveNotAllowed: The life cycle does not allow it now.
    """
    may_register(officer, "登记纸质材料")
    if differing and not officer.decides:
        raise NotPermitted(action=EVENT_NAMES[Event.PAPER_DIFFERS])
    if stated.received_on is not None and stated.received_on > receipt_date(services.clock()):
        raise RequestInvalid(reason="收到日期不能晚于今天")
    if case.state is not State.PAPER_RECEIVED:
        found = "different" if differing else "equal" if compared else "not yet"
        case = _tell(
            connection, services, case, Event.RECEIVE_PAPER, officer, note, stated, {"compared": found}
        )
    elif compared and not differing:
        audit.record(
            connection, case_id=case.id, at=services.clock(), actor=officer.name, event="paper-compared",
            detail={"compared": "equal", "note": note[:500], **stated.said()},
        )
    return _paper_differs(connection, services, case, officer, differing, note) if differing else case


def _paper_differs(
    connection: sa.Connection, services: Services, case: Case, officer: Officer, differing: Sequence[str], note: str
) -> Case:
    """Send the case back in a round of its own, so that what was told before can be told apart from what is new."""
    now = services.clock()
    standing = standing_of(connection, services, case)
    bare = replace(known_report(connection, case), findings=(), outcome=Outcome.SUPPLEMENT)
    report = with_dates(services, standing.item, bare, receipt_date(now))
    due = report.supplement_due.isoformat() if report.supplement_due is not None else None
    moved = move_case(
        connection, services, case, Event.PAPER_DIFFERS, now, mover=Mover.of(officer), reason=note,
        detail={"due": due, "differing": list(differing)}, revision=case.revision + 1, outcome=Outcome.SUPPLEMENT,
    )
    after = standing_of(connection, services, moved)
    told = f"寄来的纸质材料与电子材料不一致：{'、'.join(differing)}。{note}"
    particulars = particulars_of(Event.PAPER_DIFFERS, standing, after, note, Statement(), receipt_date(now))
    announce(connection, services, moved, "supplement-notice", report, officer, told, particulars, now)
    return moved


def arrange_visit(
    connection: sa.Connection, services: Services, case: Case, officer: Officer, stated: Statement
) -> Case:
    """Arrange a site visit and tell the unit time, place and who comes (LP19 11: two officers or more).

    Raises:
        NotPermitted, MoveNotAllowed: As for a decision.
        RequestInvalid: Time or place is missing, or fewer than two come.
    """
    visitors = tuple(dict.fromkeys(name.strip() for name in stated.visitors if name.strip()))
    if len(visitors) < 2:
        raise RequestInvalid(reason="现场核查须有两名以上工作人员")
    if stated.visit_at is None or not stated.visit_place.strip():
        raise RequestInvalid(reason="请写明核查的时间和地点")
    if stated.visit_at <= services.clock():
        raise RequestInvalid(reason="核查时间须在此刻之后")
    return _tell(
        connection, services, case, Event.ARRANGE_VISIT, officer, "", stated, visitors=len(visitors), serial=True
    )


def record_visit(connection: sa.Connection, services: Services, case: Case, officer: Officer, result: str) -> Case:
    """Enter what the site visit found.

    Raises:
        NotPermitted, MoveNotAllowed: As for a decision; without a result text it is refused.
    """
    if not officer.decides:
        raise NotPermitted(action=EVENT_NAMES[Event.RECORD_VISIT])
    return move_case(
        connection, services, case, Event.RECORD_VISIT, services.clock(), mover=Mover.of(officer), reason=result
    )


def settle(
    connection: sa.Connection, services: Services, case: Case, material: str, state: DebtState, officer: Officer,
    note: str,
) -> Case:
    """Clear or waive one debt (材料已收到、数据共享可得); with the last one a case that waits goes on by its letter.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: The material is not owed, or no reason is given.
    """
    owed = {debt.material for debt in ToleranceRepository(connection).owed(case.id)}
    name = {DebtState.CLEARED: "登记补齐", DebtState.WAIVED: "免除容缺材料"}[state]
    if not officer.decides:
        raise NotPermitted(action=name)
    if material not in owed:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=name, reason="该材料不在待补之列")
    if not note.strip():
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=name, reason="请填写理由")
    case = settle_debts(
        connection, services, case, [material], state, services.clock(), by=officer.name, note=note[:500]
    )
    standing = standing_of(connection, services, case)
    if case.state is State.TOLERATED and not standing.debts and not standing.process_first:
        return decide(connection, services, case, goes_on(standing.item), officer, note)
    return case


def _tell(
    connection: sa.Connection, services: Services, case: Case, event: Event, officer: Officer, reason: str,
    stated: Statement, more: Mapping[str, object] | None = None, *, visitors: int | None = None, serial: bool = False,
) -> Case:
    """Move a case by an officer's act and let the letter leave that tells of it."""
    if event is not Event.RECEIVE_PAPER and not officer.decides:
        raise NotPermitted(action=EVENT_NAMES[event])
    now, before = services.clock(), standing_of(connection, services, case)
    moved = move_case(
        connection, services, case, event, now, mover=Mover.of(officer), reason=reason,
        detail={**stated.said(), **(more or {})}, visitors=visitors,
    )
    kind = letter_of(event)
    if kind is not None:
        after = standing_of(connection, services, moved)
        particulars = particulars_of(event, before, after, reason, stated, receipt_date(now))
        announce(
            connection, services, moved, kind, known_report(connection, moved), officer, reason, particulars, now,
            serial=serial,
        )
    return moved
