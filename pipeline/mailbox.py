"""Mailbox: what one poller keeps of its source between polls."""

from __future__ import annotations

from datetime import date, datetime, time

import structlog

from cases.working_days import receipt_date
from casework.services import Services
from intake.source import MailSource
from pipeline.known_keys import KnownKeys
from record.repository import BEIJING

LOG = structlog.get_logger()


class Mailbox:
    """What is known of a source, since when its mail is ours, and what was noted of it last.

    Args:
        services: Database, clock, and the days that settings name (``since``).
        name: Name of the source.
        known: What is known of it from polls before.
    """

    def __init__(self, services: Services, name: str, known: KnownKeys | None = None) -> None:
        self._services, self._name = services, name
        self.known = known or KnownKeys(services.database, name)
        self._since: datetime | None = None
        self._noted: tuple[object, ...] | None = None

    def since(self) -> datetime:
        """Return the moment before which mail is not ours: of the settings, else the day of the first poll."""
        if self._since is None:
            now = self._services.clock()
            with self._services.work() as work:
                begun = work.mailboxes.begin(self._name, receipt_date(now), now)
            self._since = beginning(self._services.since.get(self._name) or begun)
        return self._since

    def note(self, source: MailSource) -> None:
        """Log and note what a poll left at the source, where it differs from what was noted last."""
        skipped = [
            {"key": key, "reason": one.reason, "attempts": one.attempts} for key, one in sorted(source.skipped.items())
        ]
        left = (len(source.older), skipped)
        if left == self._noted:
            return
        for one in skipped:
            LOG.error("poll.skipped", source=self._name, **one)
        if source.older:
            LOG.warning("poll.older", source=self._name, messages=len(source.older))
        with self._services.work() as work:
            work.mailboxes.note(self._name, *left, self._services.clock())
        self._noted = left


def beginning(day: date) -> datetime:
    """Return the first moment of a day of the office."""
    return datetime.combine(day, time(), tzinfo=BEIJING)
