"""Every rule on pages of any length: a blank back, one line, five hundred; and a rule of ours that breaks down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import structlog

from cases.finding import Finding, Severity
from cases.finding_codes import find
from cases.reading import ColourMode, PageReading
from cases.report import MaterialStatus, Outcome
from catalogue.model import ServiceItem
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from papers.assignment import Assignment, Evidence, PageAssignment
from papers.facts import derive
from papers.item_list import list_materials
from replies.selection import select
from tests.packaged import packaged
from tests.validators.builders import UNIT, articles_page, codes, form_page, item, line, material, page
from tests.validators.builders import subject as sorted_subject
from validators import CHECKS, ORDER, Subject, validate
from validators.outcome import propose

pytestmark = pytest.mark.thorough

CATALOGUE = packaged()
DAY = date(2020, 2, 18)
ITEMS = CATALOGUE.items_on(DAY)
LABELS = ("公民身份号码", "单位名称：", "第1页 共9页", "2020年2月30日", "签字：", "人数：", "有效期限至")
PAGES = {
    "empty": page(1, ink=0.02),
    "blank": page(1, ink=0.0, flags=("page-blank",)),
    "bare photo": page(1, ink=0.7, size_mm=(0.0, 0.0), size_known=False, colour=ColourMode.GREY),
    "empty line": replace(page(1), lines=(line("", 100),)),
    "one line": page(1, "", "公民身份号码"),
    "500 lines": replace(page(1), lines=tuple(line(LABELS[at % len(LABELS)], 10.0 + at) for at in range(500))),
}


def _subject(service: ServiceItem, one: PageReading, *, assigned: bool, present: bool = False) -> Subject:
    """Make a subject of an item whose every material is a page of that kind, or has no page at all."""
    documents = [one.document for one in service.materials] if assigned else [None]
    pages = tuple(replace(one, number=at, file_page=at) for at in range(1, len(documents) + 1))
    assignment = Assignment(tuple(
        PageAssignment(at, code, 0.9, Evidence.HEADING if code else Evidence.NONE, at)
        for at, code in enumerate(documents, 1)
    ))
    facts = derive(assignment, {}, UNIT, pages)
    materials = list_materials(assignment, service, facts, {}, CATALOGUE.documents)
    if present:
        materials = tuple(replace(one, status=MaterialStatus.PRESENT, pages=()) for one in materials)
    return Subject(
        service, CATALOGUE.offices["bj-chaoyang"], CATALOGUE.documents, UNIT, "file-name", pages, assignment, materials,
        DAY, facts, {}, {}, (), None, (), CATALOGUE.clauses, CATALOGUE.fields,
    )  # fmt: skip


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("rule", CHECKS, ids=list(ORDER))
def test_rule_bears_any_page(rule: object, kind: str) -> None:
    for service in ITEMS:
        for assigned in (True, False):
            list(rule(_subject(service, PAGES[kind], assigned=assigned)))  # type: ignore[operator]


@pytest.mark.parametrize("rule", CHECKS, ids=list(ORDER))
def test_rule_bears_a_material_without_pages_and_a_case_without_any(rule: object) -> None:
    for service in ITEMS:
        empty = _subject(service, PAGES["empty"], assigned=False, present=True)
        list(rule(empty))  # type: ignore[operator]
        list(rule(replace(empty, pages=(), assignment=Assignment())))  # type: ignore[operator]


@pytest.mark.parametrize("kind", PAGES)
def test_judgement_bears_any_page(kind: str) -> None:
    for service in ITEMS:
        good = replace(form_page(1), number=2, file_page=2)
        question = Question(datetime(2020, 2, 18, 4, tzinfo=UTC), unit=UNIT, item=service.code)
        for pages in ((PAGES[kind],), (PAGES[kind], good)):
            read = ReadFiles((), pages, tuple(1 for _ in pages))
            report = judge_pages(read, question, CATALOGUE, CATALOGUE.offices["bj-chaoyang"])
            assert "check-failed" not in codes(report.findings)


def test_rule_that_breaks_down_asks_an_officer_and_the_others_still_speak() -> None:
    def breaks_down(subject: Subject) -> Iterator[Finding]:
        """Find one thing, then fail as a fault of ours would, with words of the page in the error."""
        yield sorted_missing[0]
        raise ValueError(subject.pages[0].text)

    breaks_down.__module__ = "validators.checks.headcount"
    missing = sorted_subject([form_page(1)], item(material("form", 1), material("articles", 2)))
    sorted_missing = validate(missing)
    with structlog.testing.capture_logs() as logs:
        found = validate(missing, (breaks_down, *CHECKS))
    assert codes(found) == ["material-missing", "check-failed"]
    failed = found[1]
    assert (failed.severity, failed.message) == (Severity.REVIEW, "自动检查“人数”未能完成，请人工核对该项。")
    assert propose(found, missing.item) is Outcome.REVIEW
    (logged,) = logs
    assert (logged["event"], logged["check"], logged["kind"]) == ("check.failed", "headcount", "ValueError")
    assert logged["where"].endswith("_run")
    assert UNIT not in str(logged)


def test_no_letter_leaves_by_itself_where_a_check_broke_down() -> None:
    def breaks_down(_: Subject) -> Iterator[Finding]:
        raise KeyError("x")

    service = next(one for one in ITEMS if one.code == "dispatch-new")
    question = Question(datetime(2020, 2, 18, 4, tzinfo=UTC), unit=UNIT, item=service.code)
    read = ReadFiles((), (form_page(1), articles_page(2)), (1, 1))
    office = CATALOGUE.offices["bj-chaoyang"]
    report = judge_pages(read, question, CATALOGUE, office)
    failed = validate(sorted_subject([form_page(1)], service), (breaks_down,))
    for before in ("file-damaged", "item-deferred", "item-wrong-channel"):
        findings = (find(before, "。"), *failed)
        judged = replace(report, findings=findings, outcome=propose(findings, service))
        assert judged.outcome is Outcome.REVIEW
        assert [automatic for _, automatic in select(judged, service, office, CATALOGUE.letters) if automatic] == []
