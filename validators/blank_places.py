"""Places of a form that are surely left empty: a label that was read with nothing behind it."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence

from cases.plain_text import HAN, bare, plain
from cases.reading import Box, Cell, PageReading, Table
from papers.fields.label_words import LabelWords, likeness
from papers.fields.ticks import read_ticks
from validators.covered import is_covered

_BLANK = re.compile(
    r"(?:\([^)]{0,8}\))?(?:[:_\s.,、—%‰¥￥$□☐()自从至到起止年月日人名元角分共约省市区县个天岁次号-]|万元|㎡|平方米|小时)*"
)
"""What a form prints in an empty place: colons, underscores, 自　年　月　日至, 　人, ￥　万元, 共　个月, □."""

LABELLED = re.compile(rf"(?P<label>[{HAN}]{{2,12}})(?:\([^()]{{0,12}}\))?:")
"""A label with its colon; behind it may stand its value."""

TOTAL = re.compile("合计|总计|共计|小计")
FILLED_CELLS = 2
"""Cells that are filled in a row of a list, but for the row of its totals, which these words begin."""

_NOTHING = re.compile(r"[_:.。—-]*")
"""What a sentence leaves for the hand to fill in, and its stop."""

_CODE_LABEL = re.compile(r"信用代码?(?:\([^)]{0,8}\))?:?$")
"""The label of a unit's code at the end of its line; a cell may break it before its last character."""

_CODE_RUN = re.compile(r"(?<![0-9A-Za-z])(?:9[0-9A-Za-z]{7,}|(?=[0-9]*[A-Za-z])[0-9A-Za-z]{8,})")
"""What may be a unit's code or a part of it, however badly read; no telephone or register number is like it."""

_SIGNS, _BOXES = re.compile(r"[0-9A-Za-z]{1,3}"), 4
"""What is read of a form with a box for each sign, and how many such pieces are no numbers of something else."""

_SIGNED = re.compile(r"(?:职工|员工|代表)?(?:本人)?(?:签字|签名|签章)(?:确认)?(?:\([^()]{1,6}\))?")
"""The head of a column in which each of a list signs for himself."""

_SIGNING_SHEET = re.compile(rf"[{HAN}]{{0,14}}签[字名到]+(?:确认)?[单表页册](?:\([^()]{{1,10}}\))?")
"""The title of a sheet that many sign."""

_SIGN_BELOW = re.compile(r"签[字名](?:确认)?如下")
_NO_NAME = re.compile(r"[\d。年月日页章]|^\W*$")
_ROW_NUMBER = re.compile(r"^[(\[]?\d{1,3}[)\]、.,:]*|(?:\d{2,4}[年.,/-])?\d{1,2}[月.,/-]\d{1,2}日?$")
"""The number before a name on a sheet, and the day behind it on which it was signed."""

_SIGN_LABEL = re.compile(r"签[字名](?:确认)?(?:\([^()]{0,6}\))?[:_]*")
"""The label of each one's own place; what stands behind it is his hand, and a printed name before it is not."""

_NUMBERED = re.compile(r"\d{1,3}\s*[)）、.．]")
_NAMES = re.compile(rf"(?!.*[年月日页章签])[{HAN}]{{2,4}}(?:[\s、,，]+[{HAN}]{{2,4}})+")
"""Names that were read as one line, each with a number before it or none."""

_LIST_COLUMNS, _SIGNERS = 3, 2
_HEAD_LINES, _LONGEST_NAME = 4, 8
"""A sheet's title is among its first lines; what is longer than the second is no name, however badly read."""

_SHORT, _HAN = 2, re.compile(f"[{HAN}]")
"""Characters of a label that is also the end of others."""

_RUNNING = 6
"""Characters before a label from which its line is a sentence, not a cell."""


def is_blank(text: str) -> bool:
    """Tell whether plain text holds no more than a form prints in an empty place."""
    return _BLANK.fullmatch(text) is not None


def is_left_empty(words: Sequence[str], pages: Sequence[PageReading], labels: LabelWords | None = None) -> bool:
    """Tell whether the first of its words that stands there is a label with nothing behind or beside it, everywhere.

    Where ``labels`` are given, the label of another field beside it is nothing, and what stands below it may fill it.
    """
    for word in map(bare, words):
        lines = [(page, line, bare(line.text)) for page in pages for line in page.lines]
        labelled = [(page, line.box, text) for page, line, text in lines if _is_said(word, text)]
        if labelled:
            return all(
                _ends_in_nothing(word, text)
                and not is_beside(page, box, labels)
                and (labels is None or not is_below(page, box))
                for page, box, text in labelled
            )
    return False


def _is_said(word: str, text: str) -> bool:
    """Tell whether a text has a label; a short one is also the end of others: 受理编号 is not the 编号 of a paper."""
    at = text.rfind(word)
    return at >= 0 and (len(word) > _SHORT or at == 0 or _HAN.match(text[at - 1]) is None)


def ends_at_label(words: Sequence[str], pages: Sequence[PageReading], labels: LabelWords) -> bool:
    """Tell whether running text breaks off at the label, everywhere: …开户行朝阳支行，账号 / 经办人：…."""
    wanted = [plain(word) for word in words]
    ends: list[bool] = []
    for page in pages:
        for line, following in itertools.pairwise((*page.lines, None)):
            text = plain(line.text) if line is not None else ""
            word = next((word for word in wanted if word in text), "")
            if word:
                broken = following is not None and _begins_with_label(following.text, labels)
                ends.append(broken and _runs_up_to(word, text))
    return bool(ends) and all(ends)


