"""A4 paper. Source: 附件4 二（一） 纸张均须使用A4纸; tolerance ±8 mm by domain a3-57 (scanner crop)."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Clause, Finding, Place, Severity
from cases.reading import PageReading
from catalogue.clauses import Rule
from validators.certainty import UNREAD
from validators.finding import find, milder
from validators.subject import Subject

A4_MM = (210.0, 297.0)
TOLERANCE_MM = 8.0
RATIO_TOLERANCE = 0.06
"""How far a photo's side ratio may lie from 1.414 and still pass for A4."""


def is_a4(page: PageReading) -> bool | None:
    """Tell A4 in either orientation; None where the resolution, and so the size, is unknown."""
    short, long = sorted(page.size_mm)
    if page.size_known and short > 0:
        return abs(short - A4_MM[0]) <= TOLERANCE_MM and abs(long - A4_MM[1]) <= TOLERANCE_MM
    if short > 0 and abs(long / short - A4_MM[1] / A4_MM[0]) <= RATIO_TOLERANCE:
        return True
    return None


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding per page that is not A4, or of which that cannot be told where it matters."""
    asked = subject.item.page_size == "A4"
    clause = subject.clause(Rule.PAPER_SIZE) if asked else Clause()
    for page in subject.sheet_pages():
        verdict = is_a4(page)
        if verdict or (verdict is None and not asked):
            continue
        code = subject.assignment.page_documents().get(page.number)
        found = find(
            subject,
            "page-not-a4",
            _message(page, subject.document_name(code), verdict, asked),
            confidence=0.9 if verdict is False else UNREAD,
            place=Place(code, page.number),
            clause=clause,
        )
        yield found if asked else milder(found, Severity.NOTICE)


def _message(page: PageReading, name: str, verdict: bool | None, asked: bool) -> str:
    if verdict is None:
        return f"{PAGES}（{name}）无法确定纸张大小，请确认使用A4纸。"
    size = f"{page.size_mm[0]:.0f}×{page.size_mm[1]:.0f}毫米"
    advice = "请改用A4纸后重新提交" if asked else "建议使用A4纸"
    return f"{PAGES}（{name}）纸张为{size}，不是A4，{advice}。"
