"""Forms that are refused: what was typed stays, with scripts and without, and nothing is done that was not seen."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from api.callers import COOKIE
from cases.case import Case, Flag
from cases.waiting import Stage
from record.sessions import Place
from tests.casework.holding import held_case
from tests.office.counter import Counter, blocking
from tests.office.desk import PEOPLE, Desk, desk_of

TYPED = "申请单位来电，<明日>补章。"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(Counter(tmp_path, undo_for=timedelta(seconds=60))) as found:
        yield found


@pytest.fixture
def case(desk: Desk) -> Case:
    return held_case(desk.office, blocking())


def send(desk: Desk, path: str, headers: Any = None, **form: Any) -> httpx.Response:
    """Send a form as a browser does without scripts."""
    known = {"Authorization": f"Bearer {desk.tokens['officer']}"} if headers is None else headers
    return desk.client.post(desk.address + path, headers={"Accept": "text/html", **known}, data=form)


def fields(page: str) -> dict[str, str]:
    """Return what the form of a page would send again."""
    form = page[page.index('aria-labelledby="told-title"'):]
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
    found |= re.findall(r'<textarea id="[^"]+" name="(\w+)"[^>]*>([^<]*)</textarea>', form)
    return {name: html.unescape(value) for name, value in found.items()}


def test_what_was_typed_comes_back_and_is_sent_again(desk: Desk, case: Case) -> None:
    call = {"version": case.version, "key": "k", "purpose": "inform", "person": "", "result": TYPED}
    refused = send(desk, f"/cases/{case.id}/calls", **call)
    assert (refused.status_code, "请检查“与谁通话”后重试" in refused.text) == (422, True)
    again = fields(refused.text)
    assert again["result"] == TYPED
    assert send(desk, f"/cases/{case.id}/calls", **{**again, "person": "王经理"}).status_code == 303
    assert [line.detail["person"] for line in desk.office.history(case, "call")] == ["王经理"]


def test_who_saw_an_older_version_is_told_and_keeps_what_he_typed(desk: Desk, case: Case) -> None:
    refused = send(desk, f"/cases/{case.id}/notes", version=case.version + 7, key="k", text=TYPED)
    assert refused.status_code == 409
    assert "这一件刚才变了，没有办理" in refused.text
    assert fields(refused.text)["text"] == TYPED
    assert "再次提交" not in refused.text
    assert f'href="/cases/{case.id}"' in refused.text


def test_approval_of_what_changed_is_not_told_as_done(desk: Desk, case: Case) -> None:
    refused = send(desk, f"/cases/{case.id}/approve", version=case.version + 7, key="k", list="1")
    assert (refused.status_code, "办件已被他人更新" in refused.text) == (409, True)


def test_field_that_is_no_date_is_named_and_kept(desk: Desk) -> None:
    refused = send(desk, "/stand-in", absent=PEOPLE["officer"], deputy=PEOPLE["clerk"], first="三月", last="2020-03-02")
    assert (refused.status_code, "请检查“起始日”后重试" in refused.text) == (422, True)
    again = fields(refused.text)
    assert (again["first"], again["deputy"]) == ("三月", PEOPLE["clerk"])


def test_password_is_shown_to_nobody_again(desk: Desk) -> None:
    headers, _ = session(desk)
    for word in ("", "wrong"):
        form = {"csrf": word, "old": "geheim-geheim", "new": "x", "again": "y"}
        answer = send(desk, "/account/password", {**headers, **OURS}, **form)
        assert answer.status_code == 403
        assert "geheim" not in answer.text


OURS = {"Sec-Fetch-Site": "same-origin"}


def session(desk: Desk) -> tuple[dict[str, str], str]:
    """Log an officer in; return his cookie as a header, and the session's word."""
    with desk.office.services.work() as work:
        officer = work.officers.known(PEOPLE["officer"], work.office.code)
        cookie = work.sessions.open(officer, work.now, "127.0.0.1", Place(None, None), complete=True)
        return {"Cookie": f"{COOKIE}={cookie}"}, work.sessions.holder(cookie, work.now)[1].csrf


def test_page_older_than_the_log_in_is_sent_again_by_who_is_logged_in_now(desk: Desk, case: Case) -> None:
    headers, word = session(desk)
    form = {"version": case.version, "key": "k", "text": TYPED, "csrf": "of an earlier session"}
    page = send(desk, f"/cases/{case.id}/notes", {**headers, **OURS}, **form)
    assert "本浏览器已由本局officer重新登录，填写的内容还在" in page.text
    assert (page.status_code, fields(page.text)["csrf"], fields(page.text)["text"]) == (403, word, TYPED)
    assert desk.office.history(case, "note") == []
    assert send(desk, f"/cases/{case.id}/notes", {**headers, **OURS}, **fields(page.text)).status_code == 303


