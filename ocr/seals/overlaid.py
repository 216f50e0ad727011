"""Where another seal of the same ink lies across an impression: a legal representative's name seal on the 公章.

Colour does not tell them apart; the stamp's other impressions do. All ink of the stamp is there, and much more.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.seal_strip import LEVELS, Grid, Strip

Mask = npt.NDArray[np.bool_]

_INKED, _BARE, _FAINT = 0.5, 0.35, 0.2
_TOLERANCE = (9, 7)
"""Columns and rows by which strokes of one stamp may lie off each other."""

_AROUND, _LEAST_DENSITY = (31, 17), 0.1
"""Window, and share of ink in it that is not the stamp's, from which something lies there."""

_JOINED, _REACH = (31, 15), (61, 25)
"""Columns and rows between what is one find, and between a find and fainter ink that is of the same seal."""

_RIM = 0.93
_LEAST_AREA = 4000
"""Pixels of a strip: more than two characters; one that has more strokes than the stamp's is smaller."""

_CORNER_AREA, _BELOW_CORNER = 3000, 400
"""Pixels of an area, and of the stamp's ink below it, from which all of that ink being there says the same: the corner
of a seal over three characters. One character with more strokes has an area of 2,200 at most."""

_INNER, _LEAST_INNER = 0.57, 400
"""Level within which no name stands, and pixels of ink from which what lies there is none of its characters, however
few of them it covers."""

_LEAST_COVERED = 200
_EDGE = (31, 25)
"""Columns and rows around it where its frame may run on; above and below it does so through all rows."""

_HELD, _HELD_BY_CORNER = 0.85, 0.98
"""Share of the stamp's ink below it that must be there: three name seals held all of it, other names at most 0.6."""


def without_overlaid(strip: Strip, stamp: Strip) -> Strip | None:
    """Return an impression with what lies under another seal unseen, None where none lies across it.

    Args:
        strip: Laid on the stamp.
        stamp: The stamp's other impressions.
    """
    margin = _REACH[0] + _AROUND[0] + _EDGE[0]
    ink, seen, wanted, known = (_wide(plane, margin) for plane in (strip.ink, strip.seen, stamp.ink, stamp.seen))
    both = (seen > 0) & (known > 0) & (LEVELS < _RIM)[:, None]
    own = cv2.dilate(wanted, np.ones(_TOLERANCE[::-1], np.uint8)) >= _BARE
    extra = both & (ink > _INKED) & ~own
    there = cv2.dilate(ink, np.ones((3, 3), np.uint8)) > _BARE
    below = both & (wanted > _INKED)
    covered = np.zeros(ink.shape, np.bool_)
    for area in _areas(extra, _JOINED):
        held = there[area & below]
        large = area.sum() >= _LEAST_AREA and held.size >= _LEAST_COVERED
        within = (extra & area)[LEVELS < _INNER].sum() >= _LEAST_INNER
        corner = area.sum() >= _CORNER_AREA and held.size >= _BELOW_CORNER and held.mean() >= _HELD_BY_CORNER
        if corner or ((large or within) and held.size and held.mean() >= _HELD):
            covered |= area
    if not covered.any():
        return None
    for area in _areas(both & (ink > _FAINT) & ~own, _REACH):
        if (area & covered).any():
            covered |= area
    wide = cv2.dilate(covered.astype(np.uint8), np.ones(_EDGE[::-1], np.uint8))
    hidden = (wide[:, margin:-margin] > 0).any(axis=0)
    return Strip(strip.ink, np.where(hidden, np.float32(0.0), strip.seen))


def _areas(extra: Mask, joined: tuple[int, int]) -> Iterator[Mask]:
    """Yield the areas dense with ink that is not the stamp's, those less than ``joined`` apart as one."""
    dense = cv2.boxFilter(extra.astype(np.float32), -1, _AROUND) > _LEAST_DENSITY
    closed = cv2.morphologyEx(dense.astype(np.uint8), cv2.MORPH_CLOSE, np.ones(joined[::-1], np.uint8))
    count, places = cv2.connectedComponents(closed)
    for one in range(1, count):
        yield np.asarray(places == one)


def _wide(plane: Grid, margin: int) -> Grid:
    return np.concatenate((plane[:, -margin:], plane, plane[:, :margin]), axis=1)
