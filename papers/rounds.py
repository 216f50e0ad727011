"""Rounds: a document that a later mail brought anew replaces the earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cases.finding import Finding, Place
from cases.finding_codes import find
from catalogue.model import DocumentType
from papers.assignment import Assignment, Evidence


def keep_newest(
    assignment: Assignment, revisions: Mapping[int, int], documents: Mapping[str, DocumentType]
) -> tuple[Assignment, tuple[Finding, ...]]:
    """Return the assignment without replaced pages, and a doubt where less came back than was there.

    Args:
        assignment: All pages of all rounds.
        revisions: Round of each page, by page number.
        documents: Document types by code, for their names.
    """
    newest: dict[str, int] = {}
    for one in assignment.pages:
        if one.document:
            newest[one.document] = max(newest.get(one.document, 0), revisions[one.page])
    kept = tuple(
        replace(one, document=None, evidence=Evidence.REPLACED)
        if one.document and revisions[one.page] < newest[one.document] else one
        for one in assignment.pages
    )
    findings = tuple(
        _shorter(code, documents)
        for code, revision in newest.items()
        if _count(assignment, code, revisions, revision) < _most_before(assignment, code, revisions, revision)
    )
    return replace(assignment, pages=kept), findings


def replaced_pages(assignment: Assignment) -> frozenset[int]:
    """Return the numbers of the pages that no longer count."""
    return frozenset(one.page for one in assignment.pages if one.evidence is Evidence.REPLACED)


def _count(assignment: Assignment, code: str, revisions: Mapping[int, int], revision: int) -> int:
    return sum(1 for one in assignment.of(code) if revisions[one.page] == revision)


def _most_before(assignment: Assignment, code: str, revisions: Mapping[int, int], revision: int) -> int:
    return max((_count(assignment, code, revisions, earlier) for earlier in range(1, revision)), default=0)


def _shorter(code: str, documents: Mapping[str, DocumentType]) -> Finding:
    """A single page sent again cannot stand for the whole document: an officer looks."""
    name = documents[code].name if code in documents else code
    message = f"补正的《{name}》页数少于原件，可能只补交了其中几页，已转人工核对。"
    return find("material-uncertain", message, confidence=0.9, place=Place(code))
