"""Ink masks made ready for the search of outlines: without rules, without what was found, in groups of ink."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.outline import PIXELS_PER_MM, Outline

Plane = npt.NDArray[np.uint8]

PixelBox = tuple[int, int, int, int]
"""x, y, width, height."""

_LONGEST_ARC_CHORD_MM = 24.0
_WIDEST_GROUP_MM = 62.0
_BROAD = 9
"""Pixels; rules are thinner than 2.25 mm."""


def without_lines(mask: Plane, longest_mm: float = _LONGEST_ARC_CHORD_MM) -> Plane:
    """Return the mask without long straight rules.

    Args:
        mask: 1 on ink.
        longest_mm: What is longer is a rule; the flat top of a ring is shorter than the default.
    """
    length = int(longest_mm * PIXELS_PER_MM)
    result = mask
    for size in ((length, 1), (1, length)):
        thick = cv2.dilate(mask, np.ones((3, 1) if size[0] > 1 else (1, 3), np.uint8))
        lines = cv2.morphologyEx(thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        result = np.asarray(cv2.subtract(result, lines), dtype=np.uint8)
    return result


def with_broad_ink(plain: Plane, mask: Plane) -> Plane:
    """Return a mask without lines with the areas that are no lines put back: rings of wet ink are that broad."""
    if cv2.countNonZero(plain) == cv2.countNonZero(mask):
        return plain
    broad = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((_BROAD, _BROAD), np.uint8))
    return np.asarray(cv2.bitwise_or(plain, broad), dtype=np.uint8)


def free_of(mask: Plane, taken: Sequence[Outline]) -> Plane:
    """Return a mask without the ink of outlines found and a rim around them."""
    rest = mask.copy()
    for outline in taken:
        axes = (2.12 * outline.half_axes[0], 2.12 * outline.half_axes[1])
        cv2.ellipse(rest, (outline.centre, axes, float(np.degrees(outline.angle))), (0,), -1)
    return rest


def blobs(mask: Plane, least_mm: float) -> Iterator[tuple[PixelBox, Plane]]:
    """Yield box and mask of the groups of ink lying within 1.5 mm of each other.

    Args:
        mask: One ink.
        least_mm: Shorter side below which a group is left out.
    """
    closed = cv2.dilate(mask, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed)
    for index in range(1, count):
        x, y, width, height = (int(value) for value in stats[index, :4])
        if min(width, height) < least_mm * PIXELS_PER_MM or max(width, height) > _WIDEST_GROUP_MM * PIXELS_PER_MM:
            continue
        area = np.s_[y : y + height, x : x + width]
        blob = ((labels[area] == index) & (mask[area] > 0)).astype(np.uint8)
        bx, by, bw, bh = cv2.boundingRect(blob)
        if bw and bh:
            yield (x + bx, y + by, bw, bh), blob[by : by + bh, bx : bx + bw]
