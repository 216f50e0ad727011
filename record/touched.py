"""What a transaction changed: at its end copies of cases for lists are made anew, and each chain gets its link."""

from __future__ import annotations

import sqlalchemy as sa


def touch(connection: sa.Connection, case_id: str | None) -> None:
    """Note that a case, or what hangs on it, is changed in this transaction."""
    cases = connection.get_execution_options().get("cases_touched")
    if cases is not None and case_id is not None:
        cases[case_id] = True
        mark_changed(connection, "case", case_id)


def take_touched(connection: sa.Connection) -> list[str]:
    """Return the ids of the cases that were changed since the last time, in order."""
    cases = connection.get_execution_options().get("cases_touched", {})
    found = list(cases)
    cases.clear()
    return found


def mark_changed(connection: sa.Connection, kind: str, subject: str) -> None:
    """Note that the rows of a subject of the chain (:class:`record.chain.rows.Kind`) are changed."""
    changed = connection.get_execution_options().get("changed")
    if changed is not None:
        changed.add((kind, subject))


def take_changed(connection: sa.Connection) -> list[tuple[str, str]]:
    """Return kind and subject of what was changed, in one order for all: two transactions then never wait crosswise."""
    changed: set[tuple[str, str]] = connection.get_execution_options().get("changed", set())
    found = sorted(changed)
    changed.clear()
    return found
