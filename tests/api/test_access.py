"""Who may see what: no token 401, another office 404, for every route there is (trust T19)."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.routing import APIRoute

from api.app import create_app
from api.dependencies import PREFIX
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from record.schema import NEWEST, stamp
from tests.office.desk import Desk

OPEN = {("GET", "/health")}
"""Routes for everybody."""

LISTS = {
    ("GET", "/cases"), ("GET", "/messages"), ("GET", "/catalogue/items"), ("POST", "/submissions"),
    ("POST", "/letters/batch"), ("GET", "/proposals"),
    ("GET", "/stand-ins"), ("POST", "/stand-ins"),
    ("GET", "/exports/{name}.xlsx"), ("GET", "/exports/{name}.csv"), ("GET", "/tolerances"), ("GET", "/anchors"),
    ("GET", "/desk"), ("GET", "/search"), ("POST", "/assignments"),
}
"""Routes without an object in their address; what an export holds is tested in test_exports.py."""

REQUESTS: dict[tuple[str, str], dict[str, Any]] = {
    ("GET", "/cases/{case_id}"): {},
    ("GET", "/cases/{case_id}/report"): {},
    ("GET", "/cases/{case_id}/pages/{number}.png"): {},
    ("GET", "/cases/{case_id}/pages/{number}.webp"): {},
    ("GET", "/cases/{case_id}/pages/{number}/seals/{seal}.webp"): {},
    ("GET", "/cases/{case_id}/pages/{number}/seals/{seal}.png"): {},
    ("GET", "/cases/{case_id}/cross-page-seals/{material}.png"): {},
    ("GET", "/cases/{case_id}/evidence/{key}"): {},
    ("GET", "/cases/{case_id}/evidence/{key}/{part}.png"): {},
    ("GET", "/cases/{case_id}/label.pdf"): {},
    ("GET", "/cases/{case_id}/files/{position}"): {},
    ("GET", "/cases/{case_id}/whitelists"): {},
    ("POST", "/cases/{case_id}/decision"): {"json": {"outcome": "review"}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/assign"): {"json": {"officer": None}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/notes"): {"json": {"text": "备注"}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/tasks/{task_id}/done"): {"headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/item"): {"json": {"item": "layoff-report"}, "headers": {"If-Match": "1"}},
    ("GET", "/cases/{case_id}/questions"): {},
    ("POST", "/cases/{case_id}/answers"): {"json": {"question": "a", "answer": 1}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/withdraw-answer"): {"json": {}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/unit"): {"json": {"unit": "某某公司"}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/received"): {
        "json": {"received_at": "2020-02-03T09:00:00+08:00", "reason": "补登"}, "headers": {"If-Match": "1"},
    },
    ("POST", "/cases/{case_id}/values"): {
        "json": {"page": 1, "document": "a", "field": "b", "text": "c"}, "headers": {"If-Match": "1"},
    },
    ("POST", "/cases/{case_id}/pages/{number}/material"): {"json": {"material": ""}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/pages/discard"): {
        "json": {"pages": [1], "reason": "夹带"}, "headers": {"If-Match": "1"},
    },
    ("POST", "/cases/{case_id}/findings/strike"): {
        "json": {"finding": "a", "reason": "看错"}, "headers": {"If-Match": "1"},
    },
    ("POST", "/cases/{case_id}/findings/add"): {
        "json": {"code": "material-missing", "sentence": "缺。"}, "headers": {"If-Match": "1"},
    },
    ("POST", "/cases/{case_id}/calls"): {
        "json": {"purpose": "verify", "person": "参保人", "result": "属实"}, "headers": {"If-Match": "1"},
    },
    ("POST", "/cases/{case_id}/paper"): {"json": {}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/site-visit"): {"json": {"result": "一致"}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/audit"): {"json": {"note": "抽查无误"}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/withdraw"): {"json": {"note": "来信撤回"}, "headers": {"If-Match": "1"}},
    ("POST", "/tolerances/{debt_id}"): {
        "json": {"state": "waived", "note": "数据共享"}, "headers": {"If-Match": "1"},
    },
    ("POST", "/anchors/{name}"): {"json": {"day": "2020-04-29"}},
    ("GET", "/messages/{message_id}"): {},
    ("GET", "/letters/{letter_id}"): {},
    ("POST", "/letters/{letter_id}/send"): {},
    ("POST", "/letters/{letter_id}/recall"): {},
    ("POST", "/cases/{case_id}/recall"): {"headers": {"If-Match": "1"}},
    ("POST", "/stand-ins/{stand_in_id}/end"): {},
    ("GET", "/cases/{case_id}/letter"): {},
    ("POST", "/cases/{case_id}/letter-text"): {"json": {"text": "某单位："}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/propose"): {"json": {"outcome": "accept"}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/approve"): {"json": {}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/return"): {"json": {"note": "再看"}, "headers": {"If-Match": "1"}},
    ("POST", "/cases/{case_id}/lease"): {},
    ("POST", "/cases/{case_id}/lease/release"): {},
    ("POST", "/cases/{case_id}/lease/request"): {},
    ("GET", "/letters/{letter_id}/paper.pdf"): {},
    ("POST", "/letters/{letter_id}/sealed"): {"files": {"scan": ("a.pdf", b"%PDF-1.4", "application/pdf")}},
}
"""A well-formed request for every route with an object. A new route must be entered here, or the test fails."""


ELSEWHERE = {"stand_in_id": "0", "key": "0", "part": "0", "task_id": "0", "debt_id": "0", "name": "epidemic_end"}


def _routes() -> list[tuple[str, str]]:
    app = create_app(build_judging(Settings()))
    routes = [route for route in _flat(app.routes) if isinstance(route, APIRoute) and route.include_in_schema]
    return sorted((method, route.path.removeprefix(PREFIX)) for route in routes for method in route.methods or ())


def _flat(routes: Any) -> list[Any]:
    """Return the routes, those of included routers too (FastAPI keeps a router as one entry)."""
    inner = [(route, getattr(route, "original_router", None)) for route in routes]
    return [one for route, router in inner for one in (_flat(router.routes) if router is not None else [route])]


ROUTES = _routes()


def address_of(desk: Desk, path: str) -> str:
    case = desk.office.cases()[0]
    letter = desk.office.letters(case.id)[0]
    with desk.office.services.database.begin() as connection:
        from record.repository import CaseRepository

        message = CaseRepository(connection).joined(case.id)[0]["message_id"]
    places = {"number": 1, "seal": 1, "material": "form", "position": 0, **ELSEWHERE}
    return path.format(case_id=case.id, message_id=message, letter_id=letter.id, **places)


def test_every_route_is_known_here() -> None:
    assert len(ROUTES) > 10
    assert set(ROUTES) == OPEN | LISTS | set(REQUESTS)
    assert all("{" in path for _, path in REQUESTS)


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route not in OPEN])
def test_nobody_gets_in_without_token(desk: Desk, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic eDp5"}):
        answer = desk.ask(
            method, address_of(desk, path), who="", headers={"If-Match": "1", "Idempotency-Key": "k", **headers},
            json={"outcome": "review"} if method == "POST" else None,
        )
        assert (answer.status_code, answer.json()["code"]) == (401, "not-authenticated")


@pytest.mark.parametrize(("method", "path"), sorted(REQUESTS))
def test_object_of_another_office_is_not_there(desk: Desk, method: str, path: str) -> None:
    address, request = address_of(desk, path), REQUESTS[method, path]
    before = desk.office.cases()
    foreign = desk.ask(method, address, who="stranger", key=f"foreign {path}", **request)
    assert foreign.status_code == 404
    assert foreign.json()["code"] in {"case-not-found", "not-found"}
    nobody = {"case_id": "0" * 32, "number": 1, "seal": 1, "material": "form", "position": 0}
    absent = path.format(message_id="0", letter_id="0", **nobody, **{**ELSEWHERE, "name": "0"})
    missing = desk.ask(method, absent, who="officer", key=f"missing {path}", **request)
    assert missing.status_code == 404
    assert desk.office.cases() == before


def test_lists_show_the_own_office_only(desk: Desk) -> None:
    assert len(desk.ask("GET", "/cases").json()["cases"]) == 2
    assert desk.ask("GET", "/cases", who="stranger").json() == {"cases": [], "next": None}
    assert desk.ask("GET", "/messages", who="stranger").json() == {"messages": [], "next": None}


def test_health_is_open_and_tells_nothing_of_cases(desk: Desk) -> None:
    answer = desk.ask("GET", "/health", who="")
    assert answer.json() == {
        "status": "ok", "database": True, "schema_revision": NEWEST, "schema_fits": True, "queue": None,
        "open_steps": 0, "refused_accounts": 0, "data_private": True, "skipped_messages": 0, "older_messages": 0,
        "office": "bj-chaoyang",
        "catalogue": desk.office.services.catalogue.version,
        "epidemic_end": None, "emergency_rules_until": "9999-12-31",
    }


def test_health_says_so_when_another_version_has_changed_the_tables(desk: Desk) -> None:
    with desk.office.services.database.begin() as connection:
        stamp(connection, "9999")
    answer = desk.ask("GET", "/health", who="").json()
    assert (answer["status"], answer["schema_revision"], answer["schema_fits"]) == ("degraded", "9999", False)
