"""Pages → documents: which page is which document.

Source: design §5.11, domain f29 (start of a material = heading; a page without one continues
the one before it; what fits nowhere is listed, not dropped).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cases.reading import PageReading
from catalogue.model import DocumentType, ServiceItem
from papers import identity_pages, recognition, titles
from papers.assignment import Assignment, Evidence, PageAssignment
from papers.elimination import eliminate
from papers.named_files import material_hints
from papers.sequence import (
    CARD,
    CONTENTS,
    EXACT_TITLE,
    FOLLOWS,
    GOOD_TITLE,
    MOST_WORDS,
    Sight,
    Step,
    best_way,
    holds_most_words,
    rows_follow,
)

ALWAYS_ACCEPTED = frozenset({"tolerance-commitment"})
"""容缺受理承诺书 comes with any item, whether its list names it or not."""

UNDER_OTHER_TITLE = 0.65
"""Of keywords under a title that is not the document's: an officer looks."""

_FEW = 2
"""Words more than another paper's from which a page that holds nearly all of its own is surely not the other."""

SURE_SLOT = 0.9
"""Confidence from which it is told whose card a page is; below, the card may be another's as well."""


def assign(
    pages: Sequence[PageReading],
    documents: Mapping[str, DocumentType],
    item: ServiceItem,
    file_names: Sequence[str] = (),
) -> Assignment:
    """Give every page to a document of the item, to another known document, or to none.

    Args:
        pages: All pages of the submission, in order.
        documents: Document types by code.
        item: Whose list the pages are held against.
        file_names: Name of each file, by its index; empty: not known.
    """
    wanted = frozenset(material.document for material in item.materials) | ALWAYS_ACCEPTED
    known = {code: one for code, one in documents.items() if code in wanted or not one.listed_only}
    sights = look_at_all(pages, known, wanted, file_names)
    steps = best_way(sights, known, wanted)
    cards = identity_pages.cards_of(pages, wanted & known.keys())
    sorter = _Sorter(known, wanted, cards)
    given = {one.page.number: sorter.give(one, step) for one, step in zip(sights, steps, strict=True)}
    looked = {one.page.number: one for one in sights}
    return Assignment(eliminate(_in_order(pages, given), looked, documents, item))


def look_at_all(
    pages: Sequence[PageReading],
    documents: Mapping[str, DocumentType],
    wanted: frozenset[str],
    file_names: Sequence[str] = (),
) -> list[Sight]:
    """Return what speaks for each page that is not blank."""
    counts = Counter(page.file for page in pages)
    hints = material_hints(file_names, documents, wanted) if len(counts) > 1 else ()
    headers = titles.running_headers(pages)
    return [
        _look(page, documents, headers, hints[page.file] if page.file < len(hints) else None, counts[page.file] == 1)
        for page in pages if not page.is_blank
    ]


def _look(
    page: PageReading, documents: Mapping[str, DocumentType], headers: frozenset[str], hint: str | None, alone: bool
) -> Sight:
    words = recognition.look_at(page, headers)
    found = recognition.matches(words, documents)
    titled = max((one.title for code, one in found.items() if code not in identity_pages.SLOTS), default=0.0)
    card = titled < EXACT_TITLE and identity_pages.is_identity_card(page)
    listed = recognition.is_contents if titled < EXACT_TITLE else recognition.lists_papers
    contents = not card and (listed(words, documents) or recognition.says_cover(words))
    return Sight(words, found, card, contents, recognition.is_notes(words), hint, alone)


def _in_order(pages: Sequence[PageReading], given: Mapping[int, PageAssignment]) -> list[PageAssignment]:
    """Return all pages, blank ones in the run in which they lie."""
    found: list[PageAssignment] = []
    for page in pages:
        segment = found[-1].segment if found else -1
        blank = PageAssignment(page.number, None, 0.95, Evidence.BLANK, segment)
        found.append(given.get(page.number, blank))
    return found


_Decision = tuple[str | None, float, Evidence]


