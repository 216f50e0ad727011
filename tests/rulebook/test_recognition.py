"""Each of the seventy-nine document types is recognised as itself, and no stray paper passes for a listed one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from cases.reading import PageReading
from papers.identity_pages import SLOTS
from papers.item_list import PRESENT_CONFIDENCE
from papers.materials import assign
from tests.written.scenarios import COMPLETE, items, pages, papers
from tests.written.sheet import set_page
from tests.written.submission import WRITERS, rulebook, service
from tests.written.world import AGENT, WORLD

pytestmark = pytest.mark.thorough

BY_ANOTHER_NAME = {
    ("account-backfill-originals", "employment-and-wage-proof"),  # 工资表
    ("labour-contract", "employment-and-wage-proof"), ("labour-contract", "labour-relation-proof"),
    ("employment-and-wage-proof", "placement-pay-proof"),
    ("union-opinion", "layoff-opinion"), ("layoff-opinion", "union-opinion"),
    ("employment-and-wage-proof", "labour-relation-proof"), ("labour-relation-proof", "employment-and-wage-proof"),
    ("injury-decision", "administrative-approval"),
    ("legal-representative-certificate", "legal-representative-identity"),
}  # fmt: skip
"""Papers that rightly serve as another list's material."""

LISTED = [(item, line.document) for item in items() for line in service(item).materials]


@cache
def written(code: str) -> PageReading:
    return set_page(WRITERS[code](WORLD), 1, WORLD.unit)


def test_a_paper_is_written_for_every_document_type() -> None:
    assert set(WRITERS) == set(rulebook().documents)


def test_every_document_type_is_asked_for_by_some_item() -> None:
    assert set(rulebook().documents) - {document for _, document in LISTED} == {"other"}


@pytest.mark.parametrize(("item", "code"), LISTED, ids=lambda value: str(value))
def test_paper_alone_is_recognised(item: str, code: str) -> None:
    (page,) = assign([written(code)], rulebook().documents, service(item)).pages
    cards = {slot for slot in SLOTS if slot in {line.document for line in service(item).materials}}
    expected = cards if code in SLOTS else {code}  # whose card it is, other papers tell
    assert page.document in expected, f"{code} of {item} was taken for {page.document} by its {page.evidence}"
    assert page.confidence >= PRESENT_CONFIDENCE, f"{code} of {item} only with {page.confidence}"


@pytest.mark.parametrize("item", items())
def test_papers_of_a_whole_submission_are_told_apart(item: str) -> None:
    scenario = replace(COMPLETE[item], also=tuple(line.document for line in service(item).materials))
    scenario = replace(scenario, world=replace(scenario.world, agent=AGENT))
    found = [one.document for one in assign(pages(item, scenario), rulebook().documents, service(item)).pages]
    assert found == papers(item, scenario)


@pytest.mark.parametrize("item", items())
def test_stray_paper_does_not_pass_for_a_listed_one(item: str) -> None:
    listed = {line.document for line in service(item).materials}
    taken = {}
    for code in set(WRITERS) - listed:
        (page,) = assign([written(code)], rulebook().documents, service(item)).pages
        cards = code in SLOTS and page.document in SLOTS
        if page.document in listed and page.confidence >= PRESENT_CONFIDENCE and not cards:
            taken[code] = page.document
    assert set(taken.items()) <= BY_ANOTHER_NAME
