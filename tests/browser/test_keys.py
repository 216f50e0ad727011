"""How many keys a case takes, from the desk to the next case; the browser counts them, and that nothing is clicked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Browser, expect

from cases.case import Flag
from tests.browser.test_letter import seat
from tests.browser.windows import Window
from tests.casework.test_batch import clean_case
from tests.office.counter import Counter
from tests.office.desk import Desk, desk_of
from tests.pipeline.test_rejudging import Bench

_COUNTING = """
for (const [event, name] of [["keydown", "keys"], ["pointerdown", "clicks"]]) {
  addEventListener(event, (one) => {
    if (one.isTrusted) localStorage.setItem(name, 1 + Number(localStorage.getItem(name)));
  }, true);
}
"""


@contextmanager
def _seat(browser: Browser, desk: Desk) -> Iterator[Window]:
    with seat(browser, desk) as seen:
        seen.page.add_init_script(_COUNTING)
        yield seen


def _counted(seen: Window, name: str) -> int:
    return int(seen.page.evaluate(f"Number(localStorage.getItem('{name}'))"))


def test_a_doubtful_case_takes_two_keys_and_one_a_question(browser: Browser, tmp_path: Path) -> None:
    counter = Counter(tmp_path, undo_for=timedelta(seconds=60))
    benches = [Bench(tmp_path, counter, f"{number}@corp.test") for number in range(2)]
    questions = [one.question.sentence for one in benches[0].view().open]
    assert len(questions) == 3
    with desk_of(counter) as desk, _seat(browser, desk) as seen:
        seen.go("/")
        here = seen.page.locator(".row.here")
        for question in questions:
            expect(here.get_by_role("group", name=question)).to_be_visible()
            seen.press("1")
            counter.watch.go_to(date(2020, 2, 10))  # the desk stands open over a week
        expect(here.get_by_role("group")).to_have_count(0)
        expect(seen.page.locator("#rows h2.group")).to_have_text(["还有3天以上", "今日到期"])
        expect(seen.page.locator("#rows .row.here.today")).to_have_count(1)
        done = _sent(seen, opening="Enter").rpartition("/")[2]
        expect(seen.page.get_by_role("heading", name=questions[0])).to_be_visible()
        assert _counted(seen, "keys") <= 2 + len(questions)
        assert _counted(seen, "clicks") == 0
    assert [one.case.id for one in benches if Flag.LEAVING in counter.case(one.case).flags] == [done]


def test_a_clean_draft_that_waits_takes_two_keys(browser: Browser, tmp_path: Path) -> None:
    counter = Counter(tmp_path, undo_for=timedelta(seconds=60))
    counter.services = replace(counter.services, office=replace(counter.services.office, policy="strict"))
    cases = [clean_case(counter, number) for number in range(3)]
    with desk_of(counter) as desk, _seat(browser, desk) as seen:
        seen.go("/?queue=letters")
        visited = [_sent(seen, opening="Enter")]
        assert _counted(seen, "keys") == 2
        visited.append(_sent(seen))  # the next one has come: it takes one
        assert _counted(seen, "keys") == 3
        assert _counted(seen, "clicks") == 0
    left = {one.id for one in cases if Flag.LEAVING in counter.case(one).flags}
    assert left == {url.rpartition("/")[2] for url in visited}


def _sent(seen: Window, opening: str = "") -> str:
    """Let the letter of a case leave, its page opened first where it is not; return its address."""
    if opening:
        seen.press(opening)
    seen.page.wait_for_url("**/cases/*")
    seen.page.locator("#send").wait_for()
    url = seen.page.url
    seen.press("Enter")
    seen.page.wait_for_url(lambda address: address != url)
    return url
