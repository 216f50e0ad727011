"""Decisions: what an officer decides moves the case and lets its letter leave, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases import queue_names
from cases.case import LETTER_STATE_NAMES, Case, Flag, Letter, LetterState, StepKind
from cases.errors import MoveNotAllowed, NotFound, NotPermitted, RequestInvalid
from cases.lifecycle import DECIDED_STATES, EVENT_NAMES, STATE_NAMES, Event, State
from cases.report import Outcome, Report
from cases.working_days import receipt_date
from casework.anchor_dates import adopt_anchors
from casework.case_moves import Mover, change_flags, move_case, rules_in_force
from casework.debts import clear_debts, enter_debts, forgive, lacking, originals, with_dates
from casework.item_rules import COUNTED, validity
from casework.letters.announcing import Statement, particulars_of
from casework.letters.correspondence import compose_letter, release, unread_report, write_letter
from casework.letters.letter_of_event import EVENT_OF_LETTER, event_of, letter_of
from casework.services import Services
from casework.situation import Standing, show_dues, standing_of
from record import audit
from record.letters import LetterRepository
from record.officers import Officer
from record.repository import CaseRepository
from record.steps import StepRepository
from record.stored import REPORT
from record.tolerances import ToleranceRepository
from replies.particulars import Particulars

DECIDABLE = frozenset({
    Event.HOLD, Event.PASS, Event.ACCEPT, Event.TOLERATE, Event.PROMISE, Event.CERTIFY, Event.CORRECT, Event.GUIDE,
    Event.REFUSE, Event.RELEASE, Event.EXTEND, Event.GRANT, Event.DENY, Event.PUBLISH, Event.DEFER, Event.RESUME,
    Event.LAPSE, Event.CLOSE, Event.SINGLE_OUT,
})
"""Events that are decisions; material, paper, visits and withdrawals come in by ways of their own."""

_COMPLETE = frozenset({Event.PASS, Event.ACCEPT, Event.PROMISE, Event.CERTIFY})
_PAYING = frozenset({Event.ACCEPT, Event.TOLERATE, Event.CLOSE})
_ANNOUNCED = {Event.CORRECT: Outcome.SUPPLEMENT, Event.TOLERATE: Outcome.TOLERATE, Event.GUIDE: Outcome.GUIDE}


@dataclass(frozen=True, slots=True)
class _Act:
    """One decision as it is being carried out."""

    event: Event
    officer: Officer
    note: str
    stated: Statement
    now: datetime
    counted: bool = False
    """The permit's last day was counted, not stated."""


def decide(
    connection: sa.Connection, services: Services, case: Case, choice: Outcome | Event, officer: Officer, note: str,
    stated: Statement | None = None,
) -> Case:
    """Record an officer's decision, move the case and queue its letter.

    A letter of the right kind that is held from the judgement leaves as it is; otherwise it is written now.

    Args:
        connection: The transaction of the decision.
        services: Catalogue, office, accounts.
        case: The case as loaded.
        choice: An event, or the outcome of the judgement that the officer confirms or corrects.
        officer: Who decides.
        note: Why.
        stated: What else the letter has to say.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: The life cycle does not allow it now.
        RequestInvalid: The letter would lack what it must say.
    """
    if not officer.decides:
        raise NotPermitted(action="作出决定")
    adopt_anchors(connection, services)
    standing = standing_of(connection, services, case)
    event = event_of(choice, standing.item) if isinstance(choice, Outcome) else choice
    unclear = isinstance(choice, Outcome) and (event is Event.HOLD or (standing.item is None and event in _COMPLETE))
    if unclear or event not in DECIDABLE:
        reason = "请先选定业务事项或其他处理结果" if unclear else "请通过相应的登记功能办理"
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=EVENT_NAMES[event], reason=reason)
    act = _Act(event, officer, note, stated or Statement(), services.clock())
    _ask_for_what_must_be_said(act)
    act = _with_validity(act, standing)
    _allow_prepayment(act, standing)
    if event is Event.SINGLE_OUT and case.state in DECIDED_STATES:
        return _mark_singled_out(connection, services, standing, act)
    return _carry_out(connection, services, standing, act)


def _ask_for_what_must_be_said(act: _Act) -> None:
    """Refuse a decision whose letter would lack what the law wants in it (行政许可法 32; domain b1)."""
    if act.event is Event.DEFER and not act.stated.resume_when.strip():
        raise RequestInvalid(reason="延后办理须写明恢复办理的条件（resume_when）")
    said = act.stated
    if act.event is not Event.GRANT and (said.permit_no or said.valid_from or said.valid_to):
        raise RequestInvalid(reason="证照编号和有效期只用于准予许可")


