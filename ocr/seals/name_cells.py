"""The characters of a name on a ring, cut out one by one as they were engraved."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.flat_line import Row
from ocr.seals.seal_strip import COLUMNS, LEVELS, Grid, Strip

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
    turns = row.middles[:, None, None] + np.arctan2(across, along)
    levels = np.broadcast_to(np.hypot(across, along), turns.shape)
    ink = np.clip(_taken(strip.ink, turns, levels), 0.0, 1.0)
    hidden = _taken(strip.seen, turns, levels) < 0.5
    return np.stack((ink, hidden.astype(np.float32)), axis=1)


def _taken(plane: Grid, turns: npt.NDArray[np.float64], levels: npt.NDArray[np.float64]) -> Grid:
    """Return the values of a closed plane at directions and levels, 0.0 beyond it."""
    closed = np.concatenate((plane[:, -1:], plane, plane[:, :1]), axis=1)
    columns = turns % (2 * np.pi) / (2 * np.pi) * COLUMNS + 0.5
    rows = (levels - LEVELS[0]) / (LEVELS[1] - LEVELS[0])
    flat = (turns.shape[0] * turns.shape[1], turns.shape[2])
    taken = cv2.remap(
        closed, columns.reshape(flat).astype(np.float32), rows.reshape(flat).astype(np.float32), cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT, borderValue=(0.0,),
    )
    return np.asarray(taken, dtype=np.float32).reshape(turns.shape)
