"""Outlines of seal impressions in an ink mask: circles, ovals and squares, measured in millimetres.

The mask has ``PIXELS_PER_MM`` everywhere in this module; ``ocr.outline_search`` finds them.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import SealShape
from ocr.seals.unrolling import Ellipse, Stretch, unroll

PIXELS_PER_MM = 4.0
"""Resolution of the masks searched here: a ring of 1 mm is four pixels wide."""

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.uint8]
RAYS = 180
_PAPER_BEHIND = 0.16
"""Least blank behind a ring, as a share of the inner field looked at (0.45 of the radius to the ring)."""

_EXACT_MM = 0.3
_ALONG = 0.9
"""Exact share of what is covered: circles laid across an oval reach 0.86."""

_OVAL_BELOW = 0.86
"""Axis ratio under which an outline is oval: 40×30 mm gives 0.75, a page photographed at 25° still 0.9."""


@dataclass(frozen=True, slots=True)
class Outline:
    """One outline, in mask pixels.

    Attributes:
        shape: Round, oval or square.
        centre: x, y.
        half_axes: Half of width and height in the outline's own frame.
        angle: Clockwise radians by which that frame is turned.
        coverage: Share of the outline where ink was seen.
        thinness: Share of it where the ink is a line and not the border of a filled area.
        fill: Share of the inner area that is inked.
        gap: Direction of the middle and width of the longest stretch without ink, clockwise radians from the right.
        hollow: Share of the covered outline behind which paper shows, were it behind a second ring or run ink.
        strokes: Borders of ink met on the way round where a ring's text would stand: characters give dozens.
        exact: Share of the outline where ink lies within 0.3 mm of it: cut rings lose little against ``coverage``.
    """

    shape: SealShape
    centre: tuple[float, float]
    half_axes: tuple[float, float]
    angle: float
    coverage: float
    thinness: float
    fill: float
    gap: tuple[float, float] = (0.0, 0.0)
    hollow: float = 1.0
    strokes: int = 99
    exact: float = 1.0

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """x0, y0, x1, y1 of the upright rectangle around the outline."""
        (x, y), (a, b) = self.centre, self.half_axes
        cos, sin = abs(np.cos(self.angle)), abs(np.sin(self.angle))
        if self.shape is SealShape.SQUARE:
            width, height = a * cos + b * sin, a * sin + b * cos
        else:
            width, height = float(np.hypot(a * cos, b * sin)), float(np.hypot(a * sin, b * cos))
        return x - width, y - height, x + width, y + height

    @property
    def ellipse(self) -> Ellipse:
        """The ellipse that it is, or that fits into a square."""
        return Ellipse(*self.centre, *self.half_axes, self.angle)

    @property
    def radius(self) -> float:
        """Mean half axis."""
        return (self.half_axes[0] + self.half_axes[1]) / 2

    @property
    def runs_along(self) -> bool:
        """Whether the fit runs along the line it covers, not across it."""
        return self.exact >= _ALONG * self.coverage

    def contains(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        x0, y0, x1, y1 = self.extent
        return x0 <= x <= x1 and y0 <= y <= y1


def find_square(mask: Plane, blob: Plane, origin: tuple[int, int]) -> Outline | None:
    """Return the rectangle around one connected blob, or None where no frame or field fills it."""
    ys, xs = np.nonzero(blob)
    points = np.column_stack((xs + origin[0], ys + origin[1])).astype(np.float32)
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    if min(width, height) < 1:
        return None
    if angle > 45:
        width, height, angle = height, width, angle - 90
    return measure_square(mask, (float(x), float(y)), (float(width), float(height)), float(angle))


def measure_square(
    mask: Plane, centre: tuple[float, float], size: tuple[float, float], degrees: float
) -> Outline | None:
    """Return a rectangle with its frame and fill measured on a mask, None where it is too small for both.

    Args:
        mask: The page's ink mask.
        centre: x, y of the middle.
        size: Width and height.
        degrees: Clockwise turn.
    """
    upright = turned_cut(mask, centre, degrees, (int(size[0]) + 1, int(size[1]) + 1), nearest=True)
    rim = int(1.5 * PIXELS_PER_MM)
    if min(upright.shape) < 4 * rim:
        return None
    sides = (upright[:rim].any(0), upright[-rim:].any(0), upright[:, :rim].any(1), upright[:, -rim:].any(1))
    coverage = min(float(side.mean()) for side in sides)
    inner = upright[rim:-rim, rim:-rim]
    return Outline(SealShape.SQUARE, centre, (size[0] / 2, size[1] / 2), float(np.radians(degrees)),
                   coverage, _sides_thinness(upright, rim), float(inner.mean()), hollow=_frame(upright))


def _frame(upright: Plane) -> float:
    """Return how much of the sides is one unbroken line, the mean of the four; a QR code's border is cells."""
    rim = int(1.2 * PIXELS_PER_MM)
    lines = (upright[:rim], upright[-rim:], upright[:, :rim].T, upright[:, -rim:].T)
    return float(np.mean([_longest_line(line) for line in lines]))


