"""Which pages make one paper: the likeliest way through all pages at once.

Each page may begin a paper or go on with the one before it. What speaks for either is weighed page by page; the best
sum over all pages decides, so that a page without a title is judged by both its neighbours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.reading import PageReading
from catalogue.model import DocumentType
from papers import identity_pages, titles
from papers.recognition import Match, PageWords

CARD, CONTENTS = "(card)", "(contents)"
"""An identity card whose slot is told later; a table of contents, a cover sheet, notes on filling in."""

GOOD_TITLE, EXACT_TITLE = 0.75, 0.9
"""How well a heading stands in a title that counts by itself, and in one that hardly any other paper bears."""

FOLLOWS = 0.95
"""Of a page without a title whose printed number, or that of its first row, follows that of the page before."""

_IMPOSSIBLE = -100.0
_EXCLUDED = 6.0
_NAMED = 2.5
"""Of a file that is named after the material."""

MOST_WORDS = 0.7
"""Share of a document's keywords that its own page hardly ever lacks, title or not; a form that names it has fewer."""

_MANY_WORDS, _ANOTHERS_WORDS = 5, 1.0
"""Keywords of a document whose page they tell from the paper before it, and what that speaks against going on."""

_ALL_WORDS = 0.2
"""Of a page that holds all words of a document: of two whose title it bears alike it is the one of fewer words."""

_UNREAD_ROWS = 1
"""Rows between two pages whose number may not have been read."""

_UNKNOWN, _UNKNOWN_TITLE = 0.0, 0.7
"""Of a page that is none of the known papers; one with a title of its own is likelier to be."""


@dataclass(frozen=True, slots=True)
class Sight:
    """All that speaks for one page.

    Attributes:
        hint: Document that the file's name names.
        alone: Its file holds this page only: the scan may go on in the next file.
    """

    words: PageWords
    matches: Mapping[str, Match]
    card: bool
    contents: bool
    notes: bool
    hint: str | None
    alone: bool

    @property
    def page(self) -> PageReading:
        """The page itself."""
        return self.words.page


@dataclass(frozen=True, slots=True)
class Step:
    """What one page is: its document, a pseudo code or None, and whether a paper begins with it."""

    code: str | None
    begins: bool


@dataclass(frozen=True, slots=True)
class _Way:
    total: float
    begins: bool
    before: str | None


def best_way(
    sights: Sequence[Sight], documents: Mapping[str, DocumentType], wanted: frozenset[str]
) -> tuple[Step, ...]:
    """Return what each page is; the pages are in order, blank ones left out."""
    matches = (one for sight in sights for one in sight.matches.values())
    weigher = _Weigher(documents, wanted, frozenset(one.code for one in matches if one.title >= GOOD_TITLE))
    columns: list[dict[str | None, _Way]] = []
    for at, sight in enumerate(sights):
        before = sights[at - 1] if at else None
        columns.append(weigher.column(sight, before, columns[-1] if columns else {}))
    return _traced(columns)


def _traced(columns: Sequence[Mapping[str | None, _Way]]) -> tuple[Step, ...]:
    steps: list[Step] = []
    code: str | None = None
    for at in range(len(columns) - 1, -1, -1):
        column = columns[at]
        if at == len(columns) - 1:
            code = max(column, key=lambda one: column[one].total)
        way = column[code]
        steps.append(Step(code, way.begins))
        code = way.before
    return tuple(reversed(steps))


