"""How much the record and the queue store are asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import redis
import sqlalchemy as sa

from casework.services import Services


class Count:
    """What was asked between two moments."""

    statements = 0
    commands = 0


@contextmanager
def counting(services: Services) -> Iterator[Count]:
    """Count the statements of the database and the commands of Redis."""
    count = Count()

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        count.statements += not statement.startswith("BEGIN")

    engine = services.database.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    before = _commands(services.redis)
    yield count
    count.commands = _commands(services.redis) - before - 1  # INFO itself
    sa.event.remove(engine, "before_cursor_execute", note)


def _commands(connection: redis.Redis | None) -> int:
    return int(connection.info("stats")["total_commands_processed"]) if connection is not None else 0
