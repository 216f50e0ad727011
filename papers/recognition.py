"""What one page says about its kind: titles, words, printed number, numbered clauses. Source: design §1, domain f29."""

from __future__ import annotations

import re
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cases.plain_text import bare
from cases.reading import PageReading, TextLine
from catalogue.model import DocumentType
from papers import titles
from papers.speakers import RIVALS, told_by_speaker

_PAGES_KEPT = 200
"""Pages of which what was seen is kept, for as long as they are judged."""

READABLE_SCORE = 0.75
"""Mean line score below which a page's text proves nothing about what is absent."""

OR = "|"
"""Between words of which one is enough: 受托人|被委托人 is one keyword."""

_CONTENTS = re.compile(
    r"目录|(?:材料|资料|文件|附件)(?:清单|一览表?|明细)|(?:材料|资料|文件)(?:装订)?顺序|封面|封皮|文件袋|档案袋"
)
_COVER = re.compile(
    r"(?<!证明)(?<!任命)(?<!任职)(?<!认定)(?<!审批)(?<!批准)(?:材料|资料|文件|卷宗|材料汇编|申报卷|档案|一套|全套)$"
)
_COVER_ALONE = re.compile(r"(?:申报|申请|报送|上报|提交|申办|报批)*(?:材料|资料|文件|卷宗)(?:汇编|汇总|全套|一套)?")
_COVER_LINES, _COVER_SIGNS = 16, 220
_NOTES = re.compile(r"(?:填表|填写|填报|填制|申报)(?:说明|须知|要求|注意事项)|^(?:注意事项|须知)$")
_EVERYDAY, _ALONE = 3, 0.7
"""Signs of a heading that needs its document's keywords beside it, and what it is worth without them."""

_WHOLE = 0.9
"""How well a heading stands in a title line that names the paper by itself."""

_SPOKEN = 0.9
"""What it is worth that a page is a paper by who speaks on it, whatever its title."""

_LISTED = 4
"""Kinds of papers that a table of contents names, each on a line of its own."""

_ROW = 2
"""Lines beside a number that make it a cell of their row: a footer has a name beside it at most."""

_SERIAL = 3
"""Digits of a row's number at most."""

_FEWEST_ENTRIES, _ENTRY = 3, 24
"""Papers that a table of contents names at least, and signs of an entry at most."""

_AUTHORITYS_BOX = re.compile(
    r"(?:机关|行政部门|主管部门|审批部门|保障局|人社局|经办机构)(?:审批|审核|受理|核准|初审)?意见"
)
_BOX = 20
"""Signs of the label of a box at most."""

_FORM = re.compile(r"(?:表|申请书?|许可证正副本)$")
_NOTE = re.compile(r"\([^()]*\)$")

_PAGE_NUMBER = re.compile(
    r"^(?:第([0-9]{1,3})页(?:[,，/]?\(?共[0-9]{1,3}页\)?)?|([0-9]{1,3})(?:/[0-9]{1,3})?|page([0-9]{1,3})(?:of[0-9]{1,3})?)$",
    re.I,
)
_CLAUSE = re.compile(r"^第([一二三四五六七八九十百0-9]{1,4})条")
_DIGITS = {sign: at for at, sign in enumerate("零一二三四五六七八九")}


@dataclass(frozen=True, slots=True)
class Match:
    """How well a page fits one document.

    Attributes:
        title: 0.0–1.0, how well one of the headings matches a title line; 0.0 without a title.
        hits: Keywords seen.
        enough: Whether that is as many as the document's own page hardly ever lacks.
        excluded: Whether a title holds a word that speaks against the document, or the page is a form's and it is none.
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


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page as its words tell it.

    Attributes:
        lines: Title lines.
        titles: What they say, also those that follow each other as one.
        body: Its folded text.
        number: Number printed on it.
        clauses: Numbers of its first and last clause (第三条); None without any.
        serials: Numbers of the first and last row of its table (序号); None without any.
        spoken: Codes of the papers that it is by who speaks on it.
        boxed: It has a box for the opinion of the authority that decides.
    """

    page: PageReading
    lines: tuple[TextLine, ...]
    titles: tuple[str, ...]
    body: str
    number: int | None
    clauses: tuple[int, int] | None
    serials: tuple[int, int] | None
    spoken: frozenset[str] = frozenset()
    boxed: bool = False

    @property
    def opens_new(self) -> bool:
        """Whether a title starts something new."""
        return titles.opens_new(self.lines)