def test_page_of_another_site_learns_no_word(desk: Desk, case: Case) -> None:
    headers, word = session(desk)
    form = {"version": case.version, "key": "k", "text": TYPED, "csrf": "wrong"}
    for foreign in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.test"}, {}):
        answer = send(desk, f"/cases/{case.id}/notes", {**headers, **foreign}, **form)
        assert (answer.status_code, word in answer.text) == (403, False)


def test_letter_of_another_case_does_not_leave(desk: Desk, case: Case) -> None:
    other = held_case(desk.office, blocking(), unit="北京另一家有限公司", applicant="other@corp.test")
    letter = desk.office.letters(other)[-1]
    form = {"version": case.version, "key": "k", "letter": letter.id}
    assert send(desk, f"/cases/{case.id}/send", **form).status_code == 404
    assert desk.office.letters(other)[-1] == letter
    sealed = {"scan": ("章.pdf", b"%PDF-1.4 sealed", "application/pdf")}
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}", "Accept": "text/html"}
    address = f"{desk.address}/cases/{case.id}/sealed"
    assert desk.client.post(address, headers=headers, data={**form, "key": "s"}, files=sealed).status_code == 404
    assert desk.office.letters(other)[-1] == letter


@pytest.mark.parametrize("wrong", [{}, {"event": ""}, {"event": "no such"}])
def test_nothing_to_send_is_refused(desk: Desk, case: Case, wrong: dict[str, str]) -> None:
    assert send(desk, f"/cases/{case.id}/send", version=case.version, key="k", **wrong).status_code == 422


@pytest.mark.parametrize("pages", ["2-5", "0", "12345678", "x", "9" * 290])
def test_what_is_no_list_of_pages_is_refused(desk: Desk, case: Case, pages: str) -> None:
    for act in ("discard-pages", "split-pages"):
        answer = send(desk, f"/cases/{case.id}/{act}", version=case.version, key="k", pages=pages, reason="重复")
        assert answer.status_code in {404, 422}, act  # of 2-5 nobody knows whether it means two pages or four


@pytest.mark.parametrize("act", ["discard-pages", "split-pages", "join"])
def test_blanks_are_no_reason(desk: Desk, case: Case, act: str) -> None:
    form = {"version": case.version, "key": "k", "pages": "1", "into": "x", "reason": "  "}
    assert send(desk, f"/cases/{case.id}/{act}", **form).status_code == 422


def test_time_beyond_the_calendar_is_refused(desk: Desk, case: Case) -> None:
    form = {"version": case.version, "key": "k", "received_at": "0001-01-01T00:00", "reason": "传真先到"}
    assert send(desk, f"/cases/{case.id}/received", **form).status_code < 500


def test_cases_are_given_out_from_whatever_list(desk: Desk, case: Case) -> None:
    script = {"Authorization": f"Bearer {desk.tokens['officer']}", "HX-Request": "true"}
    form = {"case": case.id, "officer": PEOPLE["officer"], "key": "k", "back": "/?queue=nonsense"}
    answer = desk.client.post(f"{desk.address}/desk/assignments", headers=script, data=form)
    assert (answer.status_code, "待核对" in answer.text) == (200, True)


def test_letter_is_taken_back_by_its_own_address_alone(desk: Desk, case: Case) -> None:
    desk.decide(case, "supplement", "k")
    with desk.office.services.reading() as work:
        first = work.waiting_acts.of_case(case.id)
    assert first is not None
    address = f"/cases/{case.id}/recall/{first.id}"
    assert [send(desk, address).status_code for _ in range(2)] == [303, 303]  # twice is once
    desk.decide(desk.office.case(case), "supplement", "k2")
    assert send(desk, address).status_code == 303
    script = {"Authorization": f"Bearer {desk.tokens['officer']}", "HX-Request": "true"}
    desk.client.post(f"{desk.address}/batch/recall?acts={first.id}", headers=script)
    assert Flag.LEAVING in desk.office.case(case).flags  # the second act waits as before
    other = held_case(desk.office, blocking(), unit="北京另一家有限公司", applicant="other@corp.test")
    assert send(desk, f"/cases/{other.id}/recall/{first.id}").status_code == 404


def test_letter_that_has_left_is_not_told_as_taken_back(desk: Desk, case: Case) -> None:
    desk.decide(case, "supplement", "k")
    with desk.office.services.reading() as work:
        first = work.waiting_acts.of_case(case.id)
    assert first is not None
    with desk.office.services.work() as work:
        work.waiting_acts.end(first, Stage.DONE, work.now)
    assert send(desk, f"/cases/{case.id}/recall/{first.id}").status_code == 409