def _runs_up_to(word: str, text: str) -> bool:
    """Tell whether a line's sentence ends at a label: its clause, where what comes before stands on the line above."""
    before, _, rest = text.rpartition(word)
    sentence = len(before) >= _RUNNING or before.endswith((",", ";", "、", "。"))
    return sentence and _NOTHING.fullmatch(rest) is not None


def _begins_with_label(text: str, labels: LabelWords) -> bool:
    return labels.signed.match(likeness(text)) is not None


def lacks_code(pages: Sequence[PageReading]) -> bool:
    """Tell whether the label of a unit's code stands there alone, and nothing that may be a code on any page.

    A code is so long that something of it is always read; only a seal over its place may hide it.
    """
    if any(_CODE_RUN.search(plain(line.text)) for page in pages for line in page.lines):
        return False
    labels = [(page, line.box) for page in pages for line in page.lines if _CODE_LABEL.search(plain(line.text))]
    return bool(labels) and not any(
        is_covered(page, (box[2], box[1], math.inf, box[3])) or _is_boxed(page, box) for page, box in labels
    )


def _is_boxed(page: PageReading, box: Box) -> bool:
    """Tell whether a row of single signs stands on the height of a label, right of it: one box for each."""
    right = (one for one in page.lines if one.box[0] >= box[2] and one.box[1] < box[3] and one.box[3] > box[1])
    return sum(_SIGNS.fullmatch(plain(one.text)) is not None for one in right) >= _BOXES


def lacks_signatures(table: Table) -> bool:
    """Tell whether a list has a column for signatures without a word in it, beside rows that are filled."""
    cells = [cell for row in table.rows for cell in row]
    rows = [row for row in table.rows if len(row) >= _LIST_COLUMNS]
    heads = [cell for row in rows for cell in row if _SIGNED.fullmatch(bare(cell.text))]
    return bool(heads) and _has_empty_column(heads[0], cells)


def _has_empty_column(head: Cell, cells: Sequence[Cell]) -> bool:
    below = [cell for cell in cells if cell.row > head.row and plain(cell.text) and not TOTAL.match(bare(cell.text))]
    filled = Counter(cell.row for cell in below)
    rows = [row for row, count in filled.items() if count >= FILLED_CELLS]
    return len(rows) >= _SIGNERS and all(cell.column != head.column for cell in below)


def ends_at_heading(page: PageReading) -> bool:
    """Tell whether a sheet for signatures bears its title and its first sentence only: no name stands below them."""
    texts = [bare(line.text) for line in page.lines]
    titles = [at for at, text in enumerate(texts[:_HEAD_LINES]) if _SIGNING_SHEET.fullmatch(text)]
    begun = [at for at, text in enumerate(texts) if _SIGN_BELOW.search(text)]
    below = page.lines[max(titles + begun, default=0) + 1 :]
    signed = sum(place.signed is not False for place in page.signature_places) >= _SIGNERS
    return bool(titles) and not page.tables and not signed and not any(_is_signed(line.text) for line in below)


def _is_signed(text: str) -> bool:
    """Tell whether a line of a sheet holds a name: alone, numbered, dated, behind its label 签字:, among others."""
    if _NAMES.fullmatch(_NUMBERED.sub(" ", text).strip()):
        return True
    name = _ROW_NUMBER.sub("", bare(text))
    label = _SIGN_LABEL.search(name)
    name = _ROW_NUMBER.sub("", name[label.end() :]) if label is not None else name
    return len(name) <= _LONGEST_NAME and not _NO_NAME.search(name)


def has_no_tick(words: Sequence[str], pages: Sequence[PageReading]) -> bool:
    """Tell whether behind the label printed choices stand of which none is ticked and none lost its mark."""
    rests = [
        plain(line.text).rpartition(plain(word))[2]
        for page in pages for line in page.lines for word in words if plain(word) in plain(line.text)
    ]  # fmt: skip
    ticks = [read_ticks(rest.strip(":")) for rest in rests]
    return bool(ticks) and all(one.marked and not one.lost and not one.chosen for one in ticks)


def _ends_in_nothing(word: str, text: str) -> bool:
    rest = text.rpartition(word)[2]
    return rest.lstrip(")").startswith((":", "(")) and is_blank(rest)


def is_beside(page: PageReading, box: Box, labels: LabelWords | None) -> bool:
    """Tell whether anything but another label stands to the right of a line on its height, next to it."""
    middle = (box[1] + box[3]) / 2
    right = [one for one in page.lines if one.box[0] >= box[2] - 3 and one.box[1] <= middle <= one.box[3]]
    nearest = min(right, key=lambda one: one.box[0], default=None)
    return nearest is not None and (labels is None or not _begins_with_label(nearest.text, labels))


def is_below(page: PageReading, box: Box) -> bool:
    """Tell whether what begins with no label of its own stands close below a line."""
    height = box[3] - box[1]
    below = [
        one for one in page.lines
        if box[3] - height / 3 <= one.box[1] <= box[3] + 1.5 * height and one.box[0] < box[2] and one.box[2] > box[0]
    ]  # fmt: skip
    return any(not LABELLED.match(bare(one.text)) for one in below)
