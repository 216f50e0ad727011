"""Events over HTTP: what happens is told while it happens, to those who may see it; streams end."""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
import uvicorn
from sse_starlette.sse import AppStatus

from api.app import create_app
from api.routes import events
from api.streams import ALL, EACH, Streams
from cases.errors import TooManyStreams
from casework.access.accounts import disable
from casework.acts import add_note
from tests.office.counter import OFFICER, Counter
from tests.office.desk import PEOPLE, Desk, desk_of, with_token

PATIENCE = httpx.Timeout(20.0)
"""No test waits longer for the next word of a stream."""


@pytest.fixture(autouse=True)
def _no_server_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget that the server of the test before stopped: the library keeps one such word for the whole process."""
    monkeypatch.setattr(AppStatus, "should_exit", False)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


@pytest.fixture
def desk(counter: Counter) -> Iterator[Desk]:
    with desk_of(counter) as found:
        yield found


@contextmanager
def _stream(desk: Desk, who: str = "officer", last: str = "", **query: str) -> Iterator[Iterator[dict[str, Any]]]:
    """Open a stream and yield its events, each with name, id and data."""
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", **({"Last-Event-ID": last} if last else {})}
    address = f"{desk.address}/api/v1/events"
    with httpx.stream("GET", address, headers=headers, params=query, timeout=PATIENCE) as answer:
        assert answer.status_code == 200
        yield _events(answer)


def _events(answer: httpx.Response) -> Iterator[dict[str, Any]]:
    told: dict[str, Any] = {}
    for line in answer.iter_lines():
        name, _, value = line.partition(": ")
        if not line and "event" in told:
            yield told
            told = {}
        elif name in {"event", "id"}:
            told[name] = value
        elif name == "data":
            told["data"] = json.loads(value)


def test_what_happens_is_told_to_several_officers_and_not_to_strangers(desk: Desk, counter: Counter) -> None:
    with _stream(desk) as mine, _stream(desk, "clerk") as yours, _stream(desk, "stranger") as theirs:
        assert [next(one)["event"] for one in (mine, yours, theirs)] == ["ready"] * 3
        case = counter.open()
        for stream in (mine, yours):
            told = next(stream)
            data = {"case": case.id, "event": "receive", "state": "received"}
            assert (told["event"], told["data"]) == ("change", data)
        with counter.services.work() as work:
            other = work.cases.add(
                work.now, work.now, office="bj", channel="mail-hours", unit=None, item=None, item_name="", flags=[],
                applicant=None, telephone=None, subject="", notice_due=None, due_at=None,
            )
        assert next(theirs)["data"]["case"] == other.id


def test_a_stream_goes_on_behind_the_last_event(desk: Desk, counter: Counter) -> None:
    case = counter.open()
    with _stream(desk, after="0") as stream:
        assert next(stream)["event"] == "ready"
        first = next(stream)
    counter.do(add_note, case, "电话已通知", OFFICER)
    with _stream(desk, last=first["id"]) as stream:
        next(stream)
        told = next(stream)
    assert (told["data"]["event"], int(told["id"])) == ("note", int(first["id"]) + 1)


def test_progress_of_reading_is_told(desk: Desk, counter: Counter) -> None:
    case = counter.open()
    with _stream(desk) as stream:
        next(stream)
        with counter.services.work() as work:
            counter.watch.at = counter.watch.at.replace(second=30)
            work.progress.note(case.id, "识别 申请.pdf 第3/13页", counter.watch.at)
        told = next(one for one in stream if one["event"] == "progress")
    assert told["data"] == {"case": case.id, "phrase": "识别 申请.pdf 第3/13页"}


def test_who_missed_too_much_is_told_to_look_anew(desk: Desk, counter: Counter) -> None:
    case = counter.open()
    with counter.services.work() as work:
        for _ in range(250):
            add_note(work, case, "x", OFFICER)
    with _stream(desk, after="0") as stream:
        assert [next(stream)["event"] for _ in range(2)] == ["ready", "missed"]


def test_a_stream_ends_after_a_while(desk: Desk) -> None:
    longest, events.LONGEST = events.LONGEST, 1.0
    try:
        with _stream(desk) as stream:
            assert [one["event"] for one in stream] == ["ready"]
    finally:
        events.LONGEST = longest


@pytest.mark.parametrize("end", [
    lambda work, officer: work.tokens.revoke_all(officer, work.now), lambda work, officer: disable(work, officer),
])
def test_a_stream_ends_soon_after_its_token_or_officer(desk: Desk, counter: Counter, end: Any) -> None:
    before, events.LOOKED_AT = events.LOOKED_AT, 0.1
    try:
        with _stream(desk) as stream:
            next(stream)
            with counter.services.work() as work:
                end(work, work.officers.known(PEOPLE["officer"], work.office.code))
            assert list(stream) == []
    finally:
        events.LOOKED_AT = before
    assert before <= 30


def test_one_look_at_the_record_serves_all_streams(desk: Desk, counter: Counter) -> None:
    asked: list[str] = []

    def count(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.extend([statement] if "max(audit.serial)" in statement else [])

    with contextlib.ExitStack() as opened:
        streams = [opened.enter_context(_stream(desk)) for _ in range(EACH)]
        for stream in streams:
            next(stream)
        case = counter.open()
        for stream in streams:
            assert next(stream)["data"]["case"] == case.id
        sa.event.listen(counter.services.database.engine, "before_cursor_execute", count)
        counter.do(add_note, case, "电话已通知", OFFICER)
        for stream in streams:
            assert next(stream)["data"]["event"] == "note"
    assert len(asked) <= 3


def test_the_oldest_of_too_many_streams_gives_way(desk: Desk) -> None:
    with contextlib.ExitStack() as opened:
        first, *others = [opened.enter_context(_stream(desk)) for _ in range(EACH)]
        assert [next(one)["event"] for one in (first, *others)] == ["ready"] * EACH
        newest = opened.enter_context(_stream(desk))
        assert next(newest)["event"] == "ready"
        assert [one["event"] for one in first] == ["full"]


def test_more_streams_than_the_service_serves_are_refused(counter: Counter) -> None:
    async def fill() -> None:
        streams = Streams(counter.services)
        with contextlib.ExitStack() as held:
            for number in range(ALL):
                held.enter_context(streams.place(str(number)))
            with pytest.raises(TooManyStreams):
                streams.refuse_more()
        streams.refuse_more()

    asyncio.run(fill())


def test_a_stream_ends_when_the_service_stops(counter: Counter) -> None:
    with counter.services.work() as work:
        token = with_token(work, "本局停机", "officer", counter.services.office.code)
    app = create_app(counter.services)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, timeout_graceful_shutdown=3))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/api/v1/events"
        headers = {"Authorization": f"Bearer {token}"}
        try:
            with httpx.stream("GET", address, headers=headers, timeout=PATIENCE) as answer:
                stream = _events(answer)
                assert next(stream)["event"] == "ready"
                server.handle_exit(signal.SIGTERM, None)
                with contextlib.suppress(httpx.RemoteProtocolError):  # or it is cut off
                    assert list(stream) == []
            thread.join(timeout=20)
            assert not thread.is_alive()
        finally:
            server.should_exit, AppStatus.should_exit = True, False
            thread.join(timeout=20)


@pytest.mark.parametrize("query", [{"after": "x"}, {"after": "-1"}])
def test_a_place_that_is_none_is_refused(desk: Desk, query: dict[str, str]) -> None:
    assert desk.ask("GET", "/events", params=query).status_code == 422


def test_nobody_gets_no_stream(desk: Desk) -> None:
    assert desk.ask("GET", "/events", who="").status_code == 401
