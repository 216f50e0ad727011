"""Streams that are open: so many for each officer and in all, for each costs a look at the record every second."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from cases.errors import TooManyStreams

EACH, ALL = 8, 400
"""Streams of one officer, of which the oldest gives way; and of all officers."""


class Streams:
    """Knows which streams are open; used in one event loop."""

    def __init__(self) -> None:
        self._open: dict[str, list[asyncio.Event]] = defaultdict(list)

    def refuse_more(self) -> None:
        """Refuse one more where the service has as many as it can serve.

        Raises:
            TooManyStreams: It has.
        """
        if sum(map(len, self._open.values())) >= ALL:
            raise TooManyStreams()

    @contextmanager
    def place(self, officer: str) -> Iterator[asyncio.Event]:
        """Hold a place for a stream of an officer, by his id; yield what is set when the stream has to give way."""
        given = asyncio.Event()
        mine = self._open[officer]
        mine.append(given)
        for old in mine[:-EACH]:
            old.set()
        try:
            yield given
        finally:
            mine.remove(given)
            if not mine:
                self._open.pop(officer, None)
