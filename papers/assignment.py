"""Assignment: which page belongs to which document, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Evidence(StrEnum):
    """Why a page was given to a document."""

    HEADING = "heading"
    KEYWORDS = "keywords"
    FILE_NAME = "file-name"        # its file is named after the material
    IDENTITY = "identity"          # an identity card, given to a slot
    CONTINUATION = "continuation"  # no heading of its own: goes on from the page before
    CONTENTS = "contents"          # cover sheet or table of contents: no material
    BLANK = "blank"
    REPLACED = "replaced"          # a later round brought this document anew
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PageAssignment:
    """One page's document.

    Attributes:
        document: Document-type code, None for a blank, contents or unrecognised page.
        segment: Number of the run of pages that make one copy of the document, from 0.
        readable: False where the page was read so badly that its text proves nothing.
        possible: Codes whose words stand on the page too, so that their absence elsewhere is not certain.
        also: Documents that stand on the same page: a card copied onto a letter, two cards on one page.
    """

    page: int
    document: str | None
    confidence: float
    evidence: Evidence
    segment: int
    readable: bool = True
    possible: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    def holds(self, code: str) -> bool:
        """Tell whether the page belongs to a document, be it beside another."""
        return self.document == code or code in self.also


@dataclass(frozen=True, slots=True)
class Assignment:
    """All pages of a submission, in order."""

    pages: tuple[PageAssignment, ...] = ()

    def of(self, code: str) -> tuple[PageAssignment, ...]:
        """The pages of one document, blank ones apart."""
        return tuple(page for page in self.pages if page.holds(code))

    def page_documents(self) -> dict[int, str]:
        """Document code by page number, for the report."""
        return {page.page: page.document for page in self.pages if page.document}

    def unrecognised(self) -> tuple[PageAssignment, ...]:
        """Pages that fit nowhere."""
        return tuple(page for page in self.pages if page.evidence is Evidence.NONE)

    def segments(self, code: str) -> tuple[tuple[int, ...], ...]:
        """Page numbers of each copy of a document."""
        numbers = dict.fromkeys(page.segment for page in self.of(code))
        return tuple(tuple(page.page for page in self.of(code) if page.segment == number) for number in numbers)

    def copies(self, code: str) -> tuple[tuple[int, ...], ...]:
        """Page numbers of each copy of a document; only a heading of its own, or an identity card, begins another.

        What else begins a segment (keywords, a page elsewhere in the file) may well be the rest of the copy before it.
        """
        copies: list[list[int]] = []
        segment = None
        for page in self.of(code):
            begins = page.segment != segment and page.evidence in {Evidence.HEADING, Evidence.IDENTITY}
            if begins or not copies:
                copies.append([])
            copies[-1].append(page.page)
            segment = page.segment
        return tuple(tuple(copy) for copy in copies)

    def first_pages(self) -> dict[str, int]:
        """First page of each document, in page order."""
        first: dict[str, int] = {}
        for page in self.pages:
            for code in filter(None, (page.document, *page.also)):
                first.setdefault(code, page.page)
        return first
