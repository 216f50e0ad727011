"""Rounds beside each other: what came, what is settled, what is new."""

from __future__ import annotations

from cases.finding import PAGES, Finding, Severity
from cases.reading import ColourMode, PageReading, Source
from cases.report import ItemRef, Outcome, Report, Unit
from views.rounds import compare

A4 = (210.0, 297.0)


def report(contents: str, *findings: Finding) -> Report:
    pages = tuple(
        PageReading(number, 0, number, A4, Source.OCR, ColourMode.COLOUR, 0, (), (), (), 0.1, content_key=key)
        for number, key in enumerate(contents, 1)
    )
    return Report(Outcome.REVIEW, Unit("甲"), ItemRef(None), (), pages, (), findings)


def found(code: str, page: int = 1, severity: Severity = Severity.BLOCKING) -> Finding:
    return Finding(code, severity, f"{PAGES}有{code}。", page=page, pages=(page,))


def test_new_pages_are_those_of_another_content() -> None:
    compared = compare(report("abc"), report("xabd"))
    assert compared.pages == (1, 4)
    assert compared.gone == 1


def test_defect_is_the_same_wherever_its_page_stands_now() -> None:
    before = report("ab", found("seal-missing", 2), found("page-unreadable", 1))
    compared = compare(before, report("xab", found("seal-missing", 3)))
    assert compared.kept == ("第3页有seal-missing。",)
    assert compared.settled == ("第1页有page-unreadable。",)
    assert compared.added == ()


def test_remarks_are_not_compared() -> None:
    assert compare(report("a"), report("a", found("page-blank", 1, Severity.NOTICE))).is_same
