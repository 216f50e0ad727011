"""A document sent anew replaces the earlier one, but never silently by less."""

from __future__ import annotations

from papers.assignment import Assignment, Evidence, PageAssignment
from papers.rounds import keep_newest, replaced_pages


def _assigned(*documents: str) -> Assignment:
    return Assignment(
        tuple(
            PageAssignment(page, document, 0.95, Evidence.HEADING, segment=page)
            for page, document in enumerate(documents, 1)
        )
    )


def test_newer_document_replaces_the_older() -> None:
    assignment = _assigned("form", "articles", "articles", "articles", "articles")
    kept, findings = keep_newest(assignment, {1: 1, 2: 1, 3: 1, 4: 2, 5: 2}, {})
    assert replaced_pages(kept) == {2, 3}
    assert kept.page_documents() == {1: "form", 4: "articles", 5: "articles"}
    assert findings == ()


def test_one_page_does_not_stand_for_the_whole_document() -> None:
    assignment = _assigned("form", "articles", "articles", "articles")
    kept, (finding,) = keep_newest(assignment, {1: 1, 2: 1, 3: 1, 4: 2}, {})
    assert replaced_pages(kept) == {2, 3}
    assert (finding.code, finding.severity, finding.material) == ("material-uncertain", "review", "articles")
