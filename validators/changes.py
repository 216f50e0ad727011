"""What an application asks to change: old papers rightly say the old, new ones the new (domain f39)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from cases.plain_text import bare, name_as_read
from cases.reading import PageReading
from validators.subject import Subject

_CHANGES = re.compile("变更|更名")


def explains(subject: Subject, words: Sequence[str], told: Iterable[str]) -> bool:
    """Tell whether a change that the forms ask explains different values: an old one and a new one, and no third.

    Args:
        subject: The case; its forms name what is changed, however sure that was read.
        words: Names under which the forms may list the change.
        told: The values that the papers tell, as papers write them.
    """
    different = set(told)
    if len(different) > 2:
        return False
    asked = [v.value for values in subject.fields.values() for v in values if v.name == "changed_items"]
    return any(word in bare(one) for one in asked for word in words) or states(subject, words, different)


def states(subject: Subject, words: Sequence[str], told: Collection[str]) -> bool:
    """Tell whether a page names the change and states the old value and the new, whatever paper it was taken for."""
    return any(_sets_side_by_side(page, words, told) for page in subject.pages)


def _sets_side_by_side(page: PageReading, words: Sequence[str], told: Iterable[str]) -> bool:
    cells = (cell.text for table in page.tables for row in table.rows for cell in row)  # here broken lines are joined
    said = name_as_read("\n".join((page.text, *cells)))
    named = _CHANGES.search(said) is not None and any(word in said for word in words)
    return named and all(re.search(rf"(?<!\d){re.escape(name_as_read(value))}", said) for value in told)
