"""Reminders: what only an officer can settle, told to him and never to the sender."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.report import ItemRef, Outcome, Report, Unit
from papers.materials import assign
from replies.defects import hints, to_verify
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.judging.test_drawn_submissions import judge
from tests.packaged import packaged
from tests.validators.builders import item, page, subject
from validators.checks.reminders import check

CATALOGUE = packaged()
INJURY = CATALOGUE.item("injury-recognition", date(2020, 2, 20))


def test_a_layoff_list_reminds_of_protected_workers_and_the_letter_does_not() -> None:
    layoff = kept_submission(SubmissionSpec("layoff-report", 1, born_digital=True))
    report = judge(layoff, CATALOGUE)
    (reminder,) = [finding for finding in report.findings if finding.code == "item-reminder"]
    assert "《劳动合同法》第四十二条" in reminder.message
    listed = next(one.number for one in layoff.truth.pages if one.document == "layoff-list")
    assert (reminder.severity, reminder.page, report.outcome) == ("notice", listed, "accept")


def test_a_name_approval_reminds_that_it_was_abolished() -> None:
    document = CATALOGUE.documents["name-preapproval"]
    paper = page(1, document.headings[0], *document.keywords)
    found = replace(subject([paper], item()), assignment=assign([paper], CATALOGUE.documents, item()))
    assert ["已经取消" in one.message for one in check(found)] == [True]


@pytest.mark.parametrize(("unit", "line", "word"), [
    ("北京某某医院", "在岗期间受伤", "医院"), ("北京某某公司", "新冠肺炎确诊", "新冠"),
    ("北京某某公司", "covid-19", "COVID"), ("某区疾病预防控制中心", "医护人员", "疾病预防控制”“医护"),
])
def test_words_of_medical_staff_propose_the_green_lane_to_an_officer_only(unit: str, line: str, word: str) -> None:
    assert INJURY is not None
    (finding,) = check(subject([page(1, "工伤认定申请表", line)], INJURY, unit_name=unit))
    assert (finding.code, finding.severity) == ("item-green-lane", "review")
    assert f"“{word}”" in finding.message
    report = Report(Outcome.REVIEW, Unit(unit), ItemRef(INJURY.code), (), (), (), (finding,))
    assert (to_verify(report), hints(report)) == ((), ())


def test_the_hospital_that_signs_a_diagnosis_proposes_nothing() -> None:
    assert INJURY is not None
    assert list(check(subject([page(1, "诊断证明书", "北京某某医院 骨折")], INJURY, unit_name="北京某某公司"))) == []
