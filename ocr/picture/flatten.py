"""Level the lines of a photographed page: perspective, tilt and curl taken out for reading, boxes mapped back.

Lines of print and rules show how far each place of the page lies off the level. One smooth field of shifts, up or
down, is fitted to all of them (least squares over the words of each line about the line's own height, as in
Leptonica's baseline dewarping); no edge of the sheet has to be in the picture. Scans, where the field is nearly
flat, are read as they are: a slight slope is left to the reading order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box, TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap

WORKING_DOTS = 70.0
"""Dots per inch at which lines are looked for: 12-point print is 11 pixels high."""

MAX_SLOPE = 0.04
"""Even slope up to which a page is read as it lies (2.3 degrees); reading order follows that much."""

MIN_BEND_POINTS = 3.0
"""Shift beyond an even slope from which a page is levelled: a third of a line of print."""

_CONTRAST = 22
_MIN_LINES = 6
_PIECE = 24
_MIN_LENGTH = 40
_STEP = 16
_TERMS = 7
_MAX_STRETCH = 0.3
_MAX_REST = 1.0
_LEANS = tuple(np.linspace(-60.0, 60.0, 49).tolist())
_SPREADS = tuple(np.linspace(-24.0, 24.0, 9).tolist())

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Field:
    """How far each place lies below and right of where it belongs.

    Attributes:
        weights: Of the terms of ``_terms``, in points.
        size: Width and height of the page, points.
        lean: Shift to the right at the foot of the page, points: of its middle, and how much more at its right edge.
    """

    weights: Floats
    size: tuple[float, float]
    lean: tuple[float, float] = (0.0, 0.0)

    def shift(self, x: Floats, y: Floats) -> Floats:
        """Return the shift down at places of the page, points."""
        return np.asarray(_terms(x, y, self.size) @ self.weights)

    def source(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return x and y on the page of places on the levelled page."""
        across, down = x, y
        for _ in range(4):
            across, down = x + _lean(across, down, self.size, *self.lean), y + self.shift(across, down)
        return across, down


@dataclass(frozen=True, slots=True)
class LevelPage:
    """A levelled page with the field that maps it back."""

    bitmap: Bitmap
    field: Field

    def on_page(self, line: TextLine) -> TextLine:
        """Return a line of the levelled page with its box on the page itself."""
        return replace(line, box=self.box_on_page(line.box))

    def box_on_page(self, box: Box) -> Box:
        """Return the upright box around a box of the levelled page."""
        x0, y0, x1, y1 = box
        along = np.linspace(x0, x1, 5)
        across, down = self.field.source(np.concatenate([along, along]), np.repeat([y0, y1], 5))
        return float(across.min()), float(down.min()), float(across.max()), float(down.max())


def level(bitmap: Bitmap, dots_per_inch: float) -> LevelPage | None:
    """Return the page with its lines level, None where they are or where they do not tell.

    Args:
        bitmap: H×W×3 RGB.
        dots_per_inch: Of ``bitmap``; the shifts are in points of it.
    """
    scale = dots_per_inch / POINTS_PER_INCH
    size = (bitmap.shape[1] / scale, bitmap.shape[0] / scale)
    traces = [trace for trace in _traces(bitmap, dots_per_inch) if len(trace) >= 2]
    field = _fit(traces, size)
    if field is None or not _is_worth_it(field):
        return None
    field = replace(field, lean=_find_lean(np.array([trace[0] for trace in traces]), size))
    return LevelPage(_moved(bitmap, field, scale), field)


def _traces(bitmap: Bitmap, dots_per_inch: float) -> list[Floats]:
    """Return for each line of print or rule its middle, N×2 in points, in steps from left to right."""
    step = max(round(dots_per_inch / WORKING_DOTS), 1)
    grey = np.ascontiguousarray(bitmap[::step, ::step, 1])
    marks = (cv2.subtract(cv2.blur(grey, (25, 25)), grey) > _CONTRAST).view(np.uint8)
    upright = cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones((17, 1), np.uint8))
    joined = cv2.morphologyEx(cv2.subtract(marks, upright), cv2.MORPH_CLOSE, np.ones((1, 15), np.uint8))
    joined = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, 9), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    traces = []
    for label, (x, y, width, height, _) in enumerate(stats.tolist()):
        if label and width >= _MIN_LENGTH and height < 0.3 * width + 14 and height < 60:
            middles = _middles(labels[y : y + height, x : x + width] == label)
            traces.append((middles + np.array([x, y])) * (step * POINTS_PER_INCH / dots_per_inch))
    return traces


