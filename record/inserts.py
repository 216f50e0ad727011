"""Inserts that may meet a row of the same key, made by somebody else at the same time.

Looking first and inserting then is right only where nobody else writes in between. ``ON CONFLICT`` is right always: the
database decides, and a second writer waits for the first. SQLite and PostgreSQL both have it, each in its own dialect.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite


def insert(connection: sa.Connection, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """Return an insert that knows ``ON CONFLICT`` in the dialect of the connection."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)


def add_once(connection: sa.Connection, table: sa.Table, key: Sequence[str], values: dict[str, Any]) -> bool:
    """Insert a row unless its key is there; tell whether it was inserted.

    Args:
        connection: The transaction.
        table: Where the row belongs.
        key: Columns of the unique constraint that may be met; any other that is broken raises.
        values: The row.
    """
    statement = insert(connection, table).values(**values).on_conflict_do_nothing(index_elements=list(key))
    return connection.execute(statement.returning(sa.literal(1))).scalar() is not None


def put(connection: sa.Connection, table: sa.Table, values: dict[str, Any]) -> None:
    """Insert a row, or write its values over the row of the same primary key."""
    key = [column.name for column in table.primary_key]
    rest = {name: value for name, value in values.items() if name not in key}
    statement = insert(connection, table).values(**values)
    connection.execute(statement.on_conflict_do_update(index_elements=key, set_=rest))
