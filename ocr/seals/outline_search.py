"""Search for outlines in an ink mask of ``ocr.outline.PIXELS_PER_MM``.

Circles are voted for by the gradient of the ring's outer edge (a Hough transform with direction), so
broken rings, rings over text and two rings across each other are found alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import SealShape
from ocr.seals.outline import PIXELS_PER_MM, RAYS, Outline, measure
from ocr.seals.unrolling import Ellipse, Stretch, unroll

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.uint8]

_VOTE_CELL = 4
_MAX_POINTS = 60_000
_MIN_VOTE_SHARE = 0.16
_EDGE_POINTS = 2.2
"""Edge points per pixel of a ring's outer edge after the blur."""

_MAX_CANDIDATES = 14
_MAX_OVALS = 4
_LEAST_FOR_OVAL = 0.25
_FACING = 0.96
"""Cosine up to which an edge faces the middle of a circle (16°)."""

_FOLLOWED = 0.5
_CLOSER = 0.08
"""Gain in the exact share of the outline for which an ellipse replaces a circle."""

_OVAL_STRETCH = 1.4
"""Between 4:3 and 3:2, the two usual forms; what remains is within reach of the fit."""

_BLUR, _STEEP = 1.2, 120.0
"""Blur of the mask in pixels, and the gradient (of 255 over a pixel) from which it has an edge there."""

_FEWEST_EDGES = 60
_ENOUGH_COVERED = 0.6
"""Coverage beyond which of two rings the larger is the outline, the more complete one or not."""

_FOLLOW_REACHES = (6.0, 3.0, 2.0)
"""Pixels to either side of a circle where edges are followed, closer at each round."""

_CIRCLE_REACH = 0.1
"""Levels to either side of a circle where its ink is looked for."""

_OVAL_REACHES = (0.24, 0.14, 0.08)
"""The same round an ellipse, closer at each round."""

_CIRCLE_KEPT = (0.7, 1.3)
"""Radius of a fit over the one before it; beyond these it has slipped to another line."""

_OVAL_RAYS = 0.5
"""Share of the rays that must show ink for an ellipse to be fitted."""

_NARROWEST = 0.6
"""Axis ratio below which an ellipse is no seal: 45×30 mm gives 0.67."""

_COVERS_MORE = 0.04
"""Gain in coverage for which an ellipse replaces a circle."""

_LEAST_OVAL = 8.0 * PIXELS_PER_MM
"""Width and height together, in pixels, below which an ellipse is a scribble: no seal's ring has room in it."""

_ON_ELLIPSE = 0.04
"""Levels about an ellipse within which points always count for its next fit."""

_FITTED_SHARE, _ON_CIRCLE = 0.7, 1.5
"""Share of the points nearest to a circle that count for its next fit, and the pixels within which all do."""

_INNER_RING, _DOUBLE = 1.15, 0.35
"""Of the longer half axis: a circle that reaches no further lies within the ring, one as near its centre doubles it."""


def find_circles(mask: Plane, radii_mm: tuple[float, float], step_mm: float = 0.5) -> Iterator[Outline]:
    """Yield round and oval outlines of a mask, best supported first, none inside another's ring.

    Args:
        mask: H×W, 1 on ink.
        radii_mm: Smallest and largest radius looked for.
        step_mm: Distance between the radii tried.
    """
    fitted = (_refine(mask, x, y, radius) for x, y, radius in _vote(mask, _edges(mask), radii_mm, step_mm))
    outlines = [outline for outline in fitted if outline is not None]
    # Of two concentric rings the outer one is the outline, unless hardly anything of it is there.
    outlines.sort(key=lambda ring: (ring.runs_along, min(ring.coverage, _ENOUGH_COVERED), ring.radius), reverse=True)
    found: list[Outline] = []
    for outline in outlines:
        if not any(_same_ring(known, *outline.centre, outline.radius) for known in found):
            found.append(outline)
            yield outline


def find_circles_in_print(mask: Plane, radii_mm: tuple[float, float]) -> Iterator[tuple[Outline, float]]:
    """Yield circles of a mask that print crosses everywhere, with the share of each that an edge follows.

    Print near a ring draws any fit by ink away from it; only edges that run along the circle count here.

    Args:
        mask: H×W, 1 on ink.
        radii_mm: Smallest and largest radius looked for.
    """
    edges = _edges(mask)
    found: list[Outline] = []
    for x, y, radius in _vote(mask, edges, radii_mm, 1.0):
        circle, followed = _follow(edges, x, y, radius)
        if followed < _FOLLOWED or any(_same_ring(known, *circle) for known in found):
            continue
        outline = measure(mask, _round(*circle))
        found.append(outline)
        yield outline, followed


