"""Officers at work: every three seconds each looks at something or does something, and he hears the events."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import httpx

EVERY = 3.0
LEAD_IN = 20.0
"""Seconds of work before what counts: the pages of a record that was copied just now come from the disk at first."""
ACTS = 0.1
"""Share of requests that are acts: a note, a lease, an answer."""
_STREAM = httpx.Timeout(60.0)

@dataclass(slots=True)
class Tally:
    """What was asked, in milliseconds each, and what went wrong."""

    looks: list[float] = field(default_factory=list)
    acts: list[float] = field(default_factory=list)
    events: int = 0
    answers: int = 0
    failures: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Count from now on; what went wrong stays."""
        self.looks.clear()
        self.acts.clear()
        self.events = self.answers = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """One officer.

    Attributes:
        paths: What he looks at.
        cases: Cases that nobody else acts on: what is measured is not how two meet.
        asked: Those of them that still ask something.
    """

    number: int
    client: httpx.AsyncClient
    tally: Tally
    paths: Sequence[str]
    cases: Sequence[str]
    asked: list[str]

    async def work(self, seconds: float) -> None:
        """Look and act for so long."""
        chance, end = random.Random(self.number), time.monotonic() + seconds
        stream = asyncio.create_task(self._hear())
        await asyncio.sleep(chance.random() * EVERY)
        for turn in itertools.count():
            started = time.monotonic()
            if started >= end:
                break
            if chance.random() < ACTS:
                await self._act(turn, chance.choice(self.cases))
            else:
                path = chance.choice(self.paths)
                await self._timed(self.tally.looks, path, partial(self.client.get, path))
            await asyncio.sleep(max(EVERY - (time.monotonic() - started), 0))
        stream.cancel()
        with suppress(asyncio.CancelledError):
            await stream

    async def _act(self, turn: int, case: str) -> None:
        if turn % 3 == 0 and self.asked:
            await self._answer(turn, self.asked.pop())
        elif turn % 3 == 1:
            await self._post(f"/api/v1/cases/{case}/lease", turn)
            await self._post(f"/api/v1/cases/{case}/lease/release", turn)
        else:
            seen = await self._seen(f"/api/v1/cases/{case}")
            await self._post(f"/api/v1/cases/{case}/notes", turn, seen, text="已电话联系")

    async def _answer(self, turn: int, case: str) -> None:
        answer = await self.client.get(f"/api/v1/cases/{case}/questions")
        found = answer.raise_for_status().json()
        if found["open"]:
            body = {"question": found["open"][0]["key"], "answer": 1}
            self.tally.answers += 1
            await self._post(f"/api/v1/cases/{case}/answers", turn, found["version"], **body)

    async def _seen(self, path: str) -> int:
        return int((await self.client.get(path)).raise_for_status().json()["version"])

    async def _post(self, path: str, turn: int, version: int | None = None, **body: object) -> None:
        headers = {"Idempotency-Key": f"{self.number}-{turn}-{path[-8:]}"}
        if version is not None:
            headers["If-Match"] = str(version)
        await self._timed(self.tally.acts, path, partial(self.client.post, path, headers=headers, json=body or None))

    async def _timed(self, times: list[float], path: str, ask: Callable[[], Awaitable[httpx.Response]]) -> None:
        started = time.perf_counter()
        try:
            (await ask()).raise_for_status()
        except httpx.HTTPError as error:
            self.tally.failures.append(f"{path} {error!r}")
        times.append((time.perf_counter() - started) * 1000)

    async def _hear(self) -> None:
        try:
            async with self.client.stream("GET", "/api/v1/events", timeout=_STREAM) as answer:
                answer.raise_for_status()
                async for line in answer.aiter_lines():
                    self.tally.events += line.startswith("event:")
        except httpx.HTTPError as error:
            self.tally.failures.append(f"/api/v1/events {error!r}")


async def work(address: str, tokens: Sequence[str], paths: Sequence[str], seconds: float) -> Tally:
    """Let officers work at the same time, each with a token of his; return what they met."""
    tally = Tally()
    async with httpx.AsyncClient(base_url=address, headers=_bearer(tokens[0]), timeout=60) as client:
        rows = (await client.get("/api/v1/desk?queue=check&limit=200")).raise_for_status().json()["rows"]
    ids = [row["id"] for row in rows]

    async def officer(number: int, token: str) -> None:
        mine = ids[number :: len(tokens)]
        async with httpx.AsyncClient(base_url=address, headers=_bearer(token), timeout=60) as client:
            await Seat(number, client, tally, paths, mine, list(mine)).work(LEAD_IN + seconds)

    async def begin() -> None:
        await asyncio.sleep(LEAD_IN)
        tally.forget()

    await asyncio.gather(begin(), *(officer(number, token) for number, token in enumerate(tokens)))
    return tally


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}
