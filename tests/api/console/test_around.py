"""What lies around a case on its page: history, originals, acts on material, a look without cover."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.office.desk import Desk, desk_of
from tests.office.office import Office, mail


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, drawn: Any) -> Any:
    """An office with a case of two files and another one, both an officer's."""
    office = Office(Path(tmp_path_factory.mktemp("around")))
    office.services = replace(office.services, office=replace(office.services.office, policy="strict"))
    office.mail(mail([(drawn.file_name, drawn.content), ("坏的.pdf", drawn.content[:900])]))
    office.mail(mail([("别的.pdf", drawn.content[:800])], sender="second@corp.test", message_id="<2@corp.test>"))
    office.run()
    with desk_of(office) as found:
        yield found


def ask(
    desk: Desk, method: str, path: str, *, who: str = "officer", whole: bool = False, **form: Any
) -> httpx.Response:
    wanted = {"Accept": "text/html"} if whole else {"HX-Request": "true"}
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", **wanted}
    return desk.client.request(method, f"{desk.address}{path}", headers=headers, data=form or None)


def act(desk: Desk, case: Any, name: str, key: str, *, version: int | None = None, **form: Any) -> httpx.Response:
    return ask(desk, "POST", f"/cases/{case.id}/{name}", version=version or case.version, key=key, **form)


def test_history_is_told_in_sentences(desk: Desk) -> None:
    case = desk.office.cases()[0]
    text = ask(desk, "GET", f"/cases/{case.id}/around").text
    assert "自动：收件，开立办件" in text
    assert "只有一轮" in text
    assert "<html" not in text
    assert "<html" in ask(desk, "GET", f"/cases/{case.id}/around", whole=True).text


def test_originals_stand_with_a_warning_and_want_a_reason(desk: Desk) -> None:
    case = desk.office.cases()[0]
    text = ask(desk, "GET", f"/cases/{case.id}/originals").text
    assert "可能带有宏或者病毒" in text
    assert "坏的.pdf" in text
    assert ask(desk, "POST", f"/cases/{case.id}/originals/0").status_code == 422
    answer = ask(desk, "POST", f"/cases/{case.id}/originals/0", reason="存档")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "下载原件" in ask(desk, "GET", f"/cases/{case.id}/around").text


def test_look_without_cover_shows_the_page_once(desk: Desk) -> None:
    case = desk.office.cases()[0]
    text = ask(desk, "POST", f"/cases/{case.id}/look", page="1", reason="核对").text
    address = re.search(r'src="([^"]+look=[^"]+)"', text)
    assert address is not None
    assert [ask(desk, "GET", address[1]).status_code for _ in range(2)] == [200, 404]


def test_file_is_left_out_and_the_panes_come_back(desk: Desk) -> None:
    case = desk.office.cases()[0]
    file = next(one["id"] for one in desk.ask("GET", f"/cases/{case.id}").json()["files"] if one["name"] == "坏的.pdf")
    answer = act(desk, case, "discard-file", "out-1", file=file, reason="不是材料")
    assert answer.status_code == 200
    assert "hx-swap-oob" in answer.text
    assert "announce" in answer.headers["hx-trigger"]
    desk.office.work()
    assert "已作废" in ask(desk, "GET", f"/cases/{case.id}/originals").text


def test_who_saw_an_older_version_is_told_and_nothing_happens(desk: Desk) -> None:
    case, other = desk.office.cases()[:2]
    answer = act(desk, case, "join", "join-old", version=case.version + 7, into=other.number, reason="同一申请")
    assert answer.status_code == 200
    assert "这一件刚才变了" in answer.text
    assert "hx-trigger" not in answer.headers
    assert desk.office.cases()[0].state == case.state


def test_case_goes_over_into_another_and_says_so(desk: Desk) -> None:
    case, other = desk.office.cases()[:2]
    assert act(desk, other, "join", "join-1", into=case.number, reason="同一申请").status_code == 200
    desk.office.work()
    text = ask(desk, "GET", f"/cases/{other.id}", whole=True).text
    assert f"已并入{case.number}" in text


def test_form_without_script_leads_back_to_the_page(desk: Desk) -> None:
    case = desk.office.cases()[0]
    file = next(one["id"] for one in desk.ask("GET", f"/cases/{case.id}").json()["files"] if one["discarded"])
    form = {"version": case.version, "key": "back-1", "file": file}
    answer = ask(desk, "POST", f"/cases/{case.id}/restore-file", whole=True, **form)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/cases/{case.id}"


def test_stranger_sees_nothing(desk: Desk) -> None:
    case = desk.office.cases()[0]
    for path in ("around", "originals"):
        assert ask(desk, "GET", f"/cases/{case.id}/{path}", who="stranger").status_code == 404


def test_panes_are_drawn_anew_once_the_case_is_judged(desk: Desk) -> None:
    case = desk.office.cases()[0]
    assert case.state == "received"
    assert "/panes" in ask(desk, "GET", f"/cases/{case.id}", whole=True).text
    waiting = ask(desk, "GET", f"/cases/{case.id}/panes")
    assert (waiting.status_code, waiting.text) == (204, "")  # what is typed meanwhile is left alone
    desk.office.work()
    done = ask(desk, "GET", f"/cases/{case.id}/panes").text
    assert "/panes" not in done
    assert "pane-pages" in done


def test_pages_are_left_out_like_an_answer(desk: Desk) -> None:
    case = desk.office.cases()[0]
    answer = act(desk, case, "discard-pages", "pages-1", pages="2", reason="重复的一页")
    assert answer.status_code == 200, answer.text
    pages = desk.ask("GET", f"/cases/{case.id}/report").json()["pages"]
    assert next(one for one in pages if one["number"] == 2)["document"] is None
    case = desk.office.cases()[0]
    assert act(desk, case, "discard-pages", "pages-2", pages="99", reason="没有").status_code == 404


def test_pages_become_a_case_of_their_own(desk: Desk) -> None:
    before = len(desk.office.cases())
    case = desk.office.cases()[0]
    alone = act(desk, case, "split-pages", "part-0", pages="1", reason="另一项申请")
    assert alone.status_code == 422  # the other page is left out: none would stay
    assert act(desk, case, "withdraw-answer", "back-2").status_code == 200
    case = desk.office.cases()[0]
    assert act(desk, case, "split-pages", "part-1", pages="1", reason="另一项申请").status_code == 200
    assert len(desk.office.cases()) == before + 1


def test_pages_are_given_to_another_case(desk: Desk) -> None:
    desk.office.work()
    case, other = desk.office.cases()[::2]
    assert act(desk, case, "withdraw-answer", "back-3").status_code == 200
    case, other = desk.office.cases()[::2]
    assert act(desk, case, "move-pages", "away-0", pages="1", to=case.number, reason="另一项").status_code == 422
    moved = act(desk, case, "move-pages", "away-1", pages="1", to=other.number, reason="另一项申请的一页")
    assert moved.status_code == 200, moved.text
    desk.office.work()
    counts = {
        one.id: [page["document"] is not None for page in desk.ask("GET", f"/cases/{one.id}/report").json()["pages"]]
        for one in (case, other)
    }
    assert counts[case.id] == [False, True]
    assert counts[other.id][2:] == [True, False]  # it has the file once more
    assert "移入其第1页" in ask(desk, "GET", f"/cases/{other.id}/around").text
