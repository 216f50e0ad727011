"""The seal across the pages: verdicts told, pages named, what needs none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.finding import Finding, Severity
from cases.reading import ColourMode, Coverage, CrossPageSeal, PageReading
from cases.report import MaterialStatus
from catalogue.model import SealGate, ServiceItem
from papers.assignment import Assignment, Evidence, PageAssignment
from tests.validators.builders import (
    CROSS_CLAUSE,
    FORM,
    LICENCE,
    codes,
    form_page,
    fragment,
    item,
    licence_page,
    material,
    page,
    run,
    seal,
    subject,
)
from validators.checks import cross_page_seal, official_seal
from validators.checks.cross_page_seal import fill

TWO_PAGES = [
    form_page(1, fragments=(fragment(),)),
    page(2, "", "申请单位 注册资本", seals=(seal(),), fragments=(fragment(),)),
]


def joined(
    coverage: Coverage | None, pages: list[PageReading] = TWO_PAGES, service: ServiceItem | None = None, **more: Any
) -> list[Finding]:
    verdicts = {} if coverage is None else {"form": CrossPageSeal(coverage, 0.95, **more)}
    return run(cross_page_seal, pages, service or item(FORM), cross_page=verdicts)


@pytest.mark.parametrize(
    ("coverage", "expected", "severity"),
    [
        (Coverage.COMPLETE, [], None),
        (Coverage.ABSENT, ["cross-page-seal-missing"], Severity.BLOCKING),
        (Coverage.PARTIAL, ["cross-page-seal-partial"], Severity.BLOCKING),
        (Coverage.UNCERTAIN, ["cross-page-seal-uncertain"], Severity.REVIEW),
        (None, ["cross-page-seal-uncertain"], Severity.REVIEW),
    ],
)
def test_cross_page_verdicts(coverage: Coverage | None, expected: list[str], severity: Severity | None) -> None:
    found = joined(coverage)
    assert codes(found) == expected
    assert all((one.severity, one.clause) == (severity, CROSS_CLAUSE) for one in found)


def test_partial_names_the_pages() -> None:
    (found,) = joined(Coverage.PARTIAL, missing_pages=(2,))
    assert "第2页未盖到" in found.message


def test_single_page_needs_none() -> None:
    assert joined(Coverage.ABSENT, pages=[form_page(1)]) == []


def test_material_without_the_rule_needs_none() -> None:
    assert joined(Coverage.ABSENT, service=item(material("form", 1, cross_page=False))) == []


def test_bare_package_is_told_by_the_page_seals_alone() -> None:
    bare = [form_page(1, seals=()), page(2, "", "申请单位 注册资本")]
    assert joined(Coverage.ABSENT, pages=bare) == []


def test_uncoloured_strips_are_uncertain() -> None:
    half = [form_page(1, colour=ColourMode.GREY), page(2, "", "申请单位", seals=(seal(),))]
    assert codes(joined(Coverage.UNCERTAIN, pages=half)) == ["cross-page-seal-uncertain"]


@pytest.mark.parametrize("coverage", [Coverage.PARTIAL, Coverage.UNCERTAIN])
def test_sheets_asked_for_in_colour_need_no_second_question(coverage: Coverage) -> None:
    grey = [form_page(1, colour=ColourMode.GREY), page(2, "", "申请单位", colour=ColourMode.GREY)]
    assert joined(coverage, pages=grey) == []
    assert codes(run(official_seal, grey, item(FORM))) == ["seal-uncoloured", "seal-uncoloured"]


def test_sheet_that_may_be_another_material_needs_no_seal_across() -> None:
    found = subject(TWO_PAGES, item(FORM, LICENCE), cross_page={"form": CrossPageSeal(Coverage.UNCERTAIN, 0.4)})
    first, second = found.assignment.pages
    loose = replace(second, evidence=Evidence.CONTINUATION, possible=("business-licence",))
    form, licence = found.materials
    doubt = replace(licence, status=MaterialStatus.UNCERTAIN)
    perhaps = replace(found, assignment=replace(found.assignment, pages=(first, loose)), materials=(form, doubt))
    assert [codes(list(cross_page_seal.check(one))) for one in (found, perhaps)] == [["cross-page-seal-uncertain"], []]


def test_advising_item_only_hints_at_it() -> None:
    found = joined(Coverage.ABSENT, service=item(FORM, seal_gate=SealGate.ADVISE))
    assert [one.severity for one in found] == [Severity.HINT]


def test_verdicts_are_filled_into_the_materials() -> None:
    found = subject([*TWO_PAGES, licence_page(3)], item(FORM, LICENCE))
    filled = fill(found.materials, found.item, {"form": CrossPageSeal(Coverage.PARTIAL, 0.9)})
    assert [one.cross_page_seal for one in filled] == [Coverage.PARTIAL, Coverage.NOT_NEEDED]


REPORT = (page(2, "财务审计报告", "会计师事务所 资产负债表"), page(3, "", "附注一 附注二"))


@pytest.mark.parametrize(
    ("pages", "asked"),
    [
        (REPORT, True),
        (REPORT[:1], False),
        ((REPORT[0], replace(REPORT[1], fragments=(fragment(),))), False),
        ((REPORT[0], replace(REPORT[1], colour=ColourMode.GREY)), False),
        ((REPORT[0], replace(REPORT[1], file=1)), False),
    ],
    ids=["bare", "one page", "a strip", "not in colour", "another file"],
)
def test_paper_of_no_list_without_a_seal_across_is_a_question(pages: tuple[PageReading, ...], asked: bool) -> None:
    made = subject([form_page(1, fragments=(fragment(),)), *pages], item(FORM))
    given = [
        PageAssignment(1, "form", 0.95, Evidence.HEADING, 0),
        PageAssignment(2, "audit", 0.95, Evidence.HEADING, 1),
        PageAssignment(3, "audit", 0.9, Evidence.CONTINUATION, 1),
    ]
    found = list(cross_page_seal.check(replace(made, assignment=Assignment(tuple(given[: len(pages) + 1])))))
    expected = [("cross-page-seal-missing", Severity.REVIEW, (2, 3))]
    assert [(one.code, one.severity, one.pages) for one in found] == expected * asked
