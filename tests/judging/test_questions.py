"""A mail that asks and encloses what is no paper of any list is a question; with a form in it, an application.

Whose it is must be known before it is accepted.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cases.reading import Seal
from cases.report import Outcome, Report
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from tests.packaged import packaged
from tests.validators.builders import UNIT, page, seal

CATALOGUE = packaged()
NOTICE = page(1, "停工通知", "各车间、班组：", "根据疫情防控要求，继续停工。")
FORM = page(1, "劳务派遣经营许可注销申请书", "单位名称：北京某某劳务服务有限公司", "注销原因：停止经营")


def _judged(asks: bool, form: bool) -> Report:
    question = Question(datetime(2020, 2, 24, 4, tzinfo=UTC), item="dispatch-cancellation", asks=asks)
    read = ReadFiles((), (FORM if form else NOTICE,), (1,))
    return judge_pages(read, question, CATALOGUE, CATALOGUE.offices["bj-chaoyang"])


def test_what_a_question_encloses_is_no_defective_application() -> None:
    assert [one.code for one in _judged(asks=True, form=False).findings] == ["mail-inquiry"]


@pytest.mark.parametrize(("asks", "form"), [(True, True), (False, False)])
def test_form_is_judged_whatever_is_asked_beside_it(asks: bool, form: bool) -> None:
    assert "mail-inquiry" not in [one.code for one in _judged(asks, form).findings]


def _late_filing(*rows: str, seals: tuple[Seal, ...] = (), score: float = 1.0) -> Report:
    """Judge a form for which no text asks a seal; the sender says nothing of who applies."""
    form = page(1, "参保信息变更（逾期补办）申报表", *rows, "参保人姓名：易凤", "业务类别：逾期补办缴费",
                "补办事项：社会保险缴费", "应办月份：2020年2月", "申报原因：受疫情影响未能按时办理", seals=seals)
    form = replace(form, lines=tuple(replace(line, score=score) for line in form.lines))
    question = Question(datetime(2020, 2, 24, 4, tzinfo=UTC), item="late-filing")
    return judge_pages(ReadFiles((), (form,), (1,)), question, CATALOGUE, CATALOGUE.offices["bj-chaoyang"])


@pytest.mark.parametrize(
    ("row", "asked"),
    [("单位名称：", "material-field-missing"), ("单位名称：北京垣", "unit-unknown"),
     ("参保人类别：在职", "unit-unknown")],
)
def test_nothing_is_accepted_of_whom_nobody_knows(row: str, asked: str) -> None:
    report = _late_filing(row)
    assert (report.unit.name, report.outcome) == (None, Outcome.REVIEW)
    assert asked in [one.code for one in report.findings]


def test_who_is_named_by_form_or_seal_alone_is_known() -> None:
    for report in (_late_filing(f"单位名称：{UNIT}"), _late_filing("参保人类别：在职", seals=(seal(),))):
        assert (report.unit.name, report.outcome) == (UNIT, Outcome.ACCEPT)


@pytest.mark.parametrize(
    ("score", "second", "seals", "asked"),
    [(0.95, "", (), True), (0.99, "", (), False), (0.95, f"申请人：{UNIT}", (), False), (0.95, "", (seal(),), False),
     (0.95, UNIT[:-2], (), False), (0.95, UNIT[-6:], (), True)],
    ids=["blurred", "clear", "read twice", "sealed", "cut off below", "only its end"],
)
def test_who_is_named_by_one_blurred_line_alone_is_asked(
    score: float, second: str, seals: tuple[Seal, ...], asked: bool
) -> None:
    report = _late_filing(f"单位名称：{UNIT}", *filter(None, (second,)), seals=seals, score=score)
    assert report.unit.name == UNIT
    assert ("unit-unknown" in [one.code for one in report.findings]) is asked


def test_what_lacks_a_paper_is_asked_of_an_unknown_sender_too() -> None:
    report = _judged(asks=False, form=False)
    assert report.unit.name is None
    assert "unit-unknown" not in [one.code for one in report.findings]
