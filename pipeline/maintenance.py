"""Maintenance: judge a case anew, and check that record and store agree."""

from __future__ import annotations

from cases import queue_names
from cases.case import StepKind
from cases.errors import MoveNotAllowed, NotFound, NotPermitted
from cases.lifecycle import STATE_NAMES, UNDECIDED_STATES, Event
from casework.case_moves import Move, Mover, move_case
from casework.services import Services
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
    problems = []
    with services.reading() as work:
        digests = [*work.cases.all_digests(), *work.rulings.all_digests()]
        digests += [("日报", str(day), digest) for day, digest in work.daily_reports.digests()]
        unrecorded = work.cases.cases_without_audit()
    for kind, name, sha256 in digests:
        try:
            services.store.get(sha256)
        except NotFound as error:
            problems.append(f"{kind}“{name}”：{error.message}")
    problems += [f"办件 {number} 的状态与操作记录不一致" for number in unrecorded]
    return problems
