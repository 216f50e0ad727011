"""Collecting: the notice by which the office asks, after the emergency, for what it accepted cases without.

Until then nothing is asked (S0 二（一）3). One notice a case, drafted when the anchor date is set; an officer sends it,
and its own period, where the office states one, is the debts' date from then on.
"""

from __future__ import annotations

from datetime import date

from cases.case import Case, Letter, LetterState
from cases.history import AuditEvent
from cases.working_days import due_date
from casework.case_moves import show_dues
from casework.debts import owed_lines
from casework.letters.announcing import Announcement
from casework.letters.correspondence import release, write_letter
from casework.reports import known_report
from casework.work import Work
from record.officers import Officer
from replies.particulars import Owed, Particulars

COLLECTION = "collection-notice"


def draft_notice(work: Work, case: Case) -> None:
    """Draft the notice of a case that owes something by it, once its anchor date is set; one that is there stays."""
    set_days = {name for name, day in work.catalogue.anchors.items() if day is not None}
    waits = [debt for debt in work.debts.owed(case.id) if debt.by_notice and debt.anchor in set_days]
    letters = work.letters.of_case(case.id)
    told = any(one.kind == COLLECTION and one.state is not LetterState.VOID for one in letters)
    if waits and not told:
        write_letter(work, case, _notice(work, case))


def send_notice(work: Work, letter: Letter, officer: Officer) -> bool:
    """Let the notice leave, dated today; from now on the debts have the date that it states.

    Returns:
        False when it does not wait any more.
    """
    case = work.cases.get(letter.case_id)
    told = _notice(work, case, officer.name)
    if letter.state is not LetterState.HELD or not release(work, case, letter, told):
        return False
    due = _due(work)
    if due is not None:
        work.debts.call_in(case.id, due)
    work.record(AuditEvent.DEBTS_CALLED_IN, case.id, officer.name, due=due.isoformat() if due is not None else None)
    show_dues(work, case)
    return True


def _due(work: Work) -> date | None:
    days = work.office.collection_days
    return due_date(work.today, days, work.catalogue.day_overrides).date if days is not None else None


def _notice(work: Work, case: Case, officer: str = "") -> Announcement:
    owed = tuple(Owed(one.name) for one in owed_lines([one for one in work.debts.owed(case.id) if one.by_notice]))
    particulars = Particulars(day=work.situation(case).chronicle.accepted, due=_due(work), owed=owed)
    return Announcement(COLLECTION, known_report(work, case), particulars, officer=officer, serial=True)
