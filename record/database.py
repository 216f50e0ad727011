"""Database: the engine of the record, opened so that a commit is a commit.

SQLite (one machine): WAL, ``synchronous=FULL`` (NORMAL may lose the last commit after the mailbox was
told, trust I1), ``busy_timeout`` 15 s. A transaction that writes starts with BEGIN IMMEDIATE; one that only reads
(:meth:`Database.snapshot`) takes no lock.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa

from cases.case import Step
from record import (  # noqa: F401  # their tables belong to METADATA too
    access_tables,
    chain_tables,
    desk_tables,
    material_tables,
    office_tables,
    ruling_tables,
    schema,
    search_tables,
    teamwork_tables,
)
from record.chain.links import link_changes
from record.private import touch_private_file
from record.tables import METADATA

Connection = sa.Connection
"""One transaction, as those see it who know no SQL."""

RecordUnavailable = sa.exc.SQLAlchemyError
"""Raised when the database does not answer."""

_WAIT, _PAUSE = 15, 0.05
"""Seconds that a process waits for another one's transaction, and between two tries."""

_ONE_MOMENT = {"postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}}
"""Options of a reading transaction, by dialect; in SQLite a plain BEGIN reads one moment."""


class Database:
    """Opens transactions.

    Args:
        url: SQLAlchemy URL.
        foreign_keys: Whether SQLite holds rows to the rows that they name; a table is rebuilt without.
        only_read: Open SQLite for reading alone: neither the database nor its folder need be writable.

    Attributes:
        announce: Told which steps a transaction made, once it is committed.
    """

    def __init__(self, url: str, *, foreign_keys: bool = True, only_read: bool = False) -> None:
        address = sa.make_url(url)
        is_sqlite = address.get_backend_name() == "sqlite"
        place = _for_reading(address) if only_read and is_sqlite else address
        self.engine = sa.create_engine(place, pool_pre_ping=True)
        if is_sqlite:
            prepare = _prepare_reading if only_read else partial(_prepare_sqlite, foreign_keys=foreign_keys)
            sa.event.listen(self.engine, "connect", prepare)
            sa.event.listen(self.engine, "begin", _begin_immediate)
        self.announce: Callable[[Sequence[Step]], None] = lambda steps: None

    def create(self) -> None:
        """Make the tables of an empty database; refuse one whose tables are another version's.

        Raises:
            SchemaOlder, SchemaNewer: They are.
        """
        if self.engine.dialect.name == "sqlite" and self.engine.url.database:
            touch_private_file(Path(self.engine.url.database))  # its -wal and -shm take after it
        with self.begin() as connection:
            schema.keep_others_out(connection)
            revision = schema.revision_of(connection)
            schema.check(revision)
            if revision is None:
                METADATA.create_all(connection)
                schema.stamp(connection, schema.NEWEST)

    @contextmanager
    def begin(self) -> Iterator[sa.Connection]:
        """Run one transaction: committed at the end, rolled back on any exception."""
        made: list[Step] = []
        with self.engine.begin() as connection:
            yield connection.execution_options(steps_made=made, cases_touched={}, changed=set())
            link_changes(connection)
        if made:
            self.announce(made)

    @contextmanager
    def snapshot(self) -> Iterator[sa.Connection]:
        """Run one reading transaction: it sees one moment however long it lasts, and keeps nobody from writing."""
        options = _ONE_MOMENT.get(self.engine.dialect.name, {})
        with self.engine.connect() as connection:
            yield connection.execution_options(snapshot=True, **options)

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


@contextmanager
def undone(connection: sa.Connection) -> Iterator[None]:
    """Do part of a transaction and undo it alone; its steps were never made."""
    made = connection.get_execution_options().get("steps_made", [])
    before = len(made)
    savepoint = connection.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()
        del made[before:]


@contextmanager
def apart(connection: sa.Connection) -> Iterator[None]:
    """Do part of a transaction that is undone alone where it fails; its steps were never made then."""
    made = connection.get_execution_options().get("steps_made", [])
    before = len(made)
    try:
        with connection.begin_nested():
            yield
    except BaseException:
        del made[before:]
        raise


def _prepare_sqlite(connection: Any, _record: object, *, foreign_keys: bool) -> None:
    # The driver's own transaction handling is off: BEGIN IMMEDIATE below is ours.
    connection.isolation_level = None
    cursor = connection.cursor()
    checked = "foreign_keys=ON" if foreign_keys else "foreign_keys=OFF"
    for pragma in (f"busy_timeout={_WAIT * 1000}", "journal_mode=WAL", "synchronous=FULL", checked):
        _set(cursor, pragma)
    cursor.close()


def _for_reading(url: sa.URL) -> sa.URL:
    """Return a SQLite URL that opens nothing for writing.

    In a folder that cannot be written to, SQLite is told that nobody changes the file: it would make files beside it.
    """
    path = Path(str(url.database)).resolve()
    query = {"mode": "ro", "uri": "true"}
    if not os.access(path.parent, os.W_OK):
        query["immutable"] = "1"
    return url.set(database=f"file:{quote(str(path))}", query=query)


def _prepare_reading(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    _set(cursor, f"busy_timeout={_WAIT * 1000}")
    cursor.close()


def _set(cursor: sqlite3.Cursor, pragma: str) -> None:
    """Set a pragma; the change to WAL does not wait by itself while another process begins to write a new file."""
    end = time.monotonic() + _WAIT
    while True:
        try:
            cursor.execute(f"PRAGMA {pragma}")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _begin_immediate(connection: sa.Connection) -> None:
    reads = connection.get_execution_options().get("snapshot", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
