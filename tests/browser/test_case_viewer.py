"""The pages of a case before an officer's eyes: turned, enlarged, rotated, their places shown, all by keys."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.windows import DESK, TABLET, Window, window
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.desk import Desk, desk_of
from tests.office.office import Office, mail

SPEC = SubmissionSpec("hours-flexible", seed=21, born_digital=True, pasted=True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office with a case whose seals are one picture, and a second file beside it."""
    office = Office(Path(tmp_path_factory.mktemp("viewer")), channel="mail-hours")
    office.services = replace(office.services, office=replace(office.services.office, policy="strict"))
    drawn = kept_submission(SPEC)
    office.mail(mail([(drawn.file_name, drawn.content), ("坏的.pdf", drawn.content[:900])]))
    office.run()
    with desk_of(office) as found:
        yield found


@pytest.fixture(params=[DESK, TABLET], ids=["desk", "tablet"])
def shown(request: pytest.FixtureRequest, browser: Browser, desk: Desk) -> Iterator[Window]:
    """The page of the case in a window."""
    headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
    with window(browser, desk.address, size=request.param, headers=headers) as opened:
        opened.go(f"/cases/{desk.office.cases()[0].id}")
        yield opened


def page_number(shown: Window) -> int:
    return int(shown.page.locator("#sheet").get_attribute("data-number") or 0)


def width_of(shown: Window, selector: str) -> float:
    box = shown.page.locator(selector).bounding_box()
    assert box is not None
    return box["width"]


def test_pages_are_turned_by_keys(shown: Window) -> None:
    shown.press("]", "]")
    expect(shown.page.locator("#sheet")).to_have_attribute("data-number", "3")
    shown.press("[")
    expect(shown.page.locator("#sheet")).to_have_attribute("data-number", "2")


def test_page_is_enlarged_rotated_and_fitted(shown: Window) -> None:
    before = width_of(shown, "#canvas .page")
    shown.press("+", "+")
    assert width_of(shown, "#canvas .page") == pytest.approx(before * 1.5625, rel=0.02)
    sharper = f"/pages/{page_number(shown)}.webp?width=1800"
    expect(shown.page.locator("#canvas img")).to_have_attribute("src", re.compile(re.escape(sharper)))
    shown.press("0")
    assert width_of(shown, "#canvas .page") == pytest.approx(before, rel=0.02)
    shown.press("r")
    box = shown.page.locator("#canvas .page").bounding_box()
    assert box is not None
    assert box["width"] > box["height"]  # it lies on its side and fits the pane
    assert box["width"] == pytest.approx(before, rel=0.02)


def test_marks_are_shown_in_full_or_not_at_all(shown: Window) -> None:
    page = shown.page.locator("#canvas .page")
    for boxes in ("all", "none", "main"):
        shown.press("b")
        expect(page).to_have_attribute("data-boxes", boxes)


def test_seal_leads_to_its_page_and_place(shown: Window) -> None:
    shown.press("s")
    expect(shown.page.locator(".viewer.large")).to_have_count(1)
    shown.page.locator(".sealrow a[data-page='4']").first.click()
    expect(shown.page.locator("#sheet")).to_have_attribute("data-number", "4")
    expect(shown.page.locator("#canvas svg .asked")).to_have_count(1)
    expect(shown.page.locator(".sealrow a[aria-current]").first).to_have_attribute("data-page", "4")


def test_box_of_a_value_leads_to_where_it_is_entered_anew(shown: Window) -> None:
    box = shown.page.locator("#canvas .read").first
    place = box.get_attribute("data-value")
    box.click()
    field = shown.page.locator(f"#form-value [data-value='{place}'] input[type=text]")
    expect(field).to_be_focused()
    assert str(box.locator("title").text_content()).endswith(field.input_value())
    shown.press("Escape")


def test_what_lies_around_the_case_opens_and_closes_by_keys(shown: Window) -> None:
    for key, words in (("h", "自动：收件，开立办件"), ("m", "可能带有宏或者病毒")):
        shown.press(key)
        expect(shown.page.locator("#around")).to_contain_text(words)
        assert shown.accessibility_faults() == []
        shown.press("Escape")
        expect(shown.page.locator("#around")).not_to_be_visible()


def test_page_is_fit_for_everybody(shown: Window) -> None:
    assert shown.accessibility_faults() == []


def test_page_drawn_onto_a_material_is_that_material(shown: Window, desk: Desk) -> None:
    case = desk.office.cases()[0]
    page = shown.page
    page.locator("[data-row='thumbs']").click()
    wanted = page.locator("[data-material]").nth(2)
    code = wanted.get_attribute("data-material")
    with page.expect_response(lambda answer: answer.url.endswith("/page-material")) as answered:
        page.locator(".thumbs a[data-page='1']").drag_to(wanted)
    assert answered.value.status == 200
    report: dict[str, Any] = desk.ask("GET", f"/cases/{case.id}/report").json()
    assert report["pages"][0]["document"] == code


def test_what_was_typed_stays_when_somebody_else_was_quicker(shown: Window, desk: Desk) -> None:
    page = shown.page
    shown.press("m")
    note = page.locator("#around input[placeholder^='作废理由']").first
    note.fill("徽标，不是材料")
    case = desk.office.cases()[0]
    assert desk.act(case, "item", f"quicker-{case.version}", item="hours-flexible").status_code == 202
    desk.office.work()
    note.press("Enter")
    expect(page.locator("#strip")).to_contain_text("这一件刚才变了")
    expect(page.locator("#around input[placeholder^='作废理由']").first).to_have_value("徽标，不是材料")
