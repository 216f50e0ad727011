"""Name seals (名章) among the ink of a page: a frame or a field of 13-32 mm, turned or half under a round seal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.outline import PIXELS_PER_MM, Outline, find_square, measure_square
from ocr.seals.seal_mask import PixelBox, blobs

Plane = npt.NDArray[np.uint8]

SQUARE_MM = (13.0, 32.0)
THIN = 0.5
"""Thinness below which a ring is broad: two rings run together, wet ink; a logo too, so words must stand inside."""

DOUBTFUL = 0.45
"""Score of what may be a seal or not: an officer looks (``validators.impressions.SURE_IMPRESSION``)."""

WHOLE_FRAME = 0.75
_WHOLE_FIELD = 0.93
"""Unbroken share of a name seal's sides: with a line for a frame, with characters left white in a field of ink.
Drawn frames reach 1.0; QR codes stay below 0.88 and have no line, red headings below 0.8."""

_BROKEN_FRAME = 0.55
_WHOLE_SIDE = 0.6
_FADED_SIDE = 0.4
_FADED_FRAME = 0.62
_FADED_THIN = 0.75
LEAST_MM = 10.4
LEAST_FREE_MM = 5.2
"""Of a name seal half covered by a round one at least so much lies free."""


def square_score(outline: Outline) -> float:
    """Return how sure a rectangle is a name seal's, 0.0 for codes, boxes and characters."""
    short, long = (2 * half / PIXELS_PER_MM for half in sorted(outline.half_axes))
    if short < SQUARE_MM[0] or long > SQUARE_MM[1] or short < 0.6 * long:
        return 0.0
    if outline.coverage < _FADED_SIDE or not 0.08 <= outline.fill <= 0.85:
        return 0.0
    if outline.coverage < _WHOLE_SIDE:
        faded = outline.hollow >= _FADED_FRAME and outline.thinness >= _FADED_THIN and outline.fill < 0.5
        return DOUBTFUL if faded else 0.0
    if outline.hollow >= (WHOLE_FRAME if outline.thinness >= THIN else _WHOLE_FIELD):
        return min(0.97, outline.coverage)
    return DOUBTFUL if outline.hollow >= _BROKEN_FRAME and outline.thinness >= THIN and outline.fill < 0.6 else 0.0


def is_square(mask: Plane, ring: Outline) -> bool:
    """Tell whether a small ring is the circle around a turned name seal."""
    if ring.radius > 0.75 * SQUARE_MM[1] * PIXELS_PER_MM:
        return False
    x0, y0, x1, y1 = (round(value) for value in ring.extent)
    reach = round(0.5 * ring.radius)
    left, top = max(0, x0 - reach), max(0, y0 - reach)
    for (x, y, _, _), blob in blobs(np.ascontiguousarray(mask[top : y1 + reach, left : x1 + reach]), LEAST_MM):
        square = find_square(mask, blob, (left + x, top + y))
        if square and square.hollow >= WHOLE_FRAME and square_score(square) > 0:
            return True
    return False


def covered_squares(
    mask: Plane, groups: Sequence[tuple[PixelBox, Plane]], taken: Sequence[Outline]
) -> Iterator[Outline]:
    """Yield name seals of which a round seal covers a side: what is free is completed towards the round one.

    Args:
        mask: All the ink, that of the round seals too.
        groups: What lies free.
        taken: The round seals.
    """
    for (x, y, _, _), blob in groups:
        ys, xs = np.nonzero(blob)
        (cx, cy), size, turn = cv2.minAreaRect(np.column_stack((xs + x, ys + y)).astype(np.float32))
        side = max(size)
        if not SQUARE_MM[0] * PIXELS_PER_MM <= side <= SQUARE_MM[1] * PIXELS_PER_MM:
            continue
        for one in taken:
            if np.hypot(cx - one.centre[0], cy - one.centre[1]) > one.radius + side:
                continue
            for across, down in ((side - size[0], 0.0), (0.0, side - size[1]), (side - size[0], side - size[1])):
                yield from _completed(mask, (cx, cy), side, turn, (across, down), one)


def _completed(
    mask: Plane, middle: tuple[float, float], side: float, turn: float, lacking: tuple[float, float], over: Outline
) -> Iterator[Outline]:
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    dx, dy = over.centre[0] - middle[0], over.centre[1] - middle[1]
    across = np.sign(dx * cos + dy * sin) * lacking[0] / 2
    down = np.sign(-dx * sin + dy * cos) * lacking[1] / 2
    centre = (float(middle[0] + across * cos - down * sin), float(middle[1] + across * sin + down * cos))
    square = measure_square(mask, centre, (side, side), float(turn))
    if square and square.hollow >= WHOLE_FRAME and square.thinness >= THIN and square_score(square) > 0:
        yield square


def in_a_row(box: PixelBox, boxes: Sequence[PixelBox]) -> bool:
    """Tell whether a blob has a neighbour of its height on its line: a character of a red heading."""
    x, y, width, height = box
    return any(
        other != box and abs(other[3] - height) < 0.3 * height and abs(other[1] - y) < 0.4 * height
        and abs(other[0] - x) < 2.2 * max(width, other[2])
        for other in boxes
    )
