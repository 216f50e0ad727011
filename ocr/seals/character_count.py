"""How many characters stand on a ring: they are cut at even distances, so a grid of the right number fits the gaps.

A recogniser passes over a blotted or faded character without a trace in its score (seen: 北京市[朝]阳区, 1.00).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_GAP_SHARES = (0.0, 0.06, 0.12, 0.18, 0.25, 0.35)
_CLEAR_GAPS = 0.45
_CLEARLY = 1.2
_CLEARLY_LESS = 1.67
"""By how much the grid of one number must beat that of another. Of 64 impressions with characters passed over none
had gaps as clear as ``_CLEAR_GAPS``, and 95 % no clearly better grid than for other numbers; of 205 read right 12 %
had neither."""

_UNPROVEN = 0.75
_DISPROVEN = 0.35
_REACH = 3


def agreement(strip: Plane, count: int) -> float:
    """Return how far a line bears out its number of characters, 0.0–1.0.

    Args:
        strip: The unrolled name, dark on white.
        count: Characters read, brackets included.
    """
    profile = _ink_profile(strip)
    if count < 3 or len(profile) < 4 * count:
        return 1.0
    own = _ink_on_grid(profile, count)
    steps = (step for step in range(-_REACH, _REACH + 1) if step and count + step > 2)
    best_other = min(_ink_on_grid(profile, count + step) for step in steps)
    if own <= _CLEAR_GAPS or best_other > _CLEARLY * own:
        return 1.0
    return _UNPROVEN if best_other > own / _CLEARLY_LESS else _DISPROVEN


def _ink_profile(strip: Plane) -> Floats:
    """Return the ink per column between the first and the last inked one, its mean 1.0."""
    inked = np.convolve(255.0 - strip.mean(axis=0), np.ones(3) / 3, mode="same")
    columns = np.flatnonzero(inked > 12)
    if not columns.size:
        return np.zeros(0)
    part = inked[columns[0] : columns[-1] + 1]
    return np.asarray(part / part.mean(), dtype=np.float64)


def _ink_on_grid(profile: Floats, count: int) -> float:
    """Return the mean ink on the lines between ``count`` even cells, for the width of gap that suits best."""
    cell = len(profile) / count
    borders = np.arange(1, count)
    grids = (borders * (len(profile) + share * cell) / count - share * cell / 2 for share in _GAP_SHARES)
    return min(float(profile[np.clip(grid.astype(np.int64), 0, len(profile) - 1)].mean()) for grid in grids)
