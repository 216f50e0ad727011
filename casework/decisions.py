"""Decisions: what an officer decides moves the case and lets its letter leave, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from cases import queue_names
from cases.case import Case, Flag, Letter, LetterState, StepKind
from cases.errors import MoveNotAllowed, NotPermitted, RequestInvalid
from cases.lifecycle import COMPLETING, DECIDED_STATES, EVENT_NAMES, STATE_NAMES, Event, State
from cases.moves import NEEDS_REASON
from cases.report import Outcome, Report
from casework.case_moves import Move, Mover, change_flags, move_case, rules_in_force
from casework.debts import clear_debts, enter_debts, forgive, lacking, originals, with_dates
from casework.item_rules import COUNTED, validity
from casework.letters.announcing import Announcement, particulars_of
from casework.letters.collecting import draft_notice
from casework.letters.releasing import announce, release_letter
from casework.letters.sealing import is_for_seal, pass_awaits_seal
from casework.reports import known_report, read_report
from casework.situation import Situation
from casework.work import Work
from record.officers import Officer
from record.stored import REPORT
from replies.drafts import reason_drafted
from replies.inquiry import ANSWER
from replies.letter_of_event import EVENT_OF_LETTER, event_of, letter_of
from replies.particulars import NOTHING_MORE, Particulars

DECIDABLE = frozenset({
    Event.HOLD, Event.PASS, Event.ACCEPT, Event.TOLERATE, Event.PROMISE, Event.CERTIFY, Event.CORRECT, Event.GUIDE,
    Event.REFUSE, Event.RELEASE, Event.EXTEND, Event.GRANT, Event.DENY, Event.PUBLISH, Event.DEFER, Event.RESUME,
    Event.LAPSE, Event.CLOSE, Event.SINGLE_OUT,
})
"""Events that are decisions; material, paper, visits and withdrawals come in by ways of their own."""

_PAYING = frozenset({Event.ACCEPT, Event.TOLERATE, Event.CLOSE})
_ANNOUNCED = {Event.CORRECT: Outcome.SUPPLEMENT, Event.TOLERATE: Outcome.TOLERATE, Event.GUIDE: Outcome.GUIDE}


@dataclass(frozen=True, slots=True)
class _Act:
    """One decision as it is being carried out."""

    event: Event
    officer: Officer
    stated: Particulars
    counted: bool = False
    """The permit's last day was counted, not stated."""


def decide(
    work: Work, case: Case, choice: Outcome | Event, officer: Officer, stated: Particulars = NOTHING_MORE
) -> Case:
    """Record an officer's decision, move the case and queue its letter.

    A letter of the right kind that is held from the judgement leaves as it is; otherwise it is written now.

    Args:
        work: The transaction of the decision.
        case: The case as loaded.
        choice: An event, or the outcome of the judgement that the officer confirms or corrects.
        officer: Who decides.
        stated: Why (``note``), and what else the letter has to say.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: The life cycle does not allow it now.
        RequestInvalid: The letter would lack what it must say.
    """
    if not officer.decides:
        raise NotPermitted(action="作出决定")
    before = work.situation(case)
    event = event_of(choice, before.item) if isinstance(choice, Outcome) else choice
    unclear = isinstance(choice, Outcome) and event is Event.HOLD
    if unclear or event not in DECIDABLE:
        reason = "请先选定业务事项或其他处理结果" if unclear else "请通过相应的登记功能办理"
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=EVENT_NAMES[event], reason=reason)
    act = _Act(event, officer, stated)
    _ask_for_what_must_be_said(act)
    act = _with_validity(work, act, before)
    _allow_prepayment(act, before)
    if event is Event.SINGLE_OUT and case.state in DECIDED_STATES:
        return _mark_singled_out(work, before, act)
    return _carry_out(work, before, act)


def _ask_for_what_must_be_said(act: _Act) -> None:
    """Refuse a decision whose letter would lack what the law wants in it (行政许可法 32; domain b1)."""
    if act.event is Event.DEFER and not act.stated.resume_when.strip():
        raise RequestInvalid(reason="延后办理须写明恢复办理的条件（resume_when）")
    said = act.stated
    if act.event is not Event.GRANT and (said.permit_no or said.valid_from or said.valid_to):
        raise RequestInvalid(reason="证照编号和有效期只用于准予许可")


def _with_validity(work: Work, act: _Act, before: Situation) -> _Act:
    """Return the act, of a grant with the days of the permit: what is not stated the item's years tell.

    Raises:
        RequestInvalid: The permit would end before it begins, or has ended.
    """
    if act.event is not Event.GRANT:
        return act
    first, last = validity(before.item, work.today, act.stated.valid_from, act.stated.valid_to)
    if last is not None and last < max(first or work.today, work.today):
        raise RequestInvalid(reason="证照有效期止日不得早于起日和今日")
    counted = act.stated.valid_to is None and last is not None
    return replace(act, stated=replace(act.stated, valid_from=first, valid_to=last), counted=counted)