@dataclass(slots=True)
class _Sorter:
    """Says of each page of the way what it is, how sure that is, and why.

    Attributes:
        before: Document of the page before.
        words: Of the page before.
        taken: Documents that have a page already.
    """

    documents: Mapping[str, DocumentType]
    wanted: frozenset[str]
    cards: identity_pages.Cards
    before: str | None = None
    words: recognition.PageWords | None = None
    segment: int = -1
    taken: set[str] = field(default_factory=set)

    def give(self, sight: Sight, step: Step) -> PageAssignment:
        """Return the document of the next page."""
        if step.code == CARD:
            slots, confidence = self._card(sight, step)
            also = slots[1:]
            code: str | None = slots[0]
            evidence = Evidence.IDENTITY if step.begins else Evidence.CONTINUATION
        else:
            code, confidence, evidence = self._decide(sight, step)
            also = self._pasted_cards(sight, code)
        self.segment += step.begins
        self.before, self.words = code, sight.words
        self.taken.update((*filter(None, (code,)), *also))
        one = PageAssignment(
            sight.page.number, code, confidence, evidence, self.segment, recognition.is_readable(sight.page), (), also
        )
        return replace(one, possible=self._possible(sight, one))

    def _card(self, sight: Sight, step: Step) -> tuple[tuple[str, ...], float]:
        if not step.begins and self.before in identity_pages.SLOTS:
            return (self.before,), 0.9
        title = "".join(sight.words.titles) + (sight.page.lines[0].text if sight.page.lines else "")
        return self.cards.slots(sight.page, title, self.before, self.taken)

    def _pasted_cards(self, sight: Sight, code: str | None) -> tuple[str, ...]:
        """Return the slots of cards that were copied onto a page of another paper."""
        if code is None or code in identity_pages.SLOTS or not self.cards.wanted:
            return ()
        if not identity_pages.shows_card(sight.page) or "签发机关" not in sight.words.body:
            return ()
        return self.cards.slots(sight.page, "", code, self.taken)[0]

    def _decide(self, sight: Sight, step: Step) -> _Decision:
        if step.code == CONTENTS:
            return None, 0.9, Evidence.CONTENTS
        if step.code is None:
            return None, 0.8, Evidence.NONE
        if not step.begins:
            return step.code, self._continues(sight, step.code), Evidence.CONTINUATION
        one = sight.matches[step.code]
        if one.title and (one.enough or one.title >= GOOD_TITLE):
            return step.code, min(0.98, 0.5 + one.title / 2 + 0.05 * one.hits), Evidence.HEADING
        if sight.hint == step.code:
            return step.code, 0.85 if one.hits or not sight.words.opens_new else 0.75, Evidence.FILE_NAME
        many = one.hits > self.documents[step.code].minimum
        named = any(titles.names_paper(line.text) for line in sight.words.lines)  # a large label may pass for a title
        most = holds_most_words(one, self.documents[step.code]) and not named
        confidence = 0.8 if most else UNDER_OTHER_TITLE if sight.words.opens_new else 0.8 if many else 0.75
        return step.code, confidence, Evidence.KEYWORDS

    def _continues(self, sight: Sight, code: str) -> float:
        number, before = sight.words.number, self.words.number if self.words is not None else None
        if number is not None and number > 1 and number == (before or number - 1) + 1:
            return FOLLOWS
        if self.words is not None and rows_follow(self.words, sight.words):
            return FOLLOWS
        return 0.9 if code in sight.matches and sight.matches[code].hits else 0.85

    def _possible(self, sight: Sight, one: PageAssignment) -> tuple[str, ...]:
        if one.evidence is Evidence.CONTENTS:
            return ()
        return tuple(
            code for code in sorted(self.wanted & self.documents.keys())
            if not one.holds(code) and self._could_hold(sight, self.documents[code], one)
        )

    def _could_hold(self, sight: Sight, document: DocumentType, one: PageAssignment) -> bool:
        """Tell whether a document that seems to be missing may stand on this page after all.

        A page is loose where only the lack of a title put it to the document before: its title may not have been read.
        """
        if document.code in identity_pages.SLOTS:
            return self._could_be_card(sight, one)
        found = sight.matches[document.code]
        if one.document is None:  # one whose title speaks of something else, in none of its words, is not it
            return found.hits > 0 or not sight.words.opens_new
        loose = one.evidence is Evidence.CONTINUATION and one.confidence < FOLLOWS
        own = sight.matches[one.document].hits if one.document in sight.matches else 0
        if found.excluded and one.document is not None:
            return False
        if loose and found.hits >= max(document.minimum, own, MOST_WORDS * len(document.keywords)):
            return True
        named = one.evidence is Evidence.FILE_NAME and own > found.hits  # its file says so, and its words most of all
        worded = one.evidence is Evidence.KEYWORDS and one.document in self.documents and own > found.hits + _FEW and (
            holds_most_words(sight.matches[one.document], self.documents[one.document]))
        unsure = one.evidence in (Evidence.KEYWORDS, Evidence.FILE_NAME) and not (named or worded)
        if found.hits < document.minimum or set(document.headings) & set(_headings(one.document, self.documents)):
            return False
        return unsure or found.title >= 0.95 or _has_section(sight, document)

    def _could_be_card(self, sight: Sight, one: PageAssignment) -> bool:
        if one.document in identity_pages.SLOTS:
            return one.confidence < SURE_SLOT
        return "公民身份号码" in sight.words.body and "签发机关" in sight.words.body


def _has_section(sight: Sight, document: DocumentType) -> bool:
    """Tell whether a numbered head within the page names the document: 三、经济补偿办法."""
    heads = [line.text for line in sight.page.lines if titles.is_section(line)]
    return any(titles.heading_match(one, text) >= GOOD_TITLE for one in document.headings for text in heads)


def _headings(code: str, documents: Mapping[str, DocumentType]) -> tuple[str, ...]:
    return documents[code].headings if code in documents else ()