def _with_validity(act: _Act, standing: Standing) -> _Act:
    """Return the act, of a grant with the days of the permit: what is not stated the item's years tell.

    Raises:
        RequestInvalid: The permit would end before it begins, or has ended.
    """
    if act.event is not Event.GRANT:
        return act
    today = receipt_date(act.now)
    first, last = validity(standing.item, today, act.stated.valid_from, act.stated.valid_to)
    if last is not None and last < max(first or today, today):
        raise RequestInvalid(reason="证照有效期止日不得早于起日和今日")
    counted = act.stated.valid_to is None and last is not None
    return replace(act, stated=replace(act.stated, valid_from=first, valid_to=last), counted=counted)


def _allow_prepayment(act: _Act, standing: Standing) -> None:
    """Refuse to pay before the check where the item or the decision knows no such thing (S001 一; S003 三)."""
    if not act.stated.prepaid:
        return
    if standing.item is None or not standing.item.prepayment:
        raise RequestInvalid(reason="该事项不涉及预发待遇")
    if act.event not in _PAYING:
        raise RequestInvalid(reason="预发待遇只能随受理、容缺受理或者办结决定作出")


def _carry_out(connection: sa.Connection, services: Services, standing: Standing, act: _Act) -> Case:
    case, event, now = standing.case, act.event, act.now
    report = _dated(connection, services, standing, act)
    if event in _COMPLETE and report is not None:
        case = clear_debts(connection, services, case, report, now, by=act.officer.name, doubtful=True)
    moved = move_case(
        connection, services, case, event, now, mover=Mover.of(act.officer), reason=act.note,
        detail=_detail(event, report, act), **_columns(case, act),
    )
    if report is not None:
        moved = _enter_debts(connection, services, standing, moved, report, act)
    if event is Event.RESUME:
        LetterRepository(connection).void_held(moved.id)
        StepRepository(connection).add(StepKind.READ, moved.id, moved.revision, queue_names.READ, now)
    kind = letter_of(event) if not (event is Event.CLOSE and case.state is State.REVIEW) else None
    if kind is not None:
        after = standing_of(connection, services, moved)
        particulars = particulars_of(event, standing, after, act.note, act.stated, receipt_date(now))
        announce(
            connection, services, moved, kind, report or known_report(connection, moved), act.officer, act.note,
            particulars, now,
        )
    return show_dues(connection, services, moved)


def _enter_debts(
    connection: sa.Connection, services: Services, before: Standing, case: Case, report: Report, act: _Act
) -> Case:
    """Enter what the decision leaves owed: what is lacking, and originals of what came as copies."""
    lacks = lacking(report, act.stated.materials) if act.event is Event.TOLERATE else ()
    later = originals(before.item, report) if act.event in {*_COMPLETE, Event.TOLERATE} else ()
    owed = _not_waived(connection, case, (*lacks, *later))
    if not owed and act.event is not Event.TOLERATE:
        return case
    return enter_debts(
        connection, services, case, report, act.now, by=act.officer.name, materials=owed, note=act.note
    )


def _columns(case: Case, act: _Act) -> dict[str, Any]:
    """Return the columns that change with a decision."""
    if act.event is Event.RESUME:
        return {"revision": case.revision + 1}
    flags = {"flags": change_flags(case.flags, raised=(Flag.PREPAID,))} if act.stated.prepaid else {}
    outcome = {**_ANNOUNCED, Event.REFUSE: Outcome.REFUSE}.get(act.event)
    outcome = Outcome.ACCEPT if act.event in _COMPLETE else outcome
    return {**flags, "outcome": outcome} if outcome is not None else flags


def _detail(event: Event, report: Report | None, act: _Act) -> dict[str, object]:
    detail: dict[str, object] = {
        name: value for name, value in act.stated.said().items()
        if event not in _ANNOUNCED or name in {"materials", "prepaid"}
    }
    if act.counted:
        detail["validity"] = COUNTED
    if event is Event.CORRECT and report is not None and report.supplement_due is not None:
        detail["due"] = report.supplement_due.isoformat()
    return detail


def _dated(connection: sa.Connection, services: Services, standing: Standing, act: _Act) -> Report | None:
    """Return the newest report as the decision makes it, with the dates its letter states; keep it so."""
    event, repository = act.event, CaseRepository(connection)
    if event not in _COMPLETE and event not in _ANNOUNCED:
        return None
    report = read_report(connection, standing.case)
    outcome = _ANNOUNCED.get(event, Outcome.ACCEPT)
    debts = ToleranceRepository(connection).of_case(standing.case.id)
    report = replace(forgive(report, debts), outcome=outcome)
    report = with_dates(services, standing.item, report, receipt_date(act.now), standing.debts)
    repository.amend_report(standing.case, REPORT.dump_python(report, mode="json"))
    return report


