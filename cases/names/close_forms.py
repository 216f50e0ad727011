"""Characters of seals that a single reading takes for each other, and the score from which one counts as read."""

from __future__ import annotations

CHARACTER_LIMIT = 0.8
"""Weakest-character score from which a differing character counts as read.

Below it PP-OCR's second guess is often the right one, so the difference proves nothing.
"""

CLOSE_FORMS = frozenset("博搏恒桓本木")
"""Characters taken for each other on rings with scores up to 0.98 (搏 as 博, 桓 as 恒, 木 as 本) in a trial of
1,300 drawn twins."""

CLOSE_LIMIT = 0.99
"""Weakest-character score from which a name with one of ``CLOSE_FORMS`` counts as read."""


def name_limit(name: str) -> float:
    """Return the score from which a name counts as read."""
    return CHARACTER_LIMIT if CLOSE_FORMS.isdisjoint(name) else CLOSE_LIMIT
