"""Rings as straight strips: the ring of an ellipse unrolled by its angle, or straightened along its arc."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Ellipse:
    """An ellipse on a plane.

    Attributes:
        x: Centre, pixels.
        y: Centre, pixels.
        a: Half width in its own frame, pixels.
        b: Half height.
        angle: Clockwise turn of that frame, radians.
    """

    x: float
    y: float
    a: float
    b: float
    angle: float = 0.0

    @property
    def radius(self) -> float:
        """Mean half axis."""
        return (self.a + self.b) / 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a ring, and the size of the strip that shows it.

    Attributes:
        levels: Of the first and the last row; 1.0 is the outline, 0.0 the centre.
        columns: Width.
        rows: Height.
        start: Angle of the first column, clockwise from the right, radians.
        sweep: Angle over all columns; negative runs counter-clockwise.
    """

    levels: tuple[float, float]
    columns: int
    rows: int
    start: float = 0.0
    sweep: float = 2 * np.pi


def unroll(plane: Plane, ellipse: Ellipse, stretch: Stretch) -> tuple[Plane, Floats]:
    """Return the ring of an ellipse as a strip, columns evenly by angle, and the level of each row.

    Args:
        plane: H×W or H×W×3.
        ellipse: Its outline.
        stretch: What is shown of it.
    """
    theta = stretch.start + (np.arange(stretch.columns) + 0.5) * stretch.sweep / stretch.columns - ellipse.angle
    levels = np.linspace(stretch.levels[0], stretch.levels[1], stretch.rows)
    across, down = ellipse.a * np.cos(theta), ellipse.b * np.sin(theta)
    cos, sin = np.cos(ellipse.angle), np.sin(ellipse.angle)
    unit_x, unit_y = across * cos - down * sin, across * sin + down * cos
    map_x = (ellipse.x + np.outer(levels, unit_x)).astype(np.float32)
    map_y = (ellipse.y + np.outer(levels, unit_y)).astype(np.float32)
    return _taken(plane, map_x, map_y), levels


def straighten(plane: Plane, ellipse: Ellipse, stretch: Stretch) -> Plane:
    """Return a stretch of the ring as a straight line, characters upright: rows lie parallel to the outline.

    On a circle this equals ``unroll``; on an oval rows are set off along the normal and columns
    evenly along the arc, else the characters of the sides lean over.

    Args:
        plane: H×W.
        ellipse: Its outline.
        stretch: What is shown of it; a level is one mean radius, and ``start`` is in the ellipse's own parameter.
    """
    a, b, columns = ellipse.a, ellipse.b, stretch.columns
    fine = stretch.start - ellipse.angle + np.linspace(0.0, stretch.sweep, 4 * columns)
    speed = np.hypot(a * np.sin(fine), b * np.cos(fine))
    length = np.concatenate(([0.0], np.cumsum((speed[1:] + speed[:-1]) / 2)))
    theta = np.interp((np.arange(columns) + 0.5) * length[-1] / columns, length, fine)
    speed = np.hypot(a * np.sin(theta), b * np.cos(theta))
    inward = (1.0 - np.linspace(stretch.levels[0], stretch.levels[1], stretch.rows)) * ellipse.radius
    across = a * np.cos(theta) - np.outer(inward, b * np.cos(theta) / speed)
    down = b * np.sin(theta) - np.outer(inward, a * np.sin(theta) / speed)
    cos, sin = np.cos(ellipse.angle), np.sin(ellipse.angle)
    map_x = (ellipse.x + across * cos - down * sin).astype(np.float32)
    map_y = (ellipse.y + across * sin + down * cos).astype(np.float32)
    return _taken(plane, map_x, map_y)


def _taken(plane: Plane, map_x: npt.NDArray[np.float32], map_y: npt.NDArray[np.float32]) -> Plane:
    """Return the values of a plane at points between its pixels."""
    return np.asarray(cv2.remap(plane, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)
