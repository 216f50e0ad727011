"""Ruled lines of a page: printed rules, level and upright, however broken, faint or askew.

Long thin marks are kept by morphological opening along either direction; pieces that continue each other make one
rule. Works on half the resolution with the darkest of four pixels kept, so that a hairline survives.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box
from cases.units import MM_PER_INCH, POINTS_PER_INCH
from ocr.engine import Bitmap

Mask = npt.NDArray[np.uint8]
Boxes = npt.NDArray[np.float64]
"""N×4: start and top, end and bottom, along and across."""

WORKING_DOTS = 100.0
"""Dots per inch at which rules are looked for."""

PIXELS_PER_MM = WORKING_DOTS / MM_PER_INCH
CONTRAST = 14
"""Grey levels below its surroundings from which a mark may be part of a rule: faint print, and fax keeps more."""

MIN_RULE_MM = 12.0
_EDGE_MM, _STREAK, _STREAKS = 3.0, 0.8, 2
"""How near an edge of the page a streak ends, over which share of the page it runs, for a seal may cover the rest, and
how many there are at most: more are the rules of a table that fills the page."""

_PIECE_MM = 4.5
_MAX_THICKNESS_MM = 1.6
_GAP_MM = 14.0
_OFFSET_MM = 0.7
_MIN_COVER = 0.45
_MAX_SLOPE = 0.09
_CROOKED = (1.0, 0.008)
"""Pixels that a piece's marks may lie off its line, and more for its length: paper bends, strokes of print jump."""

_LONGER_THAN_PRINT = 2.6
"""Heights of a line; a stroke may run on through the line below where lines are set tight."""

_BODY = 0.42
"""Share of a line's height on either side of its middle in which marks are strokes of its print."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One straight rule along its axis: ``across = place + slope * along``, working pixels."""

    start: float
    end: float
    place: float
    slope: float
    cover: float = 1.0

    @property
    def length(self) -> float:
        """Extent along the axis."""
        return self.end - self.start

    def at(self, along: float) -> float:
        """Return the place across, also beyond the ends."""
        return self.place + self.slope * along


@dataclass(frozen=True, slots=True)
class Rules:
    """Rules of a page with the pixels they were found in.

    Attributes:
        level, upright: Rules along x and along y.
        level_mask, upright_mask: Their pixels; 255 on a rule.
        scale: Working pixels per pixel of the page.
    """

    level: tuple[Rule, ...]
    upright: tuple[Rule, ...]
    level_mask: Mask
    upright_mask: Mask
    scale: float


def find_rules(bitmap: Bitmap, dots_per_inch: float, text: Sequence[Box] = (), slope: float = 0.0) -> Rules:
    """Return the rules of a page.

    Args:
        bitmap: H×W×3 RGB without the ink of its seals.
        dots_per_inch: Of ``bitmap``.
        text: Boxes of its lines, points; strokes of print within them are no rules.
        slope: By how much those lines fall to the right.
    """
    grey, scale = _reduced(bitmap, dots_per_inch)
    marks = _marks(grey)
    boxes = np.asarray(text, np.float64).reshape(-1, 4) * (WORKING_DOTS / POINTS_PER_INCH)
    level_mask, turned_mask = _thin_marks(marks), _thin_marks(np.ascontiguousarray(marks.T))
    lying = boxes[:, 2] - boxes[:, 0] > boxes[:, 3] - boxes[:, 1]
    turned_boxes = boxes[lying][:, [1, 0, 3, 2]]  # beside words set upright, rules run along them
    level, level_mask = _pieces(level_mask, lambda bounds: _are_level_strokes(bounds, boxes, slope))
    upright, turned_mask = _pieces(turned_mask, lambda bounds: _are_upright_strokes(bounds, turned_boxes))
    height, width = grey.shape
    turned_back = np.ascontiguousarray(turned_mask.T)
    return Rules(_rules(level, width), _rules(upright, height), level_mask, turned_back, scale)