def _allow_prepayment(act: _Act, before: Situation) -> None:
    """Refuse to pay before the check where the item or the decision knows no such thing (S001 一; S003 三)."""
    if not act.stated.prepaid:
        return
    if before.item is None or not before.item.prepayment:
        raise RequestInvalid(reason="该事项不涉及预发待遇")
    if act.event not in _PAYING:
        raise RequestInvalid(reason="预发待遇只能随受理、容缺受理或者办结决定作出")


def _carry_out(work: Work, before: Situation, act: _Act) -> Case:
    case, event = before.case, act.event
    report = _dated(work, before, act)
    if event in COMPLETING and report is not None:
        case = clear_debts(work, case, report, by=act.officer.name, doubtful=True)
    move = Move(event, Mover.of(act.officer), act.stated.note, _detail(event, report, act))
    moved = move_case(work, case, move, **_columns(case, act))
    if report is not None:
        moved = _enter_debts(work, before, moved, report, act)
    if event is Event.RESUME:
        work.letters.void_held(moved.id)
        work.steps.add(StepKind.READ, moved.id, moved.revision, queue_names.READ, work.now)
    report = report or known_report(work, moved)
    silent = event is Event.CLOSE and case.state is State.REVIEW
    kind = letter_of(event, before.item, report) if not silent else None
    if kind is not None:
        particulars = particulars_of(event, before, work.situation(moved), act.stated, work.today)
        announce(work, moved, Announcement(kind, report, particulars, act.officer.name))
        if event is Event.PASS:
            pass_awaits_seal(work, moved, report)
    draft_notice(work, moved)
    return moved


def _enter_debts(work: Work, before: Situation, case: Case, report: Report, act: _Act) -> Case:
    """Enter what the decision leaves owed: what is lacking, and originals of what came as copies."""
    lacks = lacking(report, act.stated.materials) if act.event is Event.TOLERATE else ()
    later = originals(before.item, report) if act.event in {*COMPLETING, Event.TOLERATE} else ()
    owed = _not_waived(work, case, (*lacks, *later))
    if not owed and act.event is not Event.TOLERATE:
        return case
    return enter_debts(work, case, report, owed, by=act.officer.name, note=act.stated.note)


def _columns(case: Case, act: _Act) -> dict[str, Any]:
    """Return the columns that change with a decision."""
    if act.event is Event.RESUME:
        return {"revision": case.revision + 1}
    flags = {"flags": change_flags(case.flags, raised=(Flag.PREPAID,))} if act.stated.prepaid else {}
    outcome = {**_ANNOUNCED, Event.REFUSE: Outcome.REFUSE}.get(act.event)
    outcome = Outcome.ACCEPT if act.event in COMPLETING else outcome
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


def _dated(work: Work, before: Situation, act: _Act) -> Report | None:
    """Return the newest report as the decision makes it, and keep it so."""
    report = dated_report(work, before, act.event)
    if report is not None:
        work.cases.amend_report(before.case, REPORT.dump_python(report, mode="json"))
    return report


def dated_report(work: Work, before: Situation, event: Event) -> Report | None:
    """Return the newest report as a decision makes it, with the dates its letter states; None where it says no more."""
    if event not in COMPLETING and event not in _ANNOUNCED:
        return None
    report = forgive(read_report(work, before.case), work.debts.of_case(before.case.id))
    report = replace(report, outcome=_ANNOUNCED.get(event, Outcome.ACCEPT))
    return with_dates(work, before.item, report, before.debts)


def _not_waived(work: Work, case: Case, materials: Sequence[str]) -> tuple[str, ...]:
    waived = {debt.material for debt in work.debts.of_case(case.id) if debt.state == "waived"}
    return tuple(code for code in materials if code not in waived)


def _mark_singled_out(work: Work, before: Situation, act: _Act) -> Case:
    """Note a head's 一事一议 on a case that is decided: its state stays, it is audited afterwards (domain b2)."""
    if act.officer.role != "supervisor":
        raise NotPermitted(action=EVENT_NAMES[Event.SINGLE_OUT])
    case = before.case
    if not act.stated.note.strip():
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=EVENT_NAMES[act.event], reason="请填写理由")
    flags = change_flags(case.flags, raised=(Flag.CASE_BY_CASE, Flag.POST_AUDIT))
    work.record(act.event, case.id, act.officer.name, note=act.stated.note[:500], **rules_in_force(work, before.item))
    return work.cases.change(case, work.now, flags=flags)


def send_held(work: Work, letter: Letter, officer: Officer) -> None:
    """Let a held letter leave; one that announces an event is the officer's decision for it.

    Raises:
        NotPermitted, MoveNotAllowed: As for :func:`decide` and :func:`release_letter`.
    """
    case = work.cases.get(letter.case_id)
    event = EVENT_OF_LETTER.get(letter.kind)
    decided = event is None or is_for_seal(work, letter)
    if event is None or decided or letter.round != case.revision or letter.state is not LetterState.HELD:
        release_letter(work, letter, officer)
        if letter.kind == ANSWER and case.state is State.REVIEW:
            decide(work, case, Event.CLOSE, officer)  # a question that is answered is at its end
        return
    drafted = reason_drafted(letter.kind, known_report(work, case), work.item(case)) if event in NEEDS_REASON else ""
    decide(work, case, event, officer, Particulars(note=drafted))
