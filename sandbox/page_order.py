"""The order in which people number files: archivers and mail programs list 1, 10, 11, 2."""

from __future__ import annotations

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"\d{1,9}")


def in_number_order(names: Sequence[str]) -> list[int]:
    """Return the places of the names in their new order.

    Names that differ in nothing but numbers (1.png, 10.png, 2.png) take each other's places in the order of their
    numbers; all others stay where they are, since their order may be the sender's.
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        places.setdefault(_NUMBER.sub("#", name), []).append(place)
    order = list(range(len(names)))
    for group in places.values():
        numbered = sorted(group, key=lambda place: [int(number) for number in _NUMBER.findall(names[place])])
        for place, member in zip(group, numbered, strict=True):
            order[place] = member
    return order
