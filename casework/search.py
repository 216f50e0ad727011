"""Search: cases by words, each with the place where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from cases import search_words
from cases.case import Case
from casework.work import Work
from record.officers import Officer
from record.search import FoundCase

BEFORE, AFTER = 18, 60
"""Characters that are shown before and after the first hit of a text."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text with hits.

    Attributes:
        page: Page of the submission; 0 for what the mails say, None for the head of the case.
        parts: The piece in order, each part with whether it is a hit.
    """

    page: int | None
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found, with where."""

    case: Case
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Cases that were found, newest first; ``next`` is where the list goes on, None at its end."""

    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    next: int | None


def search(work: Work, officer: Officer, asked: str, before: int | None = None, limit: int = 20) -> SearchPage:
    """Return cases that an officer sees and that hold all words of a question.

    Args:
        work: A reading transaction.
        officer: Who asks.
        asked: Words, parted by spaces.
        before: Where the last page of the list ended.
        limit: Cases of a page.
    """
    words = search_words.words(asked)
    found = work.search.find(officer.scope, words, before, limit + 1)
    shown = found[:limit]
    hits = tuple(Hit(one.case, _snippets(one, words)) for one in shown)
    return SearchPage(words, hits, shown[-1].place if len(found) > limit else None)


def _snippets(found: FoundCase, words: tuple[str, ...]) -> tuple[Snippet, ...]:
    """Return at most two pieces: of the texts that hold most of the words, pages before mails."""
    ranked = []
    for page, text in found.pages.items():
        held = sum(word in text.casefold() for word in words)
        if held:
            ranked.append((-held, page == 0, page, text))
    pieces = [Snippet(page, _piece(text, words)) for _, _, page, text in sorted(ranked)[:2]]
    return tuple(pieces) or (Snippet(None, _piece(found.head, words)),)


def _piece(text: str, words: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    places = search_words.places(text, words)
    if not places:
        return ((text[: BEFORE + AFTER], False),)
    start = max(places[0][0] - BEFORE, 0)
    end = min(places[0][1] + AFTER, len(text))
    parts, at = [], start
    for first, last in places:
        if last > end:
            break
        parts += [(text[at:first], False), (text[first:last], True)]
        at = last
    parts.append((text[at:end], False))
    lead, tail = ("…" if start else ""), ("…" if end < len(text) else "")
    return tuple(part for part in [(lead, False), *parts, (tail, False)] if part[0])
