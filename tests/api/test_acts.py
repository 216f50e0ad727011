"""What officers enter over HTTP: seen version, one key, roles, other offices, masked numbers, the ledger."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from cases.case import Case
from cases.lifecycle import Event, State
from cases.report import Outcome
from tests.office.counter import HEAD, Counter, blocking
from tests.office.desk import Desk, desk_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office on 3 February 2020."""
    with desk_of(Counter(tmp_path)) as found:
        yield found


def _counter(desk: Desk) -> Counter:
    counter: Any = desk.office
    assert isinstance(counter, Counter)
    return counter


def _permit(desk: Desk) -> Case:
    counter = _counter(desk)
    return counter.judge(counter.open())


def _do(desk: Desk, case: Case, act: str, key: str, **body: Any) -> Any:
    """Do one thing to the case as it stands and return its body."""
    answer = desk.act(_counter(desk).case(case), act, key, **body)
    assert answer.status_code == 202, answer.text
    return answer.json()


def test_a_permit_over_http(desk: Desk) -> None:
    case = _permit(desk)
    _do(desk, case, "paper", "1", received_on="2020-02-03", tracking_no="SF1234567890123", received=["申请书"])
    _do(desk, case, "site-visit", "2", visit_at="2020-02-05T09:00:00+08:00", place="某路1号", visitors=["甲", "乙"])
    _do(desk, case, "site-visit", "3", result="与申报一致")
    _do(desk, case, "decision", "4", who="supervisor", event="grant", document_no="京1号", pickup="每周三分批领取")
    _do(desk, case, "decision", "5", event="publish")
    assert _do(desk, case, "decision", "6", event="close", result="已发证")["state"] == "closed"
    detail = desk.ask("GET", f"/cases/{case.id}").json()
    events = [line["event"] for line in detail["history"] if line["after"]]
    assert events[-6:] == ["receive-paper", "arrange-visit", "record-visit", "grant", "publish", "close"]
    assert detail["clocks"] == []


@pytest.mark.parametrize(("act", "body"), [
    ("assign", {"officer": "本局officer"}), ("notes", {"text": "已电话联系"}), ("item", {"item": "layoff-report"}),
    ("calls", {"purpose": "verify", "person": "参保人", "result": "属实"}), ("paper", {}),
    ("site-visit", {"result": "一致"}), ("withdraw", {"note": "来信撤回"}), ("tasks/x/done", {}),
])
def test_every_act_needs_version_key_and_the_right_office(desk: Desk, act: str, body: dict[str, Any]) -> None:
    case = _permit(desk)
    path = f"/cases/{case.id}/{act}"
    for headers in ({"If-Match": "1"}, {"Idempotency-Key": "k"}):
        assert desk.ask("POST", path, headers=headers, json=body).status_code == 428
    assert desk.act(case, act, "k", version=case.version - 1, **body).json()["code"] == "case-version-conflict"
    assert desk.act(case, act, "k", who="stranger", **body).status_code == 404
    assert desk.act(case, act, "k", who="auditor", **body).status_code in {403, 404}
    assert [line.event for line in _counter(desk).history(case) if line.after is not None][-1] == "pass"


@pytest.mark.parametrize("body", [
    {}, {"outcome": "accept", "event": "accept"}, {"event": "nonsense"}, {"event": "accept", "right_ofice": "某局"},
])
def test_a_decision_is_one_clear_choice(desk: Desk, body: dict[str, Any]) -> None:
    answer = desk.act(_permit(desk), "decision", "k", **body)
    assert (answer.status_code, answer.json()["code"]) == (422, "request-invalid")


def test_assigned_noted_called_and_ticked_off(desk: Desk) -> None:
    counter = _counter(desk)
    case = counter.judge(counter.open("layoff-report"), blocking())
    counter.pass_days(date(2020, 2, 6))
    _do(desk, case, "assign", "1", officer="本局officer")
    assert desk.act(counter.case(case), "assign", "2", officer="外局人员").status_code == 404
    _do(desk, case, "notes", "3", text="已电话联系经办人", who="clerk")
    _do(desk, case, "calls", "4", purpose="verify", person="参保人", telephone="138 0013 8000", result="属实",
        who="clerk")
    detail = desk.ask("GET", f"/cases/{case.id}").json()
    assert detail["assigned_to"] == "本局officer"
    call = next(line["detail"] for line in detail["history"] if line["event"] == "call")
    assert (call["telephone"], call["person"]) == ("…8000", "参保人")
    (task,) = detail["tasks"]
    assert (task["kind"], task["done_at"]) == ("notice-alarm-3", None)
    _do(desk, case, f"tasks/{task['id']}/done", "5")
    again = desk.act(counter.case(case), f"tasks/{task['id']}/done", "6")
    assert again.status_code == 404
    (clock,) = [one for one in detail["clocks"] if one["kind"] == "notice"]
    assert (clock["due"], clock["provisional"], clock["name"]) == ("2020-02-10", False, "答复期限")


