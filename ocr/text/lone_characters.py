"""Characters that detection passed over: what stands alone, as the labels of a licence (名　称) or numbers in a table.

Detection works on a reduced page and wants some length of text; a lone character often stays below its threshold. So
marks of the size of print that lie in no line found are read by the recogniser, and kept where it is sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box, TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap, OcrEngine

MIN_SCORE = 0.85
"""Score of the weakest character from which a lone mark is taken for print."""

MAX_MARKS = 40
"""Marks on one page; more are the grain of a picture and no print."""

_MAX_PIECES = 400
_MAX_OTHER = 0.06
"""Share of the ground around a mark that other ink may take; more is a picture, an emblem or a code."""

_CONTRAST = 40
_HALF = 2
_STROKES = frozenset("一二三丨丶丿乙亅lI|1-_—–·.,、'`~。:：;/\\")
"""What a rest of a rule, a speck or a crease reads as."""

Mask = npt.NDArray[np.uint8]
Pieces = npt.NDArray[Any]
"""Rows of OpenCV's statistics: x, y, width, height, area."""


def read_missed(bitmap: Bitmap, dots_per_inch: float, lines: Sequence[TextLine], engine: OcrEngine) -> list[TextLine]:
    """Return what stands outside the lines, boxes in points of the same page; none on a page without lines.

    Args:
        bitmap: The page the lines were found on.
        dots_per_inch: Of ``bitmap``.
        lines: What detection found.
        engine: Reads the marks.

    Raises:
        EngineFailed: The engine broke down.
    """
    if not lines:
        return []
    scale = dots_per_inch / POINTS_PER_INCH
    height = float(np.median([min(line.box[3] - line.box[1], line.box[2] - line.box[0]) for line in lines])) * scale
    boxes = _lone_marks(bitmap, [tuple(value * scale for value in line.box) for line in lines], height)
    if not boxes or len(boxes) > MAX_MARKS:
        return []
    texts = engine.recognise([_strip(bitmap, box, height) for box in boxes])
    return [
        TextLine(text, (box[0] / scale, box[1] / scale, box[2] / scale, box[3] / scale), round(score, 4))
        for box, (text, score) in zip(boxes, texts, strict=True)
        if score >= MIN_SCORE and _is_print(text, lines, box, scale)
    ]


def _lone_marks(bitmap: Bitmap, taken: Sequence[Sequence[float]], height: float) -> list[Box]:
    """Return boxes (pixels) around marks of the height of print that lie in none of the boxes taken."""
    size = height / _HALF
    marks = _marks(bitmap, max(int(2.5 * size), 9))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    wide, high, area = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT], stats[:, cv2.CC_STAT_AREA]
    fits = (np.maximum(wide, high) < 1.3 * size) & (np.maximum(wide, high) > 0.25 * size) & (area > 0.015 * size * size)
    fits[0] = False
    chosen = np.flatnonzero(fits)
    fits[chosen[_touch(stats[chosen], np.asarray(taken) / _HALF)]] = False
    if not 0 < fits.sum() <= _MAX_PIECES:
        return []
    reach = max(round(0.3 * size), 2)
    found = []
    for x, y, width, tall in _groups(stats[fits], marks.shape, reach):
        own = labels[y : y + tall, x : x + width]
        box = _box_of(fits[own], x, y, size)
        if box is not None and float(((own > 0) & ~fits[own]).mean()) < _MAX_OTHER:
            found.append(box)
    return found


def _touch(pieces: Pieces, taken: npt.NDArray[np.float64]) -> npt.NDArray[np.bool_]:
    """Tell for each piece whether it meets one of the boxes."""
    x0, y0 = pieces[:, 0, None], pieces[:, 1, None]
    x1, y1 = x0 + pieces[:, 2, None], y0 + pieces[:, 3, None]
    return np.asarray(((x0 < taken[:, 2]) & (taken[:, 0] < x1) & (y0 < taken[:, 3]) & (taken[:, 1] < y1)).any(axis=1))


def _groups(pieces: Pieces, shape: tuple[int, ...], reach: int) -> list[tuple[int, int, int, int]]:
    """Return x, y, width and height around pieces that stand together, a little more to the sides than up and down."""
    joined = np.zeros(shape, np.uint8)
    for x, y, width, tall, _ in pieces.tolist():
        cv2.rectangle(joined, (x - reach, y - reach // 2), (x + width + reach, y + tall + reach // 2), 1, -1)
    _, _, groups, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return [(x, y, width, tall) for x, y, width, tall, _ in groups[1:].tolist()]


def _marks(bitmap: Bitmap, window: int) -> Mask:
    grey = cv2.cvtColor(np.ascontiguousarray(bitmap[::_HALF, ::_HALF]), cv2.COLOR_RGB2GRAY)
    surroundings = cv2.blur(grey, (window, window))
    return np.asarray((cv2.subtract(surroundings, grey) > _CONTRAST).view(np.uint8))


def _box_of(inside: npt.NDArray[np.bool_], x: int, y: int, size: float) -> Box | None:
    """Return the box of a group in pixels of the page, None where it has not the size of a character or a line."""
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    tall, wide = rows[-1] - rows[0] + 1, columns[-1] - columns[0] + 1
    part = inside[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    if not 0.5 * size < tall < 1.4 * size or not 0.2 * size < wide < 12 * size or not 0.1 < part.mean() < 0.75:
        return None
    x0, y0 = (x + columns[0]) * _HALF, (y + rows[0]) * _HALF
    return float(x0), float(y0), float(x0 + wide * _HALF), float(y0 + tall * _HALF)


def _strip(bitmap: Bitmap, box: Box, height: float) -> Bitmap:
    margin = round(0.12 * height)
    x0, y0, x1, y1 = (round(value) for value in box)
    return bitmap[max(y0 - margin, 0) : y1 + margin, max(x0 - margin, 0) : x1 + margin]


def _is_print(text: str, lines: Sequence[TextLine], box: Box, scale: float) -> bool:
    letters = [one for one in text if one.isalnum()]
    if not letters or (len(letters) == 1 and letters[0].isascii() and letters[0].isalpha()):
        return False  # two strokes that meet read as L or S
    if all(one in _STROKES for one in text):
        return text == "1" and _in_column_of_numbers(lines, (box[0] + box[2]) / 2 / scale, (box[3] - box[1]) / scale)
    return True


def _in_column_of_numbers(lines: Sequence[TextLine], x: float, height: float) -> bool:
    near = [line for line in lines if abs((line.box[0] + line.box[2]) / 2 - x) < height and len(line.text) <= 2]
    return sum(line.text.isdigit() for line in near) >= 2
