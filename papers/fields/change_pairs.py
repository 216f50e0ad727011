"""What is changed where no list says it: a field as value, within labels, as a head, or by old and new value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cases.boxes import overlap
from cases.names.identifiers import identity_number_valid
from cases.plain_text import HAN, plain
from cases.reading import Cell, PageReading, Table, TextLine
from cases.report import FieldValue
from papers.fields import people
from papers.fields.found import BEHIND, NEXT_CELL, Found
from papers.fields.label_words import likeness
from papers.fields.labels import line_below
from papers.fields.paper import Paper

BEFORE = re.compile(r"^(?:变更|更改|更正|修改|调整)前|^原(?!因|件)")
AFTER = re.compile(r"^(?:变更|更改|更正|修改|调整)[后为]|^[现新](?!增|办|参保)")
"""Words that a label or title of the old and of the new value begins with."""

TITLES = ("变更项", "项目", "事项")

_ANY_MATTER = re.compile("的?(?:登记)?(?:信息|内容|资料|数据|情况|事项|项目|值)?")
_ALIKE = 0.5
_PAIR = 2
_GOES_ON = re.compile("(?:原因|日期|时间|理由|签字|签名|材料|备注|依据|说明|电话|人)$")
_WORDS = (
    ("民族", re.compile(rf"[{HAN}]{{1,5}}族")),
    ("户籍性质", re.compile("(?:非?农业?|城镇|农村|本市|外埠)+(?:居民|户口|户籍|户)*(?:家庭户|集体户)?")),
    ("工人变更干部身份", re.compile("(?:工人|干部)(?:身份|编制)?")),
)
"""Fields that two values show which are both such words."""


def named_by_value(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield what stands beside the label though it is the label of a field itself: 变更内容 | 姓名."""
    labels = {likeness(label) for label in (*paper.labels(name), *TITLES)}
    for page in paper.pages:
        for line in page.lines:
            if _folded(line.text) not in labels:
                continue
            row = _row(page, line)
            right = _right(row, line)
            if right is not None and _is_name(paper, right.text) and _is_pair(paper, page, row, line):
                yield paper.value(name, plain(right.text).rstrip(":"), Found(right.text, right, page.number, NEXT_CELL))


