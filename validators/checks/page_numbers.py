"""Pages that a fax header or a printed 第n页 共m页 announces and that did not come. Source: domain c4."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cases.finding import Finding, Place
from cases.page_runs import pages_text
from cases.plain_text import bare
from cases.reading import PageReading
from cases.units import POINTS_PER_MM
from validators.certainty import SURE_LINE
from validators.finding import find
from validators.subject import Subject

Mark = tuple[int, int]
"""Number of a page and of all its pages."""

_MARGIN_MM = 12.0
_PRINTED = re.compile(r"第(\d{1,3})页[,/]?\(?共(\d{1,3})页\)?")
_FAX = re.compile(r"(?:P(?:AGE|G)?S?[.:]?|页[码:]?)0*(\d{1,3})(?:/|OF)0*(\d{1,3})$", re.I)
_FAX_WORDS = re.compile(r"\d{1,2}:\d{2}|FROM|FAX|TO:|传真|发件|TEL", re.I)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one doubt for each set of numbered pages that is not whole."""
    for file in dict.fromkeys(page.file for page in subject.pages):
        pages = [page for page in subject.pages if page.file == file]
        yield from _incomplete(subject, pages, [_fax_mark(page) for page in pages], "传真页眉", None)
    for reading in subject.materials:
        for copy in subject.assignment.copies(reading.code):
            pages = [page for page in subject.pages if page.number in copy]
            marks = [_printed_mark(page) for page in pages]
            yield from _incomplete(subject, pages, marks, f"《{reading.name}》的页码", reading.code)


def _incomplete(
    subject: Subject, pages: Sequence[PageReading], marks: Sequence[Mark | None], where: str, code: str | None
) -> Iterator[Finding]:
    """Fewer pages than all marks announce; marks that contradict each other announce nothing.

    What is numbered as one may be two papers: a bill and the list behind it.
    """
    totals = {mark[1] for mark in marks if mark is not None}
    numbers = [mark[0] for mark in marks if mark is not None]
    if len(totals) != 1 or len(set(numbers)) < len(numbers):
        return
    total = totals.pop()
    missing = [number for number in range(1, total + 1) if number not in numbers]
    if all((number, total) in _marks_beside(subject, pages, total) for number in missing):
        return
    if len(pages) < total and max(numbers) <= total:
        lacking = f"，未见其中{pages_text(missing)}" if len(numbers) == len(pages) else f"，实有{len(pages)}页"
        message = f"{where}标明共{total}页{lacking}，是否缺页已转人工核对。"
        yield find(
            subject, "material-uncertain", message, confidence=0.7, place=Place(code, pages[0].number),
        )  # fmt: skip


def _marks_beside(subject: Subject, pages: Sequence[PageReading], total: int) -> set[Mark | None]:
    """Return the numbers printed on the pages before and behind, as far as one paper of so many pages would reach.

    Blank backs bear no number and lengthen no paper.
    """
    written = [page for page in subject.pages if not page.is_blank or page in pages]
    first, last = written.index(pages[0]) - total, written.index(pages[-1]) + total
    return {_printed_mark(page, 0.0) for page in written[max(first + 1, 0) : last] if page not in pages}


def _fax_mark(page: PageReading) -> Mark | None:
    """Page and whole of a fax header: the line at the very top with a time or a sender."""
    for line in page.lines:
        text = bare(line.text)
        top = line.box[1] <= _MARGIN_MM * POINTS_PER_MM and line.score >= SURE_LINE
        match = _FAX.search(text) if top and _FAX_WORDS.search(text) else None
        if match is not None:
            return int(match[1]), int(match[2])
    return None


def _printed_mark(page: PageReading, least: float = SURE_LINE) -> Mark | None:
    marks = [
        (int(match[1]), int(match[2]))
        for line in page.lines if line.score >= least and (match := _PRINTED.fullmatch(bare(line.text)))
    ]  # fmt: skip
    return marks[0] if len(marks) == 1 else None
