"""Reading waits for nobody: while somebody writes, every officer sees the record as it stands."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from tests.api.test_access import ROUTES, address_of
from tests.office.desk import Desk

AT_ONCE = 5.0
"""Seconds; a transaction that wants to write waits 15 for its turn."""

RECORDED = {
    ("GET", "/exports/{name}.xlsx"), ("GET", "/exports/{name}.csv"), ("GET", "/cases/{case_id}/files/{position}"),
}
"""Who has an export or an original is entered before its first byte leaves: that line waits its turn to be written."""


@contextmanager
def somebody_writes(desk: Desk) -> Iterator[None]:
    """Hold the one right to write, in a connection of its own."""
    path = desk.office.services.database.engine.url.database
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE step SET error = 'elsewhere'")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")


@pytest.mark.parametrize(("method", "path"), [one for one in ROUTES if one[0] == "GET" and one not in RECORDED])
def test_every_route_that_reads_answers_at_once(desk: Desk, method: str, path: str) -> None:
    address = address_of(desk, path)
    free = desk.ask(method, address)
    with somebody_writes(desk):
        answer = desk.ask(method, address, timeout=AT_ONCE)
    assert answer.status_code == free.status_code < 500
    assert answer.content == free.content or path == "/health"


def test_who_asks_is_known_at_once_before_a_change_too(desk: Desk) -> None:
    path = f"/cases/{desk.office.cases()[0].id}/notes"
    with somebody_writes(desk):
        assert desk.ask("POST", path, json={"text": "备注"}, timeout=AT_ONCE).status_code == 428
        headers = {"Authorization": "Bearer wrong"}
        assert desk.ask("POST", path, who="", headers=headers, json={}, timeout=AT_ONCE).status_code == 401


def test_an_export_leaves_only_after_it_is_recorded(desk: Desk) -> None:
    answers: list[Any] = []
    asking = threading.Thread(target=lambda: answers.append(desk.ask("GET", "/exports/register.csv")))
    with somebody_writes(desk):
        asking.start()
        asking.join(timeout=1.0)
        assert answers == []
    asking.join()
    assert answers[0].status_code == 200
