"""Over HTTP: what leaves can be recalled for a minute, and one case has one officer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.case import Case, LetterState
from cases.report import Outcome
from casework.letters.announcing import Announcement
from casework.letters.correspondence import write_letter
from casework.reports import known_report
from tests.casework.holding import DOUBT, held_case
from tests.office.counter import Counter, blocking
from tests.office.desk import Desk, desk_of
from tests.office.services import work_off


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office whose letters can be taken back for a minute."""
    with desk_of(Counter(tmp_path, undo_for=timedelta(seconds=60))) as found:
        yield found


@pytest.fixture
def case(desk: Desk) -> Case:
    return held_case(desk.office, blocking())


def test_a_decision_waits_its_minute_and_is_recalled(desk: Desk, case: Case) -> None:
    answer = desk.decide(case, "supplement", "k").json()
    assert (answer["state"], answer["flags"]) == ("review", ["leaving"])
    shown = desk.ask("GET", f"/cases/{case.id}").json()["waiting"]
    assert (shown["stage"], shown["letter_kind"], shown["officer"]) == ("leaving", "supplement-notice", "本局officer")
    assert "articles-of-association" in shown["text"]
    refused = desk.decide(desk.office.case(case), "accept", "k2")
    assert (refused.status_code, refused.json()["code"]) == (409, "case-act-waits")
    back = desk.act(desk.office.case(case), "recall", "r")
    assert (back.status_code, back.json()["flags"]) == (202, [])
    assert desk.ask("GET", f"/cases/{case.id}").json()["waiting"] is None
    late = desk.act(desk.office.case(case), "recall", "r2")
    assert (late.status_code, late.json()["code"]) == (409, "case-move-not-allowed")


def test_a_held_letter_is_sent_recalled_and_sent_again(desk: Desk, case: Case) -> None:
    letter, = desk.office.letters(case, "supplement-notice")
    for key, act in (("1", "send"), ("2", "recall"), ("3", "send")):
        answer = desk.ask("POST", f"/letters/{letter.id}/{act}", key=key)
        assert (answer.status_code, answer.json()["state"]) == (202, "held")
    desk.office.watch.at += timedelta(seconds=61)
    work_off(desk.office.services)
    assert desk.ask("GET", f"/letters/{letter.id}").json()["state"] == "sent"
    assert desk.ask("POST", f"/letters/{letter.id}/recall", key="4").status_code == 409


def test_a_letter_of_a_case_that_changed_since_it_was_seen_stays(desk: Desk, case: Case) -> None:
    letter, = desk.office.letters(case, "supplement-notice")
    seen = {"If-Match": f'"{case.version}"'}
    text = desk.ask("GET", f"/cases/{case.id}/letter").json()["body"]
    edited = desk.act(case, "letter-text", "t", text=f"{text}\n\n另请注意：请勿装订。")
    assert edited.status_code == 202
    stale = desk.ask("POST", f"/letters/{letter.id}/send", key="1", headers=seen)
    assert (stale.status_code, stale.json()["code"]) == (409, "case-version-conflict")
    seen = {"If-Match": f'"{edited.json()["version"]}"'}
    assert desk.ask("POST", f"/letters/{letter.id}/send", key="2", headers=seen).status_code == 202


def test_who_has_a_case_open_keeps_the_others_from_acting(desk: Desk, case: Case) -> None:
    taken = desk.ask("POST", f"/cases/{case.id}/lease", key="1").json()
    assert (taken["officer"], taken["wanted_by"]) == ("本局officer", "")
    other = desk.ask("POST", f"/cases/{case.id}/lease", key="1", who="supervisor").json()
    assert other["officer"] == "本局officer"
    refused = desk.decide(case, "supplement", "k", who="supervisor")
    assert (refused.status_code, refused.json()["code"]) == (409, "case-taken")
    letter, = desk.office.letters(case, "supplement-notice")
    assert desk.ask("POST", f"/letters/{letter.id}/send", key="s", who="supervisor").status_code == 409
    noted = desk.act(case, "notes", "n", who="supervisor", text="请先看章程")
    assert noted.status_code == 202
    assert desk.ask("POST", f"/cases/{case.id}/lease/request", key="2", who="supervisor").status_code == 202
    shown = desk.ask("GET", f"/cases/{case.id}").json()["lease"]
    assert (shown["officer"], shown["wanted_by"]) == ("本局officer", "本局supervisor")
    assert desk.ask("POST", f"/cases/{case.id}/lease/release", key="3").json()["officer"] == "本局supervisor"
    assert desk.decide(case, "supplement", "k2", who="supervisor").status_code == 202