def _follow(edges: _Edges, x: float, y: float, radius: float) -> tuple[tuple[float, float, float], float]:
    """Return the circle through the edge points that face its middle, and the share of rays that hold one."""
    circle, followed = (x, y, radius), 0.0
    for reach in _FOLLOW_REACHES:
        dx, dy = edges.xs - circle[0], edges.ys - circle[1]
        distance = np.hypot(dx, dy)
        near = np.abs(distance - circle[2]) <= reach
        facing = -(dx[near] * edges.toward_x[near] + dy[near] * edges.toward_y[near]) / np.maximum(distance[near], 1.0)
        along = np.flatnonzero(near)[facing > _FACING]
        if len(along) < RAYS // 4:
            return circle, 0.0
        rays = (np.arctan2(dy[along], dx[along]) / (2 * np.pi) * RAYS).astype(np.int64) % RAYS
        followed = len(np.unique(rays)) / RAYS
        circle = _circle(np.column_stack((edges.xs[along], edges.ys[along])).astype(np.float64))
    return circle, followed


def find_lying_ovals(mask: Plane, half_widths_mm: tuple[float, float]) -> Iterator[Outline]:
    """Yield the ovals that lie about upright, print or other ink joined to them or not.

    Stretched to the height of their width, invoice seals (40×30, 45×30 mm) are circles and are voted for as such.

    Args:
        mask: H×W, 1 on ink.
        half_widths_mm: Smallest and largest half width looked for.
    """
    tall = cv2.resize(mask, None, fx=1.0, fy=_OVAL_STRETCH, interpolation=cv2.INTER_NEAREST)
    found: list[Outline] = []
    stretched = np.asarray(tall, dtype=np.uint8)
    for x, y, radius in _vote(stretched, _edges(stretched), half_widths_mm, 1.0)[:_MAX_OVALS]:
        oval = _refine_oval(mask, Ellipse(x, y / _OVAL_STRETCH, radius, radius / _OVAL_STRETCH))
        if oval and oval.shape is SealShape.OVAL and not any(known.contains(*oval.centre) for known in found):
            found.append(oval)
            yield oval


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
        distance = np.abs(_ellipse_level(points, ellipse) - 1.0)
        near = points[distance < max(_ON_ELLIPSE, float(np.quantile(distance, 0.5)))]
        ellipse = _ellipse(near)
    if ellipse is None:
        return None
    found, closer = measure(mask, ellipse), _refine_oval(mask, ellipse)
    return closer if closer and closer.exact > found.exact else found


@dataclass(frozen=True, slots=True)
class _Edges:
    """Edge points of a mask: place, direction towards the ink, and the share of all that were kept."""

    xs: npt.NDArray[np.int64]
    ys: npt.NDArray[np.int64]
    toward_x: npt.NDArray[np.float32]
    toward_y: npt.NDArray[np.float32]
    share: float


def _edges(mask: Plane) -> _Edges:
    soft = cv2.GaussianBlur(mask * np.uint8(255), (0, 0), _BLUR)
    down_x, down_y = cv2.spatialGradient(soft)
    slope_x, slope_y = down_x.astype(np.float32), down_y.astype(np.float32)
    size = cv2.magnitude(slope_x, slope_y)
    ys, xs = np.nonzero(size > _STEEP)
    share = min(1.0, _MAX_POINTS / max(len(xs), 1))
    if share < 1:
        keep = np.linspace(0, len(xs) - 1, _MAX_POINTS).astype(np.int64)
        ys, xs = ys[keep], xs[keep]
    length = size[ys, xs]
    return _Edges(xs, ys, slope_x[ys, xs] / length, slope_y[ys, xs] / length, share)


def _vote(
    mask: Plane, edges: _Edges, radii_mm: tuple[float, float], step_mm: float
) -> list[tuple[float, float, float]]:
    """Return centres and radii in the order of their votes."""
    xs, ys, toward_x, toward_y = edges.xs, edges.ys, edges.toward_x, edges.toward_y
    if len(xs) < _FEWEST_EDGES:
        return []
    height, width = mask.shape[0] // _VOTE_CELL + 1, mask.shape[1] // _VOTE_CELL + 1
    best = np.zeros((height, width), np.float32)
    best_radius = np.zeros((height, width), np.float32)
    for radius in np.arange(radii_mm[0], radii_mm[1] + step_mm / 2, step_mm) * PIXELS_PER_MM:
        cell_x = ((xs + radius * toward_x) / _VOTE_CELL).astype(np.int32)
        cell_y = ((ys + radius * toward_y) / _VOTE_CELL).astype(np.int32)
        inside = (cell_x >= 0) & (cell_x < width) & (cell_y >= 0) & (cell_y < height)
        votes = np.bincount(cell_y[inside] * width + cell_x[inside], minlength=height * width)
        expected = 2 * np.pi * radius * _EDGE_POINTS * edges.share
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
    fitted = False
    for _ in range(3):
        points = _outermost_ink(mask, _round(x, y, radius), _CIRCLE_REACH)
        circle = _circle(points) if len(points) >= RAYS // 4 else (x, y, 0.0)
        if not _CIRCLE_KEPT[0] < circle[2] / radius < _CIRCLE_KEPT[1]:
            break
        x, y, radius = circle
        fitted = True
    if not fitted:
        return None
    ring = _round(x, y, radius)
    best = measure(mask, ring)
    if best.coverage < _LEAST_FOR_OVAL:
        return best
    oval = _refine_oval(mask, ring)
    better = oval and (oval.coverage > best.coverage + _COVERS_MORE or oval.exact > best.exact + _CLOSER)
    return oval if better else best