def _rules(pieces: Sequence[Rule], extent: float) -> tuple[Rule, ...]:
    """Link pieces into the rules of a page that extends so far along them."""
    least = MIN_RULE_MM * PIXELS_PER_MM
    linked = tuple(rule for rule in _link(pieces) if rule.length >= least and rule.cover >= _MIN_COVER)
    return _without_streaks(linked, extent)


def _without_streaks(rules: tuple[Rule, ...], extent: float) -> tuple[Rule, ...]:
    """Leave out what runs over the page from its edge: the streak of a feeder's dirty glass, or a fold."""
    edge = _EDGE_MM * PIXELS_PER_MM
    at_edge = (rule for rule in rules if rule.start <= edge or rule.end >= extent - edge)
    streaks = [rule for rule in at_edge if rule.length >= _STREAK * extent]
    return tuple(rule for rule in rules if rule not in streaks) if len(streaks) <= _STREAKS else rules


def _are_level_strokes(bounds: Boxes, boxes: Boxes, slope: float) -> npt.NDArray[np.bool_]:
    """Tell which pieces run for the most part through the body of lines of text."""
    widths, heights = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    heights = np.maximum(heights - abs(slope) * widths, 0.4 * heights)
    start, end = bounds[:, :1], bounds[:, 2:3]
    shared = np.clip(np.minimum(boxes[:, 2], end) - np.maximum(boxes[:, 0], start), 0, None)
    off = (bounds[:, 1:2] + bounds[:, 3:]) / 2 - (boxes[:, 1] + boxes[:, 3]) / 2
    off = off - slope * ((start + end) / 2 - (boxes[:, 0] + boxes[:, 2]) / 2)
    within = np.abs(off) < _BODY * heights
    return np.asarray((shared * within).sum(axis=1) > 0.6 * (end - start)[:, 0])


def _are_upright_strokes(bounds: Boxes, boxes: Boxes) -> npt.NDArray[np.bool_]:
    """Tell which pieces are no longer than print and lie within lines of text; both with x along the piece."""
    across = (bounds[:, 1:2] + bounds[:, 3:]) / 2
    within = (boxes[:, 1] < across) & (across < boxes[:, 3])
    start, end = bounds[:, :1], bounds[:, 2:3]
    shared = np.clip(np.minimum(boxes[:, 2], end) - np.maximum(boxes[:, 0], start), 0, None) * within
    highest = np.where(within, boxes[:, 2] - boxes[:, 0], 0.0).max(axis=1, initial=0.0)
    length = (end - start)[:, 0]
    return np.asarray((shared.sum(axis=1) > 0.6 * length) & (length < _LONGER_THAN_PRINT * highest))


def _reduced(bitmap: Bitmap, dots_per_inch: float) -> tuple[Mask, float]:
    """Return the page in grey at about the working resolution, and working pixels per pixel."""
    grey = cv2.cvtColor(bitmap, cv2.COLOR_RGB2GRAY)
    step = max(round(dots_per_inch / WORKING_DOTS), 1)
    if step > 1:
        darkest = cv2.erode(grey, np.ones((step, step), np.uint8))
        grey = np.ascontiguousarray(darkest[step - 1 :: step, step - 1 :: step])
    scale = WORKING_DOTS / dots_per_inch
    size = (max(round(bitmap.shape[1] * scale), 1), max(round(bitmap.shape[0] * scale), 1))
    if abs(step * scale - 1) > 0.02:
        grey = np.asarray(cv2.resize(grey, size, interpolation=cv2.INTER_AREA), np.uint8)
        return np.asarray(grey, np.uint8), scale
    return np.asarray(grey, np.uint8), 1 / step


