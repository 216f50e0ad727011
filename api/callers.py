"""Who asks: the officer behind a token or a session's cookie, and whether a page of ours asked (trust T20)."""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.datastructures import Headers
from starlette.requests import Request

from cases.errors import CsrfFailed, NotAuthenticated, TokenScopeLacking
from casework.services import Services
from casework.stand_ins import acting
from casework.work import Work
from record.database import RecordUnavailable
from record.officers import Officer
from record.sessions import Session
from record.tokens import Token

COOKIE = "__Host-shouli"
"""Browsers send it over TLS, and on this machine over plain HTTP too; only to the very host that set it."""

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_BY_ITSELF = re.compile(r"/api/v1/events|/desk/rail|/cases/[^/]+/(?:lease|panes)")
"""What an open page looks up by itself, again and again: no sign that anybody sits before it."""

_NOTES = ThreadPoolExecutor(1, "last-use")
_SESSION_NOTED, _TOKEN_NOTED = timedelta(minutes=1), timedelta(minutes=10)
"""How exactly the last use is known: not every request is to write."""


@dataclass(frozen=True, slots=True)
class Caller:
    """An officer, and what he came in with: one of the two."""

    officer: Officer
    session: Session | None = None
    token: Token | None = None

    @property
    def complete(self) -> bool:
        """Whether there is nothing left to enrol."""
        return self.session is None or self.session.complete


def identify(services: Services, request: Request) -> Caller:
    """Return who asks; a token goes before a cookie, for no foreign page can send one.

    Raises:
        NotAuthenticated: Nobody, or what he came with is good no more.
    """
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind:
        if kind.lower() != "bearer" or not token:
            raise NotAuthenticated()
        return _bearer(services, token.strip())
    cookie = request.cookies.get(COOKIE, "")
    if not cookie:
        raise NotAuthenticated()
    by_itself = request.method in SAFE and _BY_ITSELF.fullmatch(request.scope["path"]) is not None
    return _holder(services, cookie, used=not by_itself)


def _bearer(services: Services, text: str) -> Caller:
    with services.reading() as work:
        now = work.now
        officer, token = work.tokens.bearer(text, now)
        officer = acting(work, officer)
    if _longer_ago(token.last_used_at, now, _TOKEN_NOTED):
        _note(services, lambda work: work.tokens.used(token, now))
    return Caller(officer, token=token)


def _holder(services: Services, cookie: str, *, used: bool) -> Caller:
    with services.reading() as work:
        now = work.now
        officer, session = work.sessions.holder(cookie, now)
        officer = acting(work, officer)
    if used and _longer_ago(session.seen_at, now, _SESSION_NOTED):
        _note(services, lambda work: work.sessions.seen(session, now))
    return Caller(officer, session=session)


def _note(services: Services, note: Callable[[Work], None]) -> None:
    """Note a use when there is a turn to write: who only reads waits for nobody."""

    def write() -> None:
        with suppress(RecordUnavailable), services.work() as work:
            note(work)

    _NOTES.submit(write)


def _longer_ago(at: datetime | None, now: datetime, than: timedelta) -> bool:
    return at is None or now - at > than


async def refuse_foreign_page(request: Request, session: Session) -> None:
    """Refuse a change that no page of ours asked: it lacks the session's word, or another site sent it.

    Raises:
        CsrfFailed: It is so.
    """
    if not comes_from_here(request.headers):
        raise CsrfFailed()
    shown = request.headers.get("X-CSRF-Token") or await _field(request)
    if not hmac.compare_digest(shown.encode(), session.csrf.encode()):
        raise CsrfFailed()


def comes_from_here(headers: Headers) -> bool:
    """Tell whether the browser says that the request is its own site's; one that says nothing is not believed.

    A form of a page under ``Referrer-Policy: no-referrer`` has the origin ``null``; only ``Sec-Fetch-Site`` tells then.
    """
    site = headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    place = headers.get("Origin", "").partition("://")[2]
    return place != "" and place == headers.get("Host")


async def _field(request: Request) -> str:
    kind = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return ""
    found = (await request.form()).get("csrf")
    return found if isinstance(found, str) else ""


def refuse_other_use(caller: Caller, method: str, path: str) -> None:
    """Refuse a token that was not made for what it is used for.

    Raises:
        TokenScopeLacking: It was not.
    """
    if caller.token is not None and not caller.token.allows(scope := needed_scope(method, path)):
        raise TokenScopeLacking(scope=scope)


def needed_scope(method: str, path: str) -> str:
    """Return what a token must be made for, to be used for a route.

    Args:
        method: Of the request.
        path: Of the route, below the prefix.
    """
    if path.startswith("/exports"):
        return "export"
    if method in SAFE:
        return "read"
    first = path.split("/")[1]
    return {"submissions": "submit", "anchors": "admin"}.get(first, "decide")