def test_an_officer_picks_the_item_and_the_case_is_judged_anew(desk: Desk) -> None:
    counter = _counter(desk)
    case = counter.judge(counter.open("layoff-report"), blocking())
    assert desk.act(case, "item", "1", item="nonsense").status_code == 404
    body = _do(desk, case, "item", "2", item="dispatch-new")
    assert (body["item"], body["item_name"], body["state"], body["revision"]) == (
        "dispatch-new", "新申请劳务派遣行政许可", "received", 2
    )
    told = counter.decide(counter.judge(counter.case(case), blocking()), Event.CORRECT)
    refused = desk.act(told, "item", "3", item="layoff-report")
    assert (refused.status_code, refused.json()["code"]) == (409, "case-move-not-allowed")


def test_the_ledger_is_the_offices_own(desk: Desk) -> None:
    counter = _counter(desk)
    counter.tolerating("subsidy-recruitment", due="10 WD")
    case = counter.judge(counter.open("subsidy-recruitment"), lacking=("agent-identity", "title-deed"))
    assert case.state is State.TOLERATED
    first = desk.ask("GET", "/tolerances", params={"limit": 1}).json()
    second = desk.ask("GET", "/tolerances", params={"limit": 1, "after": first["next"]}).json()
    assert second["next"] is None
    debts = [*first["tolerances"], *second["tolerances"]]
    assert {debt["material"] for debt in debts} == {"agent-identity", "title-deed"}
    assert {(debt["due"], debt["state_name"]) for debt in debts} == {("2020-02-17", "待补")}
    assert desk.ask("GET", "/tolerances", who="stranger").json()["tolerances"] == []
    filters = ({"state": "waived"}, {"unit": "威海"}, {"due_before": "2020-02-17"})
    assert [desk.ask("GET", "/tolerances", params=one).json()["tolerances"] for one in filters] == [[], [], []]
    path, headers = f"/tolerances/{debts[0]['id']}", {"If-Match": str(case.version)}
    body = {"state": "waived", "note": "数据共享可得"}
    assert desk.ask("POST", path, who="stranger", key="a", headers=headers, json=body).status_code == 404
    assert desk.ask("POST", path, who="clerk", key="a", headers=headers, json=body).status_code == 403
    assert desk.ask("POST", path, key="b", headers=headers, json=body).status_code == 202
    shown = desk.ask("GET", f"/cases/{case.id}").json()["debts"]
    assert sorted(debt["state"] for debt in shown) == ["open", "waived"]


def test_only_a_head_sets_the_day_that_debts_wait_for(desk: Desk) -> None:
    assert desk.ask("GET", "/anchors").json() == [{"name": "epidemic_end", "meaning": "疫情解除", "day": None}]
    body = {"day": "2020-04-29"}
    assert desk.ask("POST", "/anchors/epidemic_end", key="a", json=body).status_code == 403
    for _ in range(2):
        answer = desk.ask("POST", "/anchors/epidemic_end", who="supervisor", key="b", json=body)
        assert (answer.status_code, answer.json()["day"]) == (202, "2020-04-29")
    assert desk.ask("GET", "/anchors").json()[0]["day"] == "2020-04-29"
    assert desk.ask("POST", "/anchors/nonsense", who="supervisor", key="c", json=body).status_code == 404
    assert desk.ask("POST", "/anchors/epidemic_end", who="stranger", key="d", json=body).status_code == 404


def test_label_of_an_envelope_is_printed_with_what_the_officer_states(desk: Desk) -> None:
    case = _permit(desk)
    stated = {"sender": "张三", "mobile": "13810001234"}
    answer = desk.ask("GET", f"/cases/{case.number}/label.pdf", params=stated)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/octet-stream")
    with pdfplumber.open(io.BytesIO(answer.content)) as label:
        text = (label.pages[0].extract_text() or "").replace("\n", "")
    for words in (case.number, case.unit or "-", case.item_name, "张三", "13810001234"):
        assert words in text
    assert desk.ask("GET", f"/cases/{case.id}/label.pdf").content != answer.content
    refused = desk.ask("GET", f"/cases/{case.id}/label.pdf", params={"mobile": "6509045"})
    assert (refused.status_code, refused.json()["code"]) == (422, "request-invalid")
    assert not any("13810001234" in str(line.detail) for line in _counter(desk).history(case))


def test_only_an_auditor_clears_the_mark_and_only_afterwards(desk: Desk) -> None:
    counter = _counter(desk)
    case = counter.judge(counter.open("layoff-report"))
    counter.decide(case, Event.SINGLE_OUT, HEAD, "特殊情况")
    early = desk.act(counter.case(case), "audit", "1", who="auditor", note="抽查无误")
    assert (early.status_code, early.json()["code"]) == (409, "case-move-not-allowed")
    counter.decide(case, Outcome.ACCEPT, note="特殊情况")
    assert "post-audit-required" in counter.case(case).flags
    for who, note, code in (("supervisor", "抽查无误", 403), ("auditor", " ", 422), ("stranger", "抽查无误", 404)):
        assert desk.act(counter.case(case), "audit", f"2 {who}", who=who, note=note).status_code == code
    body = _do(desk, case, "audit", "3", who="auditor", note="抽查无误")
    assert "post-audit-required" not in body["flags"]
    line = counter.history(case)[-1]
    assert (line.event, line.actor, line.detail["note"]) == ("audited", "本局auditor", "抽查无误")