def _marks(grey: Mask) -> Mask:
    """Return what is darker than the paper beside it; print nearby does not count as paper, nor does grain."""
    paper = cv2.blur(cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((11, 11), np.uint8)), (9, 9))
    depth = np.asarray(cv2.subtract(paper, grey))
    grain = float(np.median(depth[::4, ::4]))
    return np.asarray(cv2.threshold(depth, grain + CONTRAST, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _thin_marks(marks: Mask) -> Mask:
    """Keep what is thin across and long along x."""
    thick = round(_MAX_THICKNESS_MM * PIXELS_PER_MM) + 1
    thin = cv2.subtract(marks, cv2.morphologyEx(marks, cv2.MORPH_OPEN, np.ones((thick, 3), np.uint8)))
    joined = cv2.morphologyEx(thin, cv2.MORPH_CLOSE, np.ones((1, 3), np.uint8))
    kernel = np.ones((1, round(_PIECE_MM * PIXELS_PER_MM)), np.uint8)
    return np.asarray(cv2.morphologyEx(joined, cv2.MORPH_OPEN, kernel), np.uint8)


def _pieces(mask: Mask, are_strokes: Callable[[Boxes], npt.NDArray[np.bool_]]) -> tuple[list[Rule], Mask]:
    """Return each connected piece that is no stroke of print as a rule of its own, and the mask of these alone."""
    whole = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(whole, connectivity=8)
    bounds = stats[:, :4].astype(np.float64)
    bounds[:, 2:] += bounds[:, :2]
    width, height = stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]
    lying = height <= _MAX_SLOPE * width + _MAX_THICKNESS_MM * PIXELS_PER_MM + 2
    lying[0] = False
    lying[lying] &= ~are_strokes(bounds[lying])
    pieces = []
    for label in np.flatnonzero(lying):
        x, y, x1, y1 = (int(value) for value in bounds[label])
        down, across = np.nonzero((labels[y:y1, x:x1] == label) & (mask[y:y1, x:x1] > 0))
        piece = _fitted(across + x, down + y)
        off = float(np.std(down + y - piece.slope * (across + x)))
        if off > _CROOKED[0] + _CROOKED[1] * piece.length:
            lying[label] = False
        else:
            pieces.append(piece)
    return pieces, np.where(lying[labels], mask, np.uint8(0))


def _fitted(along: npt.NDArray[np.intp], across: npt.NDArray[np.intp]) -> Rule:
    start, end = float(along.min()), float(along.max())
    middle, level = float(along.mean()), float(across.mean())
    spread = float(((along - middle) ** 2).sum())
    slope = float(((along - middle) * (across - level)).sum()) / spread if spread and end - start > 20 else 0.0
    return Rule(start, end, level - slope * middle, slope)


def _link(pieces: Sequence[Rule]) -> list[Rule]:
    """Join pieces that continue each other, the longest first."""
    left = sorted(pieces, key=lambda one: -one.length)
    rules = []
    while left:
        chain, left = _chain(left[0], left[1:])
        rules.append(_joined(chain))
    return rules


def _chain(first: Rule, others: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    chain, rest = [first], list(others)
    grown = True
    while grown:
        whole = _joined(chain)
        near = [one for one in rest if _continues(whole, one)]
        grown = bool(near)
        chain += near
        rest = [one for one in rest if one not in near]
    return chain, rest


def _continues(whole: Rule, piece: Rule) -> bool:
    gap = max(piece.start - whole.end, whole.start - piece.end, 0.0)
    if gap > _GAP_MM * PIXELS_PER_MM or gap > whole.length:
        return False
    middle = (piece.start + piece.end) / 2
    return abs(piece.at(middle) - whole.at(middle)) < _OFFSET_MM * PIXELS_PER_MM + 0.01 * gap


def _joined(chain: Sequence[Rule]) -> Rule:
    if len(chain) == 1:
        return chain[0]
    along = np.array([value for one in chain for value in (one.start, one.end)])
    across = np.array([one.at(value) for one in chain for value in (one.start, one.end)])
    weight = np.array([one.length for one in chain for _ in (0, 1)]) + 1.0
    middle, level = float(np.average(along, weights=weight)), float(np.average(across, weights=weight))
    spread = float((weight * (along - middle) ** 2).sum())
    slope = float((weight * (along - middle) * (across - level)).sum()) / spread if spread else 0.0
    start, end = float(along.min()), float(along.max())
    covered = sum(one.length for one in chain)
    return Rule(start, end, level - slope * middle, slope, min(covered / max(end - start, 1.0), 1.0))
