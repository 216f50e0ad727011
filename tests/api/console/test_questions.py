"""Questions on the page of a case: asked in order, answered by a form, the panes answered anew."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from cases.case import LetterState
from cases.desk import Queue
from cases.tasks import TaskKind
from casework import leases
from tests.office.counter import HEAD, Counter
from tests.office.desk import Desk, desk_of
from tests.pipeline.test_rejudging import KINDS, Bench

_KEYS = itertools.count()


class Office:
    """The office of a bench, for its desk."""

    def __init__(self, counter: Counter) -> None:
        self.services = counter.services


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def desk(bench: Bench) -> Iterator[Desk]:
    with desk_of(Office(bench.counter)) as found:
        yield found


def page_of(desk: Desk, bench: Bench, who: str = "officer") -> str:
    """Return the page of the case."""
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", "Accept": "text/html"}
    answer = desk.client.get(f"{desk.address}/cases/{bench.case.id}", headers=headers)
    assert answer.status_code == 200
    return answer.text


def post(desk: Desk, bench: Bench, act: str, who: str = "officer", **fields: Any) -> httpx.Response:
    """Send a form of the page as the browser does."""
    version = fields.pop("version", bench.counter.case(bench.case).version)
    headers = {"Authorization": f"Bearer {desk.tokens[who]}", "HX-Request": "true"}
    data = {"version": version, "key": f"k{next(_KEYS)}", **fields}
    return desk.client.post(f"{desk.address}/cases/{bench.case.id}/{act}", headers=headers, data=data)


def questions(text: str) -> list[str]:
    """Return the sentences that a page asks."""
    return re.findall(r'<h2 id="h-[0-9a-f]+"[^>]*>([^<]+)</h2>', text)


def test_questions_stand_in_order_with_their_answers_and_only_the_first_is_open(desk: Desk, bench: Bench) -> None:
    text = page_of(desk, bench)
    assert questions(text) == [
        "第1页的印章，是申请单位的公章吗？", "第3页，可以不算作材料吗？", "这几份材料，可以不交吗？"
    ]  # fmt: skip
    assert len(re.findall(r"<article class=\"question\"[^>]* hidden", text)) == 2
    assert text.count('data-key="1"') == 3
    assert "第1问，共3问" in text
    assert re.search(r'aria-label="待答"[^>]*>\?</span><a[^>]*>劳务派遣经营许可注销申请书', text)


def test_answer_brings_the_panes_anew(desk: Desk, bench: Bench) -> None:
    key = bench.view().open[0].question.key
    answer = post(desk, bench, "answers", question=key, answer=2)
    assert answer.status_code == 200
    assert 'id="pane-questions"' in answer.text
    assert 'id="pane-letter"' in answer.text
    assert questions(answer.text) == ["第3页，可以不算作材料吗？", "这几份材料，可以不交吗？"]
    assert "印章与申请单位的名称不一致" in answer.text
    assert "announce" in answer.headers["HX-Trigger"]


def test_three_keys_answer_all_and_the_letter_may_leave(desk: Desk, bench: Bench) -> None:
    for _ in KINDS:
        assert 'id="send"' not in page_of(desk, bench)
        answer = post(desk, bench, "answers", question=bench.view().open[0].question.key, answer=1)
    assert "都答完了" in answer.text
    assert 'id="send"' in answer.text
    assert [one.state for one in bench.counter.letters(bench.case)] == [LetterState.HELD]


def test_answer_is_taken_back_from_its_line(desk: Desk, bench: Bench) -> None:
    post(desk, bench, "answers", question=bench.view().open[0].question.key, answer=1)
    ruling = bench.view().said[0].id
    answer = post(desk, bench, "withdraw-answer", ruling=ruling)
    assert len(questions(answer.text)) == 3
    assert "已答和更正" not in answer.text


def test_same_form_sent_twice_answers_once(desk: Desk, bench: Bench) -> None:
    version, key = bench.counter.case(bench.case).version, bench.view().open[0].question.key
    fields: dict[str, Any] = {"version": version, "key": "same", "question": key, "answer": 1}
    first, second = (post(desk, bench, "answers", **fields) for _ in range(2))
    assert (first.status_code, second.status_code) == (200, 200)
    assert len(bench.rulings()) == 1


def test_case_that_changed_is_drawn_anew_and_nothing_is_answered(desk: Desk, bench: Bench) -> None:
    stale = bench.counter.case(bench.case).version
    key = bench.view().open[1].question.key
    post(desk, bench, "answers", question=bench.view().open[0].question.key, answer=1)
    answer = post(desk, bench, "answers", question=key, answer=1, version=stale)
    assert "这一件刚才变了" in answer.text
    assert len(bench.rulings()) == 1


def test_answer_that_lacks_what_it_needs_is_refused_in_a_sentence(desk: Desk, bench: Bench) -> None:
    key = next(one.question.key for one in bench.view().open if one.question.kind == "material-unrecognised-page")
    answer = post(desk, bench, "answers", question=key, answer=2)
    assert (answer.status_code, answer.json()["message"]) == (422, "请求内容有误：请选定材料")


@pytest.mark.parametrize(
    ("act", "fields", "told"),
    [("unit", {"unit": "北京华星劳务有限公司"}, "北京华星劳务有限公司"),
     ("item", {"item": "dispatch-new"}, "新申请劳务派遣行政许可"),
     ("received", {"received_at": "2020-02-01T09:00", "reason": "传真先到"}, "按2020-02-01收到重新计算期限"),
     ("page-material", {"page": "3", "material": "dispatched-workers-settlement"}, "归入《被派遣劳动者权益处理说明》"),
     ("page-material", {"page": "3", "material": "business-licence"}, "归入《营业执照副本》"),
     ("add", {"code": "material-missing", "sentence": "缺少委托书", "pages": ""}, "缺少委托书。"),
     ("values", {"page": "1", "document": "dispatch-cancellation-application", "field": "unit_name", "text": "某公司"},
      "某公司")],
    ids=lambda one: one if isinstance(one, str) and "/" not in one else "",
)  # fmt: skip
def test_correction_is_kept_and_shown(
    desk: Desk, bench: Bench, act: str, fields: dict[str, str], told: str
) -> None:
    answer = post(desk, bench, act, **fields)
    assert answer.status_code == 200, answer.text
    assert told in answer.text
    assert len(bench.rulings()) == 1


def test_value_that_was_not_read_is_entered(desk: Desk, bench: Bench) -> None:
    document = "dispatch-cancellation-application"
    shown = page_of(desk, bench)
    dialog = shown[shown.index('id="form-value"'):shown.index('id="form-strike"')]
    unread = set(re.findall(r'<option value="(\w+)">', dialog))
    assert unread
    field = min(unread)
    answer = post(desk, bench, "values", page=1, document=document, field=field, text="2020-02-01")
    assert answer.status_code == 200
    form = next(one for one in bench.report().materials if one.code == document)
    assert [(one.value, one.page) for one in form.fields if one.name == field] == [("2020-02-01", 1)]
    assert f'data-value="1 {document} {field}"' in answer.text


def test_page_that_cannot_be_read_is_asked_for_once_more(desk: Desk, bench: Bench) -> None:
    answer = post(desk, bench, "pages/2/rescan")
    assert (answer.status_code, "第2页无法辨认，请重新扫描清晰后提交。" in answer.text) == (200, True)
    assert [one.pages for one in bench.report().findings if one.code == "page-unreadable"] == [(2,)]
    assert post(desk, bench, "pages/9/rescan").status_code == 404
    by_program = desk.act(bench.counter.case(bench.case), "pages/3/rescan", "rescan-3")
    assert by_program.status_code == 202, by_program.text
    pages = {number for one in bench.report().findings if one.code == "page-unreadable" for number in one.pages}
    assert pages == {2, 3}


def test_finding_is_struck_with_a_reason(desk: Desk, bench: Bench) -> None:
    post(desk, bench, "answers", question=bench.view().open[0].question.key, answer=2)
    text = page_of(desk, bench)
    [finding] = re.findall(r'name="finding" value="([0-9a-f]+)" required> [^<]*印章与申请单位', text)
    answer = post(desk, bench, "strike", finding=finding, reason="看错了，材料上有", other="")
    assert answer.status_code == 200
    assert not [one for one in bench.report().findings if one.code == "seal-unit-mismatch"]


def test_notes_and_calls_are_entered_beside(desk: Desk, bench: Bench) -> None:
    assert post(desk, bench, "notes", who="clerk", text="已联系").status_code == 200
    call = {"purpose": "inform", "person": "经办人", "result": "已告知", "telephone": "13800138000"}
    assert post(desk, bench, "calls", **call).status_code == 200
    assert [one.event for one in bench.counter.history(bench.case)][-2:] == ["note", "call"]


def test_who_does_not_decide_reads_only(desk: Desk, bench: Bench) -> None:
    text = page_of(desk, bench, who="auditor")
    assert len(questions(text)) == 3
    assert 'action="/cases/' + bench.case.id + '/answers"' not in text
    answer = post(desk, bench, "answers", who="auditor", question=bench.view().open[0].question.key, answer=1)
    assert answer.status_code == 403


def test_program_asks_and_answers_by_the_same_way(desk: Desk, bench: Bench) -> None:
    asked = desk.ask("GET", f"/cases/{bench.case.id}/questions").json()
    assert [one["kind"] for one in asked["open"]] == KINDS
    first = asked["open"][0]
    assert [one["word"] for one in first["answers"]] == ["是", "不是", "看不清"]
    case = bench.counter.case(bench.case)
    answer = desk.act(case, "answers", "p1", question=first["key"], answer=3)
    assert answer.status_code == 202
    again = desk.ask("GET", f"/cases/{bench.case.id}/questions").json()
    assert (again["version"], [one["word"] for one in again["said"]]) == (answer.json()["version"], ["看不清"])
    assert any(one["code"] == "page-unreadable" for one in again["findings"])
    back = desk.act(bench.counter.case(bench.case), "withdraw-answer", "p2")
    assert back.status_code == 202
    assert len(desk.ask("GET", f"/cases/{bench.case.id}/questions").json()["open"]) == 3


@pytest.mark.parametrize(
    ("act", "fields", "told"),
    [("received", {"received_at": "昨天"}, "收到时间"), ("unit", {"unit": "甲" * 301}, "单位全称"),
     ("add", {"code": "material-missing", "sentence": ""}, "写给申请单位的一句")],
)  # fmt: skip
def test_refused_form_names_the_fields_as_the_page_does(
    desk: Desk, bench: Bench, act: str, fields: dict[str, str], told: str
) -> None:
    answer = post(desk, bench, act, **fields)
    assert (answer.status_code, answer.json()["message"]) == (422, f"请求内容有误：请检查“{told}”后重试")


def test_what_is_to_be_done_stands_on_the_page_until_it_is_ticked(desk: Desk, bench: Bench) -> None:
    services, text = bench.counter.services, "来信另有询问，请答复。"
    with services.work() as work:
        work.tasks.add(work.cases.get(bench.case.id), TaskKind.READ_REPLY, text, work.now)
        [task] = work.tasks.of_case(bench.case.id)
    assert text in page_of(desk, bench)
    bench.counter.do(leases.take, bench.case, HEAD)
    done = post(desk, bench, f"tasks/{task['id']}/done", who="clerk")
    assert done.status_code == 200
    assert text not in done.text
    with services.reading() as work:
        entry = work.desk.entry(bench.case.id)
    assert entry is not None
    assert Queue.SUPPLEMENT not in entry.queues
    assert post(desk, bench, f"tasks/{task['id']}/done", who="clerk").status_code == 404