def _not_waived(connection: sa.Connection, case: Case, materials: Sequence[str]) -> tuple[str, ...]:
    waived = {debt.material for debt in ToleranceRepository(connection).of_case(case.id) if debt.state == "waived"}
    return tuple(code for code in materials if code not in waived)


def _mark_singled_out(connection: sa.Connection, services: Services, standing: Standing, act: _Act) -> Case:
    """Note a head's 一事一议 on a case that is decided: its state stays, it is audited afterwards (domain b2)."""
    if act.officer.role != "supervisor":
        raise NotPermitted(action=EVENT_NAMES[Event.SINGLE_OUT])
    case = standing.case
    if not act.note.strip():
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=EVENT_NAMES[act.event], reason="请填写理由")
    flags = change_flags(case.flags, raised=(Flag.CASE_BY_CASE, Flag.POST_AUDIT))
    audit.record(
        connection, case_id=case.id, at=act.now, actor=act.officer.name, event=act.event,
        detail={"note": act.note[:500], **rules_in_force(services, standing)},
    )
    return CaseRepository(connection).change(case, act.now, flags=flags)


def read_report(connection: sa.Connection, case: Case) -> Report:
    """Return the newest report; of a case that could not be read, what is known without reading.

    Raises:
        NotFound: The material is still being read.
    """
    repository = CaseRepository(connection)
    try:
        return REPORT.validate_python(repository.report(case.id))
    except NotFound:
        if Flag.READING_FAILED not in case.flags:
            raise
        return unread_report(case, repository.files(case.id))


def known_report(connection: sa.Connection, case: Case) -> Report:
    """Return the newest report, or what is known without one: for letters that do not speak of findings."""
    repository = CaseRepository(connection)
    try:
        return REPORT.validate_python(repository.report(case.id))
    except NotFound:
        return unread_report(case, repository.files(case.id))


def announce(
    connection: sa.Connection, services: Services, case: Case, kind: str, report: Report, officer: Officer, note: str,
    particulars: Particulars, now: datetime, *, serial: bool = False,
) -> None:
    """Let the letter of an officer's act leave, dated today; drafts of other kinds that wait are void."""
    letters = LetterRepository(connection)
    waiting = {LetterState.HELD, LetterState.VOID}  # a void draft never left: the decision may call it back
    same = next((one for one in letters.of_case(case.id) if (one.kind, one.round) == (kind, case.revision)), None)
    serial = serial or (same is not None and same.state not in waiting)  # no act of an officer goes untold
    right = same if same is not None and same.recipient and not serial else None
    if right is not None:
        letter = compose_letter(
            connection, services, case, kind, report, now, automatic=False, officer=officer.name, note=note,
            particulars=particulars,
        )
        release(connection, services, case, right, letter, now, actor=officer.name)
    letters.void_held(case.id, keep=right.id if right is not None else "")
    if right is None:
        write_letter(
            connection, services, case, kind, report, now, automatic=False, officer=officer.name, note=note,
            particulars=particulars, serial=serial,
        )


def send_held(connection: sa.Connection, services: Services, letter: Letter, officer: Officer) -> None:
    """Let a held letter leave; one that announces an event is the officer's decision for it.

    Raises:
        NotPermitted, MoveNotAllowed: As for :func:`decide` and :func:`release_letter`.
    """
    case = CaseRepository(connection).get(letter.case_id)
    event = EVENT_OF_LETTER.get(letter.kind)
    if event is None or letter.round != case.revision or letter.state is not LetterState.HELD:
        release_letter(connection, services, letter, officer)
        return
    decide(connection, services, case, event, officer, "")


def release_letter(connection: sa.Connection, services: Services, letter: Letter, officer: Officer) -> None:
    """Let a held letter leave.

    Raises:
        NotPermitted: The role may not send letters.
        MoveNotAllowed: The letter does not wait, or has no address to go to.
    """
    if not officer.decides:
        raise NotPermitted(action="发送信件")
    state = LETTER_STATE_NAMES[letter.state]
    if letter.recipient is None or not letter.sender:
        raise MoveNotAllowed(state=state, event="发送", reason="该信件没有收件邮箱，请电话告知")
    now = services.clock()
    if not LetterRepository(connection).move(letter.id, (LetterState.HELD,), LetterState.QUEUED):
        raise MoveNotAllowed(state=state, event="发送", reason="该信件已处理")
    StepRepository(connection).add(StepKind.LETTER, letter.id, 1, queue_names.LETTERS, now)
    audit.record(
        connection, case_id=letter.case_id, at=now, actor=officer.name, event="letter-released",
        detail={"letter": letter.id},
    )
