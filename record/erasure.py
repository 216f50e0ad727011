"""ErasureRepository: rows of a case that nobody may keep any longer. The caller owns the transaction.

The row of the case stays as a stub: number, item, state, times. So do the links of its chain, which are hashes, and one
line of the audit record that tells the erasure (trust T23).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cases.case import Case
from cases.history import AuditEvent
from cases.lifecycle import OPEN_STATES
from record.chain.links import add_link
from record.chain.rows import Kind
from record.desk_tables import DESK_ENTRIES, DESK_QUEUES
from record.material_tables import DISCARDED_FILES, JOINED_CASES
from record.promises import digests_named
from record.repository import case_of
from record.scoping import Scope
from record.search_tables import SEARCH_CASES, SEARCH_TEXTS
from record.tables import (
    AUDIT,
    CASE_MESSAGES,
    CASES,
    FILE_READINGS,
    FILES,
    LETTERS,
    MESSAGES,
    METADATA,
    PAGE_READINGS,
    SENDERS,
    STEPS,
)
from record.teamwork_tables import WAITING_ACTS
from record.touched import mark_changed, touch

_STAY = frozenset({AUDIT, JOINED_CASES, DESK_ENTRIES, DESK_QUEUES, SEARCH_CASES, SEARCH_TEXTS})
"""Tables about cases that erasing leaves to others: copies are made anew, which cases were joined are ids alone."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased of a case: how many rows, and the digests that rows named."""

    rows: int
    digests: tuple[str, ...]


class ErasureRepository:
    """The only SQL that erases what a case holds."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def closed(self, scope: Scope, unchanged_since: datetime | None = None, applicant: str | None = None) -> list[Case]:
        """Return cases that nothing is awaited in and that were not erased, oldest first.

        Args:
            scope: Of whom.
            unchanged_since: Only those that did not change since then.
            applicant: Only those of a sender.
        """
        erased = sa.exists().where(AUDIT.c.case_id == CASES.c.id, AUDIT.c.event == AuditEvent.ERASED)
        query = sa.select(CASES).where(*scope.conditions(), CASES.c.state.not_in(OPEN_STATES), ~erased)
        if unchanged_since is not None:
            query = query.where(CASES.c.updated_at < unchanged_since)
        if applicant is not None:
            query = query.where(sa.func.lower(CASES.c.applicant) == applicant.lower())
        return [case_of(row) for row in self._connection.execute(query.order_by(CASES.c.id))]

    def erase(self, case: Case) -> Erased:
        """Delete what a case holds, and the lines of its audit record; :meth:`seal` ends it."""
        digests = self._digests(case.id)
        rows = self._erase_mails(case.id)
        letters = sa.select(LETTERS.c.id).where(LETTERS.c.case_id == case.id)
        acts = sa.select(WAITING_ACTS.c.id).where(WAITING_ACTS.c.case_id == case.id)
        for subjects in (letters, acts):
            rows += self._delete(STEPS, STEPS.c.subject.in_(subjects))
        rows += self._delete(STEPS, STEPS.c.subject == case.id)
        files = sa.select(FILES.c.id).where(FILES.c.case_id == case.id)
        rows += self._delete(DISCARDED_FILES, DISCARDED_FILES.c.file_id.in_(files))
        for table in reversed(METADATA.sorted_tables):
            if "case_id" in table.columns and table not in _STAY:
                rows += self._delete(table, table.c.case_id == case.id)
        rows += self._delete(AUDIT, AUDIT.c.case_id == case.id)
        rows += self._erase_readings(digests)
        if case.applicant is not None:
            self._erase_sender(case)
        blank = {"unit": None, "applicant": None, "telephone": None, "subject": "", "notice_due": None, "due_at": None}
        self._connection.execute(CASES.update().where(CASES.c.id == case.id).values(version=case.version + 1, **blank))
        touch(self._connection, case.id)
        return Erased(rows, tuple(sorted(digests)))

    def seal(self, case: Case) -> None:
        """Close the chain over the erasure: what links before bind need not be there any more."""
        add_link(self._connection, Kind.CASE, case.id, erases=True)

    def nobodys(self, digests: tuple[str, ...]) -> list[str]:
        """Return those digests that no row names any longer: their bytes may go."""
        named = {sha256 for _, _, sha256 in digests_named(self._connection)}
        return [one for one in digests if one not in named]

    def erased_digests(self) -> tuple[str, ...]:
        """Return the digests that erasures ever named; their bytes must be gone where no other row names them."""
        query = sa.select(AUDIT.c.detail).where(AUDIT.c.event == AuditEvent.ERASED)
        details = self._connection.execute(query).scalars()
        return tuple(sorted({str(one) for detail in details for one in detail.get("digests", ())}))

    def _digests(self, case_id: str) -> set[str]:
        """Return what the rows of a case name in the store."""
        mine = {sha256 for _, _, sha256 in digests_named(self._connection, case_id=case_id)}
        mails = sa.select(MESSAGES.c.sha256).where(MESSAGES.c.id.in_(self._own_mails(case_id)))
        return mine | set(self._connection.execute(mails).scalars())

    def _own_mails(self, case_id: str) -> sa.Select[tuple[str]]:
        """Select the mails that belong to no other case."""
        others = sa.select(CASE_MESSAGES.c.message_id).where(CASE_MESSAGES.c.case_id != case_id)
        mine = sa.select(CASE_MESSAGES.c.message_id).where(CASE_MESSAGES.c.case_id == case_id)
        return mine.where(CASE_MESSAGES.c.message_id.not_in(others))

    def _erase_mails(self, case_id: str) -> int:
        ids = [str(one) for one in self._connection.execute(self._own_mails(case_id)).scalars()]
        rows = self._delete(CASE_MESSAGES, CASE_MESSAGES.c.case_id == case_id)
        for one in ids:
            mark_changed(self._connection, Kind.MESSAGE, one)
        blank = {"name": "", "telephone": None, "note": "", "rfc_id": None, "content_digest": None, "sender": None}
        mails = MESSAGES.update().where(MESSAGES.c.id.in_(ids)).values(state="erased", sha256="", size=0, **blank)
        self._connection.execute(mails)  # the row stays: its key says that the mailbox gave us this mail already
        return rows + len(ids) + self._delete(STEPS, STEPS.c.subject.in_(ids))

    def _erase_readings(self, digests: set[str]) -> int:
        """Delete what was read of files that no case has any longer; a page that another file shows stays."""
        gone = set(self.nobodys(tuple(digests)))
        of_files = FILE_READINGS.c.sha256.in_(gone)
        pages = self._pages_of(of_files)
        rows = self._delete(FILE_READINGS, of_files)
        kept = self._pages_of(sa.true()) if pages else set()
        rows += self._delete(PAGE_READINGS, PAGE_READINGS.c.content_key.in_(pages - kept))
        for one in (*gone, *pages):
            mark_changed(self._connection, Kind.READING, one)
        return rows

    def _pages_of(self, files: sa.ColumnElement[bool]) -> set[str]:
        contents = self._connection.execute(sa.select(FILE_READINGS.c.content).where(files)).scalars()
        return {str(key) for content in contents for key in content["pages"]}

    def _erase_sender(self, case: Case) -> None:
        others = sa.exists().where(CASES.c.applicant == case.applicant, CASES.c.id != case.id)
        mine = (SENDERS.c.office == case.office, SENDERS.c.address == case.applicant, ~others)
        self._connection.execute(SENDERS.delete().where(*mine))

    def _delete(self, table: sa.Table, *conditions: sa.ColumnElement[bool]) -> int:
        return self._connection.execute(table.delete().where(*conditions)).rowcount
