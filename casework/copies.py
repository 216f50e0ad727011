"""Copies for lists: what the desk shows and the search finds of a case.

They are written at the end of every transaction that changed the case, so that lists need no look at the case itself.
"""

from __future__ import annotations

from casework.desk_entries import entry_of
from casework.reports import known_report
from casework.search_texts import enter_for_search
from casework.work import Work
from record.touched import take_touched

VERSION = 2
"""Of the way in which copies are made; a new one has all of them made anew at the next start."""


def refresh_copies(work: Work) -> None:
    """Copy anew the cases that this transaction changed."""
    for case_id in take_touched(work.connection):
        copy_case(work, case_id)


def copy_case(work: Work, case_id: str) -> None:
    """Copy a case as it stands."""
    case = work.cases.get(case_id)
    report = known_report(work, case)
    work.desk.put(case, entry_of(work, case, report), work.assignments.officer_of(case_id))
    enter_for_search(work, case, report)
