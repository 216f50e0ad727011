"""The circle through the outline of strips laid side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ocr.fragments import MASK_PIXELS_PER_MM

Floats = npt.NDArray[np.float64]

_CUTS_MM = (0.0, 1.0, 2.0, 3.0, 4.5)
"""What a scanner may cut off at each joint (2–5 mm); the value with the roundest outline is taken."""

_DIAMETERS_MM = (28.0, 64.0)
_LEAST_POINTS = 10


@dataclass(frozen=True, slots=True)
class Circle:
    """A fitted circle: diameter, what was cut off per joint, and the median distance of the outline from it, mm."""

    diameter_mm: float
    cut_mm: float
    residual_mm: float


def fit_circle(strips: Sequence[tuple[npt.NDArray[np.bool_], float]]) -> Circle | None:
    """Return the circle through strips in order from left to right, None where they are too narrow for one.

    Args:
        strips: Mask (rows along the edge) and start along the edge in mm.
    """
    fits = [fit for cut in _CUTS_MM if (fit := _fit(_outline(strips, cut), cut))]
    return min(fits, key=lambda fit: fit.residual_mm, default=None)


def _outline(strips: Sequence[tuple[npt.NDArray[np.bool_], float]], cut_mm: float) -> Floats:
    """Return the first and last ink of every column, N×2 in mm."""
    points: list[Floats] = []
    offset = 0.0
    for mask, start in strips:
        columns = np.flatnonzero(mask.any(axis=0))
        first = mask.argmax(axis=0)[columns]
        last = mask.shape[0] - 1 - mask[::-1].argmax(axis=0)[columns]
        x = offset + (columns + 0.5) / MASK_PIXELS_PER_MM
        for row in (first, last + 1):
            points.append(np.column_stack((x, start + row / MASK_PIXELS_PER_MM)))
        offset += mask.shape[1] / MASK_PIXELS_PER_MM + cut_mm
    return np.vstack(points) if points else np.zeros((0, 2))


def _fit(points: Floats, cut_mm: float) -> Circle | None:
    """Return the least-squares circle after dropping the points where the ring is broken."""
    kept = points
    result: Circle | None = None
    for _ in range(4):
        if len(kept) < _LEAST_POINTS:
            return result
        centred = kept - kept.mean(axis=0)
        system = np.column_stack((2 * centred, np.ones(len(kept))))
        solution, _, rank, _ = np.linalg.lstsq(system, (centred**2).sum(axis=1), rcond=None)
        square = float(solution[2] + solution[0] ** 2 + solution[1] ** 2)
        if rank < 3 or square <= 0:
            return result
        radius = square**0.5
        distance = np.abs(np.hypot(*(points - kept.mean(axis=0) - solution[:2]).T) - radius)
        if _DIAMETERS_MM[0] <= 2 * radius <= _DIAMETERS_MM[1]:
            result = Circle(2 * radius, cut_mm, float(np.median(distance)))
        kept = points[distance <= max(0.6, float(np.quantile(distance, 0.75)))]
    return result
