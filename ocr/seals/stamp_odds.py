"""What all impressions of one stamp say of a name together, and where one of them only repeats the others' ink."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ocr.seals.name_test import Fit
from ocr.seals.same_stamp import Stamp, compare, differences, find_stamps
from ocr.seals.seal_strip import Strip

_LEAST, _MOST = -12.0, 8.0
"""Bounds of what one impression says of one rival of a name."""

_UNLISTED = 3.0
"""What an impression says of a rival that nothing proposed there."""

_FREE = 0.6
"""Share of a character under print up to which it counts as seen."""

_LEAST_IMPRESSIONS = 3
_SETTLED = 8.0
"""Odds over all impressions of a stamp from which a character of it is no question any more."""

_ALIKE, _DIFFERENT, _SEEN = 0.9, 0.15, 0.3
"""Correlation with the stamp's other impressions, largest local difference, and share seen of both, that show the same
character: see ``ocr.seals.impressions``."""

Place = TypeVar("Place", bound=Hashable)


@dataclass(frozen=True, slots=True)
class StampOdds:
    """Odds of a name for one impression among those of its stamp.

    Attributes:
        stamp: Summed over all of them, for the worst character.
        own: Of the impression's worst character, those left out that print covers, and those whose ink is that of the
            stamp's other impressions, which settle them.
        impressions: How many the stamp has.
    """

    stamp: float
    own: float
    impressions: int


def stamp_odds(fits: Mapping[Place, Fit], strips: Mapping[Place, Strip]) -> dict[Place, StampOdds]:
    """Return the odds of a name for every impression that was tested.

    Args:
        fits: What the tests gave.
        strips: These impressions and those on which the very name was read beyond doubt.
    """
    places = list(strips)
    found: dict[Place, StampOdds] = {}
    for stamp in find_stamps(list(strips.values())):
        members = [fits.get(places[index]) for index in stamp.places]
        for at, (index, one) in enumerate(zip(stamp.places, members, strict=True)):
            if one is not None:
                found[places[index]] = _of_one(stamp, members, at, one)
    return found


def _of_one(stamp: Stamp, members: Sequence[Fit | None], at: int, one: Fit) -> StampOdds:
    sums = _sums(members, len(one.odds))
    asked = [place for place, hidden in enumerate(one.hidden) if hidden <= _FREE]
    doubted = [place for place in asked if one.at(place) <= 0 and sums[place] >= _SETTLED]
    template = members[0]
    if doubted and template is not None and len(members) >= _LEAST_IMPRESSIONS:
        repeated = _repeated(stamp, at, template, doubted)
        asked = [place for place in asked if place not in repeated]
    return StampOdds(min(sums, default=0.0), min((one.at(place) for place in asked), default=0.0), len(members))


def _sums(members: Sequence[Fit | None], length: int) -> list[float]:
    """Return for each place the least sum over its rivals; None stands for an impression that was surely read so."""
    sums = []
    for place in range(length):
        rivals = {rival for one in members if one is not None for rival in one.odds[place]}
        said = (
            (_MOST if one is None else one.odds[place].get(rival, _UNLISTED) for one in members) for rival in rivals
        )
        totals = (sum(max(_LEAST, min(value, _MOST)) for value in values) for values in said)
        sums.append(min(totals, default=_MOST * len(members)))
    return sums


def _repeated(stamp: Stamp, at: int, template: Fit, places: Sequence[int]) -> set[int]:
    """Return the places at which an impression shows the same ink as the others; the first one's row tells where."""
    strip, others = stamp.strips[at], stamp.others(at)
    comparison, difference = compare(strip, others), differences(strip, others)
    cells = template.row.cells()
    repeated = set()
    for place in places:
        judged = cells[place][comparison.inked[cells[place]]]
        seen = judged[comparison.seen[judged] >= _SEEN]
        if seen.size * 2 >= judged.size > 0 and comparison.likeness[seen].min() >= _ALIKE:
            repeated |= {place} if difference[cells[place]].max() < _DIFFERENT else set()
    return repeated
