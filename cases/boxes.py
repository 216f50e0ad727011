"""Geometry of boxes on a page."""

from __future__ import annotations

from cases.reading import Box


def overlap(one: Box, two: Box, axis: int) -> float:
    """Return the share of the shorter side that both boxes cover along an axis (0: x, 1: y)."""
    shared = min(one[axis + 2], two[axis + 2]) - max(one[axis], two[axis])
    return shared / max(min(one[axis + 2] - one[axis], two[axis + 2] - two[axis]), 0.1)
