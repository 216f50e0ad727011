"""Forms that were refused where no script runs: the browser has left the page, the answer holds the form again.

Nothing that was typed is lost by it. A page with scripts stays as it is, and needs no such answer.
"""

from __future__ import annotations

import re

from fastapi import Request
from fastapi.responses import Response

from api.callers import SAFE, Caller
from api.console.labels import TYPED
from api.console.shell import is_page_wanted, render
from cases.errors import (
    CsrfFailed,
    NotAuthenticated,
    SecondFactorRequired,
    SessionReplaced,
    ShouliError,
    VersionConflict,
)

CHANGED = "这一件刚才变了，没有办理；请打开看过，再把填写的内容写到那里。"
_CASE = re.compile(r"/cases/[^/]+")
_WITHOUT = ("/login", "/logout", "/account")
"""What is typed there is shown to nobody again."""


async def form_again(request: Request, error: ShouliError) -> Response | None:
    """Return the page of a form that a browser sent without scripts; None where nothing was typed in it."""
    lost = isinstance(error, NotAuthenticated | SecondFactorRequired)
    if lost or request.method in SAFE or not is_page_wanted(request) or request.url.path.startswith(_WITHOUT):
        return None
    sent = [(name, value) for name, value in (await request.form()).multi_items() if isinstance(value, str)]
    typed = [(name, TYPED[name], value) for name, value in sent if name in TYPED]
    if not any(value.strip() for _, _, value in typed):
        return None
    changed = isinstance(error, VersionConflict)
    caller = getattr(request.state, "caller", None)
    return render(
        request, "refused.html", caller.officer if isinstance(caller, Caller) else None, status=error.status,
        message=CHANGED if changed else (_replaced(request, error) or error).message, typed=typed, again=not changed,
        carried=[(name, value) for name, value in sent if name not in TYPED and name != "csrf"],
        back=case_of(request) or "/",
    )


def case_of(request: Request) -> str:
    """Return the address of the case that a form is about, empty for none."""
    found = _CASE.match(request.url.path) if request.method not in SAFE else None
    return found[0] if found is not None else ""


def _replaced(request: Request, error: ShouliError) -> SessionReplaced | None:
    """Return what is wrong with a page of ours that shows the word of an earlier session, None where that is not so."""
    caller = getattr(request.state, "caller", None)
    if isinstance(error, CsrfFailed) and hasattr(request.state, "csrf") and isinstance(caller, Caller):
        return SessionReplaced(officer=caller.officer.name)
    return None
