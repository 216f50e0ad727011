"""Scoping: which cases somebody may see; the one place where an office and its officers' items become a condition."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from record.tables import CASE_MESSAGES, CASES, MESSAGES


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

    def shows(self, office: str, item: str | None) -> bool:
        """Tell the same of one case, by its office and item."""
        return office == self.office and (self.items is None or item is None or item in self.items)

    def of_case(self, case_id: sa.ColumnElement[str]) -> list[sa.ColumnElement[bool]]:
        """Return what a row that hangs on a case must fulfil to be seen, without the table of cases in the query."""
        return [case_id.in_(sa.select(CASES.c.id).where(*self.conditions()))]

    def of_message(self) -> list[sa.ColumnElement[bool]]:
        """Return what a row of the ledger of messages must fulfil: it is of no case, or of one that is seen."""
        if self.items is None:
            return []
        of_cases = sa.select(CASE_MESSAGES.c.case_id).where(CASE_MESSAGES.c.message_id == MESSAGES.c.id)
        seen = of_cases.join(CASES, CASES.c.id == CASE_MESSAGES.c.case_id).where(*self.conditions())
        return [sa.or_(~of_cases.exists(), seen.exists())]
