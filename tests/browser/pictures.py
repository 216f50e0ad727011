"""The pictures of the documentation: ``python -m tests.browser.pictures`` draws ``docs/console-*.png`` anew.

The firms, people and papers are drawn; the day is one of February 2020, when the notices that the rules come from were
in force. Draw them again after a change of what officers see, and look at each.
``chromium`` and ``chromium-l10n`` must be installed, so that fields for days are Chinese.
"""

from __future__ import annotations

import logging
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from playwright.sync_api import Browser

from intake.maildir import MaildirSource
from record.repository import BEIJING
from tests.browser.windows import DESK, EXECUTABLES, TABLET, Window, chromium, window
from tests.demo.samples import SAMPLES
from tests.office.desk import Desk, desk_of
from tests.office.office import Office, mail
from tests.office.services import Watch

DOCS = Path(__file__).resolve().parents[2] / "docs"
FIRST_DAY = datetime(2020, 2, 19, 9, 30, tzinfo=BEIJING)
DAYS = (date(2020, 2, 19), date(2020, 2, 20), date(2020, 2, 21), date(2020, 2, 24), date(2020, 2, 26))
_PATIENCE = 20.0
"""Seconds that pictures are waited for; those that are out of sight are never fetched."""
_ALL_THERE = """() => [...document.images].every((one) => {
    const place = one.getBoundingClientRect();
    return one.complete || place.width === 0 || place.top > innerHeight || place.left > innerWidth;
})"""
PEOPLE = {"officer": "李敏", "supervisor": "王主任"}


def main() -> None:
    """Judge the demonstration's submissions that wait for an officer, and look at them."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    with tempfile.TemporaryDirectory() as folder, chromium(EXECUTABLES[::-1]) as browser:
        office = _office(Path(folder))
        with desk_of(office, PEOPLE) as desk:
            for size, name in ((DESK, ""), (TABLET, "-tablet")):
                with _seat(browser, desk, size) as seen:
                    _look(seen, desk, name)


def _office(folder: Path) -> Office:
    """Return an office to which one submission came each day, the last of them today."""
    waiting = [one for one in SAMPLES if one.waits]
    channels = sorted({one.channel for one in waiting})
    sources = tuple(MaildirSource(name, name, _inbox(folder / name)) for name in channels)
    watch = Watch(FIRST_DAY)
    office = Office(folder, sources=sources, clock=watch, undo_for=timedelta(minutes=1))
    for number, (sample, day) in enumerate(zip(waiting, DAYS, strict=True)):
        watch.go_to(day)
        message = mail(sample.draw(), sender=f"firm{number}@corp.test", message_id=f"<{number}@corp.test>")
        path = folder / sample.channel / "new" / f"{number}.test"
        path.write_bytes(message.as_bytes())
        os.utime(path, (watch.at.timestamp(), watch.at.timestamp()))  # a mail folder's time of receipt
        office.run()
    return office


def _inbox(folder: Path) -> Path:
    for part in ("new", "cur", "tmp"):
        (folder / part).mkdir(parents=True)
    return folder


@contextmanager
def _seat(browser: Browser, desk: Desk, size: dict[str, int]) -> Iterator[Window]:
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
    with window(browser, desk.address, size=size, headers=headers) as seen:
        yield seen


def _look(seen: Window, desk: Desk, name: str) -> None:
    seen.go("/")
    seen.page.locator(".row.here .answer").first.wait_for()
    _keep(seen, f"console-desk{name}.png")
    case = _first_doubtful(desk)
    seen.go(f"/cases/{case['id']}")
    _keep(seen, f"console-case{name}.png")
    held = next(one for one in _cases(desk) if one["outcome"] == "supplement")
    seen.go(f"/cases/{held['id']}")
    _keep(seen, f"console-letter{name}.png")


def _cases(desk: Desk) -> list[dict[str, Any]]:
    return list(desk.ask("GET", "/cases").json()["cases"])


def _first_doubtful(desk: Desk) -> dict[str, Any]:
    """Return the case whose cross-page seal is in doubt: its picture tells most."""
    return next(one for one in _cases(desk) if one["item"] == "hours-comprehensive")


def _keep(seen: Window, name: str) -> None:
    seen.page.wait_for_load_state("load")
    deadline = time.monotonic() + _PATIENCE
    while not seen.page.evaluate(_ALL_THERE) and time.monotonic() < deadline:
        seen.page.wait_for_timeout(100)
    seen.page.screenshot(path=DOCS / name)


if __name__ == "__main__":
    main()
