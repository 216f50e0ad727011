"""Days and times at the ends of the calendar, slips of a year and numbers are refused before they are reckoned with."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError

from api.console.access.account import TokenForm
from api.console.desk import PageQuery
from api.routes.cases import CaseQuery
from api.routes.desk import DeskQuery
from api.routes.question_schemas import ReceivedBody
from api.routes.requests import AnchorBody, PaperBody, VisitBody
from tests.office.desk import Desk

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


@pytest.mark.parametrize("stated", ["0", 1581465600, "1581465600", "2020-2-3", "20200203", "2020-02-30"])
@pytest.mark.parametrize(("body", "field", "beside"), STATED, ids=lambda one: getattr(one, "__name__", None))
def test_what_is_not_written_as_a_day_is_none(
    body: type[BaseModel], field: str, beside: dict[str, object], stated: object
) -> None:
    with pytest.raises(ValidationError):
        body.model_validate({field: stated, **beside})


def test_refusal_says_how_a_day_is_written(desk: Desk) -> None:
    for path in ("/tolerances?due_before=0", "/cases?due_before=0", "/desk?day=0"):
        answer = desk.ask("GET", path)
        assert answer.status_code == 422
        assert "须写成“2020-02-12" in answer.json()["message"]
