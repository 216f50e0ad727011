"""Geometry of boxes on a page, in whatever unit their sides are."""

from __future__ import annotations

from cases.reading import Box


def overlap(one: Box, two: Box, axis: int) -> float:
    """Return the share of the shorter side that both boxes cover along an axis (0: x, 1: y)."""
    shared = min(one[axis + 2], two[axis + 2]) - max(one[axis], two[axis])
    return shared / max(min(one[axis + 2] - one[axis], two[axis + 2] - two[axis]), 0.1)


def area(box: Box) -> float:
    """Return the area of a box, 0.0 for one whose sides are the wrong way round."""
    return max(box[2] - box[0], 0.0) * max(box[3] - box[1], 0.0)


def shared_area(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def touch(one: Box, other: Box) -> bool:
    """Tell whether two boxes have more than an edge in common; one without width may lie in the other."""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def around(one: Box, other: Box) -> Box:
    """Return the smallest box that holds both."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


def holds(outer: Box, inner: Box) -> bool:
    """Tell whether a box lies within another; edges count."""
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


def holds_point(box: Box, x: float, y: float) -> bool:
    """Tell whether a point lies in a box; edges count."""
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def holds_middle(outer: Box, inner: Box) -> bool:
    """Tell whether the middle of a box lies in another; edges count."""
    return holds_point(outer, (inner[0] + inner[2]) / 2, (inner[1] + inner[3]) / 2)
