"""Deciding: seen version and key needed, once is once, roles, history."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from record.tables import IDEMPOTENCY
from tests.office.desk import Desk, desk_of
from tests.office.office import Office, mail


@pytest.fixture
def desk(tmp_path: Path, drawn: Any) -> Iterator[Desk]:
    """An office of the strict profile, where every outcome waits for its officer, with one acceptable case."""
    office = Office(tmp_path)
    office.services = replace(office.services, office=replace(office.services.office, policy="strict"))
    office.mail(mail([(drawn.file_name, drawn.content)]))
    office.run()
    with desk_of(office) as found:
        yield found


def _case(desk: Desk) -> Any:
    (case,) = desk.office.cases()
    return case


def test_the_first_answer_is_given_again_whatever_came_since(desk: Desk) -> None:
    case = _case(desk)
    first = desk.decide(case, "accept", "k")
    assert first.status_code == 202
    assert desk.act(_case(desk), "paper", "p", received=["申请书"]).status_code == 202
    assert _case(desk).version > first.json()["version"]
    assert desk.decide(case, "accept", "k").json() == first.json()
    with desk.office.services.database.begin() as connection:  # as the first version kept an answer
        mine = IDEMPOTENCY.c.key == "k"
        connection.execute(IDEMPOTENCY.update().where(mine).values(response=first.json()))
    assert desk.decide(case, "accept", "k").json() == first.json()


def test_decision_needs_seen_version_and_key(desk: Desk) -> None:
    case = _case(desk)
    path = f"/cases/{case.id}/decision"
    for headers, missing in (({"If-Match": "1"}, "Idempotency-Key"), ({"Idempotency-Key": "k"}, "If-Match")):
        answer = desk.ask("POST", path, headers=headers, json={"outcome": "accept"})
        assert (answer.status_code, answer.json()["detail"]) == (428, {"header": missing})
    stale = desk.decide(case, "accept", "k", version=case.version - 1)
    assert (stale.status_code, stale.json()["code"]) == (409, "case-version-conflict")
    assert _case(desk) == case


def test_same_key_twice_is_one_decision_and_one_letter(desk: Desk) -> None:
    case = _case(desk)
    first = desk.decide(case, "accept", "k1", note="已电话核实")
    again = desk.decide(case, "accept", "k1", note="已电话核实")
    assert first.status_code == again.status_code == 202
    assert first.json() == again.json()
    assert first.json()["state"] == "accepted"
    sent = len(desk.office.outbox())
    desk.office.work()
    assert len(desk.office.outbox()) == sent + 1
    assert [one.kind for one in desk.office.letters(case.id) if one.kind == "acceptance"] == ["acceptance"]
    history = desk.ask("GET", f"/cases/{case.id}").json()["history"]
    (line,) = [line for line in history if line["event"] == "accept"]
    assert (line["actor"], line["detail"]["note"]) == ("本局officer", "已电话核实")
    reused = desk.decide(case, "supplement", "k1")
    assert (reused.status_code, reused.json()["code"]) == (409, "idempotency-key-reused")


def test_two_officers_at_once_make_one_decision(desk: Desk) -> None:
    case = _case(desk)
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(
            lambda one: desk.decide(case, one[0], one[1], who=one[2]).status_code,
            [("accept", "a", "officer"), ("guide", "b", "supervisor")],
        ))
    assert sorted(answers) == [202, 409]


@pytest.mark.parametrize("role", ["clerk", "auditor"])
def test_who_may_not_decide(desk: Desk, role: str) -> None:
    answer = desk.decide(_case(desk), "accept", "k", who=role)
    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


def test_decided_case_is_decided(desk: Desk) -> None:
    desk.decide(_case(desk), "accept", "k")
    answer = desk.decide(_case(desk), "supplement", "l")
    assert (answer.status_code, answer.json()["code"]) == (409, "case-move-not-allowed")
    assert "已受理" in answer.json()["message"]


def test_review_is_no_decision(desk: Desk) -> None:
    answer = desk.decide(_case(desk), "review", "k")
    assert answer.status_code == 409
    assert "review" not in answer.json()["message"]


def test_refusal_states_its_reason_and_the_right_office(desk: Desk) -> None:
    case = _case(desk)
    refused = desk.decide(case, "refuse", "j")
    assert (refused.status_code, "请填写理由" in refused.json()["message"]) == (409, True)
    right = "北京市海淀区人力资源和社会保障局"
    answer = desk.decide(case, "refuse", "k", note="不属于本机关职权范围", right_office=right)
    assert answer.json()["state"] == "not-accepted"
    (letter,) = [one for one in desk.office.letters(case.id) if one.kind == "non-acceptance"]
    assert "不属于本机关职权范围" in letter.text
    assert right in letter.text


def test_guidance_marks_the_case(desk: Desk) -> None:
    answer = desk.decide(_case(desk), "guide", "k").json()
    assert (answer["state"], "routed" in answer["flags"]) == ("review", True)


def test_letter_that_does_not_wait_cannot_be_sent(desk: Desk) -> None:
    letter = desk.office.letters(_case(desk).id)[0]
    assert letter.state == "sent"
    path = f"/letters/{letter.id}"
    assert desk.ask("GET", path).json()["subject"] == letter.subject
    assert desk.ask("POST", f"{path}/send").status_code == 428
    refused = desk.ask("POST", f"{path}/send", key="k")
    assert (refused.status_code, refused.json()["code"]) == (409, "case-move-not-allowed")
    assert "已发送" in refused.json()["message"]
    assert desk.ask("POST", f"{path}/send", key="l", who="clerk").status_code == 403
