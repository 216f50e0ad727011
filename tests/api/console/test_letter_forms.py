"""The forms of the letter's pane: what each of them enters, with empty fields that state nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from cases.case import Case, LetterState
from cases.lifecycle import State
from cases.report import Outcome
from cases.tasks import TaskKind
from tests.casework.holding import held_case
from tests.office.counter import Counter, blocking
from tests.office.desk import Desk, desk_of
from tests.office.services import work_off


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office whose letters can be taken back for a minute."""
    with desk_of(Counter(tmp_path, undo_for=timedelta(seconds=60))) as found:
        yield found


def post(desk: Desk, case: Case, form: str, who: str = "officer", **more: Any) -> httpx.Response:
    """Send a form of a case as its page does, and let its minute pass."""
    stands = desk.office.case(case)
    data = {"version": str(stands.version), "key": f"{form}-{stands.version}", **more.pop("data", {})}
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", "hx-request": "true"}
    answer = desk.client.post(f"{desk.address}/cases/{case.id}/{form}", data=data, headers=headers, **more)
    desk.office.watch.at += timedelta(seconds=61)
    work_off(desk.office.services)
    return answer


def test_paper_a_visit_and_its_result_are_entered(desk: Desk) -> None:
    case = desk.office.judge(desk.office.open())
    unticked = '<input type="checkbox" name="compared" value="true">'
    assert unticked in page(desk, case)  # whoever compared them says so
    paper = {"received": ["申请书"], "received_on": "", "tracking_no": "SF1", "compared": "true", "note": ""}
    assert post(desk, case, "paper", data=paper).status_code == 200
    assert desk.office.case(case).state is State.PAPER_RECEIVED
    visit = {"visit_at": "2020-02-12T09:30", "visit_place": "某路1号", "visitors": "王审核、赵收件", "duration": ""}
    assert post(desk, case, "visit", data=visit).status_code == 200
    assert desk.office.case(case).state is State.SITE_VISIT
    letter, = desk.office.letters(case, "site-visit")
    assert "2020年2月12日" in letter.text
    assert "王审核、赵收件" in letter.text
    assert post(desk, case, "visit-result", data={"result": "一致"}).status_code == 200
    assert desk.office.history(case, "record-visit")[0].detail["note"] == "一致"


def test_paper_that_differs_goes_back_after_its_minute(desk: Desk) -> None:
    case = desk.office.judge(desk.office.open())
    paper = {"received": ["申请书"], "differing": ["申请书"], "compared": "true", "note": "日期不同"}
    assert post(desk, case, "paper", data=paper).headers["HX-Redirect"] == "/"
    assert desk.office.case(case).state is State.CORRECTION


def test_the_sealed_scan_is_sent(desk: Desk) -> None:
    case = desk.office.judge(desk.office.open())
    letter, = desk.office.letters(case, "acceptance")
    files = {"scan": ("章.pdf", b"%PDF-1.4 sealed", "application/pdf")}
    wrong = {"scan": ("章.pdf", b"no pdf", "application/pdf")}
    assert post(desk, case, "sealed", data={"letter": letter.id}, files=wrong).status_code == 422
    assert post(desk, case, "sealed", data={"letter": letter.id}, files=files).headers["HX-Redirect"] == "/"
    letter, = desk.office.letters(case, "acceptance")
    assert letter.state is LetterState.SENT


def test_another_outcome_states_only_what_was_filled_in(desk: Desk) -> None:
    case = held_case(desk.office, blocking())
    empty = {name: "" for name in ("valid_from", "valid_to", "headcount", "document_no", "pickup")}
    told = {"event": "hold", "note": "再看", **empty}
    assert post(desk, case, "outcome", data=told).status_code == 200
    assert desk.office.history(case, "hold")[-1].detail["note"] == "再看"


def test_who_may_not_is_told_so(desk: Desk) -> None:
    case = held_case(desk.office, blocking())
    correct = {"event": "correct"}
    for form, data in (("send", correct), ("letter-text", {"text": "某"}), ("outcome", correct)):
        assert post(desk, case, form, who="clerk", data=data).status_code == 403
    assert post(desk, case, "send", who="stranger", data={"event": "correct"}).status_code == 404


