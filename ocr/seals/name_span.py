"""Whether a name that was read fills its stretch of the ring: what faded or was passed over leaves the reading short.

Measured on 205 names read right: their ink lies within 0.16 of a character's width of the star's axis in 98 %;
no more than 0.8 of a width of ring is left over in 99 %.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ocr.seals.name_arc import Arc

Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_MOST_LEAN = 0.35
"""Characters by which the middle of a name may lie off the axis; one lost at an end makes 0.5."""

_MOST_LEFT_OVER = 0.9
"""Characters' widths of ink as high as a name's that may stand outside its arc."""

_INKED = 0.35
_SMOOTH = 9
_BORDER = 0.02
_JOINED = 0.6
"""Gap within what is left over, in characters."""


@dataclass(frozen=True, slots=True)
class NameRing:
    """A ring on which a name was read.

    Attributes:
        dark: The impression unrolled over a whole turn, 1 on ink.
        levels: Level of each row.
        axis: A direction the name lies evenly about and in how many directions a turn it may do so; None if unknown.
        alone: Nothing else stands at the levels of the name (on ovals other lines do).
    """

    dark: Plane
    levels: Floats
    axis: tuple[float, int] | None
    alone: bool


def fills(ring: NameRing, arc: Arc, band: tuple[float, float], count: int) -> bool:
    """Tell whether a name lies evenly about its axis and no character stands outside its arc.

    Args:
        ring: Where it stands.
        arc: Where the name was read.
        band: Its outer and inner level.
        count: Characters read.
    """
    turn = (np.arange(ring.dark.shape[1]) + 0.5) / ring.dark.shape[1] * 2 * np.pi
    place = (turn - arc.start) % (2 * np.pi)
    inked = _as_high_as_the_name(ring.dark, ring.levels, band, place < arc.sweep)
    found = place[inked & (place < arc.sweep)]
    if not found.size or count < 2:
        return True
    width = (found.max() - found.min()) / (count - 0.2)
    if ring.axis and _lean(arc.start + (found.max() + found.min()) / 2, *ring.axis) > _MOST_LEAN * width:
        return False
    outside = np.sort(place[inked & (place >= arc.sweep)])
    return not ring.alone or bool(_longest(outside, _JOINED * width) <= _MOST_LEFT_OVER * width)


def _as_high_as_the_name(
    dark: Plane, levels: Floats, band: tuple[float, float], inside: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Return the columns with ink in the outer and in the inner half of a band: numbers stand in one of them."""
    outer, inner = band
    middle = (outer + inner) / 2
    halves = ((levels > middle) & (levels <= outer - _BORDER), (levels <= middle) & (levels >= inner + _BORDER))
    both = np.minimum(*(_smoothed(dark[rows].mean(axis=0)) for rows in halves))
    text = both[inside & (both > 0.05)]
    return np.asarray(both > _INKED * (float(np.median(text)) if text.size else 1.0))


def _smoothed(columns: Floats) -> Floats:
    around = np.concatenate((columns[-_SMOOTH:], columns, columns[:_SMOOTH]))
    return np.asarray(np.convolve(around, np.ones(_SMOOTH) / _SMOOTH, mode="same")[_SMOOTH:-_SMOOTH], dtype=np.float64)


def _lean(middle: float, axis: float, ways: int) -> float:
    step = 2 * np.pi / ways
    return abs((middle - axis + step / 2) % step - step / 2)


def _longest(places: Floats, gap: float) -> float:
    """Return the length of the longest run of places no further apart than a gap."""
    if not places.size:
        return 0.0
    runs = np.split(places, np.flatnonzero(np.diff(places) > gap) + 1)
    return float(max(run[-1] - run[0] for run in runs))
