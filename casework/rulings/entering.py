"""Entering: what an officer said is kept, with a line of the record, and the case goes on from the new judgement."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.case import Case
from cases.errors import NotPermitted
from cases.history import AuditEvent
from cases.kept_rulings import KeptRuling
from cases.report import Report
from cases.rulings import Life, RulingKind
from casework.acts import assign
from casework.rulings.redrafting import redraft
from casework.rulings.saying import Said, may_be_said
from casework.work import Work
from record.officers import Officer


def enter(work: Work, case: Case, said: Said, report: Report, officer: Officer) -> Case:
    """Keep what an officer said and the judgement that follows from it; letters are held, never sent.

    An earlier answer to the same question is withdrawn. Who hands the case over by his answer does so here.

    Args:
        work: The transaction.
        case: The case as loaded.
        said: What was said.
        report: Judged with it.
        officer: Who said it.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: The sender was told a result, or the pages are still being read.
        NotFound: Nobody of the colleague's name works on cases of the office.
    """
    may_say(officer)
    may_be_said(case)
    for earlier in superseded(work, case, said):
        work.rulings.withdraw(earlier, work.now, officer.name)
    work.rulings.add(KeptRuling(
        case.id, said.question, said.ruling, said.shown, Life.ANSWERED, officer.name, work.now
    ))
    if said.received_at is not None:
        case = work.cases.change(case, work.now, received_at=said.received_at)
    is_answer = said.ruling.kind is RulingKind.ANSWER
    detail: dict[str, Any] = {"ruling": said.ruling.id, "kind": said.ruling.kind, "said": said.shown.word}
    if is_answer:
        detail |= {"question": said.shown.sentence, "answer": said.ruling.answer}
    else:
        detail |= {"of": said.shown.sentence, "before": said.shown.before}
    work.record(
        AuditEvent.ANSWERED if is_answer else AuditEvent.CORRECTED, case.id, officer.name, **detail,
        note=said.shown.reason,
    )
    if said.colleague:
        case = assign(work, case, said.colleague, officer)
    return redraft(work, case, report)


def take_back(work: Work, case: Case, kept: KeptRuling, report: Report, officer: Officer) -> Case:
    """Withdraw what an officer said; the case is as it was judged without it.

    Raises:
        NotPermitted: The role does not decide.
        MoveNotAllowed: The sender was told a result, or the pages are still being read.
    """
    may_say(officer)
    may_be_said(case)
    work.rulings.withdraw(kept, work.now, officer.name)
    before = receipt_before(kept)
    if before is not None:
        case = work.cases.change(case, work.now, received_at=before)
    work.record(
        AuditEvent.RULING_WITHDRAWN, case.id, officer.name, ruling=kept.id, kind=kept.ruling.kind,
        of=kept.shown.sentence, said=kept.shown.word,
    )
    return redraft(work, case, report)


def superseded(work: Work, case: Case, said: Said) -> list[KeptRuling]:
    """Return the rulings that what is said takes the place of."""
    same = said.question or None
    return [one for one in work.rulings.of_case(case.id) if one.holds and same and one.question == same]


def receipt_before(kept: KeptRuling) -> datetime | None:
    """Return the time of receipt that a correction replaced, None where it corrected something else."""
    return datetime.fromisoformat(kept.shown.before) if kept.ruling.kind is RulingKind.RECEIVED else None


def may_say(officer: Officer) -> None:
    """Refuse a role that does not decide.

    Raises:
        NotPermitted: It does not.
    """
    if not officer.decides:
        raise NotPermitted(action="回答问题和更正")
