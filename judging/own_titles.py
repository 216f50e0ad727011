"""Pages given to one material that may be papers of their own: a cover sheet, a form and the report behind it.

A cross-page seal goes over the sheets of one paper. Whether a page with a title of its own is of the paper before it
was not read, so its bare edge proves no lack.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from cases.plain_text import bare
from cases.reading import PageReading
from papers import titles

_SAME_TITLE = 0.9
_LARGEST = 0.85
"""Share of the largest title's height from which a line is of that size: the name of the paper, not the letterhead."""

_NOTE = re.compile(r"\([^()]*\)")
_ORIGINAL = re.compile("[正副]本")


def own_papers(pages: Sequence[PageReading], headers: frozenset[str]) -> list[list[PageReading]]:
    """Part pages before each that has a title of its own.

    Args:
        pages: In order.
        headers: As of :func:`papers.titles.running_headers`.
    """
    papers: list[list[PageReading]] = []
    for page in pages:
        if papers and not _begins(page, papers[-1][0], headers):
            papers[-1].append(page)
        else:
            papers.append([page])
    return papers


def _begins(page: PageReading, first: PageReading, headers: frozenset[str]) -> bool:
    """Tell whether a page bears another title than the first page of the paper before it, or lies the other way."""
    lines = titles.title_lines(page, headers)
    before = _names(first, headers)
    if titles.goes_on_by_name(lines) or any(
        ratio(name, other) >= _SAME_TITLE for name in _names(page, headers) for other in before
    ):
        return False
    return titles.opens_new(lines) or _is_wide(page) is not _is_wide(first)


def _is_wide(page: PageReading) -> bool:
    width, height = page.size_mm
    return width > height


def _names(page: PageReading, headers: frozenset[str]) -> list[str]:
    """Return the largest titles of a page without notes in brackets: those of original and duplicate are one."""
    lines = titles.title_lines(page, headers)
    largest = max((line.box[3] - line.box[1] for line in lines), default=0.0)
    large = [line for line in lines if line.box[3] - line.box[1] >= _LARGEST * largest]
    return [name for line in large if (name := _NOTE.sub("", bare(line.text)))]


def are_copies(texts: Sequence[str], same: float) -> bool:
    """Tell whether texts are copies of one: alike, and none the duplicate (副本) of an original (正本).

    Args:
        texts: Of one run of pages each.
        same: Likeness from which two readings are of the same text.
    """
    kinds = {frozenset(_ORIGINAL.findall(bare(text))) for text in texts}
    return len(kinds) == 1 and all(ratio(texts[0], text) >= same for text in texts[1:])
