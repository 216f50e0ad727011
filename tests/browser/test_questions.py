"""The questions of a case before a real browser: one key an answer, the next question's heading focused after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cases.case import LetterState
from tests.api.console.test_questions import Office
from tests.browser.windows import DESK, TABLET, Window, window
from tests.office.desk import Desk, desk_of
from tests.pipeline.test_rejudging import Bench


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def desk(bench: Bench) -> Iterator[Desk]:
    with desk_of(Office(bench.counter)) as found:
        yield found


@contextmanager
def seat(browser: Browser, desk: Desk, bench: Bench, size: dict[str, int] = DESK) -> Iterator[Window]:
    """Open a window of an officer at the case."""
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
    with window(browser, desk.address, size=size, headers=headers) as seen:
        seen.go(f"/cases/{bench.case.id}")
        seen.page.wait_for_load_state("networkidle")
        yield seen


def focused(seen: Window) -> str:
    """Return the words of what has the focus."""
    return str(seen.page.evaluate("document.activeElement.textContent")).strip()


def test_three_questions_are_three_keys_and_the_letter_stands_there(browser: Browser, desk: Desk, bench: Bench) -> None:
    with seat(browser, desk, bench) as seen:
        page = seen.page
        expect(page.get_by_role("heading", name="第1页的印章，是申请单位的公章吗？")).to_be_visible()
        page.keyboard.press("1")
        expect(page.get_by_role("heading", name="第3页，可以不算作材料吗？")).to_be_focused()
        expect(page.get_by_role("status").get_by_text("已记下“是”：通过第1页公章。")).to_be_visible()
        page.keyboard.press("1")
        expect(page.get_by_role("heading", name="这几份材料，可以不交吗？")).to_be_focused()
        page.keyboard.press("1")
        expect(page.get_by_role("heading", name="都答完了")).to_be_focused()
        expect(page.locator("#send")).to_be_visible()
    assert [one.state for one in bench.counter.letters(bench.case)] == [LetterState.HELD]


def test_letter_opens_by_itself_on_a_tablet_after_the_last_answer(browser: Browser, desk: Desk, bench: Bench) -> None:
    with seat(browser, desk, bench, TABLET) as seen:
        letter = seen.page.get_by_role("article", name="文书")
        seen.press("1", "1")
        expect(seen.page.locator(".said li")).to_have_count(2)
        expect(letter).not_to_be_visible()
        seen.press("1")
        expect(letter).to_be_visible()
        expect(seen.page.locator(".letterbox")).to_be_focused()
        seen.press("u")  # written anew under an open letter
        seen.page.get_by_label("单位全称").locator("visible=true").fill("北京华星劳务派遣有限公司")
        seen.press("Enter")
        expect(letter).to_contain_text("北京华星劳务派遣有限公司")
        expect(letter).to_be_visible()


def test_z_takes_the_last_answer_back_and_a_line_reopens_its_question(
    browser: Browser, desk: Desk, bench: Bench
) -> None:
    with seat(browser, desk, bench) as seen:
        page = seen.page
        page.keyboard.press("2")
        page.keyboard.press("1")  # while the answer before it is being kept: it waits, and answers the next question
        expect(page.locator(".said li")).to_have_count(2)
        expect(page.locator(".letter").get_by_text("印章与申请单位的名称不一致")).to_be_visible()
        page.keyboard.press("z")
        expect(page.locator(".said li")).to_have_count(1)
        page.locator(".said button").click()
        expect(page.locator(".said li")).to_have_count(0)
        expect(page.get_by_text("第1问，共3问")).to_be_visible()


def test_arrows_go_from_question_to_question(browser: Browser, desk: Desk, bench: Bench) -> None:
    with seat(browser, desk, bench) as seen:
        seen.page.keyboard.press("ArrowDown")
        assert focused(seen) == "第3页，可以不算作材料吗？"
        seen.page.keyboard.press("ArrowUp")
        assert focused(seen) == "第1页的印章，是申请单位的公章吗？"
        seen.page.keyboard.press("ArrowUp")
        assert focused(seen) == "这几份材料，可以不交吗？"


def test_answer_that_needs_more_opens_its_field(browser: Browser, desk: Desk, bench: Bench) -> None:
    with seat(browser, desk, bench) as seen:
        page = seen.page
        page.keyboard.press("ArrowDown")
        page.keyboard.press("2")
        field = page.get_by_label("归入哪项材料").locator("visible=true")
        expect(field).to_be_focused()
        field.select_option("dispatched-workers-settlement")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".said li")).to_have_count(1)
    assert bench.report().page_documents[3] == "dispatched-workers-settlement"


def test_keys_open_small_forms(browser: Browser, desk: Desk, bench: Bench) -> None:
    forms = {"u": "单位全称", "i": "事项", "d": "收到时间", "p": "归入", "a": "哪一类", "n": "内容",
             "c": "与谁通话"}  # fmt: skip
    with seat(browser, desk, bench) as seen:
        for key, label in forms.items():
            seen.press(key)
            expect(seen.page.locator("dialog[open]").get_by_label(label, exact=True).first).to_be_focused()
            _shut(seen)
        seen.press("v")
        expect(seen.page.locator("#form-value details[open] [data-value^='1 '] input[type=text]").first).to_be_focused()
        seen.shoot("values")
        _shut(seen)
        seen.page.get_by_role("button", name="查看").click()
        _shut(seen)


def _shut(seen: Window) -> None:
    """Close what is open, which everybody can use."""
    expect(seen.page.locator("dialog[open]")).to_have_count(1)
    assert seen.accessibility_faults("dialog[open]") == []
    seen.page.keyboard.press("Escape")
    expect(seen.page.locator("dialog[open]")).to_have_count(0)


@pytest.mark.parametrize("size", [DESK, TABLET], ids=["desk", "tablet"])
def test_everybody_can_use_it(browser: Browser, desk: Desk, bench: Bench, size: dict[str, int]) -> None:
    with seat(browser, desk, bench, size) as seen:
        assert seen.accessibility_faults() == []
        seen.page.keyboard.press("2")
        expect(seen.page.locator(".said li")).to_have_count(1)
        assert seen.accessibility_faults() == []