def _refine_oval(mask: Plane, ellipse: Ellipse) -> Outline | None:
    """Fit an ellipse to the outermost ink, starting from a given one and drawing nearer."""
    for reach in _OVAL_REACHES:
        points = _outermost_ink(mask, ellipse, reach)
        fitted = _ellipse(points) if len(points) > _OVAL_RAYS * RAYS else None
        if fitted is None or min(fitted.a, fitted.b) < _NARROWEST * max(fitted.a, fitted.b):
            return None
        ellipse = fitted
    return measure(mask, ellipse)


def _outermost_ink(mask: Plane, ellipse: Ellipse, reach: float) -> Floats:
    """Return the outermost ink on each ray near an ellipse, N×2; ``reach`` is in levels to either side."""
    rows = max(16, int(2 * reach * max(ellipse.a, ellipse.b)))
    polar, levels = unroll(mask, ellipse, Stretch((1 + reach, 1 - reach), RAYS, rows))
    hit = polar.any(axis=0)
    level = levels[polar.argmax(axis=0)][hit]
    theta = ((np.arange(RAYS) + 0.5) * 2 * np.pi / RAYS)[hit] - ellipse.angle
    across, along = level * ellipse.a * np.cos(theta), level * ellipse.b * np.sin(theta)
    cos, sin = np.cos(ellipse.angle), np.sin(ellipse.angle)
    return np.column_stack((ellipse.x + across * cos - along * sin, ellipse.y + across * sin + along * cos))


def _round(x: float, y: float, radius: float) -> Ellipse:
    return Ellipse(x, y, radius, radius)


def _circle(points: Floats) -> tuple[float, float, float]:
    """Return the circle through most points: least squares, three rounds of trimming."""
    kept = points
    x = y = radius = 0.0
    for _ in range(3):
        # Counted from their middle the normal equations are well conditioned, and much faster than lstsq.
        middle = kept.mean(axis=0)
        away = kept - middle
        system = np.column_stack((2 * away, np.ones(len(away))))
        solution = np.linalg.solve(system.T @ system + 1e-6 * np.eye(3), system.T @ (away**2).sum(axis=1))
        x, y = float(solution[0] + middle[0]), float(solution[1] + middle[1])
        radius = float(np.sqrt(max(solution[2] + solution[0] ** 2 + solution[1] ** 2, 1.0)))
        distance = np.abs(np.hypot(points[:, 0] - x, points[:, 1] - y) - radius)
        place = int(_FITTED_SHARE * (len(distance) - 1))
        kept = points[distance <= max(_ON_CIRCLE, float(np.partition(distance, place)[place]))]
    return x, y, radius


def _ellipse(points: Floats) -> Ellipse | None:
    """Return the ellipse through points, None where there is none."""
    if len(points) < 12:
        return None
    (x, y), (width, height), degrees = cv2.fitEllipseDirect(points.astype(np.float32))
    sizes = np.asarray([x, y, width, height])
    if not (np.isfinite(sizes).all() and min(width, height) > 1 and width + height > _LEAST_OVAL):
        return None
    if 45 < degrees % 180 < 135:
        width, height, degrees = height, width, degrees - 90
    angle = float(np.radians((degrees + 90) % 180 - 90))
    return Ellipse(float(x), float(y), width / 2, height / 2, angle)


def _ellipse_level(points: Floats, ellipse: Ellipse) -> Floats:
    """Return for each point its level, 1.0 on the ellipse."""
    cos, sin = np.cos(ellipse.angle), np.sin(ellipse.angle)
    dx, dy = points[:, 0] - ellipse.x, points[:, 1] - ellipse.y
    return np.asarray(np.hypot((dx * cos + dy * sin) / ellipse.a, (-dx * sin + dy * cos) / ellipse.b))


def _same_ring(known: Outline, x: float, y: float, radius: float) -> bool:
    """Tell whether a circle is an inner ring, a double or a part of a known outline."""
    distance = float(np.hypot(known.centre[0] - x, known.centre[1] - y))
    longer = max(known.half_axes)
    return distance + radius < _INNER_RING * longer or distance < _DOUBLE * longer
