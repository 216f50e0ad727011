"""Redrafting: a case judged anew on what its officer said – its report kept, its held letters written again.

Nothing leaves by itself and the case does not move: it waits for the officer who is looking at it.
"""

from __future__ import annotations

from cases.case import Case, Letter, LetterState
from cases.report import Report
from casework.case_moves import show_dues
from casework.debts import forgive, with_dates
from casework.letters.announcing import Announcement, since_acceptance
from casework.letters.correspondence import rewrite_letter, write_letter
from casework.verdicts import keep_judgement, marked, particulars_judged
from casework.work import Work
from replies.inquiry import ANSWER
from replies.letter_of_event import EVENT_OF_LETTER, event_of
from replies.selection import FORMAT, REROUTED, select

_OF_OUTCOME = frozenset({*EVENT_OF_LETTER, ANSWER, FORMAT})
"""Letters that say what a judgement came to: of those that wait none outlives it."""

_WAITING = (LetterState.HELD, LetterState.VOID)


def redraft(work: Work, case: Case, report: Report) -> Case:
    """Keep a report, write what its outcome would say and hold it; return the case."""
    item = work.catalogue.item_at(report.item.code, case.received_at)
    report = forgive(report, work.debts.of_case(case.id))
    report = with_dates(work, item, report, work.debts.owed(case.id))
    keep_judgement(work, case, report)
    case = work.cases.change(
        case, work.now, unit=report.unit.name, item=report.item.code, item_name=report.item.name,
        outcome=report.outcome, flags=marked(work, case, report, item),
    )
    event = event_of(report.outcome, item)
    particulars = since_acceptance(work, case, event, particulars_judged(work, case, item, report))
    chosen = [kind for kind, _ in select(report, item, work.office, work.catalogue.letters) if kind != REROUTED]
    letters = work.letters.of_case(case.id)
    held = [_draft(work, case, Announcement(kind, report, particulars), letters) for kind in chosen]
    _void_others(work, case, letters, {*chosen, *(one for one in held if one)})
    return show_dues(work, case)


def _draft(work: Work, case: Case, told: Announcement, letters: list[Letter]) -> str:
    """Write a draft anew where one waits, or write the first; return its kind."""
    same = next((one for one in letters if (one.kind, one.round) == (told.kind, case.revision)), None)
    if same is None:
        write_letter(work, case, told)
    elif same.state in _WAITING:
        rewrite_letter(work, case, same, told)
    return told.kind


def _void_others(work: Work, case: Case, letters: list[Letter], kinds: set[str]) -> None:
    for one in letters:
        outdated = one.kind not in kinds or one.round != case.revision
        if one.kind in _OF_OUTCOME and outdated and one.state is LetterState.HELD:
            work.letters.move(one.id, (LetterState.HELD,), LetterState.VOID)


