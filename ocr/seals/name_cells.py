"""The characters of a name on a ring, cut out one by one as they were engraved."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.flat_line import Row, taken
from ocr.seals.seal_strip import Strip

SIDE = 40
"""Pixels of a cell: a little more than a character of a 42 mm seal has at 150 dpi."""

SPAN = 1.2
"""Places across and bands high that a cell shows: neighbours and ring begin at its edges."""

Cells = npt.NDArray[np.float32]
"""Characters × 2 × ``SIDE`` × ``SIDE``: ink 0.0–1.0, and 1.0 where print lies over it."""


def name_cells(strip: Strip, row: Row) -> Cells:
    """Return the cells of a row's characters, in its order."""
    outer, inner = row.band
    middle = (outer + inner) / 2
    places = ((np.arange(SIDE) + 0.5) / SIDE - 0.5) * SPAN
    across = np.broadcast_to(places * row.step * middle, (SIDE, SIDE))
    along = np.broadcast_to(middle - places[:, None] * (outer - inner), (SIDE, SIDE))
    turns = (row.middles[:, None, None] + np.arctan2(across, along)).reshape(-1, SIDE)
    levels = np.tile(np.hypot(across, along), (row.count, 1))
    ink, seen = (taken(plane, turns, levels, cv2.INTER_LINEAR) for plane in (strip.ink, strip.seen))
    both = np.stack((np.clip(ink, 0.0, 1.0), (seen < 0.5).astype(np.float32)))
    return both.reshape(2, row.count, SIDE, SIDE).swapaxes(0, 1)
