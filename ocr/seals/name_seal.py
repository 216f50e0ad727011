"""Square name seals (名章): two columns read from the right, or two rows from the left."""

from __future__ import annotations

import re
from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from ocr.engine import Bitmap
from ocr.seals.outline import Outline, turned_cut

Plane = npt.NDArray[np.uint8]

_SIDE = 192
_FRAME = 0.09
_HAN = re.compile(r"[^\u3400-\u9fff]")


def name_strips(ink: Plane, outline: Outline) -> list[Bitmap]:
    """Return the seal's characters as lines: by columns from the right, by rows from the left.

    Args:
        ink: Dark on white.
        outline: The square in ``ink``.
    """
    a, b = outline.half_axes
    size = (max(8, int(2 * a)), max(8, int(2 * b)))
    upright = turned_cut(ink, outline.centre, float(np.degrees(outline.angle)), size)
    field = cv2.resize(upright, (_SIDE, _SIDE), interpolation=cv2.INTER_AREA)
    rim = int(_FRAME * _SIDE)
    inner = np.asarray(field[rim:-rim, rim:-rim], dtype=np.uint8)
    if float((inner < 128).mean()) > 0.55:
        inner = np.asarray(255 - inner, dtype=np.uint8)
    half = inner.shape[0] // 2
    top, bottom = inner[:half], inner[half : 2 * half]
    left_top, right_top = _framed(top[:, :half]), _framed(top[:, half : 2 * half])
    left_bottom, right_bottom = _framed(bottom[:, :half]), _framed(bottom[:, half : 2 * half])
    by_columns = (right_top, right_bottom, left_top, left_bottom)
    by_rows = (left_top, right_top, left_bottom, right_bottom)
    lines = [np.hstack(order) for order in (by_columns, by_rows)]
    return [np.repeat(line[:, :, None], 3, axis=2) for line in lines]


def read_name(readings: Sequence[tuple[str, float]]) -> tuple[str, float]:
    """Return the better order: the one that ends in 印 or 章, else the surer one."""
    ranked = []
    for text, score in readings:
        name = _HAN.sub("", text)
        ranked.append((score + 0.5 * name.endswith(("印", "章")) + 0.1 * len(name), name, score))
    _, name, score = max(ranked)
    return name, score if len(name) >= 2 else 0.0


def _framed(cell: Plane) -> Plane:
    """Return a character cut to its ink, with a margin of paper around it."""
    ys, xs = np.nonzero(cell < 128)
    if not len(ys):
        return np.full((64, 64), 255, np.uint8)
    cut = cell[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    return np.asarray(cv2.copyMakeBorder(cv2.resize(cut, (52, 52), interpolation=cv2.INTER_AREA), 6, 6, 6, 6,
                                         cv2.BORDER_CONSTANT, value=(255,)), dtype=np.uint8)
