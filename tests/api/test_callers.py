"""Who asks: a session's cookie serves like a token, but changes nothing unless a page of ours asked."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest

from api.callers import COOKIE, needed_scope
from record.sessions import Place
from record.tokens import Grant
from tests.office.desk import PEOPLE, Desk

OURS = {"Sec-Fetch-Site": "same-origin"}


def session(desk: Desk, role: str = "officer", *, complete: bool = True) -> tuple[dict[str, str], str]:
    """Log somebody in; return the cookie as a header, and the session's word."""
    with desk.office.services.work() as work:
        officer = work.officers.known(PEOPLE[role], work.office.code)
        cookie = work.sessions.open(officer, work.now, "127.0.0.1", Place(None, None), complete=complete)
        return {"Cookie": f"{COOKIE}={cookie}"}, work.sessions.holder(cookie, work.now)[1].csrf


def note(desk: Desk, headers: dict[str, str]) -> httpx.Response:
    case = desk.office.cases()[0]
    more = {"If-Match": f'"{case.version}"', "Idempotency-Key": str(headers), **headers}
    return desk.ask("POST", f"/cases/{case.id}/notes", who="", headers=more, json={"text": "备注"})


def test_session_looks_like_a_token(desk: Desk) -> None:
    cookie, _ = session(desk)
    assert desk.ask("GET", "/cases", who="", headers=cookie).json() == desk.ask("GET", "/cases").json()


def test_page_of_ours_changes_something(desk: Desk) -> None:
    cookie, word = session(desk)
    assert note(desk, {**cookie, **OURS, "X-CSRF-Token": word}).status_code == 202
    origin = {"Origin": desk.address}  # an old browser
    assert note(desk, {**cookie, **origin, "X-CSRF-Token": word}).status_code == 202


@pytest.mark.parametrize(
    "headers",
    [
        {}, OURS, {**OURS, "X-CSRF-Token": "wrong"}, {**OURS, "X-CSRF-Token": "错".encode()}, {"X-CSRF-Token": "WORD"},
        {"Sec-Fetch-Site": "cross-site", "X-CSRF-Token": "WORD"},
        {"Sec-Fetch-Site": "same-site", "X-CSRF-Token": "WORD"},
        {"Sec-Fetch-Site": "none", "X-CSRF-Token": "WORD"}, {"Origin": "null", "X-CSRF-Token": "WORD"},
        {"Origin": "http://evil.test", "X-CSRF-Token": "WORD"},
        {"Origin": "ADDRESS", "Sec-Fetch-Site": "cross-site", "X-CSRF-Token": "WORD"},
    ],
)
def test_page_of_others_changes_nothing(desk: Desk, headers: dict[str, Any]) -> None:
    cookie, word = session(desk)
    before = desk.office.cases()
    sent = {name: {"WORD": word, "ADDRESS": desk.address}.get(value, value) for name, value in headers.items()}
    answer = note(desk, {**cookie, **sent})
    assert (answer.status_code, answer.json()["code"]) == (403, "csrf-failed")
    assert desk.office.cases() == before


def test_word_in_a_form_serves_as_well(desk: Desk) -> None:
    cookie, word = session(desk, "clerk")
    files = {"files": ("空.pdf", b"%PDF-1.4", "application/pdf")}
    form = {"channel": "mail-hours", "sender": "a@corp.test", "subject": "报送", "body": ""}
    for shown, status in (("wrong", 403), (word, 202)):
        answer = desk.ask(
            "POST", "/submissions", who="", key=f"form {shown}", headers={**cookie, **OURS}, files=files,
            data={**form, "csrf": shown},
        )
        assert answer.status_code == status, answer.text


def test_who_has_to_enrol_does_nothing_else(desk: Desk) -> None:
    cookie, _ = session(desk, complete=False)
    answer = desk.ask("GET", "/cases", who="", headers=cookie)
    assert (answer.status_code, answer.json()["code"]) == (403, "second-factor-required")


