"""A whole life: a report of layoffs to its 收悉证明 (劳动合同法 41; 附件4). The law asks for a report, not for leave.

Dates are counted by hand on the calendar of 2020: 15/16 and 22/23 February are weekends, no holiday falls between.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import pdfplumber

from tests.drawing import SubmissionSpec, draw_submission
from tests.flow.office import mail
from tests.flow.real_office import Desk, Servers, attached, kinds, open_office, text_of

FORBIDDEN = ("批准", "许可", "准予")


def test_layoff_report_to_its_certificate(tmp_path: Path, place: Servers) -> None:
    drawn = draw_submission(SubmissionSpec("layoff-report", seed=5, born_digital=True))
    with open_office(tmp_path, place, "mail-layoff", datetime(2020, 2, 13, 16)) as (office, _, officer, head):
        # Thursday 13 February: received, and found in order; the certificate is an officer's to sign.
        office.receive(mail([(drawn.file_name, drawn.content)]))
        (number,) = [one["number"] for one in officer.cases()]
        (receipt,) = office.new_letters()
        assert kinds([receipt]) == ["收件回执"]
        case = officer.case(number)
        print(officer.get(f"/cases/{number}/report").json()["findings"])
        assert (case["state"], case["outcome"]) == ("review", "accept")
        assert [one["kind"] for one in case["letters"] if one["state"] == "held"] == ["receipt-certificate"]
        assert {one["kind"]: one["due"] for one in case["clocks"]} == {"notice": "2020-02-20"}  # 14, 17, 18, 19, 20
        assert 0
