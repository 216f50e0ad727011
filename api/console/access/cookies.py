"""The cookie of a session, and who may get to a page at all."""

from __future__ import annotations

import json
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response

from api.callers import COOKIE, SAFE
from api.console.shell import is_page_wanted, render
from cases.errors import CsrfFailed, NotAuthenticated, SecondFactorRequired, ShouliError

ENROLMENT = "/account/second-factor"


def set_cookie(response: Response, cookie: str) -> Response:
    """Give a browser the cookie of its session: for this host alone, unseen by scripts, not from other sites."""
    response.set_cookie(COOKIE, cookie, path="/", secure=True, httponly=True, samesite="strict")
    return response


def drop_cookie(response: Response) -> Response:
    """Take the cookie back."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="strict")
    return response


def within(address: str) -> str:
    """Return an address that a log-in leads to: a path of ours, else the desk."""
    ours = address.startswith("/") and address.isprintable()
    return address if ours and not address.startswith(("//", "/\\", "/login", "/logout")) else "/"


def turned_away(request: Request, error: ShouliError) -> Response | None:
    """Return where a page without a session leads; None where the refusal is told as any other.

    What a script of a page asks is answered so that nothing typed is lost: the page stays, and asks for the password.
    So it does where its session was followed by another one, begun in another window.
    """
    scripted = "hx-request" in request.headers
    if request.url.path.startswith("/api/") or not (scripted or is_page_wanted(request)):
        return None
    if isinstance(error, SecondFactorRequired):
        return _led(ENROLMENT, scripted=scripted)
    if scripted:
        return _strip(request) if isinstance(error, NotAuthenticated | CsrfFailed) else None
    if not isinstance(error, NotAuthenticated):
        return None
    asked = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    return _led(_login(asked if request.method in SAFE else "/"), scripted=False)


def _login(after: str) -> str:
    place = within(after)
    return "/login" if place == "/" else f"/login?next={quote(place, safe='')}"


def _led(address: str, *, scripted: bool) -> Response:
    if scripted:
        return Response(status_code=401, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def _strip(request: Request) -> Response:
    response = render(request, "access/strip.html", None, status=401, name="", told="")
    response.headers["HX-Trigger"] = json.dumps({"session-expired": {}})
    return response
