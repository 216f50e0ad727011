"""Gate: who asks is known before a byte of the body is read, and no more of it is read than the route may need.

A request whose answer is made without its body closes the connection: what follows on it is never looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.callers import SAFE, Caller, comes_from_here, identify
from api.refusals import Refusal, closing
from cases.errors import CsrfFailed, RequestTooLarge, ShouliError, TooManyUploads
from casework.services import Services

KILO, MEGA = 1024, 1024 * 1024
LONGEST_QUERY, LONGEST_HEADERS = 4 * KILO, 16 * KILO
UPLOADS_AT_ONCE = 2
"""How many bodies of files one officer sends at the same time."""

PUBLIC = frozenset({"/login", "/login/strip"})
"""Where something is sent before anybody is logged in."""

FORM, JSON, SCAN = 64 * KILO, MEGA, 21 * MEGA
"""Most bytes of a form of the console, of a program's words, of one scanned letter."""


class Gate:
    """Stands before the routes.

    Args:
        app: What is below.
        services: Knows who is who, and how large a submission may be.
        refuse: Makes the answer to a refusal.
    """

    def __init__(self, app: ASGIApp, services: Services, refuse: Refusal) -> None:
        self._app, self._services, self._refuse = app, services, refuse
        self._uploads: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on with its body counted, or refuse it unread."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        body = _Body(receive, send, self.limit(scope["path"]))
        try:
            _refuse_long(request, body.limit)
            with self._place(await self._admit(request), body):
                await self._through(scope, body)
        except ShouliError as error:
            await closing(self._refuse(request, error))(scope, receive, send)

    def limit(self, path: str) -> int:
        """Return how many bytes a body may have that is sent to a path."""
        if path == "/api/v1/submissions":
            return self._services.intake_limits.mail_megabytes * MEGA + MEGA
        if path.endswith("/sealed"):
            return SCAN
        return JSON if path.startswith("/api/") else FORM

    async def _admit(self, request: Request) -> Caller | None:
        """Return who sends a body; None where none is wanted, or nobody need be known.

        Raises:
            NotAuthenticated: Nobody is known.
            CsrfFailed: Another site's page sends it.
        """
        if request.method in SAFE or request.scope["path"] in PUBLIC:
            return None
        caller = await run_in_threadpool(identify, self._services, request)
        if caller.session is not None and not comes_from_here(request.headers):
            raise CsrfFailed()
        request.state.caller = caller
        return caller

    @contextmanager
    def _place(self, caller: Caller | None, body: _Body) -> Iterator[None]:
        """Hold one of an officer's places for large bodies while one is handled.

        Raises:
            TooManyUploads: All are taken.
        """
        if caller is None or body.limit <= JSON:
            yield
            return
        if self._uploads[caller.officer.id] >= UPLOADS_AT_ONCE:
            raise TooManyUploads(most=UPLOADS_AT_ONCE)
        self._uploads[caller.officer.id] += 1
        try:
            yield
        finally:
            self._uploads[caller.officer.id] -= 1
            self._uploads += Counter()  # forgets those who have none

    async def _through(self, scope: Scope, body: _Body) -> None:
        try:
            await self._app(scope, body.receive, body.send)
        except Exception:
            if not body.overflowed:
                raise
        if body.overflowed and not body.answered:
            raise RequestTooLarge(limit=_words(body.limit))


class _Body:
    """A body that is counted while it is read; when it is too long, it ends and what is answered to it is dropped."""

    def __init__(self, receive: Receive, send: Send, limit: int) -> None:
        self._receive, self._send, self.limit = receive, send, limit
        self._seen = 0
        self.overflowed = self.answered = False

    async def receive(self) -> Message:
        """Return the next part of the body."""
        if self.overflowed:
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self.limit:
            self.overflowed = True
            return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        """Answer, unless the body was too long before the answer began."""
        if self.overflowed and not self.answered:
            return
        self.answered = True
        await self._send(message)


def _refuse_long(request: Request, limit: int) -> None:
    """Refuse by what the head says.

    Raises:
        RequestTooLarge: Address, head or announced body are too long.
    """
    if len(request.scope["query_string"]) > LONGEST_QUERY:
        raise RequestTooLarge(limit=_words(LONGEST_QUERY))
    if sum(len(name) + len(value) for name, value in request.scope["headers"]) > LONGEST_HEADERS:
        raise RequestTooLarge(limit=_words(LONGEST_HEADERS))
    announced = Headers(scope=request.scope).get("content-length", "0")
    if not (announced.isascii() and announced.isdigit() and len(announced) <= 20) or int(announced) > limit:
        raise RequestTooLarge(limit=_words(limit))


def _words(size: int) -> str:
    return f"{size // MEGA}MB" if size >= MEGA else f"{size // KILO}KB"
