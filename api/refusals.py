"""Refusals: the answer to an error, as a page for a browser and as a code with its sentence for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from api.days import STATED
from api.shown import CoveredResponse
from cases.errors import PreconditionRequired, RequestInvalid, ShouliError

Refusal = Callable[[Request, ShouliError], Response]
"""Makes the answer to an error out of what was asked."""


def closing(response: Response) -> Response:
    """Return an answer that ends the connection: what follows on it is never looked at."""
    response.headers["Connection"] = "close"
    return response


def coded(error: ShouliError) -> Response:
    """Return an error as programs read it."""
    detail = {name: str(value) for name, value in error.detail.items()}
    return CoveredResponse({"code": error.code, "message": error.message, "detail": detail}, error.status)


def refusal_of(errors: Sequence[Mapping[str, Any]]) -> ShouliError:
    """Return the refusal of a request whose form is wrong: which header it lacks, or what is to be looked at.

    Args:
        errors: As pydantic tells them.
    """
    for one in errors:
        if one["type"] == "missing" and one["loc"][0] == "header":
            return PreconditionRequired(header=one["loc"][-1])
        if one["type"] == "missing" and tuple(one["loc"]) == ("query", "reason"):
            return RequestInvalid(reason="请填写查看理由（query.reason）")
    return RequestInvalid(reason=f"请检查 {'、'.join(_place(one) for one in errors)}")


def _place(error: Mapping[str, Any]) -> str:
    place = ".".join(str(part) for part in error["loc"])
    return f"{place}（{error['msg']}）" if error["type"] == STATED else place