def named_by_labels(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield what two labels name that say old and new: 原姓名 … 现姓名; 变更前身份证号码 … 变更后身份证号码."""
    for page in paper.pages:
        after = {_matter(AFTER, line.text) for line in page.lines}
        for line in page.lines:
            matter = _matter(BEFORE, line.text)
            if matter and matter in after and paper.words.is_label(matter):
                yield paper.value(name, matter, Found(matter, line, page.number, BEHIND))


def named_by_columns(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield the heads of the columns whose value differs between a row 变更前 and a row 变更后."""
    for page in paper.pages:
        for table in page.tables:
            for head in _differing_heads(table):
                if _named_row(table) and not paper.words.is_label(head.text):
                    continue
                line = TextLine(head.text, head.box, head.score)
                yield paper.value(name, plain(head.text), Found(head.text, line, page.number, NEXT_CELL))


def shown_by_values(paper: Paper, name: str) -> Iterator[FieldValue]:
    """Yield what the old value and the new one show: an identity number for another, a person's name for another."""
    for page in paper.pages:
        old, new = _value_beside(page, BEFORE), _value_beside(page, AFTER)
        if old is None or new is None or plain(old.text) == plain(new.text):
            continue
        if (field := _field_of(paper, old.text, new.text)) is not None:
            yield paper.value(name, field, Found(new.text, new, page.number, NEXT_CELL))


def _folded(text: str) -> str:
    return re.sub(r"\([^)]{0,8}\)", "", likeness(text)).rstrip(":")


def _row(page: PageReading, line: TextLine) -> list[TextLine]:
    """The lines level with a line, itself among them, from left to right."""
    row = (one for one in page.lines if overlap(one.box, line.box, 1) >= _ALIKE)
    return sorted(row, key=lambda one: one.box[0])


def _right(row: Sequence[TextLine], line: TextLine) -> TextLine | None:
    """The next line to the right, into whose box that of a spaced label may reach."""
    middle = (line.box[0] + line.box[2]) / 2
    return next((one for one in row if one is not line and one.box[0] >= middle), None)


def _is_name(paper: Paper, text: str) -> bool:
    """Tell a field's label that is no title of old and new values."""
    return paper.words.is_label(text) and not BEFORE.match(plain(text)) and not AFTER.match(plain(text))


def _is_pair(paper: Paper, page: PageReading, row: list[TextLine], label: TextLine) -> bool:
    """Tell a row of labels with their values from a row of heads, below which the values stand."""
    if len(row) > _PAIR:
        return not all(_is_head(paper, one.text) for one in row)
    below = line_below(page, label)
    return below is None or _is_head(paper, below.text) or _GOES_ON.search(_folded(below.text)) is not None


def _is_head(paper: Paper, text: str) -> bool:
    word = plain(text)
    return (
        paper.words.is_label(word) or word in (*TITLES, "序号") or bool(BEFORE.match(word) or AFTER.match(word))
        or _GOES_ON.search(_folded(word)) is not None
    )


def _matter(begin: re.Pattern[str], text: str) -> str:
    """Return what a label says beside old or new: 姓名 of 变更前姓名：; empty where it says nothing."""
    word = plain(text).split(":")[0]
    found = begin.match(word)
    return word[found.end() :].removeprefix("的") if found is not None else ""


def _named_row(table: Table) -> bool:
    """Tell whether the first column of a table is one of labels: a head of columns leaves its corner empty."""
    first = plain(table.rows[0][0].text) if table.rows and table.rows[0] else ""
    return bool(first) and first not in TITLES


def _differing_heads(table: Table) -> Iterator[Cell]:
    rows = [row for row in table.rows if row]
    for at, row in enumerate(rows):
        if at == 0 or not BEFORE.match(plain(row[0].text)):
            continue
        new = next((one for one in rows[at + 1 :] if AFTER.match(plain(one[0].text))), None)
        if new is None:
            return
        old_cells, new_cells = ({cell.column: plain(cell.text) for cell in one} for one in (row, new))
        for head in rows[at - 1]:
            value = new_cells.get(head.column)
            if head.column > row[0].column and value and value != old_cells.get(head.column):
                yield head
        return


def _value_beside(page: PageReading, begin: re.Pattern[str]) -> TextLine | None:
    """Return what stands behind the one label of the old or new value; None where it is no such label's."""
    for line in page.lines:
        word, sign, behind = plain(line.text).partition(":")
        found = begin.match(word)
        if found is None or not _ANY_MATTER.fullmatch(word[found.end() :]):
            continue
        if sign and behind:
            return TextLine(behind, line.box, line.score)
        return _right(_row(page, line), line)
    return None


def _field_of(paper: Paper, old: str, new: str) -> str | None:
    one, other = plain(old), plain(new)
    if all(re.fullmatch(r"\d{17}[\dXx]", value) for value in (one, other)):
        return "身份证号码" if identity_number_valid(one) or identity_number_valid(other) else None
    told = next((field for field, words in _WORDS if words.fullmatch(one) and words.fullmatch(other)), None)
    if told is not None or not (people.person(one) == one and people.person(other) == other):
        return told
    return "姓名" if {one, other} & _people(paper) else None


def _people(paper: Paper) -> set[str]:
    """Whom the form is about: the names beside its labels of names, and of who signs it."""
    labels = (*paper.labels("person_name"), "姓名", "职工姓名", "参保人姓名", "参保人签字", "参保人", "本人签字")
    return {
        name for page in paper.pages for found in paper.behind(page, labels, people.person)
        if (name := people.person(found.text)) is not None
    }
