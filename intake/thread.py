"""What ties a message to an earlier case: ids in its header and a case number in its subject."""

from __future__ import annotations

import re

from cases.plain_text import one_width
from intake.header import Letter, message_ids, raw_fields

_CASE_NUMBER = re.compile(r"(?<![A-Z0-9])SL\s?(\d{8})\s?[-‐–—]\s?(\d{6})(?!\d)")


def case_numbers(subject: str) -> tuple[str, ...]:
    """Return the case numbers (``SL20200212-000123``) in a subject, each once; full-width and spaced ones too."""
    text = one_width(subject).upper()
    return tuple(dict.fromkeys(f"SL{day}-{serial}" for day, serial in _CASE_NUMBER.findall(text)))


def references(message: Letter) -> tuple[str, ...]:
    """Return the ids of ``References`` and ``In-Reply-To``, oldest first."""
    found = [
        i for name in ("References", "In-Reply-To") for field in raw_fields(message, name) for i in message_ids(field)
    ]
    return tuple(dict.fromkeys(found))
