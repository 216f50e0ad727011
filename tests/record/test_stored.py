"""Reports as they are kept: what is kept comes back, and so does what an earlier version kept."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from cases.reading import Coverage, CrossPageSeal
from record.stored import REPORT
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
