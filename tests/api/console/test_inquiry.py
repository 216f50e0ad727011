"""A question that came by mail: read on its page, handed to a colleague, answered with words that are kept for it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from cases.case import Case, LetterState
from cases.desk import Queue
from cases.lifecycle import State
from tests.casework.arrival.test_inquiries import answer_of, file_mail, judge_case
from tests.office.counter import UNIT, Counter
from tests.office.desk import PEOPLE, Desk, desk_of

ASKED = f"请问劳务派遣新申请需要哪些材料？\n{UNIT}"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_of(Counter(tmp_path, date(2020, 2, 24))) as found:
        yield found


@pytest.fixture
def case(desk: Desk) -> Case:
    (opened,) = file_mail(desk.office, "咨询", ASKED)
    return judge_case(desk.office, opened)


def page(desk: Desk, case: Case) -> str:
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
    return html.unescape(desk.client.get(f"{desk.address}/cases/{case.id}", headers=headers).text)


def post(desk: Desk, case: Case, act: str, who: str = "officer", **form: Any) -> httpx.Response:
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", "HX-Request": "true"}
    stated = {"version": desk.office.case(case).version, "key": f"{act}-{who}-{sorted(form)}", **form}
    return desk.client.post(f"{desk.address}/cases/{case.id}/{act}", headers=headers, data=stated)


def question_of(text: str) -> str:
    found = re.search(r'data-question="([^"]+)"', text)
    assert found is not None
    return found[1]


def test_what_was_asked_stands_beside_the_answer(desk: Desk, case: Case) -> None:
    text = page(desk, case)
    assert re.search(r'<section id="pane-pages".*请问劳务派遣新申请需要哪些材料？', text, re.DOTALL)
    assert "这样答复可以吗？" in text


def test_it_is_handed_to_a_colleague(desk: Desk, case: Case) -> None:
    text = page(desk, case)
    colleague = PEOPLE["clerk"]
    assert f"<option>{colleague}</option>" in text
    assert f"<option>{PEOPLE['officer']}</option>" not in text
    asked = question_of(text)
    assert post(desk, case, "answers", question=asked, answer=3).status_code == 422
    assert post(desk, case, "answers", question=asked, answer=3, value="没有这人").status_code == 404
    assert post(desk, case, "answers", question=asked, answer=3, value=colleague, key="given").status_code == 200
    with desk.office.services.reading() as work:
        assert work.assignments.officer_of(case.id) == colleague
        entry = work.desk.entry(case.id)
    assert entry is not None
    assert Queue.INQUIRY in entry.queues
    assert desk.office.history(case, "assign")[-1].detail["to"] == colleague
    assert f"转{colleague}" in page(desk, case)


def test_it_is_answered_with_words_that_are_kept(desk: Desk, case: Case) -> None:
    text = page(desk, case)
    kept = re.search(r'<option value="([^"]{20,})">', text)
    body = re.search(r'<textarea id="edit-text"[^>]*>(.*?)</textarea>', text, re.DOTALL)
    letter = answer_of(desk.office, case)
    assert kept is not None
    assert body is not None
    title, _, rest = body[1].partition("\n\n")
    assert post(desk, case, "letter-text", text=f"{title}\n\n{kept[1]}\n\n{rest}").status_code == 200
    assert post(desk, case, "send", letter=letter.id, event="").status_code == 200
    sent = answer_of(desk.office, case)
    assert sent.state is LetterState.QUEUED
    assert kept[1].split("\n")[0][:20] in sent.text
    assert desk.office.case(case).state is State.CLOSED
