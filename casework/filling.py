"""Filling: copies for lists of what an earlier version of the program kept."""

from __future__ import annotations

import threading

from casework.copies import VERSION, copy_case
from casework.services import Services

BATCH = 50
"""Cases of one transaction: others wait no longer for theirs than for one of a judgement."""


def fill_copies(services: Services, stopping: threading.Event | None = None) -> int:
    """Copy all cases where an earlier version of the program did not, a batch in each transaction; count them.

    Args:
        services: What the flow works with.
        stopping: Set when the service stops; what is left is copied from the beginning at its next start.
    """
    with services.reading() as work:
        if work.desk.filled(VERSION):
            return 0
    done, last = 0, ""
    while stopping is None or not stopping.is_set():
        with services.work() as work:
            ids = work.desk.case_ids(last, BATCH)
            for case_id in ids:
                copy_case(work, case_id)
            if not ids:
                work.desk.note_filled(VERSION)
                return done
        done, last = done + len(ids), ids[-1]
    return done
