"""The desk before a real browser: by keys alone, on a desk and on a tablet, without a fault of policy or access."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from cases.finding import PAGES, Place
from cases.finding_codes import find
from tests.browser.windows import DESK, TABLET, Window, window
from tests.casework.unread import unread_case
from tests.office.counter import Counter, blocking
from tests.office.desk import PEOPLE, Desk, desk_of

DOUBT = find("seal-uncertain", f"{PAGES}的印章，是申请单位的公章吗？", place=Place(page=3))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An office with three cases that are doubted and one whose letter waits."""
    counter = Counter(tmp_path)
    for number in range(3):
        counter.watch.at += timedelta(minutes=1)  # what comes in one moment is in any order
        counter.judge(counter.open(unit=f"北京第{number}有限公司"), DOUBT)
    counter.judge(counter.open("layoff-report", unit="北京待发有限公司"), blocking())
    with desk_of(counter) as found:
        yield found


@pytest.fixture(params=[DESK, TABLET], ids=["desk", "tablet"])
def seen(request: pytest.FixtureRequest, browser: Browser, desk: Desk) -> Iterator[Window]:
    """An officer's window, at the desk."""
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
    with window(browser, desk.address, size=request.param, headers=headers) as opened:
        opened.go("/")
        yield opened


def test_the_cursor_unfolds_a_row_and_enter_opens_it(seen: Window) -> None:
    assert seen.accessibility_faults() == []
    seen.press("j")
    here = seen.page.locator(".row.here")
    expect(here.locator("a").first).to_have_text("北京第1有限公司")
    expect(here.get_by_role("button", name="1 是")).to_be_visible()
    expect(here.get_by_text("未分派")).to_be_visible()
    seen.press("k", "j", "Enter")
    expect(seen.page).to_have_title("北京第1有限公司 · 办件 · 受理")


def test_selected_cases_are_given_out(seen: Window) -> None:
    seen.press("Shift+J", "Shift+J", "w")
    assert seen.accessibility_faults() == []
    seen.page.get_by_role("button", name="分派", exact=True).click()
    expect(seen.page.locator("#toast")).to_contain_text(f"已把2件分派给{PEOPLE['officer']}")
    expect(seen.page.get_by_role("link", name="我的 2")).to_be_visible()


def test_queues_by_keys_and_filters_without_a_script(seen: Window) -> None:
    for key in ("g", "2"):  # within a moment
        seen.page.keyboard.press(key)
    expect(seen.page.get_by_role("heading", level=1)).to_have_text("待发文书")
    expect(seen.page.locator(".row.here .doubt")).to_contain_text("已拟好")
    seen.go("/?queue=check&item=&day=&text=第2有限&sender=")
    expect(seen.page.locator(".row")).to_have_count(1)
    seen.go("/?queue=check&text=无此单位")
    expect(seen.page.get_by_text("没有符合筛选的办件")).to_be_visible()
    assert seen.accessibility_faults() == []
    seen.page.set_viewport_size({"width": 1024, "height": 768})
    for label in ("事项", "渠道", "结论", "发件人", "收到日", "单位、编号或主题"):
        expect(seen.page.get_by_label(label, exact=True)).to_be_visible()


def test_two_characters_are_searched_by_keys(browser: Browser, desk: Desk) -> None:
    with window(browser, desk.address, headers={"Authorization": f"Bearer {desk.tokens['officer']}"}) as seen:
        seen.go("/")
        seen.press("/")
        seen.page.keyboard.insert_text("待发")
        seen.press("Enter")
        expect(seen.page.locator("mark").first).to_have_text("待发")
        assert seen.accessibility_faults() == []
        seen.press("Enter")
        expect(seen.page).to_have_title("北京待发有限公司 · 办件 · 受理")
        seen.go("/search?q=无此词语")
        expect(seen.page.get_by_text("没有找到")).to_be_visible()
        assert seen.accessibility_faults() == []


def test_counts_stay_fresh_and_the_list_stays_where_it_is(browser: Browser, desk: Desk) -> None:
    counter: Any = desk.office
    with window(browser, desk.address, headers={"Authorization": f"Bearer {desk.tokens['officer']}"}) as seen:
        seen.page.goto(desk.address)
        expect(seen.page.locator(".row.here .open > *").first).to_be_visible()
        seen.page.keyboard.press("j")
        late = counter.open(unit="北京新到有限公司")
        counter.judge(late, DOUBT)
        expect(seen.page.get_by_text("1件新到，点此更新")).to_be_visible()
        expect(seen.page.locator("#rail [aria-current]")).to_contain_text("4")
        expect(seen.page.locator(".row")).to_have_count(3)
        expect(seen.page.locator(".row.here a").first).to_have_text("北京第1有限公司")
        seen.page.get_by_text("1件新到，点此更新").click()
        expect(seen.page.locator(".row")).to_have_count(4)


def test_what_is_being_read_says_how_far(browser: Browser, desk: Desk) -> None:
    counter: Any = desk.office
    case = counter.open(unit="北京在读有限公司")
    with window(browser, desk.address, headers={"Authorization": f"Bearer {desk.tokens['officer']}"}) as seen:
        seen.page.goto(f"{desk.address}/?queue=open")
        place = seen.page.locator(f"#doubt-{case.id}")
        expect(place).to_have_text("收件")
        seen.page.wait_for_timeout(1500)  # until the stream is open: what was noted before it is told by no event
        counter.watch.at += timedelta(seconds=30)
        with counter.services.work() as work:
            work.progress.note(case.id, "识别 申请.pdf 第3/13页", work.now)
        expect(place).to_have_text("识别 申请.pdf 第3/13页")
        seen.page.goto(f"{desk.address}/cases/{case.id}")
        place = seen.page.locator("#pane-questions [data-progress]")
        expect(place).to_have_text("识别 申请.pdf 第3/13页")
        seen.page.wait_for_timeout(1500)
        counter.watch.at += timedelta(seconds=30)
        with counter.services.work() as work:
            work.progress.note(case.id, "识别 申请.pdf 第12/13页", work.now)
        expect(place).to_have_text("识别 申请.pdf 第12/13页")
        counter.judge(case, DOUBT)
        asked = seen.page.get_by_role("heading", name="第3页的印章，是申请单位的公章吗？")
        expect(asked).to_be_visible(timeout=6_000)  # sooner than without the stream
        seen.page.goto(f"{desk.address}/cases/{unread_case(counter).id}")
        expect(seen.page.get_by_text("没有读出来").first).to_be_visible()
        assert seen.accessibility_faults() == []


def test_before_anything_came_in_the_next_step_is_told(browser: Browser, tmp_path: Path) -> None:
    with desk_of(Counter(tmp_path)) as empty:
        headers = {"Authorization": f"Bearer {empty.tokens['officer']}"}
        with window(browser, empty.address, headers=headers) as seen:
            seen.go("/")
            expect(seen.page.get_by_role("heading", name="还没有收件")).to_be_visible()
            assert seen.accessibility_faults() == []