def test_a_grant_is_sent_to_be_signed_and_signed(desk: Desk) -> None:
    case = desk.office.judge(desk.office.open())
    body: dict[str, Any] = {"event": "extend", "note": "材料复杂"}
    assert desk.act(case, "decision", "d", **body).status_code == 403
    assert desk.act(case, "propose", "p", **body).json()["flags"][-1:] == ["proposed"]
    waits, = desk.ask("GET", "/proposals").json()
    assert (waits["case_id"], waits["stage"], waits["officer"]) == (case.id, "proposed", "本局officer")
    case = desk.office.case(case)
    assert desk.act(case, "approve", "a1").status_code == 409
    returned = desk.act(case, "return", "r", who="supervisor", note="写明延长的理由")
    assert (returned.status_code, "proposed" in returned.json()["flags"]) == (202, False)
    desk.act(desk.office.case(case), "propose", "p2", **body)
    signed = desk.act(desk.office.case(case), "approve", "a2", who="supervisor", note="同意")
    assert "leaving" in signed.json()["flags"]
    desk.office.watch.at += timedelta(seconds=61)
    work_off(desk.office.services)
    assert [line.actor for line in desk.office.history(case, "extend")] == ["本局officer"]


def test_the_letter_that_would_leave_is_shown_and_edited(desk: Desk, case: Case) -> None:
    shown = desk.ask("GET", f"/cases/{case.id}/letter").json()
    assert (shown["kind"], shown["event"], shown["open_questions"]) == ("supplement-notice", "correct", 0)
    refused = desk.act(case, "letter-text", "e1", text="北京某某科技有限公司：\n都好。")
    assert (refused.status_code, refused.json()["code"]) == (422, "request-invalid")
    edited = desk.act(case, "letter-text", "e2", text=shown["body"] + "\n欢迎来电。")
    assert edited.status_code == 202
    assert "欢迎来电。" in desk.ask("GET", f"/cases/{case.id}/letter").json()["text"]


def test_nothing_is_decided_over_open_questions_without_a_word(desk: Desk) -> None:
    case = held_case(desk.office, blocking(), DOUBT)
    refused = desk.decide(case, "supplement", "k")
    assert (refused.status_code, refused.json()["code"]) == (409, "case-move-not-allowed")
    assert "还有1问未答" in refused.json()["message"]
    assert desk.act(case, "propose", "p", outcome="supplement").status_code == 409
    assert desk.decide(case, "supplement", "k2", note="已电话核实").status_code == 202


def test_letter_of_a_doubtful_judgement_stays_and_a_receipt_leaves(desk: Desk) -> None:
    office = desk.office
    case = office.judge(office.open(), blocking(), DOUBT, outcome=Outcome.SUPPLEMENT)
    with office.services.work() as work:
        receipt = write_letter(work, case, Announcement("receipt", known_report(work, case), automatic=False))
    assert receipt is not None
    (held,) = office.letters(case, "supplement-notice")
    assert (held.state, receipt.state) == (LetterState.HELD, LetterState.HELD)
    refused = desk.ask("POST", f"/letters/{held.id}/send", key="s")
    assert (refused.status_code, refused.json()["code"]) == (409, "case-move-not-allowed")
    assert desk.ask("POST", f"/letters/{receipt.id}/send", key="r").status_code == 202
