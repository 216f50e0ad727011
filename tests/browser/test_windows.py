"""What every page keeps to, before a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.windows import window
from tests.office.desk import Desk, desk_of
from tests.office.office import Office


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office without a case."""
    with desk_of(Office(Path(tmp_path_factory.mktemp("empty")))) as found:
        yield found


def test_keys_show_themselves_and_a_refusal_leads_back(browser: Browser, desk: Desk) -> None:
    with window(browser, desk.address) as seen:
        seen.go("/no-such-page")
        seen.press("?")
        assert seen.page.get_by_role("dialog").is_visible()
        assert seen.accessibility_faults() == []
        seen.press("Escape")
        assert not seen.page.get_by_role("dialog").is_visible()
        assert seen.accessibility_faults() == []


def test_a_script_in_a_page_does_not_run_and_is_noted(browser: Browser, desk: Desk) -> None:
    with pytest.raises(AssertionError, match="Content Security Policy"):
        _run_a_script(browser, desk)


def _run_a_script(browser: Browser, desk: Desk) -> None:
    with window(browser, desk.address) as seen:
        seen.go("/no-such-page")
        seen.page.evaluate("""() => {
            const script = document.createElement("script");
            script.textContent = "window.harm = true";
            document.body.append(script);
        }""")
        if seen.page.evaluate("window.harm"):
            pytest.fail("the script ran")
