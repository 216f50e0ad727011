"""Days and times at the ends of the calendar, and slips of a year, are refused before anything is reckoned of them."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from api.console.access.account import TokenForm
from api.console.desk import PageQuery
from api.routes.cases import CaseQuery
from api.routes.desk import DeskQuery
from api.routes.question_schemas import ReceivedBody
from api.routes.requests import AnchorBody, PaperBody, VisitBody

STATED: list[tuple[type[BaseModel], str, dict[str, object]]] = [
    (DeskQuery, "day", {}), (PageQuery, "day", {}), (AnchorBody, "day", {}), (PaperBody, "received_on", {}),
    (TokenForm, "last_day", {"name": "接口"}), (CaseQuery, "due_before", {}), (VisitBody, "visit_at", {}),
    (ReceivedBody, "received_at", {"reason": "补记"}),
]


@pytest.mark.parametrize("year", ["0001", "0202", "9999"])
@pytest.mark.parametrize(("body", "field", "beside"), STATED, ids=lambda one: getattr(one, "__name__", None))
def test_year_in_which_no_office_works_is_refused(
    body: type[BaseModel], field: str, beside: dict[str, object], year: str
) -> None:
    is_day = field in {"day", "received_on", "last_day"}
    for stated, wrong in (("2020-02-03", False), (f"{year}-12-31", True), (f"{year}-01-01", True)):
        given = {field: stated if is_day else f"{stated}T09:00:00+14:00", **beside}
        if wrong:
            with pytest.raises(ValidationError):
                body.model_validate(given)
        else:
            body.model_validate(given)
