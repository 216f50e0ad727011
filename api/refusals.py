"""Refusals: the answer to an error, as a page for a browser and as a code with its sentence for programs."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from cases.errors import ShouliError

Refusal = Callable[[Request, ShouliError], Response]
"""Makes the answer to an error out of what was asked."""


def closing(response: Response) -> Response:
    """Return an answer that ends the connection: what follows on it is never looked at."""
    response.headers["Connection"] = "close"
    return response


def coded(error: ShouliError) -> JSONResponse:
    """Return an error as programs read it."""
    detail = {name: str(value) for name, value in error.detail.items()}
    return JSONResponse({"code": error.code, "message": error.message, "detail": detail}, error.status)
