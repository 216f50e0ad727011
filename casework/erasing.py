"""Erasing: cases whose years of retention are over, or whose sender asked for it; a stub stays (trust T23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.case import Case
from cases.errors import MoveNotAllowed
from cases.history import AuditEntry, AuditEvent
from cases.lifecycle import OPEN_STATES, STATE_NAMES
from cases.working_days import receipt_date
from casework.work import Work
from record import audit


@dataclass(frozen=True, slots=True)
class Retained:
    """A case and how long its papers are kept.

    Attributes:
        until: First day on which they may go; None: no rule says so.
    """

    case: Case
    until: date | None

    def is_over(self, today: date) -> bool:
        """Tell whether they may go."""
        return self.until is not None and self.until <= today


def retained(work: Work, case: Case) -> Retained:
    """Return how long a case is kept: the years of its item, counted from the January after it last changed."""
    item = work.item(case)
    if item is None or item.retention_years is None:
        return Retained(case, None)
    return Retained(case, date(receipt_date(case.updated_at).year + 1 + item.retention_years, 1, 1))


def erase_case(work: Work, case: Case, actor: str, reason: str) -> tuple[str, ...]:
    """Erase what a case holds and return the digests of bytes that no row names any longer.

    Bytes may go once this is committed; :func:`forgotten_bytes` tells again which.

    Raises:
        MoveNotAllowed: Something is still awaited in the case.
    """
    if case.state in OPEN_STATES:
        state = STATE_NAMES[case.state]
        raise MoveNotAllowed(state=state, event="删除", reason="办件尚未办结")
    erased = work.erasure.erase(case)
    told = {"reason": reason, "rows": erased.rows, "digests": list(erased.digests)}
    line = AuditEntry(case.id, work.now, actor, AuditEvent.ERASED, case.state, case.state, told)
    audit.record(work.connection, line)
    work.erasure.seal(case)
    return tuple(work.erasure.nobodys(erased.digests))


def forgotten_bytes(work: Work) -> tuple[str, ...]:
    """Return the digests of all bytes that were erased and that no row names: a crash may have left them."""
    return tuple(work.erasure.nobodys(work.erasure.erased_digests()))
