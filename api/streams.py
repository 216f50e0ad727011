"""Streams that are open: so many for each officer and in all. One look at the record a second serves them all."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from starlette.concurrency import run_in_threadpool

from cases.errors import TooManyStreams
from casework.events import News, Seen, begin, news
from casework.services import Services
from record.database import RecordUnavailable

EACH, ALL = 8, 400
"""Streams of one officer, of which the oldest gives way; and of all officers."""

PAUSE = 1.0
"""Seconds between two looks at the record."""

_BEHIND = 60
"""Looks that a stream may be behind: whoever reads as slowly as that is sent away and comes again."""

log = structlog.get_logger()


class Place:
    """A stream's place: what is new comes to it, about all cases, until it has to give way."""

    def __init__(self, begun: asyncio.Event) -> None:
        self.begun = begun
        self.is_over = False
        self._news: asyncio.Queue[News | None] = asyncio.Queue(_BEHIND)

    async def next(self, seconds: float) -> News | None:
        """Return what is new next; None where nothing came in so many seconds, or it has to give way."""
        try:
            return await asyncio.wait_for(self._news.get(), seconds)
        except TimeoutError:
            return None

    def put(self, found: News) -> None:
        """Hand over what is new; the stream gives way if it does not keep up."""
        if self._news.full():
            self.give_way()
        else:
            self._news.put_nowait(found)

    def give_way(self) -> None:
        """Let the stream end."""
        self.is_over = True
        if not self._news.full():
            self._news.put_nowait(None)


class Streams:
    """Knows which streams are open, and looks at the record for them; used in one event loop.

    Args:
        services: Of the record.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._open: dict[str, list[Place]] = defaultdict(list)
        self._watch: asyncio.Task[None] | None = None
        self._begun = asyncio.Event()

    def refuse_more(self) -> None:
        """Refuse one more where the service has as many as it can serve.

        Raises:
            TooManyStreams: It has.
        """
        if sum(map(len, self._open.values())) >= ALL:
            raise TooManyStreams()

    @contextmanager
    def place(self, officer: str) -> Iterator[Place]:
        """Hold a place for a stream of an officer, by his id; the first one begins the watch, the last one ends it."""
        if self._watch is None or self._watch.done():
            self._begun = asyncio.Event()
            self._watch = asyncio.create_task(self._look(self._begun))
        given = Place(self._begun)
        mine = self._open[officer]
        mine.append(given)
        for old in mine[:-EACH]:
            old.give_way()
        try:
            yield given
        finally:
            mine.remove(given)
            if not mine:
                self._open.pop(officer, None)
            if not self._open:
                self._watch.cancel()
                self._watch = None

    async def _look(self, begun: asyncio.Event) -> None:
        seen: Seen | None = None
        while True:
            try:
                found = await run_in_threadpool(self._new, seen)
            except RecordUnavailable as error:  # busy or away just now: what is new is told later
                log.warning("events.unavailable", error=type(error).__name__)
            else:
                seen = found.seen
                begun.set()
                if found.events or found.progress or found.missed:
                    for place in [one for places in self._open.values() for one in places]:
                        place.put(found)
            await asyncio.sleep(PAUSE)

    def _new(self, seen: Seen | None) -> News:
        with self._services.reading() as work:
            return News((), (), begin(work)) if seen is None else news(work, None, seen)
