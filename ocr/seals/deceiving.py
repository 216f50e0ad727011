"""The characters of a name whose look-alikes a sure reading may have taken for them.

By nature (柏 and 拍 in most faces), or because a stroke or two are all that tells them apart, which print may hide
(大 and 太).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ocr.seals.fixed_words import makes_a_name
from ocr.seals.look_alikes import look_alikes


@dataclass(frozen=True, slots=True)
class DeceivingSign:
    """The look-alikes of one character of a name that make another name, with how alike the ink of both may be.

    Attributes:
        all: Those by nature and those that a stroke or two tell apart.
        by_nature: Those of a character whose readings are not to be trusted even where all of it is seen.
    """

    all: Mapping[str, float]
    by_nature: Mapping[str, float]


@lru_cache(maxsize=64)
def deceiving_signs(name: str) -> tuple[DeceivingSign, ...]:
    """Return what may deceive in each place of a name, as it stands on the ring."""
    table = look_alikes()
    found = (_deceiving(name, place) for place in range(len(name)))
    return tuple(
        DeceivingSign(likes, likes if sign in table.treacherous else {})
        for sign, likes in zip(name, found, strict=True)
    )


def deceives(name: str) -> bool:
    """Tell whether a name holds a character that deceives."""
    return any(sign.all for sign in deceiving_signs(name))


def _deceiving(name: str, place: int) -> dict[str, float]:
    table, sign = look_alikes(), name[place]
    thought_of = (rival for rival in table.rivals(sign) if table.is_thought_of(sign, rival))
    rivals = [rival for rival in thought_of if table.may_deceive(sign, rival) and makes_a_name(name, place, rival)]
    if sign in table.treacherous and not any(rival in table.leanings.get(sign, ()) for rival in rivals):
        return {}
    return {rival: table.ink_likeness(sign, rival) for rival in rivals}
