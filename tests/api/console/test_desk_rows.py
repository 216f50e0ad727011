"""The row under the cursor: answered in place, taken back, with what others do meanwhile."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from casework.leases import take
from tests.office.counter import HEAD
from tests.office.desk import Desk, desk_of
from tests.pipeline.test_rejudging import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def desk(bench: Bench) -> Iterator[Desk]:
    with desk_of(bench.counter) as found:
        yield found


def _ask(desk: Desk, method: str, path: str, **more: object) -> httpx.Response:
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}", "HX-Request": "true"}
    return desk.client.request(method, f"{desk.address}{path}", headers=headers, **more)  # type: ignore[arg-type]


def _forms(page: str) -> list[dict[str, str]]:
    """Return the hidden fields of each answer."""
    found = re.findall(r"<form.*?</form>", page, re.DOTALL)
    return [dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)) for form in found]


def test_a_question_is_answered_and_taken_back_in_place(desk: Desk, bench: Bench) -> None:
    row = f"/desk/rows/{bench.case.id}"
    shown = _ask(desk, "GET", row)
    open_before = [one.question.sentence for one in bench.view().open]
    assert open_before[1] in shown.text
    form = next(one for one in _forms(shown.text) if one["answer"] == "1")
    answered = _ask(desk, "POST", f"{row}/answers", data=form)
    assert answered.status_code == 200, answered.text
    assert [one.question.sentence for one in bench.view().open] == open_before[1:]
    assert f'id="open-{bench.case.id}" hx-swap-oob' in answered.text
    told = json.loads(answered.headers["HX-Trigger"])["announce"]
    assert open_before[1] in told["sentence"]
    assert _ask(desk, "POST", told["undo"]).status_code == 200
    assert [one.question.sentence for one in bench.view().open] == open_before


def test_the_first_answer_takes_the_case(desk: Desk, bench: Bench) -> None:
    row = f"/desk/rows/{bench.case.id}"
    form = _forms(_ask(desk, "GET", row).text)[0]
    _ask(desk, "POST", f"{row}/answers", data=form)
    with bench.counter.services.reading() as work:
        lease = work.leases.of_case(bench.case.id, work.now)
    assert lease is not None
    assert lease.officer == "本局officer"


def test_a_case_that_somebody_else_has_open_is_only_shown(desk: Desk, bench: Bench) -> None:
    row = f"/desk/rows/{bench.case.id}"
    form = _forms(_ask(desk, "GET", row).text)[0]
    with bench.counter.services.work() as work:
        take(work, work.cases.get(bench.case.id), HEAD)
    shown = _ask(desk, "GET", row).text
    assert (f"{HEAD.name}正在办理" in shown, _forms(shown)) == (True, [])
    refused = _ask(desk, "POST", f"{row}/answers", data=form)
    assert (refused.status_code, HEAD.name in refused.json()["message"]) == (409, True)
    assert f"{HEAD.name}在看" in _ask(desk, "GET", "/?queue=open").text


def test_an_answer_to_what_changed_meanwhile_shows_it_as_it_is(desk: Desk, bench: Bench) -> None:
    row = f"/desk/rows/{bench.case.id}"
    first, *_ = _forms(_ask(desk, "GET", row).text)
    _ask(desk, "POST", f"{row}/answers", data=first)
    late = _ask(desk, "POST", f"{row}/answers", data={**first, "key": "another"})
    assert (late.status_code, "这一件刚才变了" in late.text) == (200, True)


def test_a_question_that_is_not_asked_has_no_thumbnail(desk: Desk, bench: Bench) -> None:
    assert _ask(desk, "GET", f"/desk/rows/{bench.case.id}/seen/nothing.png").status_code == 404


def test_another_office_sees_no_row(desk: Desk, bench: Bench) -> None:
    headers = {"Authorization": f"Bearer {desk.tokens['stranger']}"}
    answer = desk.client.get(f"{desk.address}/desk/rows/{bench.case.id}", headers=headers)
    assert answer.status_code == 404
