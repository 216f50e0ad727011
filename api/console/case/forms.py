"""Forms of a case: what a page posts about a case that its officer has just looked at."""

from __future__ import annotations

import re
from typing import Annotated, TypeVar

from fastapi import Depends, Form
from pydantic import BaseModel, StringConstraints, ValidationError

from api.changes import CaseChange
from api.console.labels import to_check
from api.dependencies import CaseId, OfficerDep, ServicesDep
from cases.errors import RequestInvalid

B = TypeVar("B", bound=BaseModel)
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), Form()]
"""Why something is done; blanks are no reason."""

_BETWEEN = re.compile(r"[\s,，、;；]+")
_NUMBER = re.compile(r"\d{1,6}")


def form_change(
    case_id: CaseId, officer: OfficerDep, services: ServicesDep, version: Annotated[int, Form(ge=1)],
    key: Annotated[str, Form(min_length=1, max_length=200)],
) -> CaseChange:
    """Return the change that a form asks for; its hidden fields say which version was seen, and its key."""
    return CaseChange(services, officer, case_id, version, key)


FormChangeDep = Annotated[CaseChange, Depends(form_change)]


def page_numbers(text: str) -> list[int]:
    """Return the numbers of pages that stand in a field, with commas or blanks between them.

    Raises:
        RequestInvalid: Something else stands there: of ``2-5`` nobody knows whether it means two pages or four.
    """
    parts = [one for one in _BETWEEN.split(text) if one]
    if not all(_NUMBER.fullmatch(one) for one in parts):
        raise RequestInvalid(reason="页码请一页一页写，用逗号分开，如“2,3,5”")
    return [int(one) for one in parts]


def body_of(kind: type[B], **values: object) -> B:
    """Return a body as a program would send it.

    Raises:
        RequestInvalid: It is none.
    """
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        raise RequestInvalid(reason=to_check(part for one in error.errors() for part in one["loc"])) from error
