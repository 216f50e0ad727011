"""Events: what happens to the cases that an officer sees, told while it happens (server-sent events)."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from api.callers import identify
from api.dependencies import OfficerDep, ServicesDep
from api.streams import Streams
from cases.errors import ShouliError
from casework.events import News, Seen, begin, for_officer, news
from casework.services import Services
from record.officers import Officer

router = APIRouter(tags=["办件台"])

LONGEST = 600.0
"""Seconds after which a stream ends; the browser comes again."""
LOOKED_AT = 15.0
"""Seconds after which it is looked whether the officer still may hear it."""
LATER = 300_000
"""Milliseconds after which a stream that gave way to newer ones comes again."""

Serial = Annotated[int | None, Query(ge=0, le=2**53, description="从操作记录的哪一条之后开始，缺省为此刻")]
LastSeen = Annotated[int | None, Header(alias="Last-Event-ID", ge=0, le=2**53)]


@router.get("/events", response_class=EventSourceResponse)
async def stream_events(
    request: Request, officer: OfficerDep, services: ServicesDep, after: Serial = None, last_seen: LastSeen = None
) -> EventSourceResponse:
    """Stream what happens: `change` (a case and what happened to it), `progress` (what work on it is at), `missed`.

    The id of an event is the serial of its line in the record; the stream goes on behind `Last-Event-ID`.
    """
    streams: Streams = request.app.state.streams
    streams.refuse_more()
    seen = await run_in_threadpool(_begin, services, last_seen if last_seen is not None else after)
    return EventSourceResponse(_told(request, services, officer, seen), headers={"Cache-Control": "no-store"})


async def _told(
    request: Request, services: Services, officer: Officer, seen: Seen
) -> AsyncIterator[ServerSentEvent]:
    clock = asyncio.get_running_loop().time
    with request.app.state.streams.place(officer.id) as place:
        yield ServerSentEvent(event="ready", id=str(seen.serial), data="{}", retry=3000)
        end, look = clock() + LONGEST, clock() + LOOKED_AT
        await place.begun.wait()  # what happens from now on comes; what happened before is looked up
        found: News | None = await run_in_threadpool(_news, services, officer, seen)
        while not place.is_over:
            if found is not None:
                for event in _events(found):
                    yield event
                seen = Seen(max(seen.serial, found.seen.serial), max(seen.at, found.seen.at))
            if clock() >= look:
                if not await run_in_threadpool(_still_may, services, request, officer):
                    return
                look = clock() + LOOKED_AT
            if clock() >= end:
                return
            found = await place.next(max(min(look, end) - clock(), 0.0))
            if found is not None:
                found = for_officer(found, officer.scope, seen)
        yield ServerSentEvent(event="full", data="{}", retry=LATER)


def _still_may(services: Services, request: Request, officer: Officer) -> bool:
    """Tell whether what the officer came with is still good, and for the same cases."""
    try:
        return identify(services, request).officer == officer
    except ShouliError:
        return False


def _begin(services: Services, serial: int | None) -> Seen:
    with services.reading() as work:
        return begin(work, serial)


def _news(services: Services, officer: Officer, seen: Seen) -> News:
    with services.reading() as work:
        return news(work, officer.scope, seen)


def _events(found: News) -> Iterator[ServerSentEvent]:
    if found.missed:
        yield ServerSentEvent(event="missed", id=str(found.seen.serial), data="{}")
        return
    for one in found.events:
        told = {"case": one.case_id, "event": one.event, "state": one.after}
        yield ServerSentEvent(event="change", id=str(one.serial), data=json.dumps(told))
    for progress in found.progress:
        data = json.dumps({"case": progress.case_id, "phrase": progress.phrase}, ensure_ascii=False)
        yield ServerSentEvent(event="progress", data=data)
