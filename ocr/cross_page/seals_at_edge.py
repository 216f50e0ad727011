"""Whole seals at a page's edge, which are no strips, told from strips that were taken for whole seals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box, Edge, Seal
from cases.units import POINTS_PER_MM
from ocr.cross_page.edge_pieces import NEAR_EDGE_MM
from ocr.cross_page.sheet_edge import Places
from ocr.seals.outline import PIXELS_PER_MM
from ocr.seals.seal_outlines import whole_outlines

Plane = npt.NDArray[np.uint8]

_WHOLE_SHARE = 0.9
"""A seal that shows less of its width than this is cut by the page's edge: a strip, no whole impression."""

_BARE_SIDE = 0.35
"""Share of ink below which a ring is not there on its side away from the edge: the outer half on the last sheet."""

_SIDE_ANGLE, _WIDE_ANGLE = np.radians(60.0), np.radians(80.0)
"""Looked at around the point that is furthest from the edge; half a seal over two pages begins at 90 degrees."""

_SEEN = 0.5
_LEAST_OVAL_MM, _OVAL = 26.0, 1.2
"""Ovals are 40×30 mm at least."""

_RING_PLAY_MM = 0.9


def without_whole_seals(mask: Plane, seals: Sequence[Seal] | None, insets: Mapping[Edge, Places | None]) -> Plane:
    """Return 1 where a strip may lie: everywhere but within whole seals.

    Args:
        mask: Ink of a page, ``PIXELS_PER_MM``.
        seals: What was found on the page; None: it is looked for.
        insets: How far inside the page the sheet begins, by edge.
    """
    boxes = _whole_seals(mask, seals)
    kept = np.ones(mask.shape, np.uint8)
    _leave_out(kept, [box for box in boxes if not _is_part(mask, box, [one for one in boxes if one != box], insets)])
    return kept


def _whole_seals(mask: Plane, seals: Sequence[Seal] | None) -> list[Box]:
    """Return the boxes of whole seals in mask pixels, without those that the page's edge cuts."""
    if seals is None:
        return whole_outlines(mask)
    to_pixels = PIXELS_PER_MM / POINTS_PER_MM
    return [
        (x0 * to_pixels, y0 * to_pixels, x1 * to_pixels, y1 * to_pixels)
        for x0, y0, x1, y1 in (seal.box for seal in seals if not _is_cut(seal))
    ]


def _is_cut(seal: Seal) -> bool:
    """Tell whether a seal shows clearly less than its measured size."""
    x0, y0, x1, y1 = seal.box
    shown = ((x1 - x0) / POINTS_PER_MM, (y1 - y0) / POINTS_PER_MM)
    return any(part < _WHOLE_SHARE * size for part, size in zip(shown, seal.size_mm, strict=True))


def _is_part(mask: Plane, box: Box, others: Sequence[Box], insets: Mapping[Edge, Places | None]) -> bool:
    """Tell whether a ring near an edge runs over it, or lacks the side away from it: a strip taken for a seal.

    What other seals cover of that side says nothing; where they cover most of it, more of the ring is looked at.
    """
    x0, y0, x1, y1 = box
    height, width = mask.shape
    margins = {Edge.LEFT: x0, Edge.TOP: y0, Edge.RIGHT: width - x1, Edge.BOTTOM: height - y1}
    margins = {edge: margin - _ground(insets[edge]) for edge, margin in margins.items()}
    edge = min(margins, key=margins.__getitem__)
    if margins[edge] < -_RING_PLAY_MM * PIXELS_PER_MM or _is_no_oval(box):
        return True
    if margins[edge] > NEAR_EDGE_MM * PIXELS_PER_MM:
        return False
    inwards = {Edge.LEFT: 0.0, Edge.TOP: np.pi / 2, Edge.RIGHT: np.pi, Edge.BOTTOM: -np.pi / 2}[edge]
    for reach in (_SIDE_ANGLE, _WIDE_ANGLE):
        inked, seen = _ring(mask, box, np.linspace(inwards - reach, inwards + reach, 60), others)
        if seen.mean() >= _SEEN:
            break
    return bool(seen.any()) and float(inked[seen].mean()) < _BARE_SIDE


def _is_no_oval(box: Box) -> bool:
    """Tell whether an oval is smaller than any official seal: an end of a strip that an outline fits by chance."""
    shorter, longer = sorted((box[2] - box[0], box[3] - box[1]))
    return shorter < _LEAST_OVAL_MM * PIXELS_PER_MM and longer > _OVAL * shorter


def _ring(
    mask: Plane, box: Box, angles: npt.NDArray[np.float64], others: Sequence[Box]
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Return for each angle whether a ring is inked there, and whether no other seal lies over it."""
    x0, y0, x1, y1 = box
    play = np.arange(-_RING_PLAY_MM, _RING_PLAY_MM + 0.1, 0.25) * PIXELS_PER_MM
    across = (x0 + x1) / 2 + np.cos(angles)[:, None] * ((x1 - x0) / 2 + play)
    down = (y0 + y1) / 2 + np.sin(angles)[:, None] * ((y1 - y0) / 2 + play)
    columns, rows = np.rint(across).astype(np.int64), np.rint(down).astype(np.int64)
    height, width = mask.shape
    inked = mask[rows.clip(0, height - 1), columns.clip(0, width - 1)] > 0
    free = np.ones(mask.shape, np.uint8)
    _leave_out(free, others)
    seen = free[rows.clip(0, height - 1), columns.clip(0, width - 1)] > 0
    return inked.any(axis=1), seen.all(axis=1)


def _ground(inset: Places | None) -> float:
    return 0.0 if inset is None else float(np.median(inset))


def _leave_out(mask: Plane, boxes: Sequence[Box]) -> None:
    """Blank the ellipses of whole seals, with a rim for skewed or bled ink."""
    for x0, y0, x1, y1 in boxes:
        centre, axes = ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) * 1.08, (y1 - y0) * 1.08)
        cv2.ellipse(mask, (centre, axes, 0.0), (0,), -1)
