"""Database: the engine of the record, opened so that a commit is a commit.

SQLite (one machine): WAL, ``synchronous=FULL`` (NORMAL may lose the last commit after the mailbox was
told, trust I1), ``busy_timeout`` 15 s. A transaction that writes starts with BEGIN IMMEDIATE; one that only reads
(:meth:`Database.snapshot`) takes no lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from record import office_tables  # noqa: F401  # its tables belong to METADATA too
from record.tables import METADATA

Connection = sa.Connection
"""One transaction, as those see it who know no SQL."""

RecordUnavailable = sa.exc.SQLAlchemyError
"""Raised when the database does not answer."""

_ONE_MOMENT = {"postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}}
"""Options of a reading transaction, by dialect; in SQLite a plain BEGIN reads one moment."""


class Database:
    """Opens transactions.

    Args:
        url: SQLAlchemy URL.
    """

    def __init__(self, url: str) -> None:
        self.engine = sa.create_engine(url, pool_pre_ping=True)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            sa.event.listen(self.engine, "begin", _begin_immediate)

    def create(self) -> None:
        """Make the tables that are not there yet."""
        METADATA.create_all(self.engine)

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """Run one transaction: committed at the end, rolled back on any exception."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """Run one reading transaction: it sees one moment however long it lasts, and keeps nobody from writing."""
        options = _ONE_MOMENT.get(self.engine.dialect.name, {})
        with self.engine.connect() as connection:
            yield connection.execution_options(snapshot=True, **options)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transaction handling is off: BEGIN IMMEDIATE below is ours.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout=15000", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_immediate(connection: sa.Connection) -> None:
    reads = connection.get_execution_options().get("snapshot", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
