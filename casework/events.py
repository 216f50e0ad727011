"""Events: what happened to the cases that an officer sees, as it happens; and what long work on them is at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from casework.work import Work
from record import audit
from record.audit import CaseEvent
from record.progress import Progress
from record.scoping import Scope

MOST = 200
"""Events that are told at a time; whoever has missed more looks at the lists anew."""


@dataclass(frozen=True, slots=True)
class Seen:
    """How far somebody was told."""

    serial: int
    at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What is new.

    Attributes:
        seen: How far that reaches.
        missed: More has happened than is told.
    """

    events: tuple[CaseEvent, ...]
    progress: tuple[Progress, ...]
    seen: Seen
    missed: bool = False


def begin(work: Work, serial: int | None = None) -> Seen:
    """Return from where on somebody is told: behind a line of the record, or from now on."""
    return Seen(serial if serial is not None else audit.last_serial(work.connection), work.now)


def news(work: Work, scope: Scope | None, seen: Seen) -> News:
    """Return what is new since then about cases that a scope shows, or about all."""
    last = audit.last_serial(work.connection)
    events = audit.events_after(work.connection, scope, seen.serial, MOST + 1)
    progress = tuple(work.progress.since(scope, seen.at))
    at = max((one.at for one in progress), default=seen.at)
    return News(tuple(events[:MOST]), progress, Seen(max(last, seen.serial), at), missed=len(events) > MOST)


def for_officer(found: News, scope: Scope, seen: Seen) -> News:
    """Return what of the news about all cases a scope shows, and was not told yet."""
    return replace(
        found,
        events=tuple(
            one for one in found.events if one.serial > seen.serial and scope.shows(one.office, one.item)
        ),
        progress=tuple(one for one in found.progress if one.at > seen.at and scope.shows(one.office, one.item)),
    )
