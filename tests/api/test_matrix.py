"""Who may what, for every route there is: role × office × item × login state × size of the body (trust T19, T20).

The table of docs/access.md says what is expected; a route that does not stand there fails. Bodies and addresses are
made by :mod:`tests.api.asking`; a field that must mean something gets its value there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.callers import needed_scope
from api.dependencies import PREFIX
from api.gate import FORM, JSON
from casework.access.accounts import SCOPES
from record.officers import ROLES
from tests.api.asking import UNSAFE, Route, routes
from tests.api.seats import OURS, Seats, seats_in
from tests.docs.test_docs import read, rows, section

ENDLESS = "GET /api/v1/events"
"""Its answer does not end; who may see it is asked before it begins."""


def table() -> dict[str, tuple[str, str]]:
    """Return who may ask a route and what a token needs, as documented."""
    found = (row for row in rows(section(read("docs/access.md"), "## Routes")) if len(row) == 3)
    return {row[0].strip("`"): (row[1], row[2].strip("`")) for row in found if re.match("[A-Z]+ /", row[0])}


TABLE = table()
ALL = routes()
GUARDED = [route for route in ALL if TABLE.get(str(route), ("", ""))[0] != "everybody"]
BY_ROLE = [route for route in GUARDED if TABLE.get(str(route), ("", ""))[0] != "session" and str(route) != ENDLESS]
OBJECTS = [route for route in BY_ROLE if route.has_object]
SENDING = [route for route in ALL if route.method in UNSAFE]


@pytest.fixture(scope="module")
def seats(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seats]:
    with seats_in(Path(tmp_path_factory.mktemp("matrix"))) as found:
        yield found


def test_every_route_stands_in_the_table() -> None:
    assert {str(route) for route in ALL} == set(TABLE)


@pytest.mark.parametrize("route", BY_ROLE, ids=str)
def test_token_needs_what_the_table_says(route: Route) -> None:
    assert TABLE[str(route)][1] == needed_scope(route.method, route.path.removeprefix(PREFIX))


@pytest.mark.parametrize("route", GUARDED, ids=str)
def test_nobody_gets_in(seats: Seats, route: Route) -> None:
    states = {
        "nobody": {}, "a password": {"Authorization": "Basic eDp5"},
        "an unknown token": {"Authorization": "Bearer wrong"},
        "a revoked token": seats.revoked(), "a session that is over": seats.session(over=True),
    }
    for state, headers in states.items():
        answer = seats.ask(route, headers)
        if route.is_page:
            assert answer.status_code == 303, state
            assert answer.headers["location"].startswith("/login"), state
        else:
            assert (answer.status_code, answer.json()["code"]) == (401, "not-authenticated"), state


@pytest.mark.parametrize("route", [route for route in GUARDED if "second-factor" not in route.path], ids=str)
def test_who_has_to_enrol_does_nothing_else(seats: Seats, route: Route) -> None:
    headers = seats.session(complete=False)
    if route.method in UNSAFE:
        headers["X-CSRF-Token"] = seats.word(headers)
    if route.path == "/logout":
        return
    answer = seats.ask(route, headers)
    if route.is_page:
        assert (answer.status_code, answer.headers["location"]) == (303, "/account/second-factor")
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "second-factor-required")


@pytest.mark.parametrize("route", [route for route in GUARDED if route.method in UNSAFE], ids=str)
def test_session_changes_nothing_unless_a_page_of_ours_asks(seats: Seats, route: Route) -> None:
    headers, place = seats.session(), seats.case()
    word = {"X-CSRF-Token": seats.word(headers)}
    for wrong in ({}, {"X-CSRF-Token": "wrong"}, {**word, "Sec-Fetch-Site": "cross-site"}):
        answer = seats.ask(route, {**headers, **wrong}, place)
        assert answer.status_code == 403
        assert route.is_page or answer.json()["code"] == "csrf-failed"
    assert not seats.has_changed(place)


@pytest.mark.parametrize("route", BY_ROLE, ids=str)
def test_token_for_another_use_is_refused(seats: Seats, route: Route) -> None:
    place, needed = seats.case(), TABLE[str(route)][1]
    for scope in set(SCOPES) - {needed}:
        answer = seats.ask(route, seats.token(scope), place)
        assert answer.status_code == 403
        assert route.is_page or answer.json()["code"] == "token-scope-lacking"
    assert not seats.has_changed(place)


@pytest.mark.parametrize("route", BY_ROLE, ids=str)
def test_role_may_what_the_table_says(seats: Seats, route: Route) -> None:
    may = TABLE[str(route)][0]
    for role in ROLES:
        place = seats.case()
        answer = seats.ask(route, seats.bearer(role), place)
        if may == "all" or role in may.split():
            assert answer.status_code not in {401, 403}, role
            assert answer.status_code < 500, role
        else:
            assert answer.status_code == 403, role
            assert not seats.has_changed(place), role


@pytest.mark.parametrize("route", OBJECTS, ids=str)
def test_what_somebody_may_not_see_is_not_there(seats: Seats, route: Route) -> None:
    for kind in ("stranger", "narrow"):  # of another office; of another item
        place = seats.case()
        answer = seats.ask(route, seats.bearer(kind), place)
        assert answer.status_code == 404, kind
        assert place["case"].number not in answer.text, kind
        assert not seats.has_changed(place), kind


@pytest.mark.parametrize("route", [one for one in BY_ROLE if not one.has_object and one.method == "GET"], ids=str)
def test_lists_show_nothing_of_it(seats: Seats, route: Route) -> None:
    case = seats.case()["case"]
    for kind in ("stranger", "narrow"):
        answer = seats.ask(route, seats.bearer(kind))
        assert case.number not in answer.text, kind
        assert case.id not in answer.text, kind


@pytest.mark.parametrize("route", SENDING, ids=str)
def test_body_beyond_any_need_is_refused(seats: Seats, route: Route) -> None:
    limit = FORM if route.is_page else JSON
    headers = {**seats.bearer("supervisor"), **OURS}
    path = re.sub(r"\{.*?\}", "0", route.path)
    announced = {**headers, "Content-Length": str(10**10)}
    answers = [seats.client.request(route.method, path, headers=announced, content=b"")]
    if route.kind and not route.path.endswith(("/sealed", "/submissions")):  # larger ones are tried on a real socket
        body = iter([b"x" * limit, b"x"])
        answers.append(seats.client.request(
            route.method, path, headers={**headers, "Content-Type": route.kind}, content=body
        ))
    for answer in answers:
        assert (answer.status_code, answer.json()["code"]) == (413, "request-too-large")
