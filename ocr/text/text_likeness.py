"""Is a text of the layer the one that the picture shows? Signs, widths and characters that look alike do not count."""

from __future__ import annotations

import re

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio

from cases.plain_text import print_shape


def says(claim: str, shown: str) -> bool:
    """Tell whether two texts are the same but for signs, widths and characters that look alike."""
    return print_shape(claim) == print_shape(shown)


def is_filled_in(claim: str, shown: str) -> bool:
    """Tell whether the claim is a label and the picture shows it filled in: somebody signed."""
    return claim.rstrip().endswith(("：", ":")) and print_shape(shown).startswith(print_shape(claim))


def likeness(claim: str, shown: str) -> float:
    """Return how alike two texts are, 0.0-1.0."""
    return float(Levenshtein.normalized_similarity(print_shape(claim), print_shape(shown)))


def part_likeness(claim: str, shown: str) -> float:
    """Return how alike a text is to the part of another that is most like it, 0.0-1.0."""
    one, other = print_shape(claim), print_shape(shown)
    return partial_ratio(one, other) / 100 if one and other else 0.0


def holds(shown: str, claim: str) -> bool:
    """Tell whether a text holds another, numbers whole: 120 does not hold 20."""
    wanted = print_shape(claim)
    before = r"(?<!\d)" if wanted[:1].isdigit() else ""
    after = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return bool(wanted) and re.search(before + re.escape(wanted) + after, print_shape(shown)) is not None
