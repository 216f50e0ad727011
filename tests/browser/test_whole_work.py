"""An officer's whole work in a real browser, by keys: from a doubt that came by mail to the sealed decision."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Browser, expect

from record.repository import BEIJING
from tests.browser.test_access import enter, fresh
from tests.browser.windows import Window, window
from tests.casework.access.people import employ
from tests.drawing import Defect, SubmissionSpec
from tests.drawing.cutting import cut_pages
from tests.drawing.kept import kept_submission
from tests.office.desk import Seat
from tests.office.office import mail, words_of
from tests.office.real_office import RealOffice, Servers, attached, kinds, open_office

BEGINS = datetime(2020, 2, 12, 9, 30, tzinfo=BEIJING)
LACKING = "legal-representative-certificate"
OFFICER, HEAD = "李敏", "陈科长"
STRICT = 'undo_seconds = 60\npolicy = "strict"'
"""An officer looks at every letter, and has a minute to take it back."""

DOCUMENT_NO = "京朝人社劳许字〔2020〕第12号"


@dataclass(frozen=True, slots=True)
class Story:
    """What all chapters need: the window, the office and its record as programs see it."""

    seen: Window
    office: RealOffice
    record: Seat
    folder: Path

    def log_in(self, name: str) -> None:
        """Log in with password and second factor."""
        self.seen.go("/login")
        enter(self.seen, name, fresh(self.record.desk, name))
        expect(self.seen.page).to_have_title(re.compile("办件台"))

    def told(self, sentence: str) -> None:
        """See that the page says what was done."""
        expect(self.seen.page.locator("#toast")).to_contain_text(sentence)

    def minute(self) -> list[EmailMessage]:
        """Let the minute run out in which a letter can be taken back; return what left."""
        self.office.watch.at += timedelta(seconds=61)
        self.office.pass_hour()
        return self.office.new_letters()


def test_from_a_doubtful_mail_to_the_sealed_decision(browser: Browser, tmp_path: Path, place: Servers) -> None:
    with (
        open_office(tmp_path, place, "mail-hours", BEGINS, STRICT) as (office, _, record, _),
        window(browser, record.desk.address) as seen,
    ):
        employ(office.services, OFFICER)
        employ(office.services, HEAD, "supervisor")
        story = Story(seen, office, record, tmp_path)
        _doubtful_mail(story)
        _answer(story)
        notice = _send_and_take_back_once(story)
        _supplement(story, notice)
        _send_sealed(story, "受理决定书")
        _record_paper(story)
        _grant(story)


def _drawn(*defects: Defect) -> SubmissionSpec:
    return SubmissionSpec(
        "hours-flexible", seed=12, agent=False, born_digital=True, missing=(LACKING,) if defects else None,
        defects=defects,
    )


def _doubtful_mail(story: Story) -> None:
    """Let a mail come that lacks a material and has a doubtful code; it waits for an officer."""
    drawn = kept_submission(_drawn(Defect.MISSING_REQUIRED, Defect.CODE_INCONSISTENT))
    story.office.receive(mail([(drawn.file_name, drawn.content)]))
    assert kinds(story.office.new_letters()) == ["收件回执"]
    story.log_in(OFFICER)


def _answer(story: Story) -> None:
    """Answer the question on the desk, its evidence beside it, and open the case."""
    seen = story.seen
    row = seen.page.locator(".row.here")
    expect(row.get_by_role("group", name="第8页的代码，是同一个吗？")).to_be_visible()
    for picture in row.locator("figure img").all():
        expect(picture).to_have_js_property("complete", True)
    seen.shoot("story-desk")
    seen.press("1")
    story.told("没有别的问题了，按 Enter 看文书")
    seen.shoot("story-answered")
    seen.press("Enter")
    seen.page.locator("#send").wait_for()
    expect(seen.page.get_by_role("article", name="文书")).to_contain_text("《法定代表人身份证明书》未提交")
    seen.shoot("story-letter")


def _send_and_take_back_once(story: Story) -> EmailMessage:
    """Send the notice, take it back within its minute, send it again; it leaves when the minute is over."""
    seen, case = story.seen, story.seen.page.url
    seen.press("Enter")
    story.told("60秒内可撤回")
    seen.page.wait_for_url(lambda url: url != case)
    seen.press("z")
    seen.page.wait_for_url(case)
    story.told("已撤回")
    assert story.minute() == []
    seen.press("Enter")
    seen.page.wait_for_url(lambda url: url != case)
    story.told("60秒内可撤回")
    (notice,) = story.minute()
    assert kinds([notice]) == ["补正一次性告知书"]
    assert "法定代表人身份证明书" in words_of(notice)
    assert "代码" not in words_of(notice).partition("二、")[0]  # what was answered is no defect
    return notice


def _supplement(story: Story, notice: EmailMessage) -> None:
    """Let the unit answer the notice: what was answered is not asked again, and the officer passes it."""
    seen = story.seen
    office, whole = story.office, kept_submission(_drawn())
    pages = next(one.pages for one in whole.truth.materials if one.code == LACKING)
    office.pass_until(date(2020, 2, 13))
    paper = ("法定代表人身份证明书.pdf", cut_pages(whole.content, pages))
    office.receive(mail([paper], message_id="<2@corp.test>", reply_to=notice))
    assert kinds(office.new_letters()) == ["收件回执"]
    story.log_in(OFFICER)
    _queue(seen, "5", "新补正")
    seen.press("Enter")
    seen.page.locator("#send").wait_for()
    expect(seen.page.locator("#pane-questions")).to_contain_text("《法定代表人身份证明书》")
    expect(seen.page.get_by_role("article", name="文书")).to_contain_text("电子材料审核合格")
    seen.shoot("story-supplement")
    seen.press("Enter")
    story.told("60秒内可撤回")
    assert kinds(story.minute()) == ["电子材料审核合格"]
    assert [one["state"] for one in story.record.cases()] == ["electronic-passed"]
    seen.go("/")


def _queue(seen: Window, number: str, name: str) -> None:
    """Go to a queue by its keys."""
    seen.settle()
    for key in ("g", number):
        seen.page.keyboard.press(key)
    expect(seen.page.get_by_role("heading", level=1)).to_have_text(name)


def _send_sealed(story: Story, title: str) -> None:
    """Go to what waits for its seal, print it, send its scan; it too can be taken back for a minute."""
    seen = story.seen
    _queue(seen, "4", "待用印")
    seen.press("Enter")
    seen.page.get_by_role("button", name="待用印").click()
    seen.shoot("story-seal")
    papers = seen.page.get_by_role("dialog", name="待用印").locator("form", has_text="打印")
    expect(papers).to_have_count(1)  # what was sealed before is not to be sealed again
    form = papers.filter(has_text=f"打印《{title}》")
    paper = form.get_by_role("link").get_attribute("href")
    scan = story.folder / "扫描件.pdf"
    scan.write_bytes(seen.page.context.request.get(story.seen.address + str(paper)).body())
    form.get_by_label("盖章后的扫描件").set_input_files(scan)
    form.get_by_role("button", name="发出盖章件").click()
    story.told("盖章件已放行，60秒内可撤回")
    (letter,) = story.minute()
    assert kinds([letter]) == [title]
    assert attached(letter) == {f"{title}.pdf": scan.read_bytes()}


def _record_paper(story: Story) -> None:
    """Find the case by the number on the envelope and enter what came in it."""
    seen = story.seen
    story.office.pass_until(date(2020, 2, 17))
    story.log_in(OFFICER)
    (case,) = story.record.cases()
    seen.press("/")
    seen.page.keyboard.insert_text(case["number"])
    seen.press("Enter")
    seen.page.locator("mark").first.wait_for()
    seen.press("Enter")
    seen.page.get_by_role("button", name="纸质比对").click()
    dialog = seen.page.get_by_role("dialog", name="登记纸质材料")
    dialog.get_by_label("收到日").fill("2020-02-17")
    dialog.get_by_label("已与电子材料核对").check()
    seen.shoot("story-paper")
    dialog.get_by_role("button", name="登记", exact=True).click()
    story.told("纸质材料已登记")
    assert story.record.cases()[0]["state"] == "paper-received"
    assert kinds(story.minute()) == ["纸质材料收讫"]


def _grant(story: Story) -> None:
    """Decide, which is for a supervisor alone, and send the decision under seal."""
    seen, case = story.seen, story.seen.page.url
    story.office.pass_until(date(2020, 2, 20))
    story.log_in(HEAD)
    seen.page.goto(case)
    seen.press("o")
    dialog = seen.page.get_by_role("dialog", name="改办结方式")
    dialog.locator("summary", has_text="准予许可").click()
    seen.shoot("story-grant")
    dialog.get_by_label("决定文号").first.fill(DOCUMENT_NO)
    dialog.get_by_role("button", name="准予许可").click()
    story.told("准予许可，60秒内可撤回")
    assert kinds(story.minute()) == ["准予行政许可决定书"]  # the unit is told; what is sealed follows
    assert story.record.cases()[0]["state"] == "granted"
    seen.go("/")
    _send_sealed(story, "准予行政许可决定书")
    seen.page.goto(case)
    seen.shoot("story-granted")