def page(desk: Desk, case: Case) -> str:
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
    return desk.client.get(f"{desk.address}/cases/{case.id}", headers=headers).text


def test_letter_that_failed_after_the_decision_is_sent_again_from_its_case(desk: Desk) -> None:
    case = held_case(desk.office, blocking())
    letter, = desk.office.letters(case, "supplement-notice")
    assert post(desk, case, "send", data={"letter": letter.id, "event": ""}).status_code == 200
    assert desk.office.case(case).state is State.CORRECTION
    with desk.office.services.work() as work:  # as when the provider refused it for good
        assert work.letters.move(letter.id, (LetterState.SENT,), LetterState.FAILED, attempts=1, error="550")
    assert "再次发出" not in page(desk, case)  # somebody has seen to it
    with desk.office.services.work() as work:
        work.tasks.add(case, TaskKind.LETTER_FAILED, "《补正一次性告知书》没有送达。", work.now)
    assert re.search(f'name="letter" value="{letter.id}".*再次发出', page(desk, case), re.DOTALL)
    assert post(desk, case, "send", data={"letter": letter.id, "event": ""}).status_code == 200
    assert [one.state for one in desk.office.letters(case, "supplement-notice")] == [LetterState.SENT]
    assert desk.office.case(case).state is State.CORRECTION


def test_withdrawal_that_is_asked_for_is_done_on_the_page(desk: Desk) -> None:
    case = held_case(desk.office, blocking())
    with desk.office.services.work() as work:
        work.tasks.add(case, TaskKind.WITHDRAWAL_ASKED, "申请单位来信要求撤回，请核实。", work.now)
    text = page(desk, case)
    assert 'value="withdraw"' in text
    assert re.search(r'申请单位来信要求撤回，请核实。</span><span class="acts"><button[^>]*data-opens="choose"', text)
    assert post(desk, case, "outcome", data={"event": "withdraw", "note": ""}).status_code == 409
    told = {"event": "withdraw", "note": "已电话核实，单位来信撤回"}
    assert post(desk, case, "outcome", data=told).status_code == 200
    assert desk.office.case(case).state is State.WITHDRAWN
    assert desk.office.letters(case, "withdrawal")[0].state is LetterState.SENT
    assert desk.office.tasks(case, opened=True) == []
    assert 'value="withdraw"' not in page(desk, case)


def test_debts_are_settled_beside_the_case(desk: Desk) -> None:
    case = desk.office.judge(desk.office.open(), lacking=["agent-identity", "title-deed"])
    other = desk.office.judge(desk.office.open(unit="北京另一家有限公司"), lacking=["title-deed"])
    case, other = (desk.office.decide(one, Outcome.TOLERATE) for one in (case, other))
    first, second = desk.office.debts(case)
    assert "尚欠的容缺材料" in page(desk, case)
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}", "hx-request": "true"}
    around = desk.client.get(f"{desk.address}/cases/{case.id}/around", headers=headers).text
    assert around.count('value="waived"') == 2
    strange, = desk.office.debts(other)
    waived = {"state": "waived", "reason": "数据共享可得"}
    assert post(desk, case, f"debts/{strange.id}", data=waived).status_code == 404
    assert post(desk, case, f"debts/{first.id}", data={"state": "waived", "reason": " "}).status_code == 422
    assert post(desk, case, f"debts/{first.id}", data={"state": "lapsed", "reason": "某"}).status_code == 422
    assert post(desk, case, f"debts/{first.id}", who="clerk", data=waived).status_code == 403
    assert post(desk, case, f"debts/{first.id}", data=waived).status_code == 200
    assert desk.office.history(case, "debts-waived")[0].detail["note"] == "数据共享可得"
    assert post(desk, case, f"debts/{second.id}", data={"state": "cleared", "reason": "当面收到"}).status_code == 200
    assert desk.office.case(case).state is not State.TOLERATED
    assert "尚欠的容缺材料" not in page(desk, case)
