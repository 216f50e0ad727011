"""Touched cases: which ones a transaction changed, so that at its end their copies for lists are made anew."""

from __future__ import annotations

import sqlalchemy as sa


def touch(connection: sa.Connection, case_id: str | None) -> None:
    """Note that a case, or what hangs on it, is changed in this transaction."""
    cases = connection.get_execution_options().get("cases_touched")
    if cases is not None and case_id is not None:
        cases[case_id] = True


def take_touched(connection: sa.Connection) -> list[str]:
    """Return the ids of the cases that were changed since the last time, in order."""
    cases = connection.get_execution_options().get("cases_touched", {})
    found = list(cases)
    cases.clear()
    return found
