"""Reports as they are kept: what is kept comes back, and so does what an earlier version kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from cases.finding import PAGES, Place
from cases.finding_codes import find
from cases.reading import Coverage, CrossPageSeal
from cases.report import ItemRef, Outcome, Report, Unit
from record.stored import FINDINGS, REPORT
from views.markings import marks_of

EARLIER = json.loads(Path(__file__).with_name("earlier_report.json").read_text("utf-8"))
"""Kept before reports carried the verdicts on cross-page seals."""


def test_earlier_report_is_read_without_what_it_did_not_carry() -> None:
    report = REPORT.validate_python(EARLIER)
    assert (report.cross_page_seals, report.replaced_pages) == ({}, ())
    assert report.materials[0].cross_page_seal is Coverage.PARTIAL
    assert report.counting_pages == report.pages
    assert "骑缝印迹" in [mark.label for mark in marks_of(report.pages[0], report)]


def test_what_is_kept_comes_back() -> None:
    seal = CrossPageSeal(Coverage.PARTIAL, 0.9, (2,), pages=(1, 2))
    report = replace(
        REPORT.validate_python(EARLIER), cross_page_seals={"articles-of-association": seal}, replaced_pages=(3, 4)
    )
    assert REPORT.validate_python(json.loads(REPORT.dump_json(report))) == report


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
