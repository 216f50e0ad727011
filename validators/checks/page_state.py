"""State of single pages, as the reader flagged it. Source: contract §4 ``page-``; domain f28, f37."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Finding, Place
from cases.reading import PageReading
from validators.finding import find
from validators.subject import Subject

MESSAGES = {
    "page-unreadable": "无法辨认，请重新扫描清晰后提交。",
    "page-hidden-text": "的文字层与页面图像不一致，已转人工核对。",
    "page-low-resolution": "分辨率较低，建议以不低于200dpi重新扫描。",
    "page-rotated": "方向不正，已自动转正，下次请按正向扫描。",
}
CONFIDENCE = {"page-unreadable": 0.9, "page-hidden-text": 0.8, "page-low-resolution": 0.9, "page-rotated": 0.95}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding per page and flag."""
    documents = subject.assignment.page_documents()
    for page in subject.pages:
        code = documents.get(page.number)
        if page.is_blank:
            message = f"{PAGES}为空白页，已不计入盖章检查。"
            yield find(subject, "page-blank", message, confidence=0.95, place=Place(page=page.number))
            continue
        yield from _flagged(subject, page, code)


def _flagged(subject: Subject, page: PageReading, code: str | None) -> Iterator[Finding]:
    for flag in page.flags:
        if flag in MESSAGES:
            message = f"{PAGES}（{subject.document_name(code)}）{MESSAGES[flag]}"
            yield find(subject, flag, message, confidence=CONFIDENCE[flag], place=Place(code, page.number))
