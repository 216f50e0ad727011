"""Reading waits for nobody: while somebody writes, every officer sees the record as it stands."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

from api.dependencies import PREFIX
from tests.api.asking import VALUES, routes
from tests.office.desk import Desk

AT_ONCE = 5.0
"""Seconds; a transaction that wants to write waits 15 for its turn."""

RECORDED = {
    "/exports/{name}.xlsx", "/exports/{name}.csv", "/cases/{case_id}/files/{position}", "/messages/{message_id}",
}
"""Who has an export, an original or a mail is entered before the first byte leaves: that line waits its turn."""


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


ENDLESS = "/events"

READ = [route.path.removeprefix(PREFIX) for route in routes() if route.method == "GET" and not route.is_page]


def address_of(desk: Desk, path: str) -> str:
    case = desk.office.cases()[0]
    with desk.office.services.reading() as work:
        known = {"case_id": case.id, "message_id": work.cases.joined(case.id)[0]["message_id"]}
    parts = dict.fromkeys(re.findall(r"\{(\w+)\}", path), "0")
    return path.format(**{**parts, **VALUES, **known, "letter_id": desk.office.letters(case.id)[0].id})


@pytest.mark.parametrize("path", [path for path in READ if path not in {*RECORDED, ENDLESS}])
def test_every_route_that_reads_answers_at_once(desk: Desk, path: str) -> None:
    address = address_of(desk, path)
    with somebody_writes(desk):
        answer = desk.ask("GET", address, timeout=AT_ONCE)
    free = desk.ask("GET", address)
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