def _longest_line(strip: Plane) -> float:
    """Return the longest stretch of ink along a strip, drifting no further than a pixel a step, as a share."""
    joined = cv2.morphologyEx(strip, cv2.MORPH_CLOSE, np.ones((1, 5), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    widest = stats[1:, cv2.CC_STAT_WIDTH].max(initial=0)
    return float(widest / max(strip.shape[1], 1))


def turned_cut(
    plane: Plane, centre: tuple[float, float], degrees: float, size: tuple[int, int], *, scale: float = 1.0,
    nearest: bool = False,
) -> Plane:
    """Return a rectangle around a point, turned upright; beyond the plane it is white.

    Args:
        plane: H×W.
        centre: x, y of the middle.
        degrees: Clockwise turn of the rectangle on the plane.
        size: Width and height wanted.
        scale: Enlargement.
        nearest: Keep the values as they are (masks).
    """
    turn = np.asarray(cv2.getRotationMatrix2D(centre, degrees, scale), dtype=np.float64)
    turn[0, 2] += size[0] / 2 - centre[0]
    turn[1, 2] += size[1] / 2 - centre[1]
    flags = cv2.INTER_NEAREST if nearest else cv2.INTER_LINEAR
    border = 0.0 if nearest else 255.0
    return np.asarray(cv2.warpAffine(plane, turn, size, flags=flags, borderValue=(border,)), dtype=np.uint8)


def measure(mask: Plane, ellipse: Ellipse) -> Outline:
    """Return an ellipse with its coverage, thinness and fill measured on a mask."""
    a, b = ellipse.a, ellipse.b
    polar, levels = unroll(mask, ellipse, Stretch((0.0, 1.12), RAYS, max(24, int(1.12 * max(a, b)))))
    tolerance = max(0.55 * PIXELS_PER_MM, 0.025 * (a + b) / 2) / ((a + b) / 2)
    away = np.abs(levels - 1.0)
    ring = polar[away <= tolerance]
    exact = polar[away <= _EXACT_MM * PIXELS_PER_MM / ((a + b) / 2)].any(axis=0).mean()
    covered = np.asarray(ring.any(axis=0), dtype=np.bool_)
    inner = polar[(levels > 1.0 - 5.0 * tolerance) & (levels < 1.0 - tolerance)]
    thin = covered & (inner.mean(axis=0) < 0.67)
    behind = polar[(levels > 0.45) & (levels < 1.0 - tolerance)].astype(np.float32)
    paper = cv2.blur(behind, (1, max(2, round(_PAPER_BEHIND * len(behind))))).min(axis=0) < 0.2
    strokes = np.count_nonzero(np.diff(polar[(levels > 0.5) & (levels < 0.88)], axis=1), axis=1)
    weights = np.repeat(levels[(levels < 0.88), None], polar.shape[1], axis=1)
    fill = float((polar[levels < 0.88] * weights).sum() / weights.sum())
    ratio = min(a, b) / max(a, b)
    shape = SealShape.OVAL if ratio < _OVAL_BELOW else SealShape.ROUND
    seen = max(1, int(covered.sum()))
    return Outline(
        shape, (ellipse.x, ellipse.y), (a, b), ellipse.angle,
        float(covered.mean()), float(thin.sum() / seen), fill, _longest_gap(covered),
        float((covered & paper).sum() / seen), int(np.percentile(strokes, 70)), float(exact),
    )


def _longest_gap(covered: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Return direction and width of the longest stretch of rays without ink."""
    unit = 2 * np.pi / len(covered)
    if covered.all() or not covered.any():
        return 0.0, 0.0 if covered.all() else 2 * np.pi
    first = int(np.argmax(covered))
    marks = np.flatnonzero(np.roll(covered, -first))
    steps = np.diff(np.append(marks, len(covered)))
    widest = int(np.argmax(steps))
    return float((first + marks[widest] + steps[widest] / 2) * unit), float((steps[widest] - 1) * unit)


def _sides_thinness(upright: Plane, rim: int) -> float:
    """Return the share of a frame's sides that is a line with paper or characters behind it."""
    rows, columns = upright, upright.T
    behind = [side[part] for side in (rows, columns) for part in (slice(rim, 2 * rim), slice(-2 * rim, -rim))]
    return float(np.mean([(strip.mean(axis=0) < 0.67).mean() for strip in behind]))
