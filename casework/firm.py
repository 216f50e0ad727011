"""What else is known of a case's applicant: its other cases, permits and debts in this office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.case import Case
from cases.lifecycle import Event
from casework.work import Work
from record.scoping import Scope
from record.tolerances import OWED, Debt

MOST_CASES = 30


@dataclass(frozen=True, slots=True)
class Permit:
    """A permit that a case of the applicant came to."""

    case: Case
    number: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Firm:
    """What is known of an applicant beside one case, newest first; empty where it is not known who applies."""

    cases: tuple[Case, ...] = ()
    permits: tuple[Permit, ...] = ()
    debts: tuple[Debt, ...] = ()


def firm_of(work: Work, case: Case, scope: Scope) -> Firm:
    """Return what is known of a case's applicant, as far as the scope shows it."""
    if not case.unit:
        return Firm()
    others = tuple(one for one in work.cases.of_unit(scope, case.unit, MOST_CASES + 1) if one.id != case.id)
    seen = {case.id, *(one.id for one in others)}
    debts = [one for one in work.debts.page(scope, unit=case.unit, limit=MOST_CASES) if one.unit == case.unit]
    return Firm(
        others[:MOST_CASES], tuple(_permits(work, (case, *others))),
        tuple(one for one in debts if one.state in OWED and one.case_id in seen),
    )


def _permits(work: Work, cases: tuple[Case, ...]) -> list[Permit]:
    granted = []
    for case in cases:
        if case.state not in {"granted", "published", "closed"}:
            continue
        move = next((one for one in work.history(case.id) if one.event == Event.GRANT), None)
        if move is not None:
            number = str(move.detail.get("permit_no") or move.detail.get("document_no") or "")
            granted.append(Permit(case, number, _day(move.detail.get("valid_from")), _day(move.detail.get("valid_to"))))
    return granted


def _day(kept: object) -> date | None:
    return date.fromisoformat(str(kept)[:10]) if kept else None
