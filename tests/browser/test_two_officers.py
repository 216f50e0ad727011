"""Two officers before real browsers: one proposes, the other approves or returns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cases.lifecycle import State
from tests.api.console import test_questions
from tests.browser.test_letter import seat
from tests.casework.holding import held_case
from tests.office.counter import Counter, blocking
from tests.office.desk import Desk, desk_of
from tests.office.services import work_off
from tests.pipeline.test_rejudging import Bench

ASKED_AGAIN = 40_000
"""Milliseconds in which a page has asked again who has its case open."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office that wants two officers for permits of dispatch."""
    counter = Counter(tmp_path, undo_for=timedelta(seconds=60))
    counter.services = replace(
        counter.services, office=replace(counter.services.office, two_stage=("dispatch-new",))
    )
    with desk_of(counter) as found:
        yield found


def test_one_proposes_the_other_returns_and_then_approves(browser: Browser, desk: Desk) -> None:
    case = held_case(desk.office, blocking())
    with seat(browser, desk) as first, seat(browser, desk, "supervisor") as second:
        first.go(f"/cases/{case.id}")
        first.press("Enter")
        first.page.locator("#toast").get_by_text("已送签，等另一名工作人员审定").wait_for()
        second.go("/sign-off")
        assert second.page.get_by_text("本局officer提请").is_visible()
        assert second.accessibility_faults() == []
        second.page.get_by_role("link", name="看材料").click()
        second.page.get_by_role("button", name="退回").click()
        assert second.accessibility_faults("dialog[open]") == []
        second.page.get_by_role("textbox", name="理由（必填）").fill("章程请再看")
        second.page.get_by_role("button", name="退回本局officer").click()
        second.page.locator("#toast").get_by_text("已退回").wait_for()
        first.go(f"/cases/{case.id}")
        assert first.page.get_by_text("本局supervisor退回：章程请再看").is_visible()
        first.press("Enter")
        first.page.locator("#toast").get_by_text("已送签，等另一名工作人员审定").wait_for()
        second.go(f"/cases/{case.id}")
        assert second.accessibility_faults() == []
        second.press("Enter")
        second.page.wait_for_url(lambda url: case.id not in url)
        desk.office.watch.at += timedelta(seconds=61)
        work_off(desk.office.services)
        assert desk.office.case(case).state is State.CORRECTION


def test_a_stand_in_is_arranged_and_ended(browser: Browser, desk: Desk) -> None:
    with seat(browser, desk, "supervisor") as seen:
        seen.go("/stand-in")
        seen.page.get_by_label("谁代班").select_option("本局officer")
        seen.page.get_by_role("button", name="安排").click()
        seen.page.get_by_text("本局officer代本局supervisor").wait_for()
        assert seen.accessibility_faults() == []
        with seat(browser, desk) as deputy:
            deputy.go("/sign-off")
            assert deputy.page.get_by_role("link", name="签批").is_visible()
        seen.page.get_by_role("button", name="结束").click()
        seen.page.get_by_text("没有。").wait_for()


def test_second_officer_reads_notes_and_asks_the_first_to_let_go(browser: Browser, tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    path = f"/cases/{bench.case.id}"
    with (
        desk_of(test_questions.Office(bench.counter)) as desk, seat(browser, desk) as first,
        seat(browser, desk, "supervisor") as second,
    ):
        first.go(path)
        expect(first.page.locator("#lease")).to_contain_text("您在办理")
        second.go(path)
        expect(second.page.locator("#lease")).to_contain_text("本局officer在办理")
        expect(second.page.get_by_text("本局officer正在办这一件：您可以看，可以记事")).to_be_visible()
        expect(second.page.get_by_role("group", name="回答")).to_have_count(0)
        second.press("1")
        assert bench.rulings() == []
        second.page.get_by_role("button", name="请对方让出").click()
        expect(second.page.locator("#lease")).to_contain_text("已请让出")
        expect(first.page.locator("#lease")).to_contain_text("本局supervisor请您让出", timeout=ASKED_AGAIN)
        second.press("n")
        note = second.page.get_by_label("内容").locator("visible=true")
        note.fill("申请单位来电，明日补章。")
        assert second.accessibility_faults() == []
        first.press("1")
        expect(first.page.locator(".said li")).to_have_count(1)
        second.page.get_by_role("button", name="记下").locator("visible=true").click()
        expect(second.page.locator("#strip")).to_contain_text("这一件刚才变了")
        expect(note).to_have_value("申请单位来电，明日补章。")
        second.shoot("note-kept")
        second.page.get_by_role("button", name="记下").locator("visible=true").click()
        expect(second.page.locator("#toast")).to_contain_text("已记下")
        assert [one.detail["note"] for one in bench.counter.history(bench.case, "note")] == [
            "申请单位来电，明日补章。"
        ]
        first.page.get_by_role("button", name="让出").click()
        first.page.wait_for_url(lambda url: "/cases/" not in url)
        expect(second.page.locator("#lease")).to_contain_text("您在办理", timeout=ASKED_AGAIN)
        expect(second.page.get_by_role("group", name="回答")).to_be_visible()
        second.press("1")
        expect(second.page.locator(".said li")).to_have_count(2)
