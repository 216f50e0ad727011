"""What one page says about its kind: title lines, keywords, page number. Source: design §1, domain f29."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from cases.plain_text import bare
from cases.reading import PageReading, TextLine
from cases.units import POINTS_PER_MM
from catalogue.model import DocumentType

WRAPPED_CHARACTERS = 6

TITLE_ZONE = 0.35
"""Share of the page's height in which a title stands; licences and cards have theirs lower than letters."""

READABLE_SCORE = 0.75
"""Mean line score below which a page's text proves nothing about what is absent."""

CONTENTS_TITLES = ("目录", "材料目录", "材料清单", "申请材料清单", "申请材料目录", "封面")
_EVERYDAY, _ALONE = 2, 0.7
"""Signs of a heading that needs its document's keywords beside it, and what it is worth without them."""

_NUMBERING = re.compile(r"^(?:附件?[0-9一二三四五六七八九十]*[:.、]?|[0-9]{1,2}[.、)]|[一二三四五六七八九十]+[、.])")
_NO_TITLE = re.compile(r":.|\((?:签字|签名|盖章|公章|签章)\)|^[\d年月日./-]+$")
_CHAPTER = re.compile(
    r"^(?:第[一二三四五六七八九十\d]{1,3}[章节条部]|[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]\)|\d{1,2}[.、])"
)
_PAGE_NUMBER = re.compile(r"^(?:第([0-9]{1,3})页(?:[,，/]?共[0-9]{1,3}页)?|([0-9]{1,3})(?:/[0-9]{1,3})?)$")


@dataclass(frozen=True, slots=True)
class Match:
    """How well a page fits one document.

    Attributes:
        title: 0.0–1.0, how well one of the headings matches a title line; 0.0 without a title.
        hits: Keywords seen.
    """

    code: str
    title: float
    hits: int
    enough: bool
    excluded: bool

    @property
    def score(self) -> float:
        """One number for comparing documents on the same page."""
        words = min(self.hits, 4) / 4
        return (self.title + 0.3 * words if self.title else 0.3 * words) - (0.6 if self.excluded else 0.0)


def is_readable(page: PageReading) -> bool:
    """Tell whether the page's text can be relied upon for what it does not hold."""
    if "page-unreadable" in page.flags or not page.lines:
        return False
    return statistics.fmean(line.score for line in page.lines) >= READABLE_SCORE


def title_lines(page: PageReading) -> tuple[TextLine, ...]:
    """Return the lines that look like a title: at the top, large or centred, no sentence, no filled field."""
    if not page.lines:
        return ()
    width, height = _extent(page)
    usual = statistics.median(line.box[3] - line.box[1] for line in page.lines)
    top, right = min(line.box[1] for line in page.lines), max(line.box[2] for line in page.lines)
    # Below a line of running text nothing is the title of the page any more.
    running = [line.box[1] for line in page.lines if line.box[2] - line.box[0] > 0.6 * width and len(line.text) > 25]
    end = min([top + TITLE_ZONE * height, *running])
    return tuple(
        _with_wrapped(line, page.lines, width)
        for line in page.lines
        if line.box[1] <= end and _looks_like_title(line, width, usual, right)
    )


def _with_wrapped(title: TextLine, lines: Sequence[TextLine], width: float) -> TextLine:
    """Return the title with the few characters that a long one leaves for the next line."""
    height = title.box[3] - title.box[1]
    for line in lines:
        below = 0 <= line.box[1] - title.box[3] + 0.3 * height <= height
        if below and len(bare(line.text)) <= WRAPPED_CHARACTERS and _is_centred(line, width):
            return replace(title, text=title.text + line.text)
    return title


def _is_centred(line: TextLine, width: float) -> bool:
    return abs((line.box[0] + line.box[2]) / 2 - width / 2) <= 0.08 * width


def _extent(page: PageReading) -> tuple[float, float]:
    if page.size_known and page.size_mm[0] > 0:
        return page.size_mm[0] * POINTS_PER_MM, page.size_mm[1] * POINTS_PER_MM
    return max(line.box[2] for line in page.lines), max(line.box[3] for line in page.lines)


