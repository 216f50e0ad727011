"""Older mail: what lay in a mailbox before it was ours; an administrator lists it and has it taken in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from casework.services import Services
from intake.source import MailSource
from pipeline.mailbox import Mailbox, beginning
from pipeline.schedule import enqueue_due, poll_source
from record.mailboxes import ALWAYS

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Taken:
    """How much was taken in, and how much could not be fetched."""

    messages: int
    skipped: int


def list_older(services: Services, name: str) -> dict[str, datetime]:
    """Return arrival by key of the messages from before a mailbox was ours, oldest first; none is fetched."""
    source, mailbox = _source(services, name), Mailbox(services, name)
    for _ in source.poll(mailbox.known, _NEVER):  # everything is older than never
        continue
    source.close()
    older = ((key, at) for key, at in source.older.items() if at < mailbox.since())
    return dict(sorted(older, key=lambda one: (one[1], one[0])))


def take_older(services: Services, name: str, first: date | None) -> Taken:
    """Take in what lies in a mailbox since a day, None for all of it; it is judged and answered like any other mail."""
    source = _source(services, name)
    Mailbox(services, name).since()  # settled first: a mailbox whose mail we have counts as ours from the beginning
    taken = poll_source(services, source, since=beginning(first or ALWAYS))
    source.close()
    enqueue_due(services)
    return Taken(taken, len(source.skipped))


def _source(services: Services, name: str) -> MailSource:
    return next(source for source in services.sources if source.name == name)
