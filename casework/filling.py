"""Filling: copies for lists of what an earlier version of the program kept."""

from __future__ import annotations

from casework.copies import VERSION, copy_case
from casework.services import Services

BATCH = 200


def fill_copies(services: Services) -> int:
    """Copy all cases where an earlier version of the program did not, a batch in each transaction; count them."""
    with services.reading() as work:
        if work.desk.filled(VERSION):
            return 0
    done, last = 0, ""
    while True:
        with services.work() as work:
            ids = work.desk.case_ids(last, BATCH)
            for case_id in ids:
                copy_case(work, case_id)
            if not ids:
                work.desk.note_filled(VERSION)
                return done
        done, last = done + len(ids), ids[-1]
