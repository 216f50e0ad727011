"""Pictures in a mail's own words: a page of the list is taken like one that was attached, all else is asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cases.finding import Place, Severity
from cases.finding_codes import find
from cases.reading import PageReading
from cases.report import Outcome, Report, ReportFile
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from tests.validators.builders import page
from tests.written.submission import rulebook, write
from tests.written.world import WORLD

ITEM = "enrol-hk-macao-taiwan"
NOON = datetime(2020, 2, 18, 4, tzinfo=UTC)
PAPERS = ("hk-macao-taiwan-document", "labour-contract", "enrolment-person-form", "enrolment-addition-form")


def _report(pages: Sequence[PageReading]) -> Report:
    """The report on pages that were shown in the mail's own words, one picture each."""
    shown = tuple(replace(one, number=at, file=at - 1, file_page=1) for at, one in enumerate(pages, 1))
    names = [f"IMG_{at}.jpg" for at in range(len(pages))]
    doubts = tuple(
        find("material-uncertain", f"邮件正文中的图片“{name}”已作为材料收下。", place=Place(file=at))
        for at, name in enumerate(names)
    )
    files = tuple(ReportFile(name, name, "image", 1, str(at)) for at, name in enumerate(names))
    read = ReadFiles(files, shown, (1,) * len(shown), doubts)
    question = Question(NOON, unit=WORLD.unit, item=ITEM)
    return judge_pages(read, question, rulebook(), rulebook().offices["bj-chaoyang"])


def _asked(report: Report) -> list[tuple[str, int | None]]:
    return [(one.code, one.file) for one in report.findings if one.severity is not Severity.NOTICE]


def test_pictures_that_show_the_papers_of_the_list_are_taken() -> None:
    report = _report(write(PAPERS, WORLD))
    assert (report.outcome, _asked(report)) == (Outcome.ACCEPT, [])


@pytest.mark.parametrize("other", [
    page(1, "关于春节放假的通知", "各单位：", "现将放假安排通知如下。"), page(1, "", "扫码关注我们"),
    replace(write(PAPERS[:1], WORLD)[0], flags=("page-low-resolution",)), *write(["dispatch-permit"], WORLD),
], ids=["a notice", "a code to scan", "a small copy of a paper", "a paper of another item"])
def test_picture_that_may_be_no_paper_is_asked_about(other: PageReading) -> None:
    assert ("material-uncertain", 4) in _asked(_report([*write(PAPERS, WORLD), other]))


def test_paper_that_no_picture_shows_is_missing_all_the_same() -> None:
    report = _report(write(PAPERS[:-1], WORLD))
    assert (report.outcome, [code for code, _ in _asked(report)]) == (Outcome.TOLERATE, ["material-missing"])
