"""Rounds: what further material makes of a case, whoever brings it: a new revision that is read and judged."""

from __future__ import annotations

from collections.abc import Sequence

from cases import queue_names
from cases.case import Case, StepKind
from cases.history import AuditEvent
from cases.lifecycle import OPEN_STATES, Event, State
from casework.case_moves import SYSTEM, Move, Mover, change_flags, move_case
from casework.item_rules import processes_first
from casework.work import Work


def begin_round(
    work: Work, case: Case, detail: dict[str, object], mover: Mover = SYSTEM, raised: Sequence[str] = ()
) -> Case:
    """Open a new revision of a case for further material.

    A case that is processed while materials are owed, or is decided, stays where it is: only its debts are settled.

    Args:
        work: The transaction.
        case: A case that still takes material in.
        detail: What the record tells of the material.
        mover: Who brings it.
        raised: Flags that it raises.
    """
    values: dict[str, object] = {"revision": case.revision + 1, "flags": change_flags(case.flags, raised=raised)}
    if case.state in OPEN_STATES and not _stays(work, case):
        case = move_case(work, case, Move(Event.SUPPLEMENT, mover, detail=detail), **values)
        work.letters.void_held(case.id)
        return case
    case = work.cases.change(case, work.now, **values)
    work.record(AuditEvent.DEBTS_MATERIAL, case.id, mover.name, **detail)
    return case


def takes_material(work: Work, case: Case) -> bool:
    """Tell whether further material of a case is still judged."""
    return case.state in OPEN_STATES or bool(work.debts.owed(case.id))


def queue_judging(work: Work, case: Case) -> None:
    """Have the present revision of a case judged; pages that were read are not read again."""
    work.steps.add(StepKind.READ, case.id, case.revision, queue_names.READ, work.now)


def _stays(work: Work, case: Case) -> bool:
    return case.state is State.TOLERATED and processes_first(work.item(case), work.office)
