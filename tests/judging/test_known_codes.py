"""A credit code that was misread, and the mail's own words: which of the two counts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cases.reading import Source
from cases.report import Report
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from tests.packaged import packaged
from tests.validators.builders import UNIT, page, seal

CATALOGUE = packaged()
NOON = datetime(2020, 2, 18, 4, tzinfo=UTC)
RIGHT, READ, WRONG = "91110105633478581T", "911101056334785811", "91110105633478582T"


def _report(code: str, *said: str, source: Source = Source.OCR) -> Report:
    form = page(
        1, "社会保险费补缴申报表（明细）",
        f"单位名称：{UNIT}", f"统一社会信用代码：{code}", "补缴类别：√超过3年", "补缴原因：漏报",
        score=0.999, seals=(seal(text_score=0.995),), source=source,
    )  # fmt: skip
    question = Question(NOON, unit=UNIT, item="backpay-over-three-years", codes=frozenset(said))
    return judge_pages(ReadFiles((), (form,), (1,)), question, CATALOGUE, CATALOGUE.offices["bj-chaoyang"])


def _asks_about_the_code(report: Report) -> bool:
    return any(one.code == "unit-credit-code-invalid" for one in report.findings)


@pytest.mark.parametrize("code", [READ, WRONG])
def test_code_that_fails_its_check_alone_is_asked_about(code: str) -> None:
    assert _asks_about_the_code(_report(code))


def test_code_that_the_mail_states_rightly_asks_nobody() -> None:
    report = _report(READ, RIGHT)
    assert not _asks_about_the_code(report)
    (form,) = (one for one in report.materials if one.pages)
    assert [one.value for one in form.fields if one.name == "uscc"] == [RIGHT]


def test_code_in_a_text_layer_was_not_misread() -> None:
    assert _asks_about_the_code(_report(READ, RIGHT, source=Source.TEXT_LAYER))
    assert not _asks_about_the_code(_report(RIGHT, RIGHT, source=Source.TEXT_LAYER))


def test_code_that_no_misreading_explains_is_asked_about_all_the_same() -> None:
    assert _asks_about_the_code(_report(WRONG, RIGHT))
