"""Known keys: which of the messages that lie at a source the ledger has, asked once for each."""

from __future__ import annotations

from collections.abc import Sequence

from record.database import Database
from record.messages import MessageRepository

PAGE = 500
"""Keys of one question: the statement stays small however full the mailbox is."""


class KnownKeys:
    """Answers a source; what the ledger has it keeps for ever, so the answer is remembered while the message is there.

    Args:
        database: The record.
        account: Name of the source.
    """

    def __init__(self, database: Database, account: str) -> None:
        self._database, self._account = database, account
        self._known: set[str] = set()
        self._present: set[str] = set()

    def __call__(self, keys: Sequence[str]) -> frozenset[str]:
        """Return those of the keys whose messages we have."""
        self._present.update(keys)
        asked = [key for key in keys if key not in self._known]
        for start in range(0, len(asked), PAGE):
            with self._database.snapshot() as connection:
                page = asked[start : start + PAGE]
                self._known |= MessageRepository(connection).known(self._account, page)
        return frozenset(self._known.intersection(keys))

    def forget_absent(self) -> None:
        """Forget what the source did not ask for since this was called last: it is no longer there."""
        self._known &= self._present
        self._present = set()
