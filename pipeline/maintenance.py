"""Maintenance: judge a case anew, check that record and store agree, and keep each day's digest of all chains."""

from __future__ import annotations

from cases import queue_names
from cases.case import StepKind
from cases.errors import MoveNotAllowed, NotPermitted
from cases.lifecycle import STATE_NAMES, UNDECIDED_STATES, Event
from cases.working_days import receipt_date
from casework.case_moves import Move, Mover, move_case
from casework.services import Services
from pipeline.verification import problems
from record.chain.anchors import append_anchor, next_anchor, read_anchors
from record.officers import Officer


def reprocess(services: Services, case_id: str, officer: Officer) -> str:
    """Open a new revision of a case with the files it has and queue its reading; return a Chinese sentence.

    A case whose mail could not be parsed begins with the mail again (trust I7).

    Raises:
        CaseNotFound: No such case.
        MoveNotAllowed: The case is decided: new rules never change it by themselves (trust I19).
        NotPermitted: The role does not decide.
    """
    if not officer.decides:
        raise NotPermitted(action="重新审核")
    with services.work() as work:
        case = work.cases.get(case_id, officer.scope)
        if case.state not in UNDECIDED_STATES:
            state, event = STATE_NAMES[case.state], "重新审核"
            raise MoveNotAllowed(state=state, event=event, reason="已告知申请单位的结果不因重新审核而改变")
        move = Move(Event.SUPPLEMENT, Mover.of(officer), detail={"reprocess": True})
        case = move_case(work, case, move, revision=case.revision + 1)
        work.letters.void_held(case.id)
        unparsed = work.cases.unparsed_message(case.id)
        if unparsed is None:
            work.steps.add(StepKind.READ, case.id, case.revision, queue_names.READ, work.now)
        else:
            work.steps.add(StepKind.PARSE, unparsed, case.revision, queue_names.INTAKE, work.now)
    return f"办件 {case.number} 已重新排队审核。"


def verify(services: Services) -> list[str]:
    """Check every promise that the record can show; return one Chinese sentence for each that is broken."""
    with services.reading() as work:
        return list(problems(work.connection, services.store))


def keep_anchor(services: Services) -> bool:
    """Append today's digest unless the file has it, or nothing changed since the last; tell whether one was appended.

    Raises:
        OSError: The file cannot be read or written.
        ValueError: Somebody else wrote into it.
    """
    if services.chain_anchors is None:
        return False
    today = receipt_date(services.clock())
    anchors = read_anchors(services.chain_anchors)
    last = anchors[-1] if anchors else None
    if last is not None and last.day >= today:
        return False
    with services.database.snapshot() as connection:
        anchor = next_anchor(connection, last, today)
    if anchor is not None:
        append_anchor(services.chain_anchors, anchor)
    return anchor is not None
