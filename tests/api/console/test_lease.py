"""Who has a case open, as its page asks again and again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.casework.holding import held_case
from tests.office.counter import Counter, blocking
from tests.office.desk import Desk, desk_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(Counter(tmp_path)) as found:
        yield found


def ask(desk: Desk, method: str, path: str, who: str = "officer") -> str:
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", "HX-Request": "true"}
    answer = desk.client.request(method, desk.address + path, headers=headers)
    assert answer.status_code < 300, answer.text
    return answer.text


def test_two_minutes_before_its_end_it_is_told_and_gone_on_with(desk: Desk) -> None:
    lease = f"/cases/{held_case(desk.office, blocking()).id}/lease"
    assert "续用" not in ask(desk, "POST", lease)
    desk.office.watch.at += timedelta(minutes=13, seconds=10)
    ending = ask(desk, "GET", lease)
    assert "不到2分钟，续用" in ending
    assert "data-ends" in ending
    assert "续用" not in ask(desk, "POST", lease)
    desk.office.watch.at += timedelta(minutes=16)
    assert "接手办理" in ask(desk, "GET", lease)


def test_who_asked_has_it_once_it_is_let_go_of_and_his_page_is_drawn_anew(desk: Desk) -> None:
    case = held_case(desk.office, blocking())
    lease = f"/cases/{case.id}/lease"
    ask(desk, "POST", lease)
    assert f"{lease}?taken=1" in ask(desk, "GET", f"/cases/{case.id}", "supervisor")
    assert "本局officer在办理" in ask(desk, "POST", f"{lease}?taken=1", "supervisor")
    assert "已请让出" in ask(desk, "POST", f"{lease}/request", "supervisor")
    ask(desk, "POST", f"{lease}/release")
    given = ask(desk, "GET", f"{lease}?taken=1", "supervisor")
    assert "您在办理" in given
    assert f"/cases/{case.id}/panes" in given
    assert "/panes" not in ask(desk, "GET", lease, "supervisor")