@dataclass(frozen=True, slots=True, eq=False)
class _This:
    """One thing, known again by being the same: to compare what is read from a page is dearer than to look at it."""

    it: Any

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and self.it is other.it


def look_at(page: PageReading, headers: frozenset[str] = frozenset()) -> PageWords:
    """Return what a page's words tell; ``headers`` as of :func:`papers.titles.running_headers`.

    One judgement asks so of each page up to three times: for the items that it may be for, and for the one that it is.
    """
    return _look_at(_This(page), headers)


@lru_cache(maxsize=_PAGES_KEPT)
def _look_at(this: _This, headers: frozenset[str]) -> PageWords:
    page: PageReading = this.it
    lines = titles.title_lines(page, headers)
    said = titles.wordings(lines)
    spoken = told_by_speaker(page, said)
    boxed = any(_AUTHORITYS_BOX.search(text) for line in page.lines if len(text := bare(line.text)) <= _BOX)
    numbers = page_number(page), _clauses(page), _serials(page)
    return PageWords(page, lines, said, bare(page.text), *numbers, spoken, boxed)


def is_readable(page: PageReading) -> bool:
    """Tell whether the page's text can be relied upon for what it does not hold."""
    if "page-unreadable" in page.flags or not page.lines:
        return False
    return statistics.fmean(line.score for line in page.lines) >= READABLE_SCORE


def match(words: PageWords, document: DocumentType) -> Match:
    """Return how well a page fits a document."""
    return _match(_This(words), _This(document))


@lru_cache(maxsize=_PAGES_KEPT * 64)
def _match(this: _This, that: _This) -> Match:
    words: PageWords = this.it
    document: DocumentType = that.it
    hits = sum(1 for word in document.keywords if says(word, words.body))
    enough = hits >= max(document.minimum, 1)
    title = max((_title(h, text, enough) for h in document.headings for text in words.titles), default=0.0)
    excluded = any(bare(word) in bare(line.text) for word in document.excluded for line in _named_by(document, words))
    if document.code in words.spoken and not excluded:
        title = max(title, _SPOKEN)
    rivals = any(document.code in RIVALS[code] for code in words.spoken)
    another = title < _WHOLE and words.boxed and not is_form(document)
    return Match(document.code, title, hits, enough, excluded or rivals or another)


def is_form(document: DocumentType) -> bool:
    """Tell whether a document is a form, by what it is called: on it alone an authority writes its opinion."""
    return _FORM.search(_NOTE.sub("", bare(document.name))) is not None


def _named_by(document: DocumentType, words: PageWords) -> Sequence[TextLine]:
    """Return the title lines that a word which speaks against a document counts in.

    A heading that stands whole in one line names the paper; what stands further below is a part of it: 年度报告情况
    on a permit, 补偿 in a plan's table.
    """
    whole = next((at for at, line in enumerate(words.lines)
                  if any(titles.heading_match(heading, line.text) >= _WHOLE for heading in document.headings)), None)
    return words.lines if whole is None else titles.block(words.lines, whole)


def matches(words: PageWords, documents: Mapping[str, DocumentType]) -> dict[str, Match]:
    """Return how well a page fits each document."""
    return {code: match(words, document) for code, document in documents.items()}


def says(word: str, body: str) -> bool:
    """Tell whether a folded text holds a keyword, in one of its wordings."""
    return any(bare(one) in body for one in word.split(OR))


def _title(heading: str, line: str, enough: bool) -> float:
    """How well a heading stands in a title; a word that any paper may bear (证明) tells nothing by itself."""
    found = titles.heading_match(heading, line)
    return found if enough or len(heading) > _EVERYDAY else min(found, _ALONE)


def is_contents(words: PageWords, documents: Mapping[str, DocumentType]) -> bool:
    """Tell a table of contents or a cover sheet, which is no material."""
    return lists_papers(words, documents) or _is_cover(words) or _names_many(words, documents)


def lists_papers(words: PageWords, documents: Mapping[str, DocumentType]) -> bool:
    """Tell a page that says it is a table of contents, under no paper's name."""
    spread = "".join(bare(line.text) for line in words.page.lines[:2])  # 目 and 录 far apart are two lines
    at = 0 if spread == "目录" else next(
        (at for at, line in enumerate(words.lines) if _CONTENTS.search(bare(line.text))), None)
    if at is None or words.page.is_blank or _names_paper(titles.wordings(words.lines[: at + 1]), documents):
        return False
    # What stands below 目录 is an entry of it, where there are several: a form names its enclosures as well.
    return not _names_paper(words.titles, documents) or len(_entries(words, documents)) >= _FEWEST_ENTRIES


