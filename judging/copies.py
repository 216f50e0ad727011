"""Copies of a material: each is stamped by itself, so each has a cross-page seal of its own.

So has each paper: where pages with titles of their own were given to one material, only what surely belongs together
is asked for a seal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cases.reading import Coverage, CrossPageSeal, PageReading
from cases.report import MaterialReading
from catalogue.model import ServiceItem
from judging.kept_joins import Joins, joined
from judging.own_titles import are_copies, own_papers
from judging.sorted_pages import SortedPages
from papers.assignment import Evidence
from papers.titles import running_headers
from validators.checks.cross_page_seal import needed_pages

SAME_TEXT = 0.9
"""Likeness from which two readings are of the same text; OCR of two scans of one page differs by a few per cent."""

_WORST_FIRST = (Coverage.ABSENT, Coverage.PARTIAL, Coverage.UNCERTAIN, Coverage.COMPLETE)


def judge_cross_page_seals(
    materials: Sequence[MaterialReading], item: ServiceItem, papers: SortedPages, joins: Joins
) -> dict[str, CrossPageSeal]:
    """Return the verdict on every material that needs a cross-page seal, by document code; the worst copy's counts."""
    rules = {material.document: material for material in item.materials}
    asked = [one.code for one in materials if needed_pages(rules.get(one.code), one.pages)]
    return {code: _worst(_of_sets(code, papers, joins)) for code in asked}


def _worst(verdicts: Sequence[CrossPageSeal]) -> CrossPageSeal:
    alone = CrossPageSeal(Coverage.NOT_NEEDED, 1.0)  # copies of one page each
    return min(verdicts, key=lambda one: _WORST_FIRST.index(one.coverage), default=alone)


def _of_sets(code: str, papers: SortedPages, joins: Joins) -> list[CrossPageSeal]:
    """Return the verdicts on what is stamped by itself: copies, and pages that adjoin."""
    by_number = {page.number: page for page in papers.pages}
    counts = Counter(page.file for page in papers.pages)
    # A page that shows the material beside another paper, like a card copied onto a letter, is that paper's page.
    own = {one.page for one in papers.assignment.of(code) if one.document == code}
    runs = [[by_number[number] for number in copy if number in own] for copy in papers.assignment.copies(code)]
    whole = [part for run in runs for part in _adjoining(run, papers, counts)]
    loose = any(one.evidence is Evidence.IDENTITY for one in papers.assignment.of(code))
    sets = whole if loose else copies_of(whole)  # each card is a sheet of its own
    parts = [part for copy in sets for part in _adjoining(copy, papers, counts) if len(part) >= 2]
    found = [_of_papers(part, papers.pages, joins) for part in parts]
    sure = [verdict for verdict in found if verdict is not None]
    doubtful = [CrossPageSeal(Coverage.UNCERTAIN, 0.4)] if len(sure) < len(found) else []
    return sure or doubtful


def _of_papers(
    part: Sequence[PageReading], package: Sequence[PageReading], joins: Joins
) -> CrossPageSeal | None:
    """Judge pages that adjoin; None where each may be a sheet of its own.

    A bare page with a title of its own beside a whole seal over the other pages was not in their fan.
    """
    whole = _judged(part, package, joins)
    papers = own_papers(part, running_headers(package))
    if whole.coverage is Coverage.COMPLETE or len(papers) == 1:
        return whole
    bare = [paper for paper in papers if all(one.is_trace for page in paper for one in page.fragments)]
    stamped = [page for paper in papers if paper not in bare for page in paper]
    rest = [_judged(paper, package, joins) for paper in (stamped, *bare) if len(paper) >= 2]
    if not rest:
        return whole if stamped else None
    return _worst(rest)


def _adjoining(
    run: Sequence[PageReading], papers: SortedPages, counts: Mapping[int, int]
) -> list[list[PageReading]]:
    """Part a run where its pages do not adjoin: a seal goes over sheets that lie on each other.

    Blank backs lie between them; files adjoin where each holds one page of a scan only.
    """
    blank = {page.number for page in papers.pages if page.is_blank}
    parts: list[list[PageReading]] = []
    for page in run:
        before = parts[-1][-1] if parts else None
        if before is not None and _adjoin(before, page, blank, counts):
            parts[-1].append(page)
        else:
            parts.append([page])
    return parts


def _adjoin(before: PageReading, page: PageReading, blank: Collection[int], counts: Mapping[int, int]) -> bool:
    near = all(number in blank for number in range(before.number + 1, page.number))
    return near and (before.file == page.file or counts[before.file] == counts[page.file] == 1)


def _judged(copy: Sequence[PageReading], package: Sequence[PageReading], joins: Joins) -> CrossPageSeal:
    return replace(joined(copy, package, joins), pages=tuple(page.number for page in copy))


def copies_of(runs: list[list[PageReading]]) -> list[list[PageReading]]:
    """Return the runs of pages as they are where they say the same, else as one set.

    A list that repeats its title on every page is one document of many pages, not many documents.
    """
    texts = ["".join(page.text for page in run) for run in runs]
    return runs if len(runs) < 2 or are_copies(texts, SAME_TEXT) else [[page for run in runs for page in run]]
