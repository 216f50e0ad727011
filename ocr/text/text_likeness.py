"""Is a text of the layer the one that the picture shows? Signs, widths and characters that look alike do not count."""

from __future__ import annotations

import re
import unicodedata

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio

_SAME = str.maketrans({**dict.fromkeys("Oo〇○◯", "0"), **dict.fromkeys("lI|丨", "1"), **dict.fromkeys("□☐☑☒■", "口"),
                       **dict.fromkeys("-‐‑‒–—―─━", "一"), "×": "x", "X": "x", "臺": "台"})  # fmt: skip


def says(claim: str, shown: str) -> bool:
    """Tell whether two texts are the same but for signs, widths and characters that look alike."""
    return folded(claim) == folded(shown)


def is_filled_in(claim: str, shown: str) -> bool:
    """Tell whether the claim is a label and the picture shows it filled in: somebody signed."""
    return claim.rstrip().endswith(("：", ":")) and folded(shown).startswith(folded(claim))


def likeness(claim: str, shown: str) -> float:
    """Return how alike two texts are, 0.0-1.0."""
    return float(Levenshtein.normalized_similarity(folded(claim), folded(shown)))


def folded(text: str) -> str:
    """Return letters and digits alone, in one width, characters that no print tells apart made one."""
    plain = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME).casefold()
    return re.sub("一一+", "一", "".join(character for character in plain if character.isalnum())).strip("一")


def part_likeness(claim: str, shown: str) -> float:
    """Return how alike a text is to the part of another that is most like it, 0.0-1.0."""
    one, other = folded(claim), folded(shown)
    return partial_ratio(one, other) / 100 if one and other else 0.0


def holds(shown: str, claim: str) -> bool:
    """Tell whether a text holds another, numbers whole: 120 does not hold 20."""
    wanted = folded(claim)
    before = r"(?<!\d)" if wanted[:1].isdigit() else ""
    after = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return bool(wanted) and re.search(before + re.escape(wanted) + after, folded(shown)) is not None
