"""A mail that asks and encloses what is no paper of any list is a question; with a form in it, an application."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cases.report import Report
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from tests.packaged import packaged
from tests.validators.builders import page

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
