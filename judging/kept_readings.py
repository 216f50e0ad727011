"""Where readings are kept, so that the same content is never read twice: a port."""

from __future__ import annotations

from typing import Protocol

from cases.finding import Finding
from cases.reading import PageReading


class Readings(Protocol):
    """Keeps what was read; the service keeps it in the database, ``shouli check`` for one run."""

    def page(self, content_key: str) -> PageReading | None:
        """Return the reading of a page of this content."""
        ...

    def keep_page(self, page: PageReading) -> None:
        """Keep one page's reading."""
        ...

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]] | None:
        """Return a file's page keys and findings."""
        ...

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Keep a file's page keys and findings."""
        ...


class ReadingsOfOneRun:
    """Readings kept as long as this lives: where several applications of one mail are judged one after the other."""

    def __init__(self) -> None:
        self._pages: dict[str, PageReading] = {}
        self._files: dict[str, tuple[list[str], tuple[Finding, ...]]] = {}

    def page(self, content_key: str) -> PageReading | None:
        """Return a page that was read in this run."""
        return self._pages.get(content_key)

    def keep_page(self, page: PageReading) -> None:
        """Keep the page."""
        self._pages[page.content_key] = page

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]] | None:
        """Return a file that was read in this run."""
        return self._files.get(sha256)

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Keep the file."""
        self._files[sha256] = (pages, findings)


class NoReadings:
    """Readings that are not kept."""

    def page(self, content_key: str) -> PageReading | None:
        """Return None."""
        return None

    def keep_page(self, page: PageReading) -> None:
        """Forget the page."""

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]] | None:
        """Return None."""
        return None

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Forget the file."""