@dataclass(frozen=True, slots=True)
class _Weigher:
    documents: Mapping[str, DocumentType]
    wanted: frozenset[str]
    titled: frozenset[str]  # papers that some page is headed as

    def column(
        self, sight: Sight, before: Sight | None, past: Mapping[str | None, _Way]
    ) -> dict[str | None, _Way]:
        """Return the best way to each thing that this page may be."""
        best = max(past, key=lambda one: past[one].total) if past else None
        reached = past[best].total if past else 0.0
        column = {code: _Way(reached + weight, True, best) for code, weight in self._beginnings(sight).items()}
        for code, way in past.items():
            total = way.total + self._goes_on(code, sight, before)
            if code not in column or total > column[code].total:
                column[code] = _Way(total, False, code)
        return column

    def _beginnings(self, sight: Sight) -> dict[str | None, float]:
        unknown = _UNKNOWN_TITLE if sight.words.opens_new else _UNKNOWN
        found: dict[str | None, float] = {None: unknown}
        if sight.card:
            found[CARD] = 4.5
        if sight.contents:
            found[CONTENTS] = 6.5
        elif sight.notes:
            found[CONTENTS] = 1.5
        for code, one in sight.matches.items():
            # A card is told by what is printed on it; only a certificate bears a title that names its slot.
            if code not in identity_pages.SLOTS or (one.title >= GOOD_TITLE and not sight.card):
                found[code] = self._begins(sight, one)
        return found

    def _begins(self, sight: Sight, one: Match) -> float:
        """What speaks for a page that begins this document."""
        named = sight.hint == one.code
        listed = one.code in self.wanted
        weight = (_NAMED if named else 0.0) + (0.5 if listed else -0.5) - (_EXCLUDED if one.excluded else 0.0)
        weight -= 1.0 if sight.hint is not None and not named and one.title < EXACT_TITLE else 0.0
        number = sight.words.number
        weight += 0.0 if number is None else 1.0 if number == 1 else -1.0
        # A document the item does not ask for needs title and words, so that it cannot take a listed one's page.
        if one.title and (one.enough or (listed and one.title >= GOOD_TITLE)):
            words = 0.2 * min(one.hits, 4) + _ALL_WORDS * one.hits / max(1, len(self.documents[one.code].keywords))
            return weight + 5.0 * one.title + words + (0.3 if one.enough else 0.0)
        if named:
            return weight + 0.45 * min(one.hits, 5)
        if not (listed and one.enough and one.hits >= 2) or sight.notes:
            return _IMPOSSIBLE
        return weight + 0.45 * min(one.hits, 7) - 0.3 - (1.0 if sight.words.opens_new else 0.0)

    def _goes_on(self, code: str | None, sight: Sight, before: Sight | None) -> float:
        """What speaks for a page that goes on with what the page before is."""
        if before is None or not _may_follow(before, sight):
            return _IMPOSSIBLE
        if code is None:
            return -0.2 if sight.words.opens_new else 0.6
        if code == CONTENTS:
            return 4.0 if sight.contents else -1.5
        if code == CARD:
            return 5.0 if identity_pages.is_back(sight.page) else -2.0
        return self._same_paper(code, sight, before)

    def _same_paper(self, code: str, sight: Sight, before: Sight) -> float:
        one = sight.matches.get(code)
        hits, title = (one.hits, one.title) if one is not None else (0, 0.0)
        follows = _number_follows(before.words, sight.words)
        if (title >= GOOD_TITLE and follows) or titles.goes_on_by_name(sight.words.lines):
            return 7.0 + (_NAMED if sight.hint == code else 0.0)
        weight = self._untitled(sight, hits)
        weight += 0.5 * min(hits, 3) + (2.0 if follows else 0.0)
        weight += 3.0 if _clauses_follow(before.words, sight.words) or rows_follow(before.words, sight.words) else 0.0
        weight -= 3.0 if sight.words.number == 1 else 0.0
        weight -= 3.5 if code in self.documents and self.documents[code].one_page else 0.0
        weight -= 2.0 if sight.card else 0.0
        weight -= _ANOTHERS_WORDS if not follows and self._says_another(code, sight, hits) else 0.0
        weight -= 0.8 if before.page.file != sight.page.file else 0.0
        if sight.hint is not None:
            weight += 1.5 if sight.hint == code else -1.5
        return weight if sight.page.lines else 0.3

    def _says_another(self, code: str, sight: Sight, hits: int) -> bool:
        """Tell whether a page holds nearly all words of another listed paper, and more than of this one.

        A form's own pages state what its other papers say again; a paper that stands elsewhere by its title is there.
        """
        wanted = self.wanted - self.titled - {code}
        others = (one for one in sight.matches.values() if one.code in wanted)
        return any(
            one.hits > hits + 1 and not one.excluded and holds_most_words(one, self.documents[one.code])
            for one in others
        )

    def _untitled(self, sight: Sight, hits: int) -> float:
        """What the lack of a title says; one that names no known paper may head a chapter of the paper before."""
        if sight.notes or not sight.words.opens_new:
            return 1.5
        known = any(one.title >= 0.6 for one in sight.matches.values())
        return 0.4 if hits and not known else -1.2


def holds_most_words(one: Match, document: DocumentType) -> bool:
    """Tell whether a page holds nearly all of a document's many words, as hardly any other paper does."""
    return len(document.keywords) >= _MANY_WORDS and one.hits >= MOST_WORDS * len(document.keywords)


def _may_follow(before: Sight, sight: Sight) -> bool:
    """A paper ends with its file, unless each page came as a file of its own."""
    return before.page.file == sight.page.file or (before.alone and sight.alone)


def _number_follows(before: PageWords, words: PageWords) -> bool:
    if words.number is None or words.number < 2:
        return False
    return words.number == (before.number if before.number is not None else words.number - 1) + 1


def _clauses_follow(before: PageWords, words: PageWords) -> bool:
    """Tell whether the numbered clauses go on: 第九条 after 第八条, or after its rest on the new page."""
    if words.clauses is None or before.clauses is None:
        return False
    return 0 <= words.clauses[0] - before.clauses[1] <= 1


def rows_follow(before: PageWords, words: PageWords) -> bool:
    """Tell whether the rows of a table go on: row 16 after row 15; of one of them the number may not have been read."""
    if words.serials is None or before.serials is None:
        return False
    return before.serials[1] > 1 and 1 <= words.serials[0] - before.serials[1] <= 1 + _UNREAD_ROWS
