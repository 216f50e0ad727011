"""Places of a form that are surely left empty: a label that was read with nothing behind it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from cases.plain_text import bare, plain
from cases.reading import Box, PageReading
from papers.fields.label_words import LabelWords, likeness
from papers.fields.ticks import read_ticks

_BLANK = re.compile(r"(?:\([^)]{0,8}\))?[:_\s.—自从至到起止年月日-]*")
"""What a form prints in an empty place: colons, underscores, 自　年　月　日至."""

_RUNNING = 6
"""Characters before a label from which its line is a sentence, not a cell."""


def is_left_empty(words: Sequence[str], pages: Sequence[PageReading]) -> bool:
    """Tell whether the first of its words that stands there is a label with nothing behind or beside it, everywhere."""
    for word in map(bare, words):
        lines = [(page, line, bare(line.text)) for page in pages for line in page.lines]
        labelled = [(page, line.box, text) for page, line, text in lines if word in text]
        if labelled:
            return all(_ends_in_nothing(word, text) and not _is_beside(page, box) for page, box, text in labelled)
    return False


def ends_at_label(words: Sequence[str], pages: Sequence[PageReading], labels: LabelWords) -> bool:
    """Tell whether running text breaks off at the label, everywhere: …开户行朝阳支行，账号 / 经办人：…."""
    wanted = [plain(word) for word in words]
    ends: list[bool] = []
    for page in pages:
        for line, following in itertools.pairwise((*page.lines, None)):
            text = plain(line.text) if line is not None else ""
            word = next((word for word in wanted if word in text), "")
            if word:
                running = text.endswith(word) and len(text) >= len(word) + _RUNNING
                ends.append(running and following is not None and _begins_with_label(following.text, labels))
    return bool(ends) and all(ends)


def _begins_with_label(text: str, labels: LabelWords) -> bool:
    return labels.signed.match(likeness(text)) is not None


def has_empty_cell(words: Sequence[str], pages: Sequence[PageReading]) -> bool:
    """Tell whether a table has a cell with nothing but the label, and every such cell an empty one to its right."""
    wanted = {bare(word) for word in words}
    beside = [
        next((one.text for one in row if one.column == cell.column + cell.column_span), "-")
        for page in pages for table in page.tables for row in table.rows for cell in row
        if bare(cell.text).rstrip(":") in wanted
    ]  # fmt: skip
    return bool(beside) and not any(map(plain, beside))


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
    return rest.lstrip(")").startswith((":", "(")) and bool(_BLANK.fullmatch(rest))


def _is_beside(page: PageReading, box: Box) -> bool:
    """Tell whether anything stands to the right of a line on its height."""
    middle = (box[1] + box[3]) / 2
    return any(one.box[0] >= box[2] - 3 and one.box[1] <= middle <= one.box[3] for one in page.lines)
