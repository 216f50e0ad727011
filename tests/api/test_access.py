"""Lists show the own office only, and health nothing of cases; every route is asked in test_matrix.py."""

from __future__ import annotations

from record.schema import NEWEST, stamp
from sandbox.level import level
from tests.office.desk import Desk


def test_lists_show_the_own_office_only(desk: Desk) -> None:
    assert len(desk.ask("GET", "/cases").json()["cases"]) == 2
    assert desk.ask("GET", "/cases", who="stranger").json() == {"cases": [], "next": None}
    assert desk.ask("GET", "/messages", who="stranger").json() == {"messages": [], "next": None}


def test_health_is_open_and_tells_nothing_of_cases(desk: Desk) -> None:
    answer = desk.ask("GET", "/health", who="")
    assert answer.json() == {
        "status": "ok", "database": True, "schema_revision": NEWEST, "schema_fits": True, "queue": None,
        "open_steps": 0, "refused_accounts": 0, "data_private": True, "sandbox": str(level()),
        "skipped_messages": 0, "older_messages": 0,
        "office": "bj-chaoyang",
        "catalogue": desk.office.services.catalogue.version,
        "epidemic_end": None, "emergency_rules_until": "9999-12-31",
    }


def test_health_says_so_when_another_version_has_changed_the_tables(desk: Desk) -> None:
    with desk.office.services.database.begin() as connection:
        stamp(connection, "9999")
    answer = desk.ask("GET", "/health", who="").json()
    assert (answer["status"], answer["schema_revision"], answer["schema_fits"]) == ("degraded", "9999", False)
