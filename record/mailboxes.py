"""MailboxRepository: since when a mailbox is ours, and what its last poll left there.

The poller writes it; health and the command line show it. Nothing in it decides about a message that we have.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from record.inserts import add_once
from record.tables import MAILBOXES, MESSAGES

ALWAYS = date(1970, 1, 1)
"""Beginning of a mailbox that was polled before beginnings were noted: all that lies in it is ours."""


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """What is noted of one mailbox.

    Attributes:
        name: Account name in the ledger of messages.
        since: Day of the first poll.
        older: Messages that came before it and were left.
        skipped: What could not be read: ``key``, ``reason`` and ``attempts`` of each.
    """

    name: str
    since: date
    older: int
    skipped: Sequence[dict[str, Any]]
    noted_at: datetime


class MailboxRepository:
    """The only SQL about mailboxes. The caller owns the transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def all(self) -> list[MailboxRow]:
        """Return every mailbox that was ever polled, by name."""
        query = sa.select(*(MAILBOXES.c[name] for name in MailboxRow.__dataclass_fields__)).order_by(MAILBOXES.c.name)
        return [MailboxRow(**row._mapping) for row in self._connection.execute(query)]

    def begin(self, name: str, today: date, now: datetime) -> date:
        """Return since when a mailbox is ours; its first poll says so: from today, or always where we have its mail."""
        ours = self._connection.execute(sa.select(MESSAGES.c.id).where(MESSAGES.c.account == name).limit(1)).scalar()
        since = today if ours is None else ALWAYS
        row = {"name": name, "since": since, "older": 0, "skipped": [], "noted_at": now}
        add_once(self._connection, MAILBOXES, ("name",), row)
        query = sa.select(MAILBOXES.c.since).where(MAILBOXES.c.name == name)
        begun: date = self._connection.execute(query).scalar_one()
        return begun

    def note(self, name: str, older: int, skipped: Sequence[dict[str, Any]], now: datetime) -> None:
        """Note what a poll has left."""
        values = {"older": older, "skipped": list(skipped), "noted_at": now}
        self._connection.execute(MAILBOXES.update().where(MAILBOXES.c.name == name).values(**values))
