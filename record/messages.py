"""MessageRepository: the ledger of messages, what came in and what became of it. The caller owns the transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from cases.case import new_id
from cases.errors import NotFound
from record.chain.rows import Kind
from record.inserts import add_once
from record.scoping import Scope
from record.tables import MESSAGES
from record.touched import mark_changed


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """One row of the ledger of messages: what lies safe in the store."""

    id: str
    account: str
    key: str
    channel: str
    media_type: str
    name: str
    telephone: str | None
    incomplete: str
    suspect: str
    sha256: str
    size: int
    received_at: datetime
    state: str
    note: str
    rfc_id: str | None
    content_digest: str | None
    sender: str | None

    @property
    def file_name(self) -> str:
        """What it is saved as: a mail has no name of its own."""
        return self.name or f"{self.id}.eml"


_MESSAGE_COLUMNS = [MESSAGES.c[name] for name in StoredMessage.__dataclass_fields__]


class MessageRepository:
    """The only SQL about the ledger of messages."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def known(self, account: str, keys: Sequence[str]) -> frozenset[str]:
        """Return those of the keys that this account already gave us."""
        query = sa.select(MESSAGES.c.key).where(MESSAGES.c.account == account, MESSAGES.c.key.in_(keys))
        return frozenset(self._connection.execute(query).scalars())

    def add(self, **values: Any) -> str | None:
        """Enter a message in the ledger; None when its account and key are there already."""
        message_id = new_id(values["stored_at"])
        row = {"id": message_id, "state": "stored", "note": "", **values}
        mark_changed(self._connection, Kind.MESSAGE, message_id)
        return message_id if add_once(self._connection, MESSAGES, ("account", "key"), row) else None

    def get(self, message_id: str, scope: Scope | None = None) -> StoredMessage:
        """Return one ledger row.

        Raises:
            NotFound: No such message, or none that the scope shows.
        """
        query = sa.select(*_MESSAGE_COLUMNS).where(MESSAGES.c.id == message_id)
        if scope is not None:
            query = query.where(*scope.of_message())
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotFound(what="该邮件")
        return StoredMessage(**row._mapping)

    def mark(self, message_id: str, state: str, **values: Any) -> None:
        """Note what became of a message."""
        mark_changed(self._connection, Kind.MESSAGE, message_id)
        self._connection.execute(MESSAGES.update().where(MESSAGES.c.id == message_id).values(state=state, **values))

    def page(
        self, scope: Scope, state: str | None = None, after: str | None = None, limit: int = 50
    ) -> list[StoredMessage]:
        """Return ledger rows that a scope shows, newest first, beginning behind the message id ``after``."""
        query = sa.select(*_MESSAGE_COLUMNS).where(*scope.of_message()).order_by(MESSAGES.c.id.desc()).limit(limit)
        if state is not None:
            query = query.where(MESSAGES.c.state == state)
        if after is not None:
            query = query.where(MESSAGES.c.id < after)
        return [StoredMessage(**row._mapping) for row in self._connection.execute(query)]

    def same_bytes(self, row: StoredMessage) -> StoredMessage | None:
        """Return an earlier message of the same account and bytes that was dealt with, None if there is none."""
        query = (
            sa.select(*_MESSAGE_COLUMNS)
            .where(MESSAGES.c.sha256 == row.sha256, MESSAGES.c.account == row.account, MESSAGES.c.id != row.id)
            .where(MESSAGES.c.state.in_(["parsed", "ignored", "failed"]))
            .limit(1)
        )
        found = self._connection.execute(query).one_or_none()
        return StoredMessage(**found._mapping) if found is not None else None

    def same_content(self, digest: str, but: str) -> StoredMessage | None:
        """Return an earlier parsed message with this content digest, None if there is none."""
        query = (
            sa.select(*_MESSAGE_COLUMNS)
            .where(MESSAGES.c.content_digest == digest, MESSAGES.c.id != but, MESSAGES.c.state == "parsed")
            .order_by(MESSAGES.c.id)
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        return StoredMessage(**row._mapping) if row is not None else None
