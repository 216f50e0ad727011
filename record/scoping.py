"""Scoping: which cases somebody may see; the one place where an office and its officers' items become a condition."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from record.tables import CASES


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may see.

    Attributes:
        office: Code of the office.
        items: Codes of the business items; None: all of the office. A case whose item is not known yet is seen by all
            of the office, for somebody has to find it out.
    """

    office: str
    items: frozenset[str] | None = None

    def conditions(self, table: sa.Table = CASES) -> list[sa.ColumnElement[bool]]:
        """Return what a row of the table of cases, or of one with the same columns, must fulfil to be seen."""
        office = table.c.office == self.office
        if self.items is None:
            return [office]
        return [office, sa.or_(table.c.item.in_(sorted(self.items)), table.c.item.is_(None))]
