"""Maintenance: judge a case anew, and check that record and store agree."""

from __future__ import annotations

from cases import queue_names
from cases.case import StepKind
from cases.errors import MoveNotAllowed, NotFound, NotPermitted
from cases.lifecycle import STATE_NAMES, UNDECIDED_STATES, Event
from casework.case_moves import Mover, move_case
from casework.services import Services
from record.daily_reports import DailyReportRepository
from record.letters import LetterRepository
from record.officers import Officer
from record.repository import CaseRepository
from record.steps import StepRepository


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
    now = services.clock()
    with services.database.begin() as connection:
        repository = CaseRepository(connection)
        case = repository.get(case_id, officer.office)
        if case.state not in UNDECIDED_STATES:
            state, event = STATE_NAMES[case.state], "重新审核"
            raise MoveNotAllowed(state=state, event=event, reason="已告知申请单位的结果不因重新审核而改变")
        case = move_case(
            connection, services, case, Event.SUPPLEMENT, now, mover=Mover.of(officer), detail={"reprocess": True},
            revision=case.revision + 1,
        )
        LetterRepository(connection).void_held(case.id)
        unparsed = repository.unparsed_message(case.id)
        if unparsed is None:
            StepRepository(connection).add(StepKind.READ, case.id, case.revision, queue_names.READ, now)
        else:
            StepRepository(connection).add(StepKind.PARSE, unparsed, case.revision, queue_names.INTAKE, now)
    return f"办件 {case.number} 已重新排队审核。"


def verify(services: Services) -> list[str]:
    """Check every promise that the record can show; return one Chinese sentence for each that is broken."""
    problems = []
    with services.database.begin() as connection:
        repository = CaseRepository(connection)
        digests = repository.all_digests()
        digests += [("日报", str(day), digest) for day, digest in DailyReportRepository(connection).digests()]
        unrecorded = repository.cases_without_audit()
    for kind, name, sha256 in digests:
        try:
            services.store.get(sha256)
        except NotFound as error:
            problems.append(f"{kind}“{name}”：{error.message}")
    problems += [f"办件 {number} 的状态与操作记录不一致" for number in unrecorded]
    return problems