def test_session_that_was_ended_is_nobodys(desk: Desk) -> None:
    cookie, _ = session(desk)
    with desk.office.services.work() as work:
        work.sessions.end_all(work.officers.known(PEOPLE["officer"], work.office.code))
    assert desk.ask("GET", "/cases", who="", headers=cookie).status_code == 401


def test_token_goes_before_the_cookie(desk: Desk) -> None:
    cookie, _ = session(desk)
    assert desk.ask("GET", "/cases", who="", headers={**cookie, "Authorization": "Bearer wrong"}).status_code == 401
    assert note(desk, {**cookie, "Authorization": f"Bearer {desk.tokens['officer']}"}).status_code == 202


@pytest.mark.parametrize(("scope", "allowed"), [("read", {"GET /cases"}), ("export", {"GET /exports/register.csv"})])
def test_token_is_good_for_what_it_was_made_for(desk: Desk, scope: str, allowed: set[str]) -> None:
    with desk.office.services.work() as work:
        officer = work.officers.known(PEOPLE["officer"], work.office.code)
        token = work.tokens.make(officer, Grant("接口", {scope}), work.now)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "k", "If-Match": "1"}
    for asked in ("GET /cases", "GET /exports/register.csv", "POST /cases/x/notes", "POST /submissions"):
        method, path = asked.split()
        answer = desk.ask(method, path, who="", headers=headers, json={"text": "备注"} if method == "POST" else None)
        assert (answer.status_code == 403) is (asked not in allowed), asked
        if asked not in allowed:
            assert answer.json()["code"] == "token-scope-lacking"


def test_every_kind_of_use_has_its_scope() -> None:
    uses = [("GET", "/cases"), ("POST", "/submissions"), ("POST", "/cases/1/notes"), ("GET", "/exports/register.csv"),
            ("POST", "/anchors/epidemic_end")]
    assert [needed_scope(*use) for use in uses] == ["read", "submit", "decide", "export", "admin"]


def test_last_use_is_noted(desk: Desk) -> None:
    desk.ask("GET", "/cases", who="auditor")
    end = time.monotonic() + 20
    while not _last_use(desk) and time.monotonic() < end:
        time.sleep(0.02)  # it is noted when there is a turn to write
    assert _last_use(desk)


def test_what_a_page_looks_up_by_itself_prolongs_no_session(desk: Desk) -> None:
    cookie, _ = session(desk)
    services, case = desk.office.services, desk.office.cases()[0]
    with services.work() as work:
        officer, held = work.sessions.holder(cookie["Cookie"].partition("=")[2], work.now)
        begun = work.now - timedelta(minutes=20)
        work.sessions.seen(held, begun)

    def seen() -> datetime:
        with services.reading() as work:
            (found,) = [one for one in work.sessions.of(officer, work.now) if one.id == held.id]
        at: datetime = found.seen_at
        return at

    for path in ("/desk/rail", f"/cases/{case.id}/lease", f"/cases/{case.id}/panes"):
        assert desk.client.get(desk.address + path, headers={**cookie, "HX-Request": "true"}).status_code == 200
    desk.ask("GET", "/cases", who="clerk")
    end = time.monotonic() + 20
    while not _last_use(desk, "clerk") and time.monotonic() < end:
        time.sleep(0.02)  # notes are written one by one: nothing was noted before this one
    assert seen() == begun
    desk.client.get(f"{desk.address}/account", headers=cookie)
    while seen() == begun and time.monotonic() < end:
        time.sleep(0.02)
    assert seen() > begun


@pytest.mark.parametrize("version", ["²", "9" * 5000, "", "-1", "x"])
def test_version_that_is_none_is_refused(desk: Desk, version: str) -> None:
    case = desk.office.cases()[0]
    headers = {"If-Match": version.encode("latin-1"), "Idempotency-Key": "k"}
    answer = desk.ask("POST", f"/cases/{case.id}/notes", headers=headers, json={"text": "备注"})
    assert (answer.status_code, answer.json()["code"]) == (422, "request-invalid")


def _last_use(desk: Desk, who: str = "auditor") -> bool:
    with desk.office.services.reading() as work:
        token = work.tokens.of(work.officers.known(PEOPLE[who], work.office.code))[-1]
    return token.last_used_at is not None
