"""Log-in: name, password and code in one form; and the strip that asks for them on a page whose session is over."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from api.callers import COOKIE, comes_from_here
from api.console.access.cookies import ENROLMENT, drop_cookie, set_cookie, within
from api.console.shell import render
from api.dependencies import CallerDep, ServicesDep
from cases.errors import CsrfFailed, LoginRefused, LoginThrottled, ShouliError
from casework.access import accounts
from casework.access.log_in import Attempt, LoggedIn, log_in
from casework.services import Services

router = APIRouter(include_in_schema=False)


class LoginForm(BaseModel):
    """What is typed to come in."""

    name: str = Field("", max_length=80)
    password: str = Field("", max_length=1000, repr=False)
    code: str = Field("", max_length=40, repr=False)
    next: str = Field("/", max_length=2000)


@router.get("/login")
def show_login(request: Request, services: ServicesDep, next: Annotated[str, Query(max_length=2000)] = "/") -> Response:
    """Return the log-in page."""
    return _page(request, services, LoginForm(name="", password="", code="", next=next))


@router.post("/login")
async def enter(request: Request, services: ServicesDep, form: Annotated[LoginForm, Form()]) -> Response:
    """Begin a session and lead on to what was wanted, or say that something is not right."""
    try:
        came = await run_in_threadpool(_log_in, request, services, form)
    except (LoginRefused, LoginThrottled, CsrfFailed) as error:
        return _told(_page(request, services, form, error), error)
    return set_cookie(RedirectResponse(within(form.next) if came.complete else ENROLMENT, 303), came.cookie)


@router.get("/login/strip")
def show_strip(request: Request, services: ServicesDep) -> Response:
    """Return the strip, with the name of whose session it was."""
    with services.reading() as work:
        name = work.sessions.last_holder(request.cookies.get(COOKIE, ""))
    return render(request, "access/strip.html", None, name=name or "", told="")


@router.post("/login/strip")
async def enter_again(request: Request, services: ServicesDep, form: Annotated[LoginForm, Form()]) -> Response:
    """Begin a session in place; the page repeats what it had asked."""
    try:
        came = await run_in_threadpool(_log_in, request, services, form)
    except (LoginRefused, LoginThrottled, CsrfFailed) as error:
        # the script swaps it in, for an answer of 4xx it would not
        return render(request, "access/strip.html", None, name=form.name, told=error.message)
    response = Response(media_type="text/html; charset=utf-8")
    if not came.complete:
        response.headers["HX-Redirect"] = ENROLMENT
        return set_cookie(response, came.cookie)
    response.headers["HX-Trigger"] = json.dumps({"session-renewed": {"csrf": came.csrf}})
    return set_cookie(response, came.cookie)


@router.post("/logout")
def leave(caller: CallerDep, services: ServicesDep) -> Response:
    """End the session."""
    if caller.session is not None:
        with services.work() as work:
            accounts.end_session(work, caller.officer, caller.session.id)
    return drop_cookie(RedirectResponse("/login", 303))


def _log_in(request: Request, services: Services, form: LoginForm) -> LoggedIn:
    """Log somebody in from a page of ours; the session that the browser had before ends.

    Raises:
        CsrfFailed: Another site sent the form.
        LoginRefused, LoginThrottled: Something is not right.
    """
    if not comes_from_here(request.headers):
        raise CsrfFailed()
    address = request.client.host if request.client is not None else ""
    came = log_in(services, Attempt(form.name.strip(), form.password, form.code, address))
    with services.work() as work:
        work.sessions.forget(request.cookies.get(COOKIE, ""))
    return came


def _page(request: Request, services: Services, form: LoginForm, error: ShouliError | None = None) -> Response:
    told = error.message if error is not None else ""
    return render(
        request, "access/login.html", None, status=error.status if error is not None else 200, name=form.name,
        after=within(form.next), told=told, demo=services.demo,
    )


def _told(response: Response, error: ShouliError) -> Response:
    if isinstance(error, LoginThrottled):
        response.headers["Retry-After"] = str(error.detail["seconds"])
    return response
