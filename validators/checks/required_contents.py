"""What letters of commitment and authorisation must say. Source: the catalogue's document rules (国办发〔2020〕42号).

A content counts as lacking where neither its value was read nor any of its words stands on the pages, or where its
label stands there with nothing behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cases.finding import PAGES, Clause, Finding, Place
from cases.plain_text import bare
from cases.report import MaterialReading
from catalogue.model import DocumentRule
from papers.fields.dates import DAY
from validators.blank_places import is_left_empty
from validators.certainty import UNREAD, WELL_READ
from validators.finding import find
from validators.subject import Subject

_DATE = re.compile(DAY)


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding for each material that lacks required contents, naming them all."""
    for reading in subject.materials:
        document = subject.documents.get(reading.code)
        if reading.pages and document is not None and document.rule is not None:
            yield from _lacking(subject, reading, document.rule)


def _lacking(subject: Subject, reading: MaterialReading, rule: DocumentRule) -> Iterator[Finding]:
    pages = [page for page in subject.pages if page.number in reading.pages]
    text = "".join(bare(page.text) for page in pages)
    read = {value.name for value in subject.fields.get(reading.code, ())}
    asked = [content for content in rule.contents if not read.intersection(rule.shown_by.get(content.name, ()))]
    unsaid = [content.name for content in asked if not _is_said(content.name, content.words, text)]
    blank = [content.name for content in asked if content.name not in unsaid and is_left_empty(content.words, pages)]
    if not unsaid and not blank:
        return
    parts = [f"未见“{'、'.join(unsaid)}”的内容"] if unsaid else []
    parts += [f"“{'、'.join(blank)}”处空白"] if blank else []
    readable = all(one.readable for one in subject.assignment.pages if one.page in reading.pages)
    yield find(
        subject,
        "material-field-missing",
        f"{PAGES}（{reading.name}）{'，'.join(parts)}，请补充后重新提交。",
        confidence=WELL_READ if readable else UNREAD,
        place=Place(reading.code, pages=reading.pages),
        clause=Clause(confirmed=rule.confirmed),
    )


def _is_said(name: str, words: Sequence[str], text: str) -> bool:
    if name == "日期":
        return bool(_DATE.search(text))  # the printed 年月日 of a form is no date
    return any(bare(word) in text for word in words)
