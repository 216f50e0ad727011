"""LetterEditRepository: what officers changed of letters, by case, kind and round. The caller owns the transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from record.chain.rows import Kind
from record.inserts import put
from record.teamwork_tables import LETTER_EDITS
from record.touched import mark_changed


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """What was changed of one letter.

    Attributes:
        passages: Written line and what stands behind it, in order.
    """

    case_id: str
    kind: str
    revision: int
    salutation: str
    passages: tuple[tuple[str, str], ...]
    officer: str
    made_at: datetime


class LetterEditRepository:
    """The only SQL about edits of letters."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def keep(self, edit: KeptEdit) -> None:
        """Keep an edit in place of an earlier one of the same letter."""
        values = {name: getattr(edit, name) for name in KeptEdit.__dataclass_fields__}
        mark_changed(self._connection, Kind.CASE, edit.case_id)
        put(self._connection, LETTER_EDITS, {**values, "passages": [list(one) for one in edit.passages]})

    def of(self, case_id: str, kind: str, revision: int) -> KeptEdit | None:
        """Return the edit of a letter, None where it stands as written."""
        mine = (LETTER_EDITS.c.case_id == case_id, LETTER_EDITS.c.kind == kind, LETTER_EDITS.c.revision == revision)
        row = self._connection.execute(sa.select(LETTER_EDITS).where(*mine)).one_or_none()
        if row is None:
            return None
        passages = tuple((str(after), str(text)) for after, text in row.passages)
        return KeptEdit(**{**row._mapping, "passages": passages})
