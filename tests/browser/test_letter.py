"""The letter's pane before a real browser: sent with one key, taken back with another, decided otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cases.case import Case, Flag
from cases.lifecycle import State
from tests.browser.windows import DESK, TABLET, Window, window
from tests.casework.holding import DOUBT, held_case
from tests.office.counter import Counter, blocking
from tests.office.desk import Desk, desk_of
from tests.office.services import work_off

_PANES = """(id) => {
  document.querySelector("#edit-letter textarea").mark = "same";
  return htmx.ajax("GET", `/cases/${id}/panes`, { source: ".case", swap: "none" });
}"""
"""What a page asks for when its case is somebody else's no more."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office of cases judged by hand, its letters to be taken back for a minute."""
    with desk_of(Counter(tmp_path, undo_for=timedelta(seconds=60))) as found:
        yield found


@contextmanager
def seat(browser: Browser, desk: Desk, role: str = "officer", size: dict[str, int] = DESK) -> Iterator[Window]:
    """Open a window of an officer."""
    headers = {"Authorization": f"Bearer {desk.tokens[role]}"}
    with window(browser, desk.address, size=size, headers=headers) as seen:
        yield seen


def _held(desk: Desk, unit: str = "北京某某科技有限公司") -> Case:
    return held_case(desk.office, blocking(), unit=unit, applicant=f"{len(unit)}@corp.test")


def test_enter_sends_and_shows_the_next_case_and_z_takes_it_back(browser: Browser, desk: Desk) -> None:
    first, second = _held(desk), _held(desk, "北京另一家有限公司")
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{first.id}")
        assert seen.page.get_by_role("article", name="文书").get_by_text("articles-of-association").is_visible()
        assert seen.accessibility_faults() == []
        seen.press("Enter")
        seen.page.wait_for_url(f"**/cases/{second.id}")
        toast = seen.page.locator("#toast")
        assert toast.get_by_text("60秒内可撤回").is_visible()
        assert desk.office.case(first).state is State.REVIEW
        seen.press("z")
        seen.page.wait_for_url(f"**/cases/{first.id}")
        assert desk.office.case(first).flags == ()
        seen.press("Enter")
        seen.page.wait_for_url(f"**/cases/{second.id}")
        desk.office.watch.at += timedelta(seconds=61)
        work_off(desk.office.services)
        assert desk.office.case(first).state is State.CORRECTION


def test_a_case_whose_letter_leaves_says_for_how_long_and_takes_it_back(browser: Browser, desk: Desk) -> None:
    case = _held(desk)
    desk.decide(case, "supplement", "k")
    with seat(browser, desk, "supervisor") as seen:
        seen.go(f"/cases/{case.id}")
        assert seen.page.get_by_text("本局officer已放行").is_visible()
        assert seen.accessibility_faults() == []
        seen.press("z")
        seen.page.get_by_role("button", name="发出").wait_for()
        assert desk.office.case(case).flags == ()


def test_an_open_doubt_is_a_gap_and_keeps_the_letter_here(browser: Browser, desk: Desk) -> None:
    case = held_case(desk.office, blocking(), DOUBT)
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{case.id}")
        assert seen.page.locator(".letter .gap").count() == 1
        assert seen.page.get_by_text("还有1问未答").is_visible()
        seen.press("Enter")
        assert desk.office.case(case) == case


def test_another_outcome_is_chosen_with_its_reason(browser: Browser, desk: Desk) -> None:
    case = _held(desk)
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{case.id}")
        seen.press("o")
        dialog = seen.page.get_by_role("dialog", name="改办结方式")
        dialog.locator("summary", has_text="延后办理").click()
        dialog.get_by_label("恢复办理的条件").fill("公章补刻完成")
        dialog.get_by_role("textbox", name="理由（必填）").fill("公章遗失")
        assert seen.accessibility_faults() == []
        dialog.get_by_role("button", name="延后办理").click()
        seen.page.wait_for_url(lambda url: case.id not in url)
        desk.office.watch.at += timedelta(seconds=61)
        work_off(desk.office.services)
        assert desk.office.case(case).state is State.DEFERRED
        assert "公章补刻完成" in desk.office.letters(case, "deferred")[0].text


