"""JoinedSealRepository: verdicts on cross-page seals by the content of their pages. The caller owns the transaction."""

from __future__ import annotations

import sqlalchemy as sa
from pydantic import TypeAdapter

from cases.reading import CrossPageSeal
from record.chain.rows import Kind
from record.inserts import add_once
from record.ruling_tables import JOINED_SEALS
from record.touched import mark_changed

_SEAL: TypeAdapter[CrossPageSeal] = TypeAdapter(CrossPageSeal)


class JoinedSealRepository:
    """The only SQL about joined cross-page seals.

    Args:
        reader: Name and version of reader, engine and models; what another one read is joined anew.
    """

    def __init__(self, connection: sa.Connection, reader: str) -> None:
        self._connection = connection
        self._reader = reader

    def get(self, key: str) -> CrossPageSeal | None:
        """Return the verdict on pages of this content, its pages counted from 1 among them."""
        query = sa.select(JOINED_SEALS.c.content).where(
            JOINED_SEALS.c.key == key, JOINED_SEALS.c.reader == self._reader
        )
        found = self._connection.execute(query).scalar()
        return _SEAL.validate_python(found) if found is not None else None

    def keep(self, key: str, seal: CrossPageSeal) -> None:
        """Keep a verdict."""
        mark_changed(self._connection, Kind.READING, key)
        row = {"key": key, "reader": self._reader, "content": _SEAL.dump_python(seal, mode="json")}
        add_once(self._connection, JOINED_SEALS, ("key", "reader"), row)