def _middles(inside: npt.NDArray[np.bool_]) -> Floats:
    """Return the middle of each piece of a line, x and y in its own pixels."""
    rows = np.arange(inside.shape[0])
    found = []
    for start in range(0, inside.shape[1] - _PIECE // 2, _PIECE):
        counts = inside[:, start : start + _PIECE].sum(axis=1)
        if counts.sum():
            found.append((start + min(_PIECE, inside.shape[1] - start) / 2, float(counts @ rows) / counts.sum()))
    return np.array(found, np.float64).reshape(-1, 2)


def _terms(x: Floats, y: Floats, size: tuple[float, float]) -> Floats:
    """Return the terms of the field at each place; none is of y alone, which would move whole lines."""
    u, v = 2 * x / size[0] - 1, 2 * y / size[1] - 1
    return np.stack([u, u * v, u * u, u * u * v, u**3, u * v * v, u**4], axis=-1)


def _fit(traces: Sequence[Floats], size: tuple[float, float]) -> Field | None:
    if len(traces) < _MIN_LINES:
        return None
    terms = np.concatenate([_about_mean(_terms(trace[:, 0], trace[:, 1], size)) for trace in traces])
    heights = np.concatenate([_about_mean(trace[:, 1:])[:, 0] for trace in traces])
    trust = np.ones(len(heights))
    ridge = np.diag([0.01, 0.02, 0.02, 0.05, 0.05, 0.05, 0.05]) * len(heights)
    weights, rest = np.zeros(_TERMS), heights
    for _ in range(5):
        weighted = terms * trust[:, None]
        weights = np.linalg.solve(weighted.T @ terms + ridge * 0.02, weighted.T @ heights)
        rest = np.abs(heights - terms @ weights)
        spread = max(float(np.median(rest)) * 1.5, 0.5)
        trust = 1.0 / (1.0 + (rest / spread) ** 2) ** 2
    if float(np.median(rest)) > _MAX_REST:  # marks of a picture or of a page on its side agree on nothing
        return None
    return Field(weights, size)


def _lean(x: Floats, y: Floats, size: tuple[float, float], middle: float, right: float) -> Floats:
    return np.asarray((middle + right * (2 * x / size[0] - 1)) * (2 * y / size[1] - 1))


def _find_lean(starts: Floats, size: tuple[float, float]) -> tuple[float, float]:
    """Return the lean at which the most lines begin below each other; upright where they do not tell."""
    candidates = [(middle, right) for middle in _LEANS for right in _SPREADS]
    places = np.stack([starts[:, 0] - _lean(starts[:, 0], starts[:, 1], size, *one) for one in candidates])
    together = np.exp(-(((places[:, :, None] - places[:, None, :]) / 2.0) ** 2)).sum(axis=(1, 2))
    effort = np.array([abs(middle) / _LEANS[-1] + abs(right) / _SPREADS[-1] for middle, right in candidates])
    return candidates[int((together * (1 - 0.05 * effort)).argmax())]


def _about_mean(values: Floats) -> Floats:
    return np.asarray(values - values.mean(axis=0))


def _is_worth_it(field: Field) -> bool:
    """Tell whether the field bends or slopes enough, and folds nothing over."""
    x, y = np.meshgrid(np.linspace(0, field.size[0], 9), np.linspace(0, field.size[1], 13))
    shifts = field.shift(x, y)
    even = field.weights[0] * (2 * x / field.size[0] - 1)
    bend = shifts - even
    bend -= bend.mean(axis=1, keepdims=True)
    stretch = np.abs(np.diff(shifts, axis=0)).max() / (field.size[1] / 12)
    slope = abs(2 * field.weights[0] / field.size[0])
    return bool((np.abs(bend).max() > MIN_BEND_POINTS or slope > MAX_SLOPE) and stretch < _MAX_STRETCH)


def _moved(bitmap: Bitmap, field: Field, scale: float) -> Bitmap:
    height, width = bitmap.shape[:2]
    columns = np.linspace(0, width - 1, width // _STEP + 2)
    rows = np.linspace(0, height - 1, height // _STEP + 2)
    x, y = np.meshgrid(columns / scale, rows / scale)
    across, down = (
        cv2.resize((plane * scale).astype(np.float32), (width, height)) for plane in field.source(x, y)
    )
    moved = cv2.remap(bitmap, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)
