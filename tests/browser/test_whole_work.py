"""An officer's whole work before a real browser: from a doubtful mail to the permit, by keys where there are keys."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from cases.lifecycle import State
from record.repository import BEIJING
from tests.browser.test_access import enter, fresh
from tests.browser.windows import Window, window
from tests.casework.access.people import employ
from tests.drawing import Defect, SubmissionSpec
from tests.drawing.cutting import cut_pages
from tests.drawing.kept import kept_submission
from tests.office.desk import desk_of
from tests.office.office import Office, mail, words_of
from tests.office.services import Watch

LACKING = "legal-representative-certificate"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office whose letters can be taken back for a minute, its clock moved by the test."""
    watch = Watch(datetime(2020, 2, 12, 10, tzinfo=BEIJING))
    return Office(tmp_path, clock=watch, undo_for=timedelta(seconds=60))


def _pass_minute(office: Office) -> None:
    watch = office.services.clock
    assert isinstance(watch, Watch)
    watch.at += timedelta(seconds=61)
    office.run()


def test_from_a_doubtful_mail_to_the_permit(browser: Browser, office: Office) -> None:
    spec = SubmissionSpec("hours-flexible", seed=12, agent=False, born_digital=True)
    whole = kept_submission(spec)
    lacking = kept_submission(SubmissionSpec(
        "hours-flexible", seed=12, agent=False, born_digital=True, missing=(LACKING,),
        defects=(Defect.MISSING_REQUIRED,),
    ))
    office.mail(mail([(lacking.file_name, lacking.content)]))
    office.run()
    case = office.cases()[0]
    with desk_of(office) as desk:
        employ(office.services, "李敏", factor=True)
        with window(browser, desk.address) as seen:
            seen.go("/login")
            enter(seen, "李敏", fresh(desk, "李敏"))
            seen.go("/")
            seen.press("Enter")
            seen.page.wait_for_url(f"**/cases/{case.id}*")
            _answer_and_send(seen)
        _pass_minute(office)
        notice = office.outbox()[-1]
        assert "法定代表人身份证明书" in words_of(notice)
        assert office.cases()[0].state is State.CORRECTION
        numbers = next(one.pages for one in whole.truth.materials if one.code == LACKING)
        paper = ("法定代表人身份证明书.pdf", cut_pages(whole.content, numbers))
        office.mail(mail([paper], message_id="<2@corp.test>", reply_to=notice))
        office.run()
        headers = {"Authorization": f"Bearer {desk.tokens['supervisor']}"}
        with window(browser, desk.address, headers=headers) as seen:
            _pass(seen, office)
            _register_paper(seen, office)
            _grant(seen, office)


def _answer_and_send(seen: Window) -> None:
    page = seen.page
    expect(page.get_by_role("heading", name="仍由本机关办理吗")).to_be_visible()
    page.keyboard.press("1")
    field = page.locator("textarea:visible, input[type=text]:visible").first
    expect(field).to_be_focused()
    field.fill("已与该机关商定由本机关办理")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#send")).to_be_visible()
    expect(page.locator(".letter").get_by_text("法定代表人身份证明书")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#toast")).to_contain_text("60秒内可撤回")


def _pass(seen: Window, office: Office) -> None:
    case = office.cases()[0]
    if case.state is State.ELECTRONIC_PASSED:
        return
    assert case.state is State.REVIEW
    seen.go(f"/cases/{case.id}")
    expect(seen.page.locator("#send")).to_be_visible()
    seen.page.keyboard.press("Enter")
    seen.page.wait_for_url(lambda url: case.id not in url)
    _pass_minute(office)
    assert office.cases()[0].state is State.ELECTRONIC_PASSED


def _register_paper(seen: Window, office: Office) -> None:
    seen.go(f"/cases/{office.cases()[0].id}")
    seen.page.get_by_role("button", name="纸质比对").click()
    seen.page.get_by_label("运单号").fill("SF1234567890123")
    assert seen.accessibility_faults() == []
    seen.page.get_by_role("button", name="登记", exact=True).click()
    expect(seen.page.locator("#toast")).to_contain_text("纸质材料已登记")
    office.run()
    assert office.cases()[0].state is State.PAPER_RECEIVED


def _grant(seen: Window, office: Office) -> None:
    case = office.cases()[0]
    seen.go(f"/cases/{case.id}")
    seen.page.keyboard.press("o")
    dialog = seen.page.get_by_role("dialog", name="改办结方式")
    dialog.locator("summary", has_text="准予许可").click()
    dialog.locator("#grant-document_no").fill("朝人社工时〔2020〕5号")
    dialog.get_by_role("button", name="准予许可").click()
    seen.page.wait_for_url(lambda url: case.id not in url)
    _pass_minute(office)
    assert office.cases()[0].state is State.GRANTED
    granted, = [one for one in office.letters(case.id) if one.kind == "granted"]
    assert "朝人社工时〔2020〕5号" in granted.text
    seen.go(f"/cases/{case.id}")
    assert seen.page.get_by_role("button", name="待用印").is_visible()