def test_the_letter_opens_over_the_page_on_a_tablet(browser: Browser, desk: Desk) -> None:
    case = _held(desk)
    with seat(browser, desk, size=TABLET) as seen:
        seen.go(f"/cases/{case.id}")
        letter = seen.page.get_by_role("article", name="文书")
        assert not letter.is_visible()
        seen.page.get_by_role("button", name="看文书").click()
        assert letter.is_visible()
        assert seen.accessibility_faults() == []


@pytest.mark.parametrize("by", ["key", "tap"])
def test_a_letter_is_shown_on_a_tablet_before_it_leaves(browser: Browser, desk: Desk, by: str) -> None:
    case = _held(desk)
    with seat(browser, desk, size=TABLET) as seen:
        send = seen.page.locator("#send")

        def again() -> None:
            seen.press("Enter") if by == "key" else send.click()

        seen.go(f"/cases/{case.id}")
        letter = seen.page.get_by_role("article", name="文书")
        if by == "tap":
            send.dblclick()
        else:
            again()
        expect(letter).to_be_visible()
        seen.press("Escape")
        expect(letter).not_to_be_visible()
        again()
        expect(letter).to_be_visible()
        assert Flag.LEAVING not in desk.office.case(case).flags
        again()
        seen.page.wait_for_url(lambda url: case.id not in url)
        assert Flag.LEAVING in desk.office.case(case).flags


def test_two_officers_at_one_case(browser: Browser, desk: Desk) -> None:
    case = _held(desk)
    with seat(browser, desk) as mine, seat(browser, desk, "supervisor") as other:
        mine.go(f"/cases/{case.id}")
        mine.page.locator("#lease").get_by_text("您在办理").wait_for()
        other.go(f"/cases/{case.id}")
        other.page.locator("#lease").get_by_text("本局officer在办理").wait_for()
        assert other.page.get_by_text("本局officer正在办理这一件。").is_visible()
        assert other.accessibility_faults() == []
        other.press("Enter")
        assert desk.office.case(case) == case
        other.page.get_by_role("button", name="请对方让出").click()
        other.page.locator("#lease").get_by_text("已请让出").wait_for()
        mine.go(f"/cases/{case.id}")
        mine.page.locator("#lease").get_by_text("本局supervisor请您让出").wait_for()
        assert mine.accessibility_faults() == []
        mine.page.get_by_role("button", name="让出").click()
        mine.page.wait_for_url(lambda url: "/cases/" not in url)
        other.go(f"/cases/{case.id}")
        other.page.locator("#lease").get_by_text("您在办理").wait_for()
        other.press("Enter")
        other.page.wait_for_url(lambda url: case.id not in url)
        assert desk.office.case(case).flags == ("leaving",)


def test_a_letter_is_edited_and_what_it_must_say_stays(browser: Browser, desk: Desk) -> None:
    case = _held(desk)
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{case.id}")
        seen.press("e")
        text = seen.page.get_by_label("正文")
        written = text.input_value()
        text.fill(written.replace("articles-of-association", "章程"))
        seen.page.get_by_role("button", name="保存").click()
        seen.page.locator("#toast").get_by_text("必须写明，不能删改").wait_for()
        assert "章程" in text.input_value()
        text.fill(written + "\n如有不明，欢迎来电。")
        assert seen.accessibility_faults() == []
        seen.page.get_by_role("button", name="保存").click()
        seen.page.get_by_role("article", name="文书").get_by_text("如有不明，欢迎来电。").wait_for()
        seen.page.locator("#edit-letter").wait_for(state="hidden")
        seen.press("Enter")
        seen.page.wait_for_url(lambda url: case.id not in url)
        desk.office.watch.at += timedelta(seconds=61)
        work_off(desk.office.services)
        assert "如有不明，欢迎来电。" in desk.office.letters(case, "supplement-notice")[0].text


