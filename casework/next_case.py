"""The next case: what an officer sees when one is done, of the queue that he works through."""

from __future__ import annotations

from collections.abc import Iterable

from cases.case import Case, Flag
from cases.desk import Queue
from casework.work import Work
from record.desk import DeskFilter
from record.officers import Officer

WORKED_THROUGH = (Queue.LETTERS, Queue.CHECK, Queue.INQUIRY, Queue.SECOND, Queue.SEAL, Queue.SUPPLEMENT)
"""Queues that are worked through case by case, that of a sent letter first."""

_LOOKED_AT = 20


def queues_of(work: Work, case_id: str) -> list[Queue]:
    """Return the queues in which a case waits, in the order in which they are worked through."""
    entry = work.desk.entry(case_id)
    waits = entry.queues if entry is not None else {}
    return [queue for queue in WORKED_THROUGH if queue in waits]


def next_case(work: Work, officer: Officer, queues: Iterable[Queue], done: str) -> Case | None:
    """Return the case that is due next in a queue and nobody else has, None where there is none.

    Args:
        work: A reading transaction.
        officer: Who goes on.
        queues: Where the case that is done has waited; the first that holds another one counts.
        done: Id of that case.
    """
    for queue in dict.fromkeys([*queues, Queue.CHECK, Queue.LETTERS]):
        rows = work.desk.page(officer.scope, DeskFilter(queue=queue), limit=_LOOKED_AT)
        leased = work.leases.of_cases([row.case.id for row in rows], work.now)
        for row in rows:
            lease = leased.get(row.case.id)
            free = row.officer in {None, *officer.names} and (lease is None or lease.officer == officer.name)
            if row.case.id != done and free and Flag.LEAVING not in row.case.flags:
                return row.case
    return None
