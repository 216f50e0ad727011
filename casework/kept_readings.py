"""Readings kept in the record, so that judging reads each content once."""

from __future__ import annotations

from cases.finding import Finding
from cases.reading import CrossPageSeal, PageReading
from casework.services import Services


class KeptReadings:
    """Keeps readings in the database, each in a short transaction of its own: reading a file takes minutes."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def page(self, content_key: str) -> PageReading | None:
        """Return the reading of a page of this content."""
        with self._services.reading() as work:
            return work.readings.page(content_key)

    def keep_page(self, page: PageReading) -> None:
        """Keep one page's reading."""
        with self._services.work() as work:
            work.readings.keep_page(page)

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]] | None:
        """Return a file's page keys and findings."""
        with self._services.reading() as work:
            return work.readings.file(sha256)

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Keep a file's page keys and findings."""
        with self._services.work() as work:
            work.readings.keep_file(sha256, pages, findings)


class KeptJoins:
    """Keeps verdicts on cross-page seals in the database, each in a short transaction of its own."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def get(self, key: str) -> CrossPageSeal | None:
        """Return the verdict on pages of this content."""
        with self._services.reading() as work:
            return work.joined_seals.get(key)

    def keep(self, key: str, seal: CrossPageSeal) -> None:
        """Keep the verdict."""
        with self._services.work() as work:
            work.joined_seals.keep(key, seal)
