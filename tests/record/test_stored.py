"""Findings come back as they were kept, also those of a time when sentence and page were one message."""

from __future__ import annotations

from typing import Any

from cases.finding import PAGES, Place
from cases.finding_codes import find
from cases.report import ItemRef, Outcome, Report, Unit
from record.stored import FINDINGS, REPORT

FOUND = find("seal-missing", f"{PAGES}（公司章程）未见公章。", place=Place("articles-of-association", 4, file=0))
OLD: dict[str, Any] = {
    "code": "seal-missing", "severity": "blocking", "message": "第4页（公司章程）未见公章。", "confidence": 1.0,
    "material": "articles-of-association", "page": 4, "file": 0, "box": None, "clause": "", "confirmed": True,
}  # fmt: skip


def test_finding_comes_back_as_it_was_kept() -> None:
    assert FINDINGS.validate_python(FINDINGS.dump_python((FOUND,), mode="json")) == (FOUND,)


def test_message_of_before_is_parted_into_sentence_and_page() -> None:
    assert FINDINGS.validate_python([OLD]) == (FOUND,)


def test_message_of_before_that_names_no_page_stays() -> None:
    (found,) = FINDINGS.validate_python([{**OLD, "message": "《公司章程》未按顺序排列。"}])
    assert (found.message, found.page, found.pages) == ("《公司章程》未按顺序排列。", 4, ())


def test_report_of_before_comes_back() -> None:
    report = Report(Outcome.SUPPLEMENT, Unit("甲公司"), ItemRef("dispatch-new"), (), (), (), (FOUND,))
    kept = REPORT.dump_python(report, mode="json")
    assert REPORT.validate_python(kept) == report
    assert REPORT.validate_python({**kept, "findings": [OLD]}) == report
