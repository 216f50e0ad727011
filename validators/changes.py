"""What an application asks to change: old papers rightly say the old, new ones the new (domain f39)."""

from __future__ import annotations

from collections.abc import Sequence

from validators import recognition
from validators.subject import Subject


def is_changed(subject: Subject, words: Sequence[str]) -> bool:
    """Tell whether a change of one of these is among what the forms ask, however sure it was read."""
    asked = [v.value for values in subject.fields.values() for v in values if v.name == "changed_items"]
    return any(word in recognition.plain(one) for one in asked for word in words)
