"""Copies of a material: each is stamped by itself, so each has a cross-page seal of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from cases.reading import Coverage, CrossPageSeal, PageReading
from cases.report import MaterialReading
from catalogue.model import ServiceItem
from judging.sorted_pages import SortedPages
from ocr.cross_page.cross_page_seal import join
from validators.checks.cross_page_seal import needed_pages

SAME_TEXT = 0.9
"""Likeness from which two readings are of the same text; OCR of two scans of one page differs by a few per cent."""

_WORST_FIRST = (Coverage.ABSENT, Coverage.PARTIAL, Coverage.UNCERTAIN, Coverage.COMPLETE)


def judge_cross_page_seals(
    materials: Sequence[MaterialReading], item: ServiceItem, papers: SortedPages
) -> dict[str, CrossPageSeal]:
    """Return the verdict on every material that needs a cross-page seal, by document code; the worst copy's counts."""
    rules = {material.document: material for material in item.materials}
    asked = [one.code for one in materials if needed_pages(rules.get(one.code), one.pages)]
    return {code: _worst_of_copies(code, papers) for code in asked}


def _worst_of_copies(code: str, papers: SortedPages) -> CrossPageSeal:
    by_number = {page.number: page for page in papers.pages}
    runs = [[by_number[number] for number in copy] for copy in papers.assignment.copies(code)]
    verdicts = [_judged(copy, papers.pages) for copy in copies_of(runs) if len(copy) >= 2]
    alone = CrossPageSeal(Coverage.NOT_NEEDED, 1.0)  # copies of one page each
    return min(verdicts, key=lambda one: _WORST_FIRST.index(one.coverage), default=alone)


def _judged(copy: Sequence[PageReading], package: Sequence[PageReading]) -> CrossPageSeal:
    return replace(join(copy, package), pages=tuple(page.number for page in copy))


def copies_of(runs: list[list[PageReading]]) -> list[list[PageReading]]:
    """Return the runs of pages as they are where they say the same, else as one set.

    A list that repeats its title on every page is one document of many pages, not many documents.
    """
    texts = ["".join(page.text for page in run) for run in runs]
    if len(runs) > 1 and any(ratio(texts[0], text) < SAME_TEXT for text in texts[1:]):
        return [[page for run in runs for page in run]]
    return runs
