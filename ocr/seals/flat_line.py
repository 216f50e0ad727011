"""The name of a round seal set as a straight line, each character as the stiff rectangle it was engraved as.

A ring unrolled by its angle stretches the inner edge of every character and squeezes the outer one, by 1.4 altogether:
a 士 (long stroke above) becomes a 土. Here each character is cut out along its own radius and keeps its form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.seal_strip import COLUMNS, LEVELS, Grid

Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_HEIGHT = 48
"""Height the recogniser wants."""

MARGIN = 0.35
"""Paper at both ends, of a character's width."""

_OUTLIER = 0.12
"""Of a character's width by which a centre may lie off the even row before it is left out, and of the median."""

_SHIFTS = np.linspace(-0.2, 0.2, 17)
_STRETCHES = np.linspace(-0.04, 0.04, 9)
_SHIFT_COST, _STRETCH_COST = 6.0, 20.0
"""Grey levels of ink on the borders between characters that a shift by one width and a stretch to the double outweigh:
without ink to go by the row stays where the recogniser saw it."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where the characters of a name stand on a ring.

    Attributes:
        first: Direction of the first one's middle, radians clockwise from the right.
        step: Angle from one to the next.
        count: How many there are.
        band: Their outer and inner level.
    """

    first: float
    step: float
    count: int
    band: tuple[float, float]

    @property
    def middles(self) -> Floats:
        """Directions of the middles."""
        return np.asarray(self.first + self.step * np.arange(self.count), dtype=np.float64)

    def cells(self) -> list[npt.NDArray[np.int64]]:
        """Return the columns of each character in an impression unrolled by angle."""
        borders = self.first + (np.arange(self.count + 1) - 0.5) * self.step
        columns = np.round(borders / (2 * np.pi) * COLUMNS).astype(np.int64)
        return [np.arange(start, max(end, start + 1)) % COLUMNS for start, end in pairwise(columns)]

    def longer(self, cells: float) -> Row:
        """Return the row with more places at both ends, none of which lies on the row itself."""
        spare = int(min(cells, max((2 * np.pi / self.step - self.count) / 2, 0.0)))
        return replace(self, first=self.first - spare * self.step, count=self.count + 2 * spare)


def even_row(middles: Sequence[float], band: tuple[float, float]) -> Row | None:
    """Return the even row that fits what was seen of the characters' middles, None where there are too few of them."""
    if len(middles) < 2:
        return None
    seen = np.unwrap(np.asarray(middles, dtype=np.float64))
    places = np.arange(len(seen))
    kept = np.ones(len(seen), np.bool_)
    for _ in range(4):
        step, first = np.polyfit(places[kept], seen[kept], 1)
        off = np.abs(first + step * places - seen)
        within = off <= max(_OUTLIER * abs(step), 2 * float(np.median(off)))
        if within.sum() < 2 or (within == kept).all():
            break
        kept = within
    return Row(float(first), float(step), len(seen), band) if step > 0 else None


def settled(row: Row, ink: Grid) -> Row:
    """Return the row moved and stretched a little, so that the borders between characters carry the least ink."""
    outer, inner = row.band
    profile = ink[(inner <= LEVELS) & (outer >= LEVELS)].mean(axis=0)
    shifts, stretches = (each.ravel() for each in np.meshgrid(_SHIFTS, _STRETCHES))
    steps = row.step * (1 + stretches)
    middle = row.first + (row.count - 1) / 2 * row.step + shifts * row.step
    borders = middle[:, None] + (np.arange(row.count + 1) - row.count / 2) * steps[:, None]
    columns = borders / (2 * np.pi) * COLUMNS - 0.5
    on_borders = np.interp(columns % COLUMNS, np.arange(COLUMNS + 1), np.append(profile, profile[0]))
    cost = 255 * on_borders.mean(axis=1) + _SHIFT_COST * np.abs(shifts) + _STRETCH_COST * np.abs(stretches)
    best = int(cost.argmin())
    return replace(row, first=float(middle[best] - (row.count - 1) / 2 * steps[best]), step=float(steps[best]))


def flat_line(ink: Grid, row: Row, wide: float = 1.0, band: tuple[float, float] = (0.0, 0.0)) -> Plane:
    """Return the characters of a row side by side, dark on white, 48 pixels high.

    Args:
        ink: An impression unrolled by angle, 0.0–1.0, rows by ``LEVELS``.
        row: Where they stand.
        wide: How much wider than they are they are made.
        band: By how much the outer and the inner level are moved outward.
    """
    outer, inner = row.band[0] + band[0], row.band[1] + band[1]
    width = row.step * (outer + inner) / 2
    pixels = max(8, round(width * _HEIGHT / (outer - inner) * wide))
    margin = round(MARGIN * pixels)
    places = np.arange(-margin, row.count * pixels + margin)
    cells = np.clip(places // pixels, 0, row.count - 1)
    across = ((places + 0.5) / pixels - cells - 0.5) * width
    along = np.linspace(outer, inner, _HEIGHT)[:, None]
    turn = row.middles[cells] + np.arctan2(across, along)
    line = taken(ink, turn, np.hypot(across, along))
    line[:, (places < 0) | (places >= row.count * pixels)] = 0.0
    return np.asarray(np.round(255 - 255 * np.clip(line, 0, 1)), dtype=np.uint8)


def hidden_shares(seen: Grid, row: Row) -> Floats:
    """Return for each character how much of it lies under print, 0.0–1.0."""
    outer, inner = row.band
    hidden = 1 - seen[(inner <= LEVELS) & (outer >= LEVELS)].mean(axis=0)
    return np.asarray([hidden[cell].mean() for cell in row.cells()], dtype=np.float64)


def taken(plane: Grid, turn: Floats, levels: Floats, interpolation: int = cv2.INTER_CUBIC) -> Grid:
    """Return the values of an unrolled plane at directions and levels, rows × columns; 0.0 beyond it."""
    closed = np.concatenate((plane[:, -1:], plane, plane[:, :1]), axis=1)
    columns = (turn % (2 * np.pi)) / (2 * np.pi) * COLUMNS + 0.5
    rows = (levels - LEVELS[0]) / (LEVELS[1] - LEVELS[0])
    return np.array(cv2.remap(
        closed, columns.astype(np.float32), rows.astype(np.float32), interpolation,
        borderMode=cv2.BORDER_CONSTANT, borderValue=(0.0,),
    ))
