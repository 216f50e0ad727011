"""Decisions: what an officer decides moves the case and lets its letter leave, in one transaction."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from cases import audit
from cases.case import LETTER_STATE_NAMES, Case, Flag, Letter, LetterState, StepKind
from cases.errors import MoveNotAllowed, NotFound, NotPermitted
from cases.letters import LetterRepository
from cases.lifecycle import EVENT_NAMES, STATE_NAMES, Event
from cases.officers import Officer
from cases.report import Outcome, Report
from cases.repository import CaseRepository
from cases.steps import StepRepository
from pipeline import queues
from pipeline.correspondence import compose_letter, item_of, release, unread_report, write_letter
from pipeline.outcomes import event_of
from pipeline.services import Services
from pipeline.stored import REPORT
from replies.selection import kind_for

_ANNOUNCES = {
    "supplement-notice": Outcome.SUPPLEMENT,
    "tolerated-acceptance": Outcome.TOLERATE,
    "channel-guidance": Outcome.GUIDE,
    "electronic-pass": Outcome.ACCEPT,
    "acceptance": Outcome.ACCEPT,
    "receipt-certificate": Outcome.ACCEPT,
}
"""What an officer decides by letting a letter of this kind leave."""


def decide(
    connection: sa.Connection, services: Services, case: Case, outcome: Outcome, officer: Officer, note: str
) -> Case:
    """Record an officer's decision, move the case and queue its letter.

    A letter of the right kind that is held from the judgement leaves as it is; otherwise it is written now.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: The life cycle does not allow it now.
    """
    if not officer.decides:
        raise NotPermitted(action="作出决定")
    now = services.clock()
    repository = CaseRepository(connection)
    report = _report(repository, case)
    item = item_of(services, report, case)
    event = event_of(outcome, item)
    if event is Event.HOLD or (outcome is Outcome.ACCEPT and item is None):
        reason = "请先选定业务事项或其他处理结果"
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=EVENT_NAMES[event], reason=reason)
    flags = [*case.flags, Flag.ROUTED] if event is Event.GUIDE and Flag.ROUTED not in case.flags else [*case.flags]
    case = repository.move(
        case, event, now, actor=officer.name, outcome=outcome, flags=flags,
        detail={"outcome": outcome, "note": note[:500]},
    )
    kind = kind_for(outcome, item)
    if kind is not None:
        _release(connection, services, case, kind, replace(report, outcome=outcome), officer, note, now)
    else:
        repository.add_task(case, "write-decision", "请以书面形式将该决定及理由告知申请单位。", now)
    return case


def _report(repository: CaseRepository, case: Case) -> Report:
    """Return the newest report; of a case that could not be read, what is known without reading."""
    try:
        return REPORT.validate_python(repository.report(case.id))
    except NotFound:
        if Flag.READING_FAILED not in case.flags:
            raise
        return unread_report(case, repository.files(case.id))


def _release(
    connection: sa.Connection, services: Services, case: Case, kind: str, report: Report, officer: Officer,
    note: str, now: datetime,
) -> None:
    """Let the decision's letter leave, dated today; drafts of other kinds that wait are void."""
    letters = LetterRepository(connection)
    held = [one for one in letters.of_case(case.id) if one.round == case.revision and one.state is LetterState.HELD]
    right = next((one for one in held if one.kind == kind), None)
    if right is not None and right.recipient:
        letter = compose_letter(
            connection, services, case, kind, report, now, automatic=False, officer=officer.name, note=note
        )
        release(connection, services, case, right, letter, now, actor=officer.name)
    letters.void_held(case.id, keep=right.id if right is not None else "")  # one without address is read out
    if right is None:
        write_letter(
            connection, services, case, kind, report, now, automatic=False, officer=officer.name, note=note
        )


def send_held(connection: sa.Connection, services: Services, letter: Letter, officer: Officer) -> None:
    """Let a held letter leave; one that announces an outcome is the officer's decision for it.

    Raises:
        NotPermitted, MoveNotAllowed: As for :func:`decide` and :func:`release_letter`.
    """
    case = CaseRepository(connection).get(letter.case_id)
    outcome = _ANNOUNCES.get(letter.kind)
    if outcome is None or letter.round != case.revision or letter.state is not LetterState.HELD:
        release_letter(connection, services, letter, officer)
        return
    decide(connection, services, case, outcome, officer, "")


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
    StepRepository(connection).add(StepKind.LETTER, letter.id, 1, queues.LETTERS, now)
    audit.record(
        connection, case_id=letter.case_id, at=now, actor=officer.name, event="letter-released",
        detail={"letter": letter.id},
    )
