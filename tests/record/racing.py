"""Two transactions at once, without the write lock that SQLite's transactions of the service begin with."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from record.database import Database

Act = Callable[[sa.Connection], Any]


def _deferred(database: Database) -> sa.Connection:
    """Open a connection whose transactions begin without a lock; it may write."""
    return database.engine.connect().execution_options(snapshot=True)


def race(database: Database, first: Act, second: Act | None = None) -> tuple[Any, Any]:
    """Run both acts, the second begun before the first is committed; return what each gave, or raised."""
    begun = threading.Event()
    given: list[Any] = []

    def follow() -> None:
        begun.set()
        try:
            with _deferred(database) as connection:
                given.append((second or first)(connection))
                connection.commit()
        except sa.exc.DBAPIError as error:
            given.append(error)

    with _deferred(database) as connection:
        before = first(connection)
        thread = threading.Thread(target=follow)
        thread.start()
        begun.wait()
        time.sleep(0.3)  # the second looks, where it looks, and waits
        connection.commit()
    thread.join(timeout=30)
    return before, given[0]
