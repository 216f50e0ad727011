"""Which of several readings of one ring to believe, and how far."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.seals.name_arc import Arc

HAN = re.compile(r"[\u3400-\u9fff]")
WRONG_COUNT = 0.35
"""What remains of the confidence in a name whose number of characters does not fit the ring."""

_CUT_SHORT = 0.3
_HELD = 0.3
"""A reading that another one of this score goes beyond, and that ends as a name does, is likely to lack a part."""

Reading = tuple[Arc, str, float]
"""Arc, text and score of the weakest character."""

_NAME_END = re.compile(
    r"(?:公司|局|政府|中心|办公室|幼儿园|厂|店|所|院|校|部|处|科|行|社|会|厅|合伙）?)(?:[（(].*[)）])?$"
)


def choose(readings: Sequence[Reading]) -> tuple[str, float, Arc | None]:
    """Return the best reading with its confidence.

    Longer readings win over their own parts. One that no other holds is worth less, and so is one
    that another reading contradicts or that does not end as names of units do.
    """
    best: tuple[str, float, Arc | None] = ("", 0.0, None)
    best_rank = 0.0
    for index, (arc, text, score) in enumerate(readings):
        length = len(HAN.findall(text))
        if length < 2:
            continue
        others = [each for place, each in enumerate(readings) if place != index]
        confirmed = any(text in other for _, other, _ in others)
        rank = _lifted(text, score) + 0.25 * bool(_NAME_END.search(text)) + 0.15 * confirmed + 0.1 * min(length, 24)
        longer = any(held > _HELD and _is_part(text, other) and _NAME_END.search(other) for _, other, held in others)
        rank -= _CUT_SHORT * longer
        if rank > best_rank:
            denial = max((held for _, other, held in others if _contradicts(other, text)), default=0.0)
            trust = (1.0 if confirmed else 0.75) * (1 - 0.5 * min(1.0, denial / max(score, 0.01)))
            trust *= 1.0 if _NAME_END.search(text) else 0.8
            trust *= WRONG_COUNT if any(held > 0.15 and _is_part(text, other) for _, other, held in others) else 1.0
            best, best_rank = (text, score * trust, arc), rank
    return best


def _lifted(text: str, score: float) -> float:
    """Return a score to compare readings by: the two widths of a bracket share the recogniser's trust."""
    return min(1.0, 2 * score) if "（" in text or "）" in text else score


def _is_part(text: str, other: str) -> bool:
    """Tell whether another reading goes on with more Chinese characters before or after a text."""
    return text in other and len(HAN.findall(other)) > len(HAN.findall(text))


def _contradicts(other: str, text: str) -> bool:
    """Tell whether a reading is neither a part of a text, read round the ring from anywhere, nor holds it."""
    characters, own = "".join(HAN.findall(other)), "".join(HAN.findall(text))
    if not characters or own in characters or characters in own + own:
        return False
    # An arc that leaves out what stands in brackets shows the end of the name before its beginning.
    cuts = range(1, len(characters))
    return not any(own.endswith(characters[:cut]) and own.startswith(characters[cut:]) for cut in cuts)
