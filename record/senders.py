"""Senders: a row for each address that mail came from, held while one of its mails is filed.

Whether a mail opens a case or joins one depends on the sender's open cases, and no constraint can say that there is one
of each: two mails that name no item are two cases, and may both turn out to be of the same item once they are read. So
the mails of one sender are filed one after the other: each locks the sender's row until its transaction ends.
"""

from __future__ import annotations

import sqlalchemy as sa

from record.inserts import insert
from record.tables import SENDERS


def wait_for_turn(connection: sa.Connection, office: str, address: str) -> None:
    """Wait until no other transaction files mail of this sender; the turn ends with the caller's transaction."""
    row = insert(connection, SENDERS).values(office=office, address=address)
    kept = {"address": row.excluded.address}  # an update, though it changes nothing, locks the row
    connection.execute(row.on_conflict_do_update(index_elements=["office", "address"], set_=kept))
