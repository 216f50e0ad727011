"""The page of the search: cases by words, each with the page and the line where they stand."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.console.shell import render
from api.dependencies import OfficerDep, ServicesDep
from cases.lifecycle import STATE_NAMES
from casework.search import search

router = APIRouter(include_in_schema=False)


@router.get("/search")
def show_search_page(
    request: Request, officer: OfficerDep, services: ServicesDep,
    q: Annotated[str, Query(max_length=100)] = "", before: Annotated[int | None, Query(ge=0, le=2**53)] = None,
) -> Response:
    """Return the cases that hold all words."""
    with services.reading() as work:
        found = search(work, officer, q, before)
    more = f"/search?{urlencode({'q': q, 'before': found.next})}" if found.next is not None else None
    return render(
        request, "search/page.html", officer, q=q, found=found, more=more, states=STATE_NAMES, later=before is not None,
    )
