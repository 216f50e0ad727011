"""Folding: text without what writers, scanners and engines do differently."""

from __future__ import annotations

import re
import unicodedata


def plain(text: str) -> str:
    """Return text without white space, in one width; brackets and colons become half-width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
