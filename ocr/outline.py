"""Outlines of seal impressions in an ink mask: circles, ovals and squares, measured in millimetres.

Circles are voted for by the gradient of the ring's outer edge (a Hough transform with direction), so
broken rings, rings over text and two rings across each other are found alike. The mask has
``PIXELS_PER_MM`` everywhere in this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import SealShape

PIXELS_PER_MM = 4.0
"""Resolution of the masks searched here: a ring of 1 mm is four pixels wide."""

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.uint8]

_RAYS = 180
_VOTE_CELL = 4
_MAX_POINTS = 60_000
_MIN_VOTE_SHARE = 0.16
_EDGE_POINTS = 2.2
"""Edge points per pixel of a ring's outer edge after the blur."""

_MAX_CANDIDATES = 14
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
    """

    shape: SealShape
    centre: tuple[float, float]
    half_axes: tuple[float, float]
    angle: float
    coverage: float
    thinness: float
    fill: float
    gap: tuple[float, float] = (0.0, 0.0)

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
    def radius(self) -> float:
        """Mean half axis."""
        return (self.half_axes[0] + self.half_axes[1]) / 2

    def contains(self, x: float, y: float) -> bool:
        """Tell whether a point lies inside."""
        x0, y0, x1, y1 = self.extent
        return x0 <= x <= x1 and y0 <= y <= y1


def find_circles(mask: Plane, radii_mm: tuple[float, float], step_mm: float = 0.5) -> Iterator[Outline]:
    """Yield round and oval outlines of a mask, best supported first, none inside another's ring.

    Args:
        mask: H×W, 1 on ink.
        radii_mm: Smallest and largest radius looked for.
        step_mm: Distance between the radii tried.
    """
    fitted = (_refine(mask, x, y, radius) for x, y, radius in _vote(mask, radii_mm, step_mm))
    outlines = [outline for outline in fitted if outline is not None]
    # Of two concentric rings the outer one is the outline, unless hardly anything of it is there.
    outlines.sort(key=lambda outline: (min(outline.coverage, 0.6), outline.radius), reverse=True)
    found: list[Outline] = []
    for outline in outlines:
        if not any(_same_ring(known, *outline.centre, outline.radius) for known in found):
            found.append(outline)
            yield outline


def find_oval(mask: Plane, blob: Plane, origin: tuple[int, int]) -> Outline | None:
    """Return the ellipse around one connected blob, or None where it is no ellipse.

    Args:
        mask: The page's ink mask.
        blob: The blob's own mask, a cut-out of the page.
        origin: x, y of the cut-out's corner on the page.
    """
    contours, _ = cv2.findContours(blob, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE, offset=origin)
    points = np.vstack(contours).reshape(-1, 2).astype(np.float64)
    hull = cv2.convexHull(points.astype(np.float32)).reshape(-1, 2)
    if len(points) < 40 or len(hull) < 6:
        return None
    ellipse = _ellipse(points)
    for _ in range(4):
        if ellipse is None:
            return None
        distance = np.abs(_ellipse_level(points, *ellipse) - 1.0)
        near = points[distance < max(0.04, float(np.quantile(distance, 0.5)))]
        ellipse = _ellipse(near)
    if ellipse is None:
        return None
    return measure(mask, *ellipse)


def find_square(mask: Plane, blob: Plane, origin: tuple[int, int]) -> Outline | None:
    """Return the rectangle around one connected blob, or None where no frame or field fills it."""
    ys, xs = np.nonzero(blob)
    points = np.column_stack((xs + origin[0], ys + origin[1])).astype(np.float32)
    (x, y), (width, height), angle = cv2.minAreaRect(points)
    if min(width, height) < 1:
        return None
    if angle > 45:
        width, height, angle = height, width, angle - 90
    upright = turned_cut(mask, (x, y), angle, (int(width) + 1, int(height) + 1), nearest=True)
    rim = int(1.5 * PIXELS_PER_MM)
    if min(upright.shape) < 4 * rim:
        return None
    sides = (upright[:rim].any(0), upright[-rim:].any(0), upright[:, :rim].any(1), upright[:, -rim:].any(1))
    coverage = min(float(side.mean()) for side in sides)
    inner = upright[rim:-rim, rim:-rim]
    return Outline(SealShape.SQUARE, (x, y), (width / 2, height / 2), float(np.radians(angle)),
                   coverage, _sides_thinness(upright, rim), float(inner.mean()))


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


def measure(mask: Plane, x: float, y: float, a: float, b: float, angle: float) -> Outline:
    """Return an ellipse with its coverage, thinness and fill measured on a mask."""
    polar, levels = unroll(mask, x, y, a, b, angle, (0.0, 1.12), _RAYS, max(24, int(1.12 * max(a, b))))
    tolerance = max(0.55 * PIXELS_PER_MM, 0.025 * (a + b) / 2) / ((a + b) / 2)
    ring = polar[np.abs(levels - 1.0) <= tolerance]
    covered = np.asarray(ring.any(axis=0), dtype=np.bool_)
    inner = polar[(levels > 1.0 - 5.0 * tolerance) & (levels < 1.0 - tolerance)]
    thin = covered & (inner.mean(axis=0) < 0.67)
    weights = np.repeat(levels[(levels < 0.88), None], polar.shape[1], axis=1)
    fill = float((polar[levels < 0.88] * weights).sum() / weights.sum())
    ratio = min(a, b) / max(a, b)
    shape = SealShape.OVAL if ratio < _OVAL_BELOW else SealShape.ROUND
    return Outline(shape, (x, y), (a, b), angle, float(covered.mean()), float(thin.sum() / max(1, covered.sum())), fill,
                   _longest_gap(covered))


def unroll(
    plane: Plane, x: float, y: float, a: float, b: float, angle: float,
    span: tuple[float, float], columns: int, rows: int, start: float = 0.0, sweep: float = 2 * np.pi,
) -> tuple[Plane, Floats]:
    """Return the ring of an ellipse as a strip: columns clockwise, rows from the first level of ``span`` to the last.

    Args:
        plane: H×W or H×W×3.
        x: Centre, pixels.
        y: Centre, pixels.
        a: Half width.
        b: Half height.
        angle: Clockwise turn of the ellipse, radians.
        span: Levels of the first and last row; 1.0 is the outline, 0.0 the centre.
        columns: Width of the strip.
        rows: Height of the strip.
        start: Angle of the first column, clockwise from the right.
        sweep: Angle over all columns; negative runs counter-clockwise.

    Returns:
        The strip and the level of each of its rows.
    """
    theta = start + (np.arange(columns) + 0.5) * sweep / columns - angle
    levels = np.linspace(span[0], span[1], rows)
    across, down = a * np.cos(theta), b * np.sin(theta)
    cos, sin = np.cos(angle), np.sin(angle)
    unit_x, unit_y = across * cos - down * sin, across * sin + down * cos
    map_x = (x + np.outer(levels, unit_x)).astype(np.float32)
    map_y = (y + np.outer(levels, unit_y)).astype(np.float32)
    strip = cv2.remap(plane, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(strip, dtype=np.uint8), levels


def straighten(
    plane: Plane, outline: Outline, span: tuple[float, float], columns: int, rows: int, start: float, sweep: float,
) -> Plane:
    """Return a stretch of the ring as a straight line, characters upright: rows lie parallel to the outline.

    On a circle this equals ``unroll``; on an oval rows are set off along the normal and columns
    evenly along the arc, else the characters of the sides lean over.

    Args:
        plane: H×W.
        outline: Round or oval.
        span: Levels of the first and last row; a level is one mean radius below the outline.
        columns: Width of the strip.
        rows: Height of the strip.
        start: Angle of the first column in the outline's own parameter.
        sweep: Angle over all columns; negative runs counter-clockwise.
    """
    (x, y), (a, b) = outline.centre, outline.half_axes
    fine = start - outline.angle + np.linspace(0.0, sweep, 4 * columns)
    speed = np.hypot(a * np.sin(fine), b * np.cos(fine))
    length = np.concatenate(([0.0], np.cumsum((speed[1:] + speed[:-1]) / 2)))
    theta = np.interp((np.arange(columns) + 0.5) * length[-1] / columns, length, fine)
    speed = np.hypot(a * np.sin(theta), b * np.cos(theta))
    inward = (1.0 - np.linspace(span[0], span[1], rows)) * outline.radius
    across = a * np.cos(theta) - np.outer(inward, b * np.cos(theta) / speed)
    down = b * np.sin(theta) - np.outer(inward, a * np.sin(theta) / speed)
    cos, sin = np.cos(outline.angle), np.sin(outline.angle)
    map_x = (x + across * cos - down * sin).astype(np.float32)
    map_y = (y + across * sin + down * cos).astype(np.float32)
    return np.asarray(cv2.remap(plane, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), dtype=np.uint8)


def _vote(mask: Plane, radii_mm: tuple[float, float], step_mm: float) -> list[tuple[float, float, float]]:
    """Return centres and radii in the order of their votes."""
    soft = cv2.GaussianBlur(mask * np.uint8(255), (0, 0), 1.2)
    down_x, down_y = cv2.spatialGradient(soft)
    slope_x, slope_y = down_x.astype(np.float32), down_y.astype(np.float32)
    size = cv2.magnitude(slope_x, slope_y)
    ys, xs = np.nonzero(size > 120)
    if len(xs) < 60:
        return []
    if len(xs) > _MAX_POINTS:
        keep = np.linspace(0, len(xs) - 1, _MAX_POINTS).astype(np.int64)
        ys, xs = ys[keep], xs[keep]
    length = size[ys, xs]
    toward_x, toward_y = slope_x[ys, xs] / length, slope_y[ys, xs] / length
    height, width = mask.shape[0] // _VOTE_CELL + 1, mask.shape[1] // _VOTE_CELL + 1
    best = np.zeros((height, width), np.float32)
    best_radius = np.zeros((height, width), np.float32)
    for radius in np.arange(radii_mm[0], radii_mm[1] + step_mm / 2, step_mm) * PIXELS_PER_MM:
        cell_x = ((xs + radius * toward_x) / _VOTE_CELL).astype(np.int32)
        cell_y = ((ys + radius * toward_y) / _VOTE_CELL).astype(np.int32)
        inside = (cell_x >= 0) & (cell_x < width) & (cell_y >= 0) & (cell_y < height)
        votes = np.bincount(cell_y[inside] * width + cell_x[inside], minlength=height * width)
        expected = 2 * np.pi * radius * _EDGE_POINTS
        share = cv2.blur(votes.reshape(height, width).astype(np.float32), (3, 3)) * np.float32(9 / expected)
        better = share > best
        best[better], best_radius[better] = share[better], radius
    peaks = (best == cv2.dilate(best, np.ones((5, 5), np.uint8))) & (best > _MIN_VOTE_SHARE)
    rows, columns = np.nonzero(peaks)
    order = np.argsort(-best[rows, columns])[:_MAX_CANDIDATES]
    return [((columns[i] + 0.5) * _VOTE_CELL, (rows[i] + 0.5) * _VOTE_CELL, float(best_radius[rows[i], columns[i]]))
            for i in order]


def _refine(mask: Plane, x: float, y: float, radius: float) -> Outline | None:
    """Fit the voted circle, then an ellipse where enough of the ring is there, to the outermost ink."""
    best: Outline | None = None
    for _ in range(3):
        points = _outermost_ink(mask, x, y, radius)
        if len(points) < _RAYS // 4:
            return best
        circle = _circle(points)
        if not 0.7 < circle[2] / radius < 1.3:
            return best
        x, y, radius = circle
        best = measure(mask, x, y, radius, radius, 0.0)
    oval = _refine_oval(mask, x, y, radius)
    return oval if oval and (best is None or oval.coverage > best.coverage + 0.04) else best


def _refine_oval(mask: Plane, x: float, y: float, radius: float) -> Outline | None:
    """Fit an ellipse to the outermost ink, starting from a circle and drawing nearer."""
    ellipse = (x, y, radius, radius, 0.0)
    for reach in (0.24, 0.14, 0.08):
        points = _outermost_ink(mask, *ellipse, reach=reach)
        fitted = _ellipse(points) if len(points) > 0.5 * _RAYS else None
        if fitted is None or min(fitted[2:4]) < 0.6 * max(fitted[2:4]):
            return None
        ellipse = fitted
    return measure(mask, *ellipse)


def _outermost_ink(
    mask: Plane, x: float, y: float, a: float, b: float | None = None, angle: float = 0.0, reach: float = 0.1,
) -> Floats:
    """Return the outermost ink on each ray near an ellipse, N×2."""
    down = a if b is None else b
    rows = max(16, int(2 * reach * max(a, down)))
    polar, levels = unroll(mask, x, y, a, down, angle, (1 + reach, 1 - reach), _RAYS, rows)
    hit = polar.any(axis=0)
    level = levels[polar.argmax(axis=0)][hit]
    theta = ((np.arange(_RAYS) + 0.5) * 2 * np.pi / _RAYS)[hit] - angle
    across, along = level * a * np.cos(theta), level * down * np.sin(theta)
    cos, sin = np.cos(angle), np.sin(angle)
    return np.column_stack((x + across * cos - along * sin, y + across * sin + along * cos))


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


def _circle(points: Floats) -> tuple[float, float, float]:
    """Return the circle through most points: least squares, three rounds of trimming."""
    kept = points
    x = y = radius = 0.0
    for _ in range(3):
        system = np.column_stack((2 * kept, np.ones(len(kept))))
        solution, *_ = np.linalg.lstsq(system, (kept**2).sum(axis=1), rcond=None)
        x, y = float(solution[0]), float(solution[1])
        radius = float(np.sqrt(max(solution[2] + x * x + y * y, 1.0)))
        distance = np.abs(np.hypot(points[:, 0] - x, points[:, 1] - y) - radius)
        kept = points[distance <= max(1.5, float(np.quantile(distance, 0.7)))]
    return x, y, radius


def _ellipse(points: Floats) -> tuple[float, float, float, float, float] | None:
    """Return x, y, half axes and clockwise angle of the ellipse through points, None where there is none."""
    if len(points) < 12:
        return None
    (x, y), (width, height), degrees = cv2.fitEllipseDirect(points.astype(np.float32))
    if not (np.isfinite([x, y, width, height]).all() and min(width, height) > 1):
        return None
    if 45 < degrees % 180 < 135:
        width, height, degrees = height, width, degrees - 90
    angle = float(np.radians((degrees + 90) % 180 - 90))
    return float(x), float(y), width / 2, height / 2, angle


def _ellipse_level(points: Floats, x: float, y: float, a: float, b: float, angle: float) -> Floats:
    """Return for each point its level, 1.0 on the ellipse."""
    cos, sin = np.cos(angle), np.sin(angle)
    dx, dy = points[:, 0] - x, points[:, 1] - y
    return np.asarray(np.hypot((dx * cos + dy * sin) / a, (-dx * sin + dy * cos) / b))


def _sides_thinness(upright: Plane, rim: int) -> float:
    """Return the share of a frame's sides that is a line with paper or characters behind it."""
    rows, columns = upright, upright.T
    behind = [side[part] for side in (rows, columns) for part in (slice(rim, 2 * rim), slice(-2 * rim, -rim))]
    return float(np.mean([(strip.mean(axis=0) < 0.67).mean() for strip in behind]))


def _same_ring(known: Outline, x: float, y: float, radius: float) -> bool:
    """Tell whether a circle is an inner ring, a double or a part of a known outline."""
    distance = float(np.hypot(known.centre[0] - x, known.centre[1] - y))
    return distance + radius < 1.15 * max(known.half_axes) or distance < 0.35 * max(known.half_axes)
