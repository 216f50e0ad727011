"""Pages given to one material that may be papers of their own: a cover sheet, a form and the report behind it.

A cross-page seal goes over the sheets of one paper. Whether a page with a title of its own is of the paper before it
was not read, so its bare edge proves no lack.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from cases.plain_text import bare
from cases.reading import PageReading, TextLine
from papers import titles

_SAME_TITLE = 0.9
_MIDDLE = 0.16
"""Share of half the page's width by which a line may stand off the middle."""

_SHORT = 0.6
"""Share of the page's width that running text is wider than."""

_NOTE = re.compile(r"\([^()]*\)")
_SECTION = re.compile(
    r"^(?:第.{1,3}[章节条部编]|\d{1,2}[.、]?(?=[^\d年月])|[一二三四五六七八九十]{1,3}[、.]|\(.{1,2}\))"
)
_PART = re.compile(
    r"^附|附注|(?:资产负债|利润|损益|现金流量|所有者权益变动|股东权益变动)表|(?:财务|会计)报表|实收情况|验资事项|审验事项"
)
"""Parts that a paper has behind its text: appendices, an auditor's statements and notes."""

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
    lines = _heads(page, headers)
    names, before = _names(lines), _names(_heads(first, headers))
    goes_on = titles.goes_on_by_name(lines) or any(_PART.search(bare(line.text)) for line in lines)
    if goes_on or any(ratio(name, other) >= _SAME_TITLE for name in names for other in before):
        return False
    return bool(names) or _is_wide(page) is not _is_wide(first)


def _heads(page: PageReading, headers: frozenset[str]) -> list[TextLine]:
    """Return the title lines, and what stands in the middle at the very top, like 花名册（签字）."""
    middle = titles.extent(page)[0] / 2 if page.lines else 0.0
    top = [
        line for line in page.lines[:2]
        if abs((line.box[0] + line.box[2]) / 2 - middle) <= _MIDDLE * middle
        and line.box[2] - line.box[0] <= _SHORT * 2 * middle and bare(line.text) not in headers
    ]
    return [*titles.title_lines(page, headers), *top]


def _names(lines: Sequence[TextLine]) -> list[str]:
    """Return what of title lines names a paper, without notes in brackets: original and duplicate are one."""
    texts = (bare(line.text) for line in lines)
    names = (_NOTE.sub("", text) for text in texts if not _SECTION.match(text))
    return [name for name in names if titles.names_paper(name)]


def _is_wide(page: PageReading) -> bool:
    width, height = page.size_mm
    return width > height


def are_copies(texts: Sequence[str], same: float) -> bool:
    """Tell whether texts are copies of one: alike, and none the duplicate (副本) of an original (正本).

    Args:
        texts: Of one run of pages each.
        same: Likeness from which two readings are of the same text.
    """
    kinds = {frozenset(_ORIGINAL.findall(bare(text))) for text in texts}
    return len(kinds) == 1 and all(ratio(texts[0], text) >= same for text in texts[1:])
