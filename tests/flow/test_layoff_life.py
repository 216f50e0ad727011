"""A whole life: a report of layoffs to its 收悉证明 (劳动合同法 41; 附件4). The law asks for a report, not for leave.

Dates are counted by hand on the calendar of 2020: 15/16 and 22/23 February are weekends, no holiday falls between.
"""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pdfplumber

from record.repository import BEIJING
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.desk import Seat
from tests.office.office import mail, words_of
from tests.office.real_office import Servers, attached, kinds, open_office

HOUR = timedelta(hours=1)
FORBIDDEN = ("批准", "许可", "准予")
BEGINS = datetime(2020, 2, 13, 16, tzinfo=BEIJING)


def test_layoff_report_to_its_certificate(tmp_path: Path, place: Servers) -> None:
    drawn = kept_submission(SubmissionSpec("layoff-report", seed=5, born_digital=True))
    with open_office(tmp_path, place, "mail-layoff", BEGINS) as (office, _, officer, head):
        # Thursday 13 February: received, and found in order; the certificate is an officer's to sign.
        office.receive(mail([(drawn.file_name, drawn.content)]))
        (number,) = [one["number"] for one in officer.cases()]
        (receipt,) = office.new_letters()
        assert kinds([receipt]) == ["收件回执"]
        case = officer.case(number)
        assert (case["state"], case["outcome"], case["tasks"]) == ("review", "accept", [])
        (draft,) = [one for one in case["letters"] if one["state"] == "held"]
        assert draft["kind"] == "receipt-certificate"
        assert {one["kind"]: one["due"] for one in case["clocks"]} == {"notice": "2020-02-20"}  # 14, 17, 18, 19, 20
        assert "该状态下不允许此操作" in head.refused(number, "decision", event="grant", note="同意")

        # Nobody acts. Monday 17 is the second working day: still quiet. The third and fourth call out, once each.
        office.pass_until(date(2020, 2, 17), 20, step=HOUR)
        assert _alarms(officer, number) == ([], [])
        office.pass_until(date(2020, 2, 18), 20, step=HOUR)
        assert _alarms(officer, number) == (["notice-alarm"], ["notice-alarm-3"])
        office.pass_until(date(2020, 2, 19), 20, step=HOUR)
        assert _alarms(officer, number) == (["notice-alarm", "notice-urgent"], ["notice-alarm-3", "notice-alarm-4"])
        office.pass_until(date(2020, 2, 20), 20, step=HOUR)
        assert len(officer.case(number)["tasks"]) == 2

        # Friday 21: late. A permit would be deemed accepted; a report is not, and nothing was said to the unit.
        office.pass_until(date(2020, 2, 21), 9, step=HOUR)
        flags, tasks = _alarms(officer, number)
        assert (flags[-1], tasks[-1], officer.case(number)["state"]) == ("notice-late", "notice-late", "review")
        assert office.new_letters() == []

        # The officer signs: the certificate leaves as mail and as paper, and the alarms are over.
        officer.send(draft)
        (certificate,) = office.new_letters()
        assert kinds([certificate]) == ["收悉证明"]
        assert (certificate["To"], certificate["In-Reply-To"]) == ("firm@corp.test", "<1@corp.test>")
        paper = officer.paper(draft)
        assert "加盖印章的《收悉证明》另行送达" in words_of(certificate)
        for text in (words_of(certificate), _paper_text(paper)):
            assert all(word in text for word in (drawn.unit, "2020年2月13日", "2020年2月21日", "收悉"))
        assert all(one.name in words_of(certificate) for one in drawn.truth.materials)
        assert _alarms(officer, number) == ([], ["seal-needed"])
        officer.seal(draft, paper)
        (sealed,) = office.new_letters()
        assert (kinds([sealed]), list(attached(sealed))) == (["收悉证明"], ["收悉证明.pdf"])
        assert _alarms(officer, number) == ([], [])
        assert "不能执行" in head.refused(number, "decision", event="deny", note="不同意")

        # Closed on Monday; the weeks after are quiet.
        office.pass_until(date(2020, 2, 24))
        officer.act(number, "decision", event="close", result="已出具收悉证明", pickup="无需领取")
        (done,) = office.new_letters()
        assert kinds([done]) == ["办结与领取通知"]
        office.pass_until(date(2020, 3, 31))
        assert (officer.case(number)["state"], office.new_letters()) == ("closed", [])
        assert _alarms(officer, number) == ([], [])
        for letter in (receipt, certificate, sealed, done):
            said = "".join([str(letter["Subject"]), *_bodies(letter), *map(_paper_text, attached(letter).values())])
            assert [word for word in FORBIDDEN if word in said] == []


def _alarms(desk: Seat, number: str) -> tuple[list[str], list[str]]:
    """Return the flags of a case and its open tasks."""
    case = desk.case(number)
    return case["flags"], [task["kind"] for task in case["tasks"] if task["done_at"] is None]


def _bodies(letter: EmailMessage) -> list[str]:
    found = [letter.get_body((kind,)) for kind in ("plain", "html")]
    return [str(part.get_content()) for part in found if part is not None]


def _paper_text(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return "".join(page.extract_text() for page in document.pages).replace("\n", "")
