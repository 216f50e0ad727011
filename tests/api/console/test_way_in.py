"""The way in by its answers: where a page without a session leads, and what a form of another site gets."""

from __future__ import annotations

from urllib.parse import quote

import httpx
import pytest

from api.callers import COOKIE
from record.login_attempts import FREE
from tests.api.test_callers import OURS, session
from tests.casework.access.people import PASSWORD, SECRET, employ
from tests.casework.access.people import code as shown_by
from tests.office.desk import Desk

PAGE = {"Accept": "text/html"}
HTMX = {"HX-Request": "true", "Accept": "*/*"}


def enter(desk: Desk, name: str, **changes: str) -> httpx.Response:
    """Log somebody in by the form."""
    services = desk.office.services
    with services.work() as work:
        if work.credentials.named(name) is not None:
            work.credentials.set_factor(work.officers.known(name, work.office.code), SECRET)
    form = {"name": name, "password": PASSWORD, "code": shown_by(services), "next": "/", **changes}
    return httpx.post(f"{desk.address}/login", data=form, headers={**PAGE, **OURS})


@pytest.mark.parametrize(("role", "may"), [("clerk", True), ("officer", True), ("auditor", False)])
def test_account_leads_whoever_may_be_away_to_the_stand_ins(desk: Desk, role: str, may: bool) -> None:
    account = httpx.get(f"{desk.address}/account", headers={**PAGE, **session(desk, role)[0]})
    assert account.status_code == 200
    assert ('href="/stand-in"' in account.text) is may


@pytest.mark.parametrize("path", ["/", "/cases/1", "/?queue=letters", "/account"])
def test_page_without_session_leads_to_the_log_in(desk: Desk, path: str) -> None:
    for cookie in ({}, {"Cookie": f"{COOKIE}=wrong"}):
        answer = httpx.get(desk.address + path, headers={**PAGE, **cookie})
        wanted = "/login" if path == "/" else f"/login?next={quote(path, safe='')}"
        assert (answer.status_code, answer.headers["location"]) == (303, wanted)


def test_script_of_a_page_whose_session_is_over_or_another_one_asks_in_place(desk: Desk) -> None:
    cookie, _ = session(desk)
    address, form, ours = f"{desk.address}/desk/assignments", {"case": "1", "key": "k"}, {**HTMX, **OURS}
    for answer in (
        httpx.get(f"{desk.address}/cases/1/lease", headers=HTMX), httpx.post(address, headers=ours, data=form),
        httpx.post(address, headers={**ours, **cookie, "X-CSRF-Token": "old"}, data=form),
    ):
        assert (answer.status_code, answer.headers["hx-trigger"]) == (401, '{"session-expired": {}}')
        assert "hx-redirect" not in answer.headers  # the page would be left, and what was typed in it lost
        assert 'action="/login/strip"' in answer.text


def test_who_has_to_enrol_is_led_there(desk: Desk) -> None:
    cookie, _ = session(desk, complete=False)
    answer = httpx.get(f"{desk.address}/", headers={**PAGE, **cookie})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account/second-factor")
    fetched = httpx.get(f"{desk.address}/desk/rail", headers={**HTMX, **cookie})
    assert (fetched.status_code, fetched.headers["hx-redirect"]) == (401, "/account/second-factor")


@pytest.mark.parametrize(
    ("after", "place"),
    [
        ("/cases/1", "/cases/1"), ("//evil.test/", "/"), ("https://evil.test/", "/"), ("/\\evil.test", "/"),
        ("", "/"), ("/login", "/"), ("/logout", "/"), ("/a\r\nX: 1", "/"), ("javascript:alert(1)", "/"), ("//[", "/"),
    ],
)
def test_log_in_leads_nowhere_else(desk: Desk, after: str, place: str) -> None:
    employ_once(desk, "李敏")
    answer = enter(desk, "李敏", next=after)
    assert (answer.status_code, answer.headers["location"]) == (303, place)


def test_form_of_another_site_logs_nobody_in(desk: Desk) -> None:
    employ_once(desk, "李敏")
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.test"}, {"Origin": "http://["}):
        answer = httpx.post(f"{desk.address}/login", data={"name": "李敏", "password": PASSWORD}, headers=headers)
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers


def test_whatever_is_wrong_looks_alike_and_waits_are_told(desk: Desk) -> None:
    employ_once(desk, "周宁")
    wrong = [enter(desk, "周宁", password="错"), enter(desk, "周宁", code="000000"), enter(desk, "没有此人")]
    assert {answer.status_code for answer in wrong} == {401}
    assert len({answer.text.replace("没有此人", "周宁") for answer in wrong}) == 1
    for _ in range(FREE["name"]):
        answer = enter(desk, "没有此人")
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 15


def test_log_in_ends_the_session_before_and_log_out_this_one(desk: Desk) -> None:
    employ_once(desk, "李敏")
    first = enter(desk, "李敏").cookies[COOKIE]
    services = desk.office.services
    with services.work() as work:
        work.credentials.set_factor(work.officers.known("李敏", work.office.code), SECRET)
    form = {"name": "李敏", "password": PASSWORD, "code": shown_by(services)}
    second = httpx.post(f"{desk.address}/login", data=form, headers={**OURS, "Cookie": f"{COOKIE}={first}"})
    cookie = second.cookies[COOKIE]
    assert {flag.strip() for flag in second.headers["set-cookie"].split(";")[1:]} == {
        "HttpOnly", "Path=/", "SameSite=strict", "Secure"
    }
    assert page_of(desk, first).status_code == 303
    assert page_of(desk, cookie).status_code == 200
    with services.reading() as work:
        word = work.sessions.holder(cookie, work.now)[1].csrf
    headers = {**PAGE, **OURS, "Cookie": f"{COOKIE}={cookie}"}
    assert httpx.post(f"{desk.address}/logout", headers=headers).status_code == 403
    left = httpx.post(f"{desk.address}/logout", headers=headers, data={"csrf": word})
    assert (left.status_code, left.headers["location"]) == (303, "/login")
    assert page_of(desk, cookie).status_code == 303


def test_token_changes_nothing_of_the_account(desk: Desk) -> None:
    headers = {"Authorization": f"Bearer {desk.tokens['supervisor']}"}
    for method, path in (("GET", "/account"), ("GET", "/account/second-factor"), ("POST", "/account/tokens")):
        answer = httpx.request(method, desk.address + path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


def test_pages_of_the_way_in_are_kept_by_nobody(desk: Desk) -> None:
    answer = httpx.get(f"{desk.address}/login")
    assert answer.headers["cache-control"] == "no-store"
    assert "script-src 'self'" in answer.headers["content-security-policy"]


def page_of(desk: Desk, cookie: str) -> httpx.Response:
    return httpx.get(f"{desk.address}/account", headers={**PAGE, "Cookie": f"{COOKIE}={cookie}"})


def employ_once(desk: Desk, name: str) -> None:
    with desk.office.services.reading() as work:
        known = work.credentials.named(name)
    if known is None:
        employ(desk.office.services, name)
