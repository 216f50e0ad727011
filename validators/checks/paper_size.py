"""A4 paper. Source: 附件4 二（一） 纸张均须使用A4纸; tolerance ±8 mm by domain a3-57 (scanner crop)."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Finding, Place
from cases.reading import PageReading
from catalogue.clauses import Rule
from validators.finding import find
from validators.subject import Subject

A4_MM, LETTER_MM = (210.0, 297.0), (215.9, 279.4)
TOLERANCE_MM, LETTER_TOLERANCE_MM = 8.0, 4.0
RATIO_TOLERANCE = 0.06
"""How far a photo's side ratio may lie from 1.414 and still pass for A4."""


def is_a4(page: PageReading) -> bool | None:
    """Tell A4 in either orientation; None where the resolution, and so the size, is unknown."""
    short, long = sorted(page.size_mm)
    if page.size_known and short > 0:
        return _near(page, A4_MM, TOLERANCE_MM)
    if short > 0 and abs(long / short - A4_MM[1] / A4_MM[0]) <= RATIO_TOLERANCE:
        return True
    return None


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding per page that surely is not A4, where the item asks for A4."""
    if subject.item.page_size != "A4":
        return
    for page in subject.sheet_pages():
        if is_a4(page) is not False and not _is_letter_among_a4(subject, page):
            continue
        code = subject.assignment.page_documents().get(page.number)
        size = f"{page.size_mm[0]:.0f}×{page.size_mm[1]:.0f}毫米"
        sentence = f"{PAGES}（{subject.document_name(code)}）纸张为{size}，不是A4，请改用A4纸后重新提交。"
        yield find(
            subject, "page-not-a4", sentence,
            confidence=0.9, place=Place(code, page.number), clause=subject.clause(Rule.PAPER_SIZE),
        )  # fmt: skip


def _is_letter_among_a4(subject: Subject, page: PageReading) -> bool:
    """Tell a scanned page of Letter's size among sheets of A4: alone it may be a cut A4, but no cut makes it wider."""
    if page.size_known or not _near(page, LETTER_MM, LETTER_TOLERANCE_MM):
        return False
    return any(one.file == page.file and one.size_known and is_a4(one) for one in subject.sheet_pages())


def _near(page: PageReading, paper: tuple[float, float], tolerance: float) -> bool:
    sides = zip(sorted(page.size_mm), paper, strict=True)
    return all(abs(side - wanted) <= tolerance for side, wanted in sides)
