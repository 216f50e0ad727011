"""Which of several kinds a form asks for: ticked, written behind their label, in a column, or alone on the papers.

A form printed for two kinds names both, so that a name alone tells nothing. A tick that was lost in reading is known
by the empty box that the other kind still has: then nothing is told. Nor is it where several are ticked and all other
papers speak of one alone: an empty box is sometimes read as a ticked one.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterable, Sequence

from cases.names.item_names import WHOLE, ItemNames, NamedItem, rank
from cases.plain_text import bare, one_width
from cases.reading import Cell, PageReading, TextLine
from papers import titles
from papers.fields.ticks import EMPTY_SIGNS, TICKED_SIGNS, Ticks, marks_before, read_ticks
from papers.recognition import OR

_LABEL = re.compile(r"^[^:]{1,12}:")
_JOINED = re.compile(r"(?:制|时|度)?(?:和|与|及|、|以及)(?:实行|申请)?")
_BEHIND = re.compile(r"^(?:申报|申请)?(?:种类|类别|类型|事项|工时制度|工时类型|工时工作制|工作制):?")

_BUSINESS = re.compile(r"(?:事项|业务|类型|类别|种类)(?:名称)?:?([^:,。;]{4,40})")
_BUSINESS_LABEL = re.compile(r"^(?:申请|申报|办理|申办|业务)(?:的)?(?:事项|业务|类型|类别|名称):?")
_APPLIES = re.compile(
    r"(?:^|[,。;:]\n?|\n(?=[现特兹]))(?:[现特兹拟]|我单位|本单位|我公司|本公司)*(?:向[贵你该][局委中心]+)?(?:提出)?(?:申请|申报|申办)(?:办理)?:?"
    r"([^,。;:、()]{4,40})(?=[,。;:])(?!.{0,6}[获已经].{0,4}(?:批|准|通过))"
)
"""A sentence of an application that says what it applies for: 特申请经营许可延续, 现向贵局申请：经营许可注销; what
was once applied for was granted since."""

_SENTENCE = re.compile(r"^(?:注|备注|说明|填表说明|填报说明)\d*[:.、]|(?:须|应当|需要?|不得)(?:附|提交|提供|另)")
"""A note on the form, which names what may be asked for and asks for none of it."""

_SIGNS = re.compile(rf"[{EMPTY_SIGNS}{TICKED_SIGNS}]|\(\)|\[\]")
_SHORTEST_NAME = 6
_SHORTEST_REST = 9
"""Signs left of a value that names kinds and nothing else: 工作制, 工时工作制."""

Kinds = frozenset[str]


def asked_kinds(
    kinds: Collection[str], forms: Sequence[PageReading], others: Sequence[PageReading]
) -> Kinds | None:
    """Return the kinds that are asked for; empty where the papers name none, None where that cannot be told.

    Args:
        kinds: Words of each kind; ``|`` parts wordings.
        forms: Pages of the form that is common to the kinds.
        others: The other pages.
    """
    lines = [bare(line.text) for page in forms for line in page.lines]
    elsewhere = kinds_spoken_of(kinds, others)
    heads = [bare(line.text) for page in forms for line in titles.title_lines(page)]
    cells = [bare(cell.text) for page in forms for cell in _cells(page)]
    before = _marks_before(forms)
    for texts in (cells, lines):  # the choices of one cell may run over several lines
        rows = [
            (text, ticks) for text in texts
            if _named(text, kinds) and (ticks := _ticks(text, kinds, before)).marked
        ]
        if rows:
            chosen = _ticked(rows, elsewhere | _alone(heads, kinds), kinds)
            return None if chosen and len(chosen) > len(elsewhere) == 1 else chosen
    plain = [line for line in lines if line not in heads]
    values = (*cells, *(line for line in plain if _BEHIND.match(line)))
    both = next((told for text in values if len(told := _joined(text, kinds)) > 1), None)
    if both is not None:
        return both
    for texts in (cells, plain, heads):
        if told := _alone(texts, kinds):
            return told
    open_question = any(_named(text, kinds) for text in (*cells, *plain, *heads)) or len(elsewhere) > 1
    return elsewhere if len(elsewhere) == 1 else None if open_question else frozenset()


def kinds_spoken_of(kinds: Collection[str], pages: Sequence[PageReading]) -> Kinds:
    """Return the kinds that stand on some line of the pages without the others."""
    return _alone((bare(line.text) for page in pages for line in page.lines), kinds)


def _marks_before(forms: Sequence[PageReading]) -> bool | None:
    """Tell on which side of its choices a form sets its marks; spaces are kept, since they tell it too."""
    lines = [line.text for page in forms for line in page.lines]
    texts = (*lines, *(cell.text for page in forms for cell in _cells(page)))
    return marks_before(_LABEL.sub("", one_width(text)) for text in texts)


def _alone(texts: Iterable[str], kinds: Collection[str]) -> Kinds:
    """Return the kinds that stand in a text without the others."""
    return frozenset(kind for text in texts for found in (_named(text, kinds),) if len(found) == 1 for kind in found)


def _joined(text: str, kinds: Collection[str]) -> Kinds:
    """Return the kinds that the value of a label names together: 申报种类：不定时工作制和综合计算工时工作制."""
    value = _BEHIND.sub("", text)
    words = [word for kind in kinds for word in kind.split(OR) if word in value]
    rest = _JOINED.sub("", re.sub("|".join(map(re.escape, words)) or "$", "", value))
    return _named(value, kinds) if _JOINED.search(value) and len(rest) <= _SHORTEST_REST else frozenset()


def _named(text: str, kinds: Collection[str]) -> Kinds:
    return frozenset(kind for kind in kinds if any(_says(text, word) for word in kind.split(OR)))


def _says(text: str, word: str) -> bool:
    """Tell whether a text holds a word, not denied: 不超过3年 is not 超过3年."""
    return re.search(f"(?<![不未]){re.escape(word)}", text) is not None


def stated_kinds(kinds: Collection[str], forms: Sequence[PageReading]) -> Kinds:
    """Return the kinds that a form states: in its title, or behind a label of what is filed (申报事项：逾期补办)."""
    heads = (bare(line.text) for page in forms for line in titles.title_lines(page))
    cells = (
        f"{bare(left.text)}:{bare(right.text)}"
        for page in forms for table in page.tables for row in table.rows for left, right in itertools.pairwise(row)
    )
    lines = (bare(line.text) for page in forms for line in page.lines)
    rows = (f"{bare(left.text)}{bare(right.text)}" for page in forms for left, right in _level_pairs(page))
    texts = (text for text in (*lines, *cells, *rows) if not _SIGNS.search(text))
    said = (found[1] for text in texts for found in _BUSINESS.finditer(text))
    titled = (text for text in heads if not _SIGNS.search(text))
    return frozenset(kind for text in (*titled, *said) for kind in _named(text, kinds))


def stated_business(forms: Sequence[PageReading]) -> frozenset[str]:
    """Return the folded values behind a label of what is filed (申请事项: 经营许可变更), no rows of choices.

    A sentence that says what is applied for, which may go on in the next line, is as good.
    """
    rows = [f"{bare(left.text)}{bare(right.text)}" for page in forms for left, right in _level_pairs(page)]
    lines = [bare(line.text) for page in forms for line in page.lines]
    said = ((label, text) for text in (*lines, *rows) if (label := _BUSINESS_LABEL.match(text)))
    applied = (value.replace("\n", "") for page in forms for value in _APPLIES.findall(_bare_text(page)))
    values = (*applied, *(text[label.end() :] for label, text in said if not _SIGNS.search(text)))
    return frozenset(value for value in values if _SHORTEST_NAME <= len(value) <= titles.LONGEST)


def _bare_text(page: PageReading) -> str:
    return "\n".join(bare(line.text) for line in page.lines)


def _level_pairs(page: PageReading) -> Iterable[tuple[TextLine, TextLine]]:
    """Return each label of what is filed with the next line on its level; choices beside it state nothing."""
    for label in page.lines:
        if _BUSINESS_LABEL.fullmatch(bare(label.text)):
            level = [one for one in page.lines if one.box[0] >= label.box[2] and titles.is_level(label, one)]
            if any(_SIGNS.search(bare(one.text)) for one in page.lines if _is_beside(label, one)):
                continue
            yield from ((label, one) for one in sorted(level, key=lambda one: one.box[0])[:1])


def _is_beside(label: TextLine, other: TextLine) -> bool:
    """Tell whether a line stands to the right of a label, in its row or the lines next to it of the same cell."""
    half = (label.box[3] - label.box[1]) / 2
    near = other.box[1] < label.box[3] + half and other.box[3] > label.box[1] - half
    return near and other.box[0] >= label.box[2]


def named_items(items: ItemNames, forms: Sequence[PageReading]) -> frozenset[str]:
    """Return the codes of the items that a form names in full, on a line or in a cell of their own.

    A row of choices names those that are not chosen as well, and so does a note on how the form is filled in.
    """
    names = [NamedItem(one.code, one.names) for one in items]
    heads = {bare(line.text) for page in forms for line in titles.title_lines(page)}  # common to the items
    lines = {bare(line.text) for page in forms for line in page.lines}
    wrapped = {line for line in lines if any(head.startswith(line) for head in heads)}
    texts = (lines - wrapped) | ({bare(cell.text) for page in forms for cell in _cells(page)} - heads)
    values = (_LABEL.sub("", text) for text in texts if not (_SIGNS.search(text) or _SENTENCE.search(text)))
    found = (rank(value, names) for value in values if _SHORTEST_NAME <= len(value) <= titles.LONGEST)
    whole = ([code for code, score in ranked if score >= WHOLE] for ranked in found)
    return frozenset(codes[0] for codes in whole if len(codes) == 1)


def _cells(page: PageReading) -> list[Cell]:
    return [cell for table in page.tables for row in table.rows for cell in row]


def _ticks(line: str, kinds: Collection[str], before: bool | None) -> Ticks:
    """Read the marks of a row; where several kinds stand on it without a sign between them, they are parted by name.

    Beside a single kind stand choices that are none: they are told apart by their signs.
    """
    words = [word for kind in kinds for word in kind.split(OR)]
    choices = words if len(_named(line, kinds)) == len(kinds) > 1 else ()
    return read_ticks(_LABEL.sub("", line), choices, before)


def _ticked(rows: Sequence[tuple[str, Ticks]], named: Kinds, kinds: Collection[str]) -> Kinds | None:
    """Return the ticked kinds of rows with marks.

    Where a mark seems to be lost, the one kind that the title and the other papers name is meant if it is the one
    without its mark; else nothing is told.
    """
    chosen = frozenset(kind for _, ticks in rows for word in ticks.chosen for kind in _named(word, kinds))
    if chosen or not any(ticks.lost for _, ticks in rows):
        return chosen
    return named if len(named) == 1 and not any(_emptied(line, named) for line, _ in rows) else None


def _emptied(line: str, kinds: Collection[str]) -> bool:
    """Tell whether an empty box stands right before or behind a kind, whichever side this row has them."""
    words = "|".join(re.escape(word) for kind in kinds for word in kind.split(OR))
    before, behind = rf"[{EMPTY_SIGNS}](?:{words})", rf"(?:{words})[^{EMPTY_SIGNS}]{{0,8}}[{EMPTY_SIGNS}]$"
    return re.search(before, line) is not None or re.search(behind, line) is not None
