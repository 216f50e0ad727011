"""Registering: paper, site visits, withdrawals and settled debts, each a move or part of one, with its letter."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cases.case import Case
from cases.errors import MoveNotAllowed, NotPermitted, RequestInvalid
from cases.history import AuditEvent
from cases.lifecycle import EVENT_NAMES, STATE_NAMES, Event, State
from cases.report import Outcome
from cases.tasks import TaskKind
from casework.acts import may_register
from casework.case_moves import Move, Mover, move_case
from casework.debts import settle_debts, with_dates
from casework.decisions import decide
from casework.letters.announcing import Announcement, particulars_of
from casework.letters.releasing import announce
from casework.letters.sealing import await_seal
from casework.reports import known_report
from casework.work import Work
from record.officers import Officer
from record.tolerances import DebtState
from replies.letter_of_event import goes_on, letter_of
from replies.particulars import NOTHING_MORE, Particulars


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing paper with the electronic material showed.

    Attributes:
        done: They were compared.
        differing: Names of the materials that differ.
        note: What the difference is.
    """

    done: bool = False
    differing: tuple[str, ...] = ()
    note: str = ""


NOT_YET = Comparison()

def withdraw(work: Work, case: Case, officer: Officer, reason: str) -> Case:
    """Withdraw a case at its sender's wish, before its decision, and confirm it.

    Raises:
        NotPermitted, MoveNotAllowed: As for a decision.
    """
    case = _tell(work, case, Move(Event.WITHDRAW, Mover.of(officer), reason), officer)
    work.tasks.finish(case.id, (TaskKind.WITHDRAWAL_ASKED,), work.now)
    return case


def receive_paper(
    work: Work, case: Case, officer: Officer, stated: Particulars, compared: Comparison = NOT_YET
) -> Case:
    """Register the paper material, and what comparing it with the electronic showed.

    Where it differs the case goes back to its sender once, with one notice that names what differs.

    Args:
        work: The transaction.
        case: A case that was accepted; of one whose paper is here already only the comparison is entered.
        officer: Who enters it.
        stated: Day, courier number and names of what came.
        compared: What comparing it showed.

    Raises:
        NotPermitted: The role only reads, or sends a case back without deciding.
        MoveNotAllowed: The life cycle does not allow it now.
    """
    may_register(officer, "登记纸质材料")
    if compared.differing and not officer.decides:
        raise NotPermitted(action=EVENT_NAMES[Event.PAPER_DIFFERS])
    if stated.received_on is not None and stated.received_on > work.today:
        raise RequestInvalid(reason="收到日期不能晚于今天")
    if case.state is not State.PAPER_RECEIVED:
        found = "different" if compared.differing else "equal" if compared.done else "not yet"
        move = Move(Event.RECEIVE_PAPER, Mover.of(officer), compared.note, {"compared": found})
        case = _tell(work, case, move, officer, stated)
        if work.office.acceptance_event == "paper":
            await_seal(work, case, known_report(work, case), stated.received_on or work.today)
    elif compared.done and not compared.differing:
        kept = {"compared": "equal", "note": compared.note[:500], **stated.said()}
        work.record(AuditEvent.PAPER_COMPARED, case.id, officer.name, **kept)
    return _paper_differs(work, case, officer, compared) if compared.differing else case


def _paper_differs(work: Work, case: Case, officer: Officer, compared: Comparison) -> Case:
    """Send the case back in a round of its own, so that what was told before can be told apart from what is new."""
    before = work.situation(case)
    bare = replace(known_report(work, case), findings=(), outcome=Outcome.SUPPLEMENT)
    report = with_dates(work, before.item, bare)
    due = report.supplement_due.isoformat() if report.supplement_due is not None else None
    detail = {"due": due, "differing": list(compared.differing)}
    move = Move(Event.PAPER_DIFFERS, Mover.of(officer), compared.note, detail)
    moved = move_case(work, case, move, revision=case.revision + 1, outcome=Outcome.SUPPLEMENT)
    told = f"寄来的纸质材料与电子材料不一致：{'、'.join(compared.differing)}。{compared.note}"
    after = work.situation(moved)
    particulars = particulars_of(move.event, before, after, Particulars(note=compared.note), work.today)
    announce(work, moved, Announcement("supplement-notice", report, replace(particulars, note=told), officer.name))
    return moved


def arrange_visit(work: Work, case: Case, officer: Officer, stated: Particulars) -> Case:
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
    if stated.visit_at <= work.now:
        raise RequestInvalid(reason="核查时间须在此刻之后")
    move = Move(Event.ARRANGE_VISIT, Mover.of(officer), visitors=len(visitors))
    return _tell(work, case, move, officer, stated, serial=True)


def record_visit(work: Work, case: Case, officer: Officer, result: str) -> Case:
    """Enter what the site visit found.

    Raises:
        NotPermitted, MoveNotAllowed: As for a decision; without a result text it is refused.
    """
    if not officer.decides:
        raise NotPermitted(action=EVENT_NAMES[Event.RECORD_VISIT])
    return move_case(work, case, Move(Event.RECORD_VISIT, Mover.of(officer), result))


def settle(work: Work, case: Case, material: str, state: DebtState, officer: Officer, note: str) -> Case:
    """Clear or waive one debt (材料已收到、数据共享可得); with the last one a case that waits goes on by its letter.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: The material is not owed, or no reason is given.
    """
    owed = {debt.material for debt in work.situation(case).debts}
    name = {DebtState.CLEARED: "登记补齐", DebtState.WAIVED: "免除容缺材料"}[state]
    if not officer.decides:
        raise NotPermitted(action=name)
    if material not in owed:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=name, reason="该材料不在待补之列")
    if not note.strip():
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=name, reason="请填写理由")
    case = settle_debts(work, case, [material], state, by=officer.name, note=note[:500])
    after = work.situation(case)
    if case.state is State.TOLERATED and not after.debts and not after.process_first:
        return decide(work, case, goes_on(after.item), officer, Particulars(note=note))
    return case


def _tell(
    work: Work, case: Case, move: Move, officer: Officer, stated: Particulars = NOTHING_MORE, *, serial: bool = False
) -> Case:
    """Move a case by an officer's act and let the letter leave that tells of it."""
    if move.event is not Event.RECEIVE_PAPER and not officer.decides:
        raise NotPermitted(action=EVENT_NAMES[move.event])
    before = work.situation(case)
    moved = move_case(work, case, replace(move, detail={**stated.said(), **move.detail}))
    kind = letter_of(move.event)
    if kind is not None:
        stated = replace(stated, note=move.reason)
        particulars = particulars_of(move.event, before, work.situation(moved), stated, work.today)
        told = Announcement(kind, known_report(work, moved), particulars, officer.name, serial=serial)
        announce(work, moved, told)
    return moved
