"""The API application: routes, one error handler, safe headers."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from fastapi_offline import FastAPIOffline
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.console import assets, batch, desk_rows, shell, sign_off
from api.console import desk as desk_page
from api.console import search as search_page
from api.console import stand_ins as deputies
from api.console.access import account, login
from api.console.access.cookies import turned_away
from api.console.case import around, lease, letter_acts, material_acts, page, question_acts
from api.console.labels import to_check
from api.console.refused import case_of, form_again
from api.console.shell import is_page_wanted, render
from api.dependencies import PREFIX
from api.gate import Gate
from api.refusals import coded, refusal_of
from api.routes import (
    acts,
    cases,
    catalogue,
    decisions,
    desk,
    events,
    exports,
    health,
    material,
    messages,
    pictures,
    questions,
    search,
    stand_ins,
    submissions,
    teamwork,
    tolerances,
    whitelists,
)
from api.routes import batch as letters_together
from api.routes.schemas import ErrorBody
from api.shown import CoveredResponse
from api.streams import Streams
from api.transport import Transport
from cases.error_places import place_of
from cases.errors import NotFound, RequestInvalid, ShouliError
from casework.services import Services
from views import page_pictures

LOG = structlog.get_logger()
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cache-Control": "no-store",
}


def create_app(services: Services) -> FastAPI:
    """Return the application over the given services."""
    app = FastAPIOffline(
        title="受理 shouli", version="1",
        description="企业申请材料的收件、审核与答复。以 `Authorization: Bearer 令牌` 访问，或者登录后在浏览器中访问。",
        lifespan=_ready,
        default_response_class=CoveredResponse, responses={"4XX": {"model": ErrorBody}, "5XX": {"model": ErrorBody}},
    )
    app.state.services = services
    app.state.streams = Streams(services)
    for routes in (
        acts, cases, catalogue, decisions, desk, events, exports, health, letters_together, material, messages,
        pictures, questions, search, stand_ins, submissions, teamwork, tolerances, whitelists,
    ):
        app.include_router(routes.router, prefix=PREFIX)
    for pages in (
        assets, desk_page, desk_rows, search_page, batch, sign_off, page, around, material_acts, letter_acts,
        question_acts, lease, login, account, deputies,
    ):
        app.include_router(pages.router)
    app.add_exception_handler(ShouliError, _known_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _unknown_error)
    app.add_middleware(Gate, services=services, refuse=_answer)
    app.add_middleware(Transport, proxies=services.proxies, refuse=_answer)
    app.add_middleware(_SafeHeaders)
    return app


_SWITCH = 0.0005
"""Seconds after which a thread that computes lets another go on.

Each row that SQLite hands over lets go of the interpreter and waits for it again: with the usual 5 ms a page of sixty
rows waits for a third of a second where one other thread computes.
"""


@asynccontextmanager
async def _ready(_: FastAPI) -> AsyncIterator[None]:
    sys.setswitchinterval(_SWITCH)
    for make_ready in (shell.make_ready, page_pictures.make_ready):  # who comes first waits no longer than others
        await run_in_threadpool(make_ready)
    yield


class _SafeHeaders:
    """Adds the headers that every answer has. Args: the application below."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and its answer with the headers."""
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


def _answer(request: Request, error: ShouliError) -> Response:
    """Return a refusal: a page for a browser, the sentence and its code for programs and scripts."""
    led = turned_away(request, error)
    if led is not None:
        return led
    if is_page_wanted(request):
        return render(request, "error.html", None, status=error.status, message=error.message, case=case_of(request))
    return coded(error)


async def _refused(request: Request, error: ShouliError) -> Response:
    """Refuse what a route was asked; what was typed in a form is kept."""
    return await form_again(request, error) or _answer(request, error)


async def _known_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ShouliError)
    return await _refused(request, error)


async def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    if not request.url.path.startswith("/api/"):
        names = (part for one in error.errors() for part in one["loc"])
        return await _refused(request, RequestInvalid(reason=to_check(names)))
    return _answer(request, refusal_of(error.errors()))


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _answer(request, NotFound(what="该地址"))
    headers = dict(error.headers or {})
    if error.status_code == 405:
        headers["Allow"] = ", ".join(_allowed(request))
    message = "请求方式不受支持。" if error.status_code == 405 else "请求无法处理，请检查格式后重试。"
    body = {"code": f"http-{error.status_code}", "message": message, "detail": {}}
    return CoveredResponse(body, error.status_code, headers=headers)


def _allowed(request: Request) -> list[str]:
    """Return how an address may be asked; each way is a route of its own, which knows of no other."""
    ways = {method: {**request.scope, "method": method} for method in ("GET", "POST")}
    return [
        method for method, scope in ways.items()
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.router.routes)
    ]


async def _unknown_error(request: Request, error: Exception) -> Response:
    LOG.error("api.failed", kind=type(error).__name__, where=place_of(error), path=request.url.path)
    answer = _answer(request, ShouliError())
    answer.headers.update(_HEADERS)  # this answer is made outside the middleware
    answer.headers["Connection"] = "close"  # the server ends it: nobody should ask on it again
    return answer
