"""Whole impression or a page's share of a cross-page seal: outlines that reach beyond the edge or lack a half."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cases.reading import SealShape
from ocr.seals.outline import PIXELS_PER_MM, Outline

Plane = npt.NDArray[np.uint8]

_LAST_SHEET_ZONE_MM = 20.0
_CUT_SHARE = 0.12
"""An outline that lies outside the page by more than this share of its width is a fragment, no whole seal."""

_TOUCHING_MM = 2.5
WHOLE_COVERAGE = 0.85
_INNER_HALF = 0.95
_LEAST_KNOWN = 12
"""Of 60 places on the far arc (±54° from straight inward) so many must lie clear of other seals to judge by."""

_HALF_GAP = 1.5
_HALF_COVERAGE = 0.64
"""A seal's half at the edge, the rest of whose circle lies across another seal: seen up to 0.60, gaps from 1.64."""


def cut_off(outline: Outline, mask: Plane) -> bool:
    """Tell whether an outline is a page's share of a cross-page seal and no whole impression.

    Either much of it lies beyond the edge, or, on the last page of a fan, the part that fell on the
    pages before is missing on the side away from the edge.
    """
    x0, y0, x1, y1 = outline.extent
    height, width = mask.shape
    # Half a round seal at the edge fits an oval well: an oval counts as whole only where all of it is on the page.
    allowed = _CUT_SHARE * 2 * outline.radius if outline.shape is SealShape.ROUND else -1.5 * PIXELS_PER_MM
    if x0 < -allowed or y0 < -allowed or x1 > width + allowed or y1 > height + allowed:
        return True
    direction, gap = outline.gap
    at_edge = min(x0, y0, width - x1, height - y1) < _TOUCHING_MM * PIXELS_PER_MM
    if at_edge and gap > _HALF_GAP and outline.coverage < _HALF_COVERAGE:
        return True
    zone = _LAST_SHEET_ZONE_MM * PIXELS_PER_MM
    inward = ((x1 > width - zone, np.pi), (x0 < zone, 0.0), (y1 > height - zone, -np.pi / 2), (y0 < zone, np.pi / 2))
    return gap > 1.75 and any(near and abs(np.angle(np.exp(1j * (direction - away)))) < 0.9 for near, away in inward)


def lacks_inner_half(outline: Outline, mask: Plane, whole: Sequence[Outline]) -> bool:
    """Tell whether a ring at the edge is empty on its far side, where no whole seal beside it lies across.

    The last page of a fan shows the outer part of the cross-page seal, cut straight. A whole seal that crosses
    the missing part would fill the gap of its outline; its ink is not counted.
    """
    x0, y0, x1, y1 = outline.extent
    height, width = mask.shape
    near = _TOUCHING_MM * PIXELS_PER_MM
    inward = [away for touches, away in (
        (width - x1 < near, np.pi), (x0 < near, 0.0), (height - y1 < near, -np.pi / 2), (y0 < near, np.pi / 2)
    ) if touches]
    if outline.shape is not SealShape.ROUND or not inward or outline.coverage >= WHOLE_COVERAGE:
        return False
    others = [other for other in whole if other is not outline]
    known, inked = 0, 0
    for angle in inward[0] + np.linspace(-_INNER_HALF, _INNER_HALF, 60):
        x = outline.centre[0] + outline.radius * np.cos(angle)
        y = outline.centre[1] + outline.radius * np.sin(angle)
        if any(np.hypot(x - one.centre[0], y - one.centre[1]) <= 1.1 * one.radius for one in others):
            continue
        known += 1
        reach = round(1.2 * PIXELS_PER_MM)
        around = mask[max(0, round(y) - reach) : round(y) + reach + 1, max(0, round(x) - reach) : round(x) + reach + 1]
        inked += bool(around.any())
    return known >= _LEAST_KNOWN and inked <= 0.25 * known
