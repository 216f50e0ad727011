"""Comparing names of units as they stand on forms and seals. Source: domain rule d2.9 (design §5.1).

Brackets are folded to one form, bracket *content* is never dropped: 甲（北京）公司 and 甲北京分公司 are
different units.
"""

from __future__ import annotations

from enum import StrEnum

from rapidfuzz.distance import Levenshtein

from cases.plain_text import name_as_read
from cases.reading import CHARACTER_LIMIT, UNREADABLE_MARKS

FOREIGN_LIMIT = 0.5
"""Similarity below which a confidently read name belongs to somebody else altogether (domain c2)."""


class Match(StrEnum):
    """How a name that was read compares with the name that is expected."""

    SAME = "same"
    DIFFERENT = "different"
    UNREADABLE = "unreadable"


def letters(name: str) -> str:
    """Return a name without brackets, which readers lose: what names are compared by."""
    return name_as_read(name).replace("（", "").replace("）", "")


def _differ_in_unread_brackets_only(read: str, expected: str) -> bool:
    """Tell whether every character was read but for brackets, which are not compared anyway."""
    if len(read) != len(expected):
        return False
    differing = [(one, other) for one, other in zip(read, expected, strict=True) if one != other]
    return bool(differing) and all(one in UNREADABLE_MARKS and other in "（）" for one, other in differing)


def similarity(read: str, expected: str) -> float:
    """Return 0.0–1.0, 1.0 for names equal after folding; for display and benchmarks only."""
    return float(Levenshtein.normalized_similarity(letters(read), letters(expected)))


def holds_with_gaps(name: str, read: str) -> bool:
    """Tell whether all that was read is the name's, in its order: the rest was not read, and nothing contradicts it.

    Args:
        name: A whole name.
        read: What was read of it, at least half.
    """
    signs = [sign for sign in letters(read) if sign not in UNREADABLE_MARKS]
    left = iter(letters(name))
    return 2 * len(signs) >= len(name) and all(sign in left for sign in signs)


def compare(read: str, score: float, expected: str) -> Match:
    """Compare character by character; a character that was not read surely proves nothing.

    That holds for equal names as well: of 1,300 drawn seals of units whose names differ by one like character,
    nine were read as the expected name with scores below ``CHARACTER_LIMIT``.

    Args:
        read: Ring text or field, as read.
        score: Score of its weakest character.
        expected: The applicant's name.
    """
    marked = any(mark in read for mark in UNREADABLE_MARKS)
    left, right = letters(read), letters(expected)
    if left == right or _differ_in_unread_brackets_only(name_as_read(read), name_as_read(expected)):
        return Match.SAME if left and score >= CHARACTER_LIMIT else Match.UNREADABLE
    if not left or marked or score < CHARACTER_LIMIT:
        return Match.UNREADABLE
    kinds = {step.tag for step in Levenshtein.editops(left, right)}
    # Characters at the ends of an arc get lost in unwrapping: a shorter reading alone proves nothing.
    if left in right or (kinds == {"insert"} and similarity(read, expected) >= FOREIGN_LIMIT):
        return Match.UNREADABLE
    return Match.DIFFERENT


def lacks_the_character(read: str, expected: str) -> bool:
    """Tell whether a name was read with a common character for a rare one (赟 as 赞), which readers hardly know."""
    if len(read) != len(expected):
        return False
    apart = [(one, other) for one, other in zip(read, expected, strict=True) if one != other]
    return len(apart) == 1 and _is_common(apart[0][0]) and not _is_common(apart[0][1])


def _is_common(character: str) -> bool:
    return bool(character.encode("gb2312", "ignore"))
