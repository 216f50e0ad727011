"""Text under seals: the page is read from a copy without the ink of its seals.

Red ink is taken off inside the seals only, so that red headings stay. Detection joins a line with the ring text
that touches it, however faint, and loses both; so what suppression leaves of the ink becomes paper.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from cases.boxes import holds
from cases.reading import Box, EdgeFragment, InkColour, Seal, TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap
from ocr.picture.colour import DARK_PAPER
from ocr.picture.ink import paper_colour, red_mask, suppress_red

MIN_SCORE = 0.8
"""Score below which a line that lies wholly inside a seal is taken for a rest of its ring text."""

MIN_DIGIT_SCORE = 0.95

_MARGIN = 4.0
_RESIDUE = 110
"""Grey levels below the paper up to which a suppressed pixel is a rest of red ink; black print is darker."""


def seal_boxes(seals: Sequence[Seal], fragments: Sequence[EdgeFragment]) -> list[Box]:
    """Return where red seals and strips of seals lie, with a margin, points."""
    boxes = [seal.box for seal in seals if seal.colour is InkColour.RED]
    boxes += [fragment.box for fragment in fragments if fragment.colour is InkColour.RED and not fragment.is_trace]
    return [(x0 - _MARGIN, y0 - _MARGIN, x1 + _MARGIN, y1 + _MARGIN) for x0, y0, x1, y1 in boxes]


def without_seal_ink(bitmap: Bitmap, dots_per_inch: float, boxes: Sequence[Box]) -> Bitmap:
    """Return the page with the red ink inside the boxes taken off, black print below it kept."""
    if not boxes:
        return bitmap
    scale = dots_per_inch / POINTS_PER_INCH
    result = bitmap.copy()
    for box in boxes:
        x0, y0, x1, y1 = (max(round(value * scale), 0) for value in box)
        patch = np.ascontiguousarray(bitmap[y0:y1, x0:x1])
        if patch.size:
            result[y0:y1, x0:x1] = _cleaned(patch)
    return result


def _cleaned(patch: Bitmap) -> Bitmap:
    paper = paper_colour(patch)
    if paper.min() < DARK_PAPER:
        return patch
    mask = cv2.dilate(red_mask(patch).astype(np.uint8), np.ones((5, 5), np.uint8)).astype(bool)
    clean = suppress_red(patch).copy()
    clean[mask & (clean.min(axis=2) > paper.min() - _RESIDUE)] = paper.astype(np.uint8)
    return clean


def without_ring_text(lines: Sequence[TextLine], boxes: Sequence[Box]) -> list[TextLine]:
    """Return the lines less those that are rests of ring text: inside a seal, and standing or hardly read."""
    return [line for line in lines if not (_is_doubtful(line) and any(holds(box, line.box) for box in boxes))]


def _is_doubtful(line: TextLine) -> bool:
    x0, y0, x1, y1 = line.box
    if line.text.isdigit() and len(line.text) == 1:  # a number in a table is higher than wide as it stands
        return line.score < MIN_DIGIT_SCORE
    return line.score < MIN_SCORE or y1 - y0 > x1 - x0