def test_a_line_is_struck_from_the_letter(browser: Browser, desk: Desk) -> None:
    case = held_case(desk.office, blocking("articles"), blocking("title"))
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{case.id}")
        strike = seen.page.locator(".letter .strike")
        assert strike.count() == 2
        assert seen.accessibility_faults() == []
        strike.nth(1).click()
        assert seen.accessibility_faults("dialog[open]") == []
        picked = seen.page.locator("#form-strike input[name=finding]:checked")
        assert picked.count() == 1
        assert "title" in str(picked.locator("xpath=..").text_content())


def test_who_sent_a_fax_is_told_by_telephone(browser: Browser, desk: Desk) -> None:
    case = held_case(desk.office, blocking(), applicant=None, telephone="010-65090000")
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{case.id}")
        seen.page.get_by_role("button", name="待电话").click()
        dialog = seen.page.get_by_role("dialog", name="待电话")
        assert dialog.get_by_text("articles-of-association").is_visible()
        assert dialog.get_by_role("link", name="打印文书").is_visible()
        assert seen.accessibility_faults() == []
        dialog.get_by_label("与谁通话").fill("王经理")
        dialog.get_by_label("结果").fill("已告知")
        dialog.get_by_role("button", name="登记电话记录").click()
        seen.page.locator("#toast").wait_for()
        assert [line.detail["person"] for line in desk.office.history(case, "call")] == ["王经理"]


def test_a_stale_page_keeps_what_was_typed(browser: Browser, desk: Desk) -> None:
    case = _held(desk)
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{case.id}")
        seen.press("e")
        text = seen.page.get_by_label("正文")
        text.fill(text.input_value() + "\n欢迎来电。")
        with desk.office.services.work() as work:  # a colleague's change
            work.cases.change(work.cases.get(case.id), work.now, subject="报送材料")
        seen.page.get_by_role("button", name="保存").click()
        seen.page.get_by_text("这一件刚才变了").wait_for()
        expect(text).to_have_value(re.compile("欢迎来电。"))
        seen.page.get_by_role("button", name="保存").click()
        seen.page.get_by_role("article", name="文书").get_by_text("欢迎来电。").wait_for()


def test_a_case_is_not_drawn_anew_under_somebodys_hands(browser: Browser, desk: Desk) -> None:
    """What comes meanwhile, such as a lease that was taken, is shown when the dialog closes."""
    case = _held(desk)
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{case.id}")
        seen.press("e")
        text = seen.page.get_by_label("正文")
        text.fill("欢迎来电。")
        with desk.office.services.work() as work:  # a colleague's change
            work.cases.change(work.cases.get(case.id), work.now, unit="北京另一家有限公司")
        seen.page.evaluate(_PANES, case.id)
        expect(text).to_be_visible()
        expect(text).to_have_value("欢迎来电。")
        assert seen.page.evaluate("document.querySelector('#edit-letter textarea').mark") == "same"
        expect(seen.page.locator("#case-title")).not_to_contain_text("北京另一家有限公司")
        seen.press("Escape")
        expect(seen.page.locator("#case-title")).to_contain_text("北京另一家有限公司")


@pytest.mark.parametrize("size", [DESK, TABLET], ids=["desk", "tablet"])
def test_nothing_but_the_letter_is_printed(browser: Browser, desk: Desk, size: dict[str, int]) -> None:
    case = held_case(desk.office, blocking("articles"), blocking("title"))
    with seat(browser, desk, size=size) as seen:
        seen.go(f"/cases/{case.id}")
        seen.page.locator("#lease").get_by_text("您在办理").wait_for()
        seen.page.emulate_media(media="print")
        seen.shoot("printed")
        printed = str(seen.page.evaluate("document.body.innerText")).split()
        letter = seen.page.locator("article.letter")
        assert printed == letter.inner_text().split()
        assert letter.is_visible()
        assert "✕" not in "".join(printed)
        assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
