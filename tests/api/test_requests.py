"""What an officer states reaches the letter under its own name, from whichever request."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

from api.routes.requests import DecisionBody, PaperBody, VisitBody
from replies.particulars import Particulars

FILLED_IN = {"reason", "day", "due", "provisional", "owed"}
"""What only the record knows."""


def test_every_particular_is_stated_by_a_request_or_known_to_the_record() -> None:
    stated = {name for body in (DecisionBody, PaperBody, VisitBody) for name in body.model_fields} | {"visit_place"}
    assert {one.name for one in fields(Particulars)} - stated == FILLED_IN


def test_requests_state_each_value_under_its_own_name() -> None:
    decision = DecisionBody.model_validate({
        "event": "grant", "note": "同意", "permit_no": " 证1号 ", "valid_to": "2023-02-19", "materials": ["title-deed"],
        "prepaid": True, "result": "已发证",
    })
    assert decision.stated == Particulars(
        note="同意", permit_no="证1号", valid_to=date(2023, 2, 19), materials=("title-deed",), prepaid=True,
        result="已发证",
    )
    paper = PaperBody.model_validate({"received": ["申请书"], "received_on": "2020-02-07", "tracking_no": " SF1 "})
    assert paper.stated == Particulars(received=("申请书",), received_on=date(2020, 2, 7), tracking_no="SF1")
    visit = VisitBody.model_validate({
        "visit_at": "2020-02-20T01:30:00Z", "place": "某路1号", "visitors": ["甲", "乙"], "bring": "原件",
    })
    assert visit.stated == Particulars(
        visit_at=datetime(2020, 2, 20, 1, 30, tzinfo=UTC), visit_place="某路1号", visitors=("甲", "乙"), bring="原件"
    )
