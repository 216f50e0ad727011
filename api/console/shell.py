"""Shell: how every page of the console is made and what it is allowed to load.

Strict policy: scripts and styles come from files of ours alone, nothing inline; pictures from us alone; forms go to us
alone; nobody frames a page (trust T11). Templates escape what they print.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import jinja2
from fastapi import Request
from fastapi.responses import Response

from api.console import assets
from api.shown import printed
from record.officers import ROLE_NAMES, Officer
from record.repository import BEIJING
from replies.wording import hide

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'",
    "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
))
"""Content-Security-Policy of every page of the console."""

_WEEKDAYS = "一二三四五六日"


def render(
    request: Request, template: str, officer: Officer | None, *, status: int = 200, **values: Any
) -> Response:
    """Return a page, or a part of one, made of a template.

    Args:
        request: What was asked.
        template: Path below ``templates``.
        officer: Who looks at it; None on the way in.
        status: HTTP status.
        **values: What the template shows.
    """
    services = request.app.state.services
    text = _ENVIRONMENT.get_template(template).render(
        officer=officer, office=services.office, role_names=ROLE_NAMES, path=request.url.path,
        csrf=getattr(request.state, "csrf", ""), **values,
    )
    return Response(
        text, status, media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": POLICY, "Vary": "HX-Request, Cookie"},
    )


def is_page_wanted(request: Request) -> bool:
    """Tell a browser that asks for a page from a program, and from a script that asks for a part of one."""
    if request.url.path.startswith("/api/") or request.headers.get("hx-request"):
        return False
    return "text/html" in request.headers.get("accept", "")


def announce(response: Response, sentence: str, *, undo: str = "") -> Response:
    """Let a page say a sentence in its live region, with a way to take back what was done.

    Args:
        response: The answer to an act.
        sentence: What was done, in Chinese.
        undo: Address that a POST takes it back at; empty: there is none.
    """
    told = {"announce": {"sentence": sentence, "undo": undo}}
    response.headers["HX-Trigger"] = json.dumps(told)  # ASCII: a header knows no Chinese
    return response


def _day(value: date | datetime | None) -> str:
    """Return a day as officers read it."""
    if value is None:
        return "—"
    local = value.astimezone(BEIJING) if isinstance(value, datetime) else value
    return f"{local.year}年{local.month}月{local.day}日"


def _short_day(value: date | datetime | None) -> str:
    """Return a day of this year with its weekday."""
    if value is None:
        return "—"
    local = value.astimezone(BEIJING) if isinstance(value, datetime) else value
    return f"{local.month}月{local.day}日 周{_WEEKDAYS[local.weekday()]}"


def _moment(value: datetime | None) -> str:
    """Return a time to the minute."""
    if value is None:
        return "—"
    local = value.astimezone(BEIJING)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def _clock(value: datetime) -> str:
    """Return the time of day."""
    return f"{value.astimezone(BEIJING):%H:%M}"


def _field_time(value: datetime) -> str:
    """Return a time as a field for one holds it, in the office's zone."""
    return f"{value.astimezone(BEIJING):%Y-%m-%dT%H:%M}"


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True,
        finalize=printed, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, auto_reload=False,
    )
    environment.globals["asset"] = assets.address
    environment.filters.update(
        day=_day, short_day=_short_day, moment=_moment, clock=_clock, hidden=hide, field_time=_field_time
    )
    return environment


_ENVIRONMENT = _environment()


def make_ready() -> None:
    """Have all pages' templates at hand: the first officers of a morning come at once."""
    for name in _ENVIRONMENT.list_templates():
        _ENVIRONMENT.get_template(name)