def _looks_like_title(line: TextLine, width: float, usual: float, right: float) -> bool:
    text = bare(line.text)
    if not 2 <= len(text) <= 40 or "," in text or text.endswith(("。", ";", ":")) or _NO_TITLE.search(text):
        return False
    # Boxes of one type size differ by a quarter in height; a label in the first column of a table is no title.
    indented = line.box[0] > 0.15 * width
    large = line.box[3] - line.box[1] >= (1.2 if indented or _is_centred(line, width) else 1.4) * usual
    # A line that fills the page is running text, and centred by itself; a title keeps clear of the right margin.
    short = indented and (line.box[2] - line.box[0] <= 0.6 * width or line.box[2] <= right - 0.03 * width)
    return large or (short and _is_centred(line, width))


def heading_match(heading: str, line: str) -> float:
    """Return how well a heading stands in a title line, 0.0–1.0.

    One OCR slip is forgiven from five characters on, two from nine on. The more of the line
    the heading fills, the better: 变更申请书 beats 申请书.
    """
    wanted, text = bare(heading), _NUMBERING.sub("", bare(line))
    if not wanted or len(text) < len(wanted) - 1:
        return 0.0
    cover = min(1.0, len(wanted) / max(len(text), 1))
    if wanted in text:
        return 0.6 + 0.4 * cover
    slips = 2 if len(wanted) >= 9 else 1 if len(wanted) >= 5 else 0
    found = fuzz.partial_ratio(wanted, text) / 100 if len(wanted) <= len(text) else fuzz.ratio(wanted, text) / 100
    return 0.55 + 0.35 * cover if slips and found >= 1 - slips / len(wanted) - 0.001 else 0.0


def match(page: PageReading, titles: tuple[TextLine, ...], document: DocumentType) -> Match:
    """Return how well a page fits a document."""
    hits = keyword_hits(page, document)
    enough = hits >= max(document.minimum, 1)
    title = max((_title(h, line.text, enough) for h in document.headings for line in titles), default=0.0)
    excluded = any(bare(word) in bare(line.text) for word in document.excluded for line in titles)
    return Match(document.code, title, hits, enough, excluded)


def _title(heading: str, line: str, enough: bool) -> float:
    """How well a heading stands in a title; a word that any paper may bear (证明) tells nothing by itself."""
    found = heading_match(heading, line)
    return found if enough or len(heading) > _EVERYDAY else min(found, _ALONE)


def keyword_hits(page: PageReading, document: DocumentType) -> int:
    """Count the document's keywords that stand on the page."""
    body = bare(page.text)
    return sum(1 for word in document.keywords if bare(word) in body)


def opens_new(titles: tuple[TextLine, ...]) -> bool:
    """Tell whether a title starts something new: a chapter's title goes on with the document before."""
    return any(not _CHAPTER.match(bare(line.text)) for line in titles)


def is_contents(titles: tuple[TextLine, ...]) -> bool:
    """Tell a cover sheet or table of contents, which is no material."""
    return any(bare(line.text) in CONTENTS_TITLES for line in titles)


def page_number(page: PageReading) -> int | None:
    """Return the printed page number of the bottom or top line, if there is one."""
    for line in (*page.lines[-2:], *page.lines[:1]):
        text = bare(line.text).strip("()（）.")
        found = _PAGE_NUMBER.match(text)
        if found:
            return int(found.group(1) or found.group(2))
    return None


def rank(page: PageReading, documents: Mapping[str, DocumentType], wanted: frozenset[str]) -> list[Match]:
    """Return the documents a page may be, best first; those of the item's own list win ties."""
    titles = title_lines(page)
    found = [match(page, titles, document) for document in documents.values()]
    likely = [one for one in found if (one.title or one.enough) and not one.excluded]
    return sorted(likely, key=lambda one: one.score + (0.25 if one.code in wanted else 0.0), reverse=True)
