"""The batch before a real browser: what was in view leaves, what was taken out stays, all of it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cases.case import Flag
from tests.browser.test_letter import seat
from tests.casework.test_batch import clean_case
from tests.office.counter import Counter
from tests.office.desk import Desk, desk_of


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A strict office."""
    counter = Counter(tmp_path, undo_for=timedelta(seconds=60))
    counter.services = replace(counter.services, office=replace(counter.services.office, policy="strict"))
    with desk_of(counter) as found:
        yield found


def test_what_was_in_view_leaves_and_is_taken_back(browser: Browser, desk: Desk) -> None:
    cases = [clean_case(desk.office, number) for number in range(24)]
    with seat(browser, desk) as seen:
        seen.go("/batch")
        cards = seen.page.locator("[data-card]")
        assert cards.count() == 24
        assert seen.page.get_by_text("还没看").is_visible()
        assert seen.accessibility_faults() == []
        cards.nth(23).scroll_into_view_if_needed()
        cards.nth(12).scroll_into_view_if_needed()
        seen.press("x")
        assert cards.nth(0).locator("input").is_checked() is False
        seen.press("Control+Enter")
        seen.page.locator("#toast").get_by_text("已放行").wait_for()
        left = {case.id for case in cases if Flag.LEAVING in desk.office.case(case).flags}
        assert 4 <= len(left) < 24
        assert seen.page.locator("[data-card]").count() == 24 - len(left)
        seen.press("z")
        seen.page.locator("#toast").get_by_text("已撤回").wait_for()
        assert all(Flag.LEAVING not in desk.office.case(case).flags for case in cases)


def test_where_nothing_waits_the_page_says_so(browser: Browser, desk: Desk) -> None:
    with seat(browser, desk) as seen:
        seen.go("/batch")
        assert seen.page.get_by_text("没有可以批量发出的文书").is_visible()
        assert seen.accessibility_faults() == []
