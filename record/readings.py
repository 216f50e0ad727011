"""ReadingRepository: what was read, kept by content, so that the same page is never read twice (design §2.9)."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from pydantic import TypeAdapter

from cases.finding import Finding
from cases.reading import PageReading
from record.chain.rows import Kind
from record.inserts import add_once
from record.stored import FINDINGS
from record.tables import FILE_READINGS, PAGE_READINGS
from record.touched import mark_changed

_PAGE: TypeAdapter[PageReading] = TypeAdapter(PageReading)


class ReadingRepository:
    """The only SQL about readings. The caller owns the transaction.

    Args:
        reader: Name and version of reader, engine and models; another reader reads anew.
    """

    def __init__(self, connection: sa.Connection, reader: str) -> None:
        self._connection = connection
        self._reader = reader

    def page(self, content_key: str) -> PageReading | None:
        """Return the reading of a page of this content, numbered as when it was first read."""
        query = sa.select(PAGE_READINGS.c.content).where(
            PAGE_READINGS.c.content_key == content_key, PAGE_READINGS.c.reader == self._reader
        )
        found = self._connection.execute(query).scalar()
        return _PAGE.validate_python(found) if found is not None else None

    def keep_page(self, page: PageReading) -> None:
        """Keep one page's reading by its content."""
        content = _PAGE.dump_python(replace(page, number=1, file=0, file_page=1), mode="json")
        mark_changed(self._connection, Kind.READING, page.content_key)
        row = {"content_key": page.content_key, "reader": self._reader, "content": content}
        add_once(self._connection, PAGE_READINGS, ("content_key", "reader"), row)

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]] | None:
        """Return a file's page keys in order and its findings, None when it was not read yet."""
        query = sa.select(FILE_READINGS.c.content).where(
            FILE_READINGS.c.sha256 == sha256, FILE_READINGS.c.reader == self._reader
        )
        found = self._connection.execute(query).scalar()
        if found is None:
            return None
        return list(found["pages"]), FINDINGS.validate_python(found["findings"])

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Keep which pages a file has and what speaks against the file."""
        content = {"pages": pages, "findings": FINDINGS.dump_python(findings, mode="json")}
        mark_changed(self._connection, Kind.READING, sha256)
        row = {"sha256": sha256, "reader": self._reader, "content": content}
        add_once(self._connection, FILE_READINGS, ("sha256", "reader"), row)
