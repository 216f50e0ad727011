"""Cases joined, parted, given another applicant before a real browser: rows, questions and letters show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from cases.case import Case
from cases.lifecycle import State
from tests.browser.test_letter import seat
from tests.browser.windows import Window
from tests.drawing import DrawnSubmission, SubmissionSpec
from tests.drawing.cutting import cut_pages
from tests.drawing.kept import kept_submission
from tests.office.desk import Desk, desk_of
from tests.office.office import Office, mail

JOINED, PARTED, CORRECTED = (
    kept_submission(SubmissionSpec("backpay-extended-period", seed=seed, born_digital=True)) for seed in (3, 4, 5)
)
SLIP = "银行凭证.pdf"
OTHER_NAME = "北京华星劳务派遣有限公司"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office that keeps every letter, to which a form and its slip came apart, then forms with their slips."""
    office = Office(Path(tmp_path_factory.mktemp("joining")))
    office.services = replace(office.services, office=replace(office.services.office, policy="strict"))
    mails = (("form", [_form(JOINED)]), ("slip", [_slip(JOINED)]), ("both", [_form(PARTED), _slip(PARTED)]),
             ("other", [_form(CORRECTED)]))  # fmt: skip
    for name, files in mails:
        office.mail(mail(files, sender=f"{name}@corp.test", message_id=f"<{name}@corp.test>"))
    office.run()
    with desk_of(office) as found:
        yield found


def _form(drawn: DrawnSubmission) -> tuple[str, bytes]:
    return drawn.file_name, cut_pages(drawn.content, (1,))


def _slip(drawn: DrawnSubmission) -> tuple[str, bytes]:
    return SLIP, cut_pages(drawn.content, (2,))


def _case(desk: Desk, sender: str) -> Case:
    found: Case = next(one for one in desk.office.cases() if one.applicant == f"{sender}@corp.test")
    return found


def _rows(seen: Window) -> Sequence[str]:
    """Return the addresses of the desk's rows, of whatever is open."""
    seen.go("/?queue=open&whose=all")
    return [str(link.get_attribute("href")) for link in seen.page.locator(".row .who a").all()]


def _material(seen: Window, heading: str) -> Locator:
    """Open what lies around the case by its key, and one of its forms."""
    seen.press("m")
    seen.page.locator("#around summary", has_text=heading).click()
    assert seen.accessibility_faults() == []
    return seen.page.locator("#around details[open] form")


def _judge(desk: Desk, seen: Window, sentence: str) -> None:
    """See what was done told, and let what it left to be judged be judged; the page shows the result by itself."""
    expect(seen.page.locator("#toast")).to_contain_text(sentence)
    desk.office.work()


def test_case_is_joined_into_another_whose_letter_is_written_anew(browser: Browser, desk: Desk) -> None:
    slip, form = _case(desk, "slip"), _case(desk, "form")
    with seat(browser, desk) as seen:
        assert {f"/cases/{slip.id}", f"/cases/{form.id}"} <= set(_rows(seen))
        seen.go(f"/cases/{slip.id}")
        expect(seen.page.locator("#pane-questions [data-question]").first).to_be_visible()
        fields = _material(seen, "并入另一件")
        fields.get_by_label("并入哪一件（编号）").fill(form.number)
        fields.get_by_label("理由").fill("同一单位的银行凭证")
        fields.get_by_role("button", name="并入").click()
        _judge(desk, seen, f"已并入{form.number}")
        expect(seen.page.get_by_text("这一件已有结果，不再提问。")).to_be_visible()
        expect(seen.page.get_by_role("article", name="文书")).to_have_count(0)
        seen.page.get_by_role("link", name=f"已并入{form.number}").click()
        expect(seen.page.locator("#case-title")).to_contain_text("第2轮")
        expect(seen.page.locator(".thumbs a[data-page]")).to_have_count(2)
        expect(seen.page.get_by_role("article", name="文书")).to_contain_text(JOINED.unit)
        rows = _rows(seen)
    assert f"/cases/{form.id}" in rows
    assert f"/cases/{slip.id}" not in rows
    assert _case(desk, "slip").state is State.CLOSED


def test_file_is_parted_and_asked_about_as_a_case_of_its_own(browser: Browser, desk: Desk) -> None:
    case = _case(desk, "both")
    with seat(browser, desk) as seen:
        before = _rows(seen)
        seen.go(f"/cases/{case.id}")
        expect(seen.page.locator(".thumbs a[data-page]")).to_have_count(2)
        fields = _material(seen, "拆分或移出部分文件")
        fields.get_by_label(SLIP).check()
        fields.get_by_label("理由").fill("另一项申请的凭证")
        fields.get_by_role("button", name="另立一件").click()
        _judge(desk, seen, "已另立一件")
        expect(seen.page.locator(".thumbs a[data-page]")).to_have_count(1)
        expect(seen.page.get_by_role("article", name="文书")).to_contain_text(PARTED.unit)
        (parted,) = set(_rows(seen)) - set(before)
        seen.go(parted)
        expect(seen.page.locator("#pane-questions [data-question]").first).to_be_visible()
        assert "SL" in str(seen.page.locator("#case-title").text_content())
        seen.press("m")
        expect(seen.page.locator("#around .files b")).to_have_text([SLIP])


def test_applicant_is_corrected_and_all_is_asked_and_written_anew(browser: Browser, desk: Desk) -> None:
    case = _case(desk, "other")
    with seat(browser, desk) as seen:
        seen.go(f"/cases/{case.id}")
        expect(seen.page.get_by_role("article", name="文书")).to_contain_text(CORRECTED.unit)
        asked = seen.page.locator("#pane-questions [data-question]")
        before = asked.count()
        seen.press("u")
        seen.page.get_by_label("单位全称").locator("visible=true").fill(OTHER_NAME)
        seen.press("Enter")
        expect(seen.page.get_by_role("heading", level=1)).to_have_text(OTHER_NAME)
        expect(seen.page.get_by_role("article", name="文书")).to_contain_text(OTHER_NAME)
        seen.shoot("unit-corrected")
        assert (before, asked.count()) == (0, 2)
        expect(seen.page.get_by_role("heading", name="上下两处，是同一家单位吗？")).to_be_visible()
        assert f"/cases/{case.id}" in _rows(seen)
        expect(seen.page.locator(".row", has_text=OTHER_NAME)).to_have_count(1)
