"""The daily cap: how many letters leave by themselves to one address in a day before an officer looks (trust T17).

Two machines that answer each other speak of one unit or of none; whoever sends for thirty firms is no machine, so each
unit of an address is counted by itself.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from cases.case import Case
from cases.history import AuditEvent
from cases.tasks import TaskKind
from casework.work import Work
from record import audit

UNITS_IN_FULL = 10
"""As many units of one address are answered in full; for more of them an officer looks, too."""

_DAY = timedelta(days=1)


def is_reached(work: Work, case: Case) -> bool:
    """Tell whether a further letter to the applicant of a case has to wait for an officer.

    Where one let the letters to an address go on in the last day, only what left since then is counted, of all units.
    """
    address, cap = case.applicant or "", work.letters_per_sender_and_day
    lifted = _lifted(work, address)
    of_unit, in_all = work.letters.count_automatic(address, case.unit, lifted or work.now - _DAY)
    return in_all >= UNITS_IN_FULL * cap or (lifted is None and of_unit >= cap)


def call_officer(work: Work, case: Case) -> None:
    """Call an officer to the letters that wait for an address, once a day and after each time he let them go on."""
    address = case.applicant or ""
    since = _lifted(work, address) or work.now - _DAY
    if not work.tasks.called_about(case.office, address, TaskKind.LETTERS_HELD, since):
        call_again(work, case)


def call_again(work: Work, case: Case) -> None:
    """Call an officer to the letters that wait for the applicant of a case, whatever was called before."""
    text = f"一日内发往 {case.applicant} 的自动回信已满，其余暂缓。确认来信不是自动回复后，请一并发出。"
    work.tasks.renew(case, TaskKind.LETTERS_HELD, text, work.now)


def _lifted(work: Work, address: str) -> datetime | None:
    """Return when an officer last let the letters to an address go on, None where nobody did for a day."""
    return audit.last_about(work.connection, address, AuditEvent.HELD_SENT, work.now - _DAY)
