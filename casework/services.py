"""Services: what the flow works with, built once per process by :mod:`pipeline.bootstrap` and passed down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import redis

from casework.accounts import Account, account_of
from casework.copies import refresh_copies
from casework.work import Work
from catalogue.model import Catalogue, Office
from intake.limits import IntakeLimits
from intake.source import MailSource
from ocr.engine import OcrEngine
from record.database import Connection, Database
from record.files import FileStore
from record.pictures import PictureCache
from sandbox.level import Level, level
from sandbox.limits import Limits

__all__ = ["Account", "Services"]


@dataclass(frozen=True)
class Services:
    """Everything below an entry point.

    Attributes:
        catalogue: As its files say; what the record adds to it (anchors) a :class:`Work` knows.
        engine: Gives the process's one OCR engine, loaded at its first use.
        reader: Name and version of reader and engine; readings are kept under it.
        accounts: Outgoing account by channel; the key ``""`` is for all others.
        clock: Returns the present time, aware.
        undo_for: How long a letter that an officer lets leave can be taken back.
        signature_roots: DER certificates of the authorities whose digital signatures are trusted.
        pictures: Pictures of pages that were made once.
        since: By name of a source, the first day whose mail is ours; the others begin with their first poll.
        time_of_day: Returns the present time of officers' telephones, whatever ``clock`` plays.
        proxies: Addresses or networks of the TLS proxies before the interface; none: it serves this machine only.
        demo: Whether this is a demonstration on one machine: there a log-in needs no second factor.
        disk: Folder whose free space is watched, None without one.
        chain_anchors: File that the chains' daily digests are appended to, None without one.
    """

    database: Database
    store: FileStore
    catalogue: Catalogue
    office: Office
    engine: Callable[[], OcrEngine]
    reader: str
    accounts: Mapping[str, Account]
    clock: Callable[[], datetime]
    limits: Limits
    intake_limits: IntakeLimits
    sources: tuple[MailSource, ...] = ()
    redis: redis.Redis | None = None
    letters_per_sender_and_day: int = 10
    undo_for: timedelta = timedelta()
    disk: Path | None = None
    chain_anchors: Path | None = None
    signature_roots: tuple[bytes, ...] = ()
    since: Mapping[str, date] = field(default_factory=dict)
    pictures: PictureCache = field(default_factory=lambda: PictureCache(None))
    time_of_day: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    demo: bool = False
    proxies: tuple[str, ...] = ()

    @property
    def sandbox(self) -> Level:
        """How far what parses files is shut in on this machine."""
        return level()

    @contextmanager
    def work(self) -> Iterator[Work]:
        """Run one writing transaction: committed at the end, rolled back on any exception.

        What lists show of the cases that it changed is written anew in it, too.
        """
        with self.database.begin() as connection:
            work = self.work_on(connection)
            yield work
            refresh_copies(work)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Run one reading transaction: it sees one moment, and neither waits for who writes nor keeps him waiting."""
        with self.database.snapshot() as connection:
            yield self.work_on(connection)

    def work_on(self, connection: Connection) -> Work:
        """Return the work of a transaction that somebody else runs."""
        return Work(
            connection=connection, now=self.clock(), rulebook=self.catalogue, office=self.office, store=self.store,
            reader=self.reader, accounts=self.accounts, letters_per_sender_and_day=self.letters_per_sender_and_day,
            undo_for=self.undo_for,
        )

    @property
    def own_addresses(self) -> frozenset[str]:
        """Addresses that letters leave from, lower case: mail from them is never answered."""
        return frozenset(account.address.lower() for account in self.accounts.values())

    def close(self) -> None:
        """Let go of connections."""
        self.database.close()
        if self.redis is not None:
            self.redis.close()

    def account(self, channel: str) -> Account | None:
        """Return the account that answers for a channel, None when none is set up."""
        return account_of(self.accounts, channel)
