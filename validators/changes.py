"""What an application asks to change: old papers rightly say the old, new ones the new (domain f39)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cases.plain_text import bare
from validators.subject import Subject


def explains(subject: Subject, words: Sequence[str], told: Iterable[str]) -> bool:
    """Tell whether a change that the forms ask explains different values: an old one and a new one, and no third.

    Args:
        subject: The case; its forms name what is changed, however sure that was read.
        words: Names under which the forms may list the change.
        told: The values that the papers tell.
    """
    asked = [v.value for values in subject.fields.values() for v in values if v.name == "changed_items"]
    changed = any(word in bare(one) for one in asked for word in words)
    return changed and len(set(told)) <= 2
