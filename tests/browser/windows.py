"""Windows of a real Chromium: what breaks the page's policy or its scripts is noted, and fails the test at its end."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

DESK = {"width": 1366, "height": 768}
TABLET = {"width": 1024, "height": 768}
EXECUTABLES = tuple(Path("/usr/bin", name) for name in ("chromium-headless-shell", "chromium"))
"""Debian's Chromium. The shell is the same without a window of its own, which takes a quarter of the time of a test."""

_PATIENCE = 20_000
"""Milliseconds that a page is waited for; a loaded machine draws slowly."""
_SERIOUS = {"serious", "critical"}
_PICTURES = os.environ.get("SHOULI_SHOTS")
"""Folder in which pictures of the windows are kept, for a person to look at."""


@contextmanager
def chromium(executables: Sequence[Path] = EXECUTABLES) -> Iterator[Browser]:
    """Run Debian's Chromium, the first there is, without a screen.

    Its fields for days are Chinese where ``chromium-l10n`` is installed. A locale that the machine lacks would be
    none, and files with Chinese names could not be chosen.
    """
    executable = next((path for path in executables if path.exists()), executables[-1])
    chinese: dict[str, str | float | bool] = {**os.environ, "LANGUAGE": "zh_CN", "LANG": "C.UTF-8"}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"], env=chinese)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Window:
    """One officer's window.

    Attributes:
        page: Its page.
        faults: What the browser reported: refusals of the policy, errors of scripts.
    """

    page: Page
    address: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the console."""
        self.page.goto(self.address + path)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each when what the one before asked for has come."""
        for key in keys:
            self.settle()
            self.page.keyboard.press(key)
        self.settle()

    def settle(self) -> None:
        """Wait until the page has come and nothing is asked for; the stream of what happens stays open."""
        self.page.wait_for_load_state("load")
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    def shoot(self, name: str) -> None:
        """Keep a picture of the window where somebody wants to look at it."""
        if _PICTURES:
            self.page.screenshot(path=Path(_PICTURES) / f"{name}-{self.page.evaluate('innerWidth')}.png")

    def accessibility_faults(self, within: str | None = None) -> list[str]:
        """Return what axe-core calls serious, as rule and element, of the whole page or of what a selector finds."""
        found: dict[str, Any] = Axe().run(self.page, within).response
        return [
            f"{rule['id']}: {node['html'][:160]}" for rule in found["violations"] if rule["impact"] in _SERIOUS
            for node in rule["nodes"]
        ]


@contextmanager
def window(
    browser: Browser, address: str, *, size: dict[str, int] = DESK, headers: dict[str, str] | None = None
) -> Iterator[Window]:
    """Open a window with a memory of its own; at its end the browser must have reported nothing."""
    context = browser.new_context(
        viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", extra_http_headers=headers or {},  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    context.set_default_timeout(_PATIENCE)
    expect.set_options(timeout=_PATIENCE)
    opened = Window(context.new_page(), address)
    opened.page.on("pageerror", lambda error: opened.faults.append(f"script: {error}"))
    opened.page.on("console", lambda message: _note(opened, message.type, message.text))
    try:
        yield opened
    finally:
        context.close()
    assert not opened.faults, "\n".join(opened.faults)


def _note(window: Window, kind: str, text: str) -> None:
    is_answer = "Failed to load resource" in text or "Response Status Error" in text  # a refusal that the page tells of
    if kind == "error" and not is_answer:
        window.faults.append(text)
