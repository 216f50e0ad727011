"""Lines cut out of a page, and brought to the size that a recognition model reads."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.engine import Bitmap

STRIP_HEIGHT = 48
_GREY = 128
_MAX_COLUMNS = 4800
MIN_COLUMNS = 64
STEP = 32
"""Widths are rounded up to this: each new one is compiled when it first comes, about 20 ms, and kept."""

Quad = npt.NDArray[np.float32]
"""Four corners of a line, clockwise from the top left, pixels."""


def cut_line(page: Bitmap, quad: Quad) -> Bitmap:
    """Return the line as an upright strip; lines much higher than wide are turned a quarter."""
    top_left, top_right, bottom_right, bottom_left = quad
    width = int(max(_distance(top_left, top_right), _distance(bottom_left, bottom_right), 1.0))
    height = int(max(_distance(top_left, bottom_left), _distance(top_right, bottom_right), 1.0))
    if abs(top_left[1] - top_right[1]) <= 1 and abs(top_left[0] - bottom_left[0]) <= 1:
        x0, y0 = quad.min(axis=0).astype(int)
        strip = page[y0 : y0 + height + 1, x0 : x0 + width + 1]
    else:
        target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        turn = cv2.getPerspectiveTransform(quad, target)
        warped = cv2.warpPerspective(
            page, turn, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC
        )
        strip = np.asarray(warped, np.uint8)
    return np.rot90(strip) if strip.shape[0] >= 1.5 * strip.shape[1] else strip


def _distance(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    return float(np.linalg.norm(one - other))


def columns_of(strip: Bitmap) -> int:
    """Return how wide the strip is at the height the model wants."""
    if strip.size == 0:
        return 1
    return min(max(round(int(strip.shape[1]) * STRIP_HEIGHT / int(strip.shape[0])), 1), _MAX_COLUMNS)


def to_input(strip: Bitmap) -> npt.NDArray[np.uint8]:
    """Return the strip as the model wants it, 1×48×W×3, grey to its right."""
    width = columns_of(strip)
    padded = np.full((1, STRIP_HEIGHT, max(-(-width // STEP) * STEP, MIN_COLUMNS), 3), _GREY, np.uint8)
    if strip.size:
        padded[0, :, :width] = cv2.resize(np.ascontiguousarray(strip), (width, STRIP_HEIGHT))
    return padded
