"""Pages → documents: which page is which document.

Source: design §5.11, domain f29 (start of a material = heading; a page without one continues
the one before it; what fits nowhere is listed, not dropped).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cases.reading import PageReading
from catalogue.model import DocumentType, ServiceItem
from papers import identity_pages, recognition
from papers.assignment import Assignment, Evidence, PageAssignment

ALWAYS_ACCEPTED = frozenset({"tolerance-commitment"})
"""容缺受理承诺书 comes with any item, whether its list names it or not."""

SURELY_ANOTHER = 3
"""Keywords of another document, with none of the one before, that end a document without a new heading."""
CLEARLY_ANOTHER = 5

FOLLOWS = 0.95
"""Of a page without a title whose printed number follows that of the page before."""

MOST_WORDS = 0.7
"""Share of a document's keywords that its own page hardly ever lacks, title or not; a form that names it has fewer."""

UNDER_OTHER_TITLE = 0.65
"""Of keywords under a title that is not the document's: an officer looks."""

_Decision = tuple[str | None, float, Evidence]


def assign(pages: Sequence[PageReading], documents: Mapping[str, DocumentType], item: ServiceItem) -> Assignment:
    """Give every page to a document of the item, to another known document, or to none."""
    wanted = frozenset(material.document for material in item.materials) | ALWAYS_ACCEPTED
    known = {code: one for code, one in documents.items() if code in wanted or not one.listed_only}
    walk = _Walk(pages, known, wanted)
    return Assignment(tuple(walk.step(page) for page in pages))


@dataclass(slots=True)
class _Walk:
    """A walk over the pages in order.

    Attributes:
        document, segment, number, file: Of the page before; ``number`` is the one printed on it.
        taken: Documents that have a page already.
    """

    pages: Sequence[PageReading]
    documents: Mapping[str, DocumentType]
    wanted: frozenset[str]
    document: str | None = None
    segment: int = -1
    number: int | None = None
    file: int = -1
    taken: set[str] = field(default_factory=set)

    def step(self, page: PageReading) -> PageAssignment:
        """Return the document of the next page."""
        code, confidence, evidence = self._decide(page)
        if evidence is Evidence.BLANK:
            return PageAssignment(page.number, None, confidence, evidence, self.segment)
        if evidence is not Evidence.CONTINUATION:
            self.segment += 1
        self.document, self.number, self.file = code, recognition.page_number(page), page.file
        if code:
            self.taken.add(code)
        loose = evidence is Evidence.CONTINUATION and confidence < FOLLOWS
        possible = tuple(
            other
            for other in sorted(self.wanted)
            if other != code and other in self.documents
            and _could_hold(page, self.documents[other], code, self.documents, loose)
        )
        readable = recognition.is_readable(page)
        return PageAssignment(page.number, code, confidence, evidence, self.segment, readable, possible)

    def _decide(self, page: PageReading) -> _Decision:
        if page.is_blank:
            return None, 0.95, Evidence.BLANK
        titles = recognition.title_lines(page)
        ranked = recognition.rank(page, self.documents, self.wanted)
        headed = next((one for one in ranked if one.title and one.code not in identity_pages.SLOTS), None)
        if headed is None or headed.title < 0.9:
            if identity_pages.is_identity_card(page):
                return self._card(page)
            if recognition.is_contents(titles):
                return None, 0.9, Evidence.CONTENTS
        by_title = self._best_heading(ranked)
        if by_title and not self._is_running_head(by_title.code, page):
            return by_title.code, min(0.98, 0.5 + by_title.title / 2 + 0.05 * by_title.hits), Evidence.HEADING
        return self._without_heading(page, recognition.opens_new(titles), ranked)

    def _card(self, page: PageReading) -> _Decision:
        slots = identity_pages.SLOTS
        cards = {code: self.documents[code] for code in slots if code in self.wanted and code in self.documents}
        found = identity_pages.slot(page, self.pages, cards, self.document, frozenset(self.taken))
        return (found[0], found[1], Evidence.IDENTITY) if found else ("identity-card-copy", 0.8, Evidence.IDENTITY)

    def _best_heading(self, ranked: Sequence[recognition.Match]) -> recognition.Match | None:
        """Return the best titled match; a short heading within a longer line needs keywords beside it.

        A document the item does not ask for needs both, so that it cannot take a listed one's page.
        """
        for one in ranked:
            if one.title and (one.enough or (one.code in self.wanted and one.title >= 0.75)):
                return one
        return None

    def _is_running_head(self, code: str, page: PageReading) -> bool:
        """The same title again with the next page number is a running head, not a second copy."""
        number = recognition.page_number(page)
        follows = number is not None and self.number is not None and number == self.number + 1
        return code == self.document and page.file == self.file and follows and number != 1

    def _without_heading(
        self, page: PageReading, has_title: bool, ranked: Sequence[recognition.Match]
    ) -> _Decision:
        best = next((one for one in ranked if one.code in self.wanted and one.enough and one.hits >= 2), None)
        continued = self._continued(page, has_title, best)
        if continued is not None:
            return continued
        if best and best.code not in identity_pages.SLOTS:
            many = best.hits > self.documents[best.code].minimum
            return best.code, UNDER_OTHER_TITLE if has_title else 0.8 if many else 0.75, Evidence.KEYWORDS
        return None, 0.8, Evidence.NONE

    def _continued(self, page: PageReading, has_title: bool, best: recognition.Match | None) -> _Decision | None:
        """Return the document before as that of this page too; None where the page does not go on with it."""
        before = self.document if page.file == self.file else None
        if not before:
            return None
        number = recognition.page_number(page)
        own = recognition.keyword_hits(page, self.documents[before]) if before in self.documents else 0
        # A page numbered 1 begins something; nor does a page go on whose words are clearly another document's.
        another = best is not None and best.code != before and best.hits >= max(CLEARLY_ANOTHER, own + 3)
        if another or (best is not None and number == 1):
            return None
        follows = number is not None and number > 1 and number == (self.number or number - 1) + 1
        if follows or (own and (best is None or not has_title)):
            return before, FOLLOWS if follows else 0.9, Evidence.CONTINUATION
        if not has_title and page.lines and (best is None or best.hits < SURELY_ANOTHER):
            return before, 0.85, Evidence.CONTINUATION
        return None


def _could_hold(
    page: PageReading, document: DocumentType, given: str | None, documents: Mapping[str, DocumentType], loose: bool
) -> bool:
    """Tell whether a document that seems to be missing may stand on this page after all.

    A page is ``loose`` where only the lack of a title put it to the document before: its title may not have been read.
    """
    hits = recognition.keyword_hits(page, document)
    if given is None:
        return hits > 0
    if document.code in identity_pages.SLOTS:
        return given not in identity_pages.SLOTS and "公民身份号码" in page.text and "签发机关" in page.text
    own = recognition.keyword_hits(page, documents[given]) if given in documents else 0
    if loose and hits >= max(document.minimum, own, MOST_WORDS * len(document.keywords)):
        return True
    if hits < document.minimum or set(document.headings) & set(_headings(given, documents)):
        return False
    titles = recognition.title_lines(page)
    return any(
        recognition.heading_match(heading, line.text) >= 0.95 for heading in document.headings for line in titles
    )


def _headings(code: str, documents: Mapping[str, DocumentType]) -> tuple[str, ...]:
    return documents[code].headings if code in documents else ()
