"""One case with all that hangs on it, as officers look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from cases.case import Case, CaseFile, Letter
from cases.clocks import Clock
from cases.history import AuditRecord
from cases.names.private_numbers import cover_identity_numbers
from cases.waiting import Lease, WaitingAct
from casework.work import Work
from record.scoping import Scope
from record.tolerances import Debt


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case as it stands at one moment.

    Attributes:
        assigned_to: Name of the officer who has it in hand, None for nobody.
        clocks: Those that run, in order of their due dates.
        debts: What is and was owed.
        messages: What came in about it, oldest first: subject, body, ids, findings, revision; identity numbers are
            hidden.
        tasks: What officers have to do and have done.
        history: Lines of its record, oldest first.
        lease: Who has it open, None for nobody.
        discarded: Files that an officer left out of the judgement.
        joined_into: Number of the case that it went over into, None for one that stands by itself.
        waiting: The act that waits for its minute or for a second officer, None for none.
    """

    case: Case
    assigned_to: str | None
    clocks: tuple[Clock, ...]
    debts: tuple[Debt, ...]
    files: tuple[CaseFile, ...]
    messages: tuple[dict[str, Any], ...]
    letters: tuple[Letter, ...]
    tasks: tuple[dict[str, Any], ...]
    history: tuple[AuditRecord, ...]
    lease: Lease | None = None
    waiting: WaitingAct | None = None
    discarded: tuple[CaseFile, ...] = ()
    joined_into: str | None = None


def view_case(work: Work, case_id: str, scope: Scope) -> CaseView:
    """Return a case that a scope shows, by id or printed number.

    Raises:
        CaseNotFound: No such case, or none that the scope shows.
    """
    case = work.cases.get(case_id, scope)
    files = work.cases.all_files(case.id)
    further = work.material.joined_into(case.id)
    return CaseView(
        case=case, assigned_to=work.assignments.officer_of(case.id), clocks=work.situation(case).clocks,
        debts=tuple(work.debts.of_case(case.id)), files=tuple(one for one in files if one.discarded is None),
        messages=tuple(_covered(one) for one in work.cases.joined(case.id)),
        letters=tuple(work.letters.of_case(case.id)), tasks=tuple(work.tasks.of_case(case.id)),
        history=tuple(work.history(case.id)),
        discarded=tuple(one for one in files if one.discarded is not None),
        joined_into=work.cases.get(further).number if further is not None else None,
        lease=work.leases.of_case(case.id, work.now), waiting=work.waiting_acts.of_case(case.id),
    )


def _covered(message: dict[str, Any]) -> dict[str, Any]:
    return {**message, **{name: cover_identity_numbers(message[name]) for name in ("subject", "body")}}
