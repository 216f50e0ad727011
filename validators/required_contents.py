"""What letters of commitment and authorisation must say. Source: the catalogue's document rules (国办发〔2020〕42号).

A content counts as lacking where none of its words stands on the pages, or where its label stands there with nothing
behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cases.finding import Finding
from cases.reading import Box, PageReading
from cases.report import MaterialReading
from catalogue.model import DocumentRule, RequiredContent
from validators import recognition
from validators.severity import find
from validators.subject import Subject, pages_text

SURE, DOUBTFUL = 0.85, 0.5
_DATE = re.compile(
    r"日期|\d年\d{1,2}月\d{1,2}日|\d{4}[./-]\d{1,2}[./-]\d{1,2}|[〇零○一-九]年[一二三四五六七八九十]{1,3}月"
)
_BLANK = r"[:_\s.—-]*(?:(?:年|月|日)[_\s]*)*"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding for each material that lacks required contents, naming them all."""
    for reading in subject.materials:
        document = subject.documents.get(reading.code)
        if reading.pages and document is not None and document.rule is not None:
            yield from _lacking(subject, reading, document.rule)


def _lacking(subject: Subject, reading: MaterialReading, rule: DocumentRule) -> Iterator[Finding]:
    pages = [page for page in subject.pages if page.number in reading.pages]
    unsaid = [one.name for one in rule.contents if not _is_said(one, pages)]
    blank = [one.name for one in rule.contents if one.name not in unsaid and _is_blank(one, pages)]
    if not unsaid and not blank:
        return
    parts = [f"未见“{'、'.join(unsaid)}”的内容"] if unsaid else []
    parts += [f"“{'、'.join(blank)}”处空白"] if blank else []
    readable = all(one.readable for one in subject.assignment.pages if one.page in reading.pages)
    yield find(
        subject,
        "material-field-missing",
        f"{pages_text(reading.pages)}（{reading.name}）{'，'.join(parts)}，请补充后重新提交。",
        confidence=SURE if readable else DOUBTFUL,
        material=reading.code,
        page=reading.pages[0],
        confirmed=rule.confirmed,
    )


def _is_said(content: RequiredContent, pages: Sequence[PageReading]) -> bool:
    text = "".join(recognition.plain(page.text) for page in pages)
    return any(_pattern(word).search(text) for word in content.words)


def _pattern(word: str) -> re.Pattern[str]:
    """The word as it stands; a date is any date, since 年 alone also stands in running text."""
    return _DATE if word == "日期" else re.compile(re.escape(recognition.plain(word)))


def _is_blank(content: RequiredContent, pages: Sequence[PageReading]) -> bool:
    """Tell whether each of its labels is followed by nothing, on its line, beside it, below it or in its cell."""
    labels = [recognition.plain(word) for word in content.words]
    found = False
    for page in pages:
        for line in page.lines:
            text = recognition.plain(line.text)
            label = next((one for one in labels if one in text), None)
            if label is None:
                continue
            rest = text.rpartition(label)[2]
            if ":" not in text or not re.fullmatch(r"(?:\([^)]{0,8}\))?" + _BLANK, rest) or _is_beside(page, line.box):
                return False
            found = True
    return found


def _is_beside(page: PageReading, box: Box) -> bool:
    """Tell whether anything stands to the right of a line on its height."""
    middle = (box[1] + box[3]) / 2
    return any(one.box[0] >= box[2] - 3 and one.box[1] <= middle <= one.box[3] for one in page.lines)