def _names_paper(said: Sequence[str], documents: Mapping[str, DocumentType]) -> bool:
    return any(
        titles.heading_match(heading, text) >= _WHOLE
        for text in said for document in documents.values() for heading in document.headings
    )


def _entries(words: PageWords, documents: Mapping[str, DocumentType]) -> set[str]:
    """Return the papers that short lines of a page name, each on a line of its own."""
    short = [text for line in words.page.lines if len(text := bare(line.text)) <= _ENTRY]
    return {
        code for text in short for code, document in documents.items()
        if any(titles.heading_match(wanted, text) >= _WHOLE for wanted in (document.name, *document.headings))
    }


def says_cover(words: PageWords) -> bool:
    """Tell a cover sheet with a title line of 申报材料 alone: the item's name above it may resemble a paper's."""
    return _is_sparse(words) and any(_COVER_ALONE.fullmatch(bare(line.text)) for line in words.lines)


def _is_cover(words: PageWords) -> bool:
    return _is_sparse(words) and any(_COVER.search(bare(text)) for text in words.titles)


def _is_sparse(words: PageWords) -> bool:
    page = words.page
    return len(page.lines) <= _COVER_LINES and len(words.body) <= _COVER_SIGNS and not page.tables


def _names_many(words: PageWords, documents: Mapping[str, DocumentType]) -> bool:
    """Tell a page whose lines are little but names of papers: 1. 营业执照副本 … 第3页."""
    short = [bare(line.text) for line in words.page.lines if titles.is_section(line)]
    named = {
        code for text in short for code, document in documents.items()
        if any(titles.heading_match(wanted, text) >= 0.8 for wanted in (document.name, *document.headings))
    }
    return len(named) > _LISTED and len(words.body) <= 40 * len(words.page.lines) and len(words.body) <= 600


def is_notes(words: PageWords) -> bool:
    """Tell notes on how a form is filled in, which belong to the form before them."""
    return any(_NOTES.search(bare(text)) for text in words.titles)


def page_number(page: PageReading) -> int | None:
    """Return the printed page number of the bottom or top line, if there is one; a cell of a row is none."""
    for line in (*reversed(page.lines[-2:]), *page.lines[:1]):
        text = bare(line.text).strip("()（）.~")
        found = _PAGE_NUMBER.match(text)
        if found and not (text.isdigit() and _is_in_row(line, page.lines)):
            return int(found.group(1) or found.group(2) or found.group(3))
    return None


def _is_in_row(line: TextLine, lines: Sequence[TextLine]) -> bool:
    return sum(other is not line and titles.is_level(line, other) for other in lines) >= _ROW


def _clauses(page: PageReading) -> tuple[int, int] | None:
    found = [number for line in page.lines if (told := _CLAUSE.match(bare(line.text))) and (number := _number(told[1]))]
    return (found[0], found[-1]) if found else None


def _serials(page: PageReading) -> tuple[int, int] | None:
    found = [
        int(text) for line in page.lines if len(text := bare(line.text)) <= _SERIAL and text.isdecimal()
        and _is_in_row(line, page.lines) and _is_first_in_row(line, page.lines)
    ]
    return (found[0], found[-1]) if found else None


def _is_first_in_row(line: TextLine, lines: Sequence[TextLine]) -> bool:
    return not any(other.box[2] <= line.box[0] and titles.is_level(line, other) for other in lines)


def _number(text: str) -> int:
    """Return a number below a hundred and some in Chinese numerals or digits; 0 where it is none."""
    if text.isdigit():
        return int(text)
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    value = 100 * _DIGITS.get(hundreds, 0) + (10 * _DIGITS.get(tens, 1) if ten else 0)
    return value + _DIGITS.get(ones, 0)


def likely(found: Sequence[Match], wanted: frozenset[str]) -> list[Match]:
    """Return the documents a page may be, best first; those of the item's own list win ties."""
    kept = [one for one in found if (one.title or one.enough) and not one.excluded]
    return sorted(kept, key=lambda one: one.score + (0.25 if one.code in wanted else 0.0), reverse=True)
