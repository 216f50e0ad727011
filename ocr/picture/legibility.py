"""Can a page be read at all? A page that cannot says so, rather than handing on scraps of text.

Figures from drawn pages of every kind and real ones: text read well scores 0.94 or more on average, on
photographs and standard fax as well; scribbles, circuit diagrams and text blurred beyond reading 0.60 to 0.92.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cases.reading import InkColour, Seal, TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap
from ocr.picture.colour import ink_mask, is_black, thin

BLANK_INK = 0.002
"""Share of ink below which a page without text is blank (duplex backs, separators)."""

EDGE = 0.02
"""Share of each side in which ink on a page without text is the rim of the sheet."""

MIN_LETTERS = 3
MIN_SCORE = 0.8
"""Mean character score below which nothing that was read can be relied on."""

SURE_SCORE = 0.94
"""Mean score below which the marks must be mostly text for the page to count as read."""

FEW_LETTERS = 12
"""Characters up to which a page full of other marks counts as not read."""

MANY_LETTERS = 120
"""Characters in lines that are surely read from which a page counts as read whatever else it shows: a licence."""

_SURE_LINE = (4, 0.9)
_MOSTLY_TEXT = 0.6
_HARDLY_TEXT = 0.3
_MUCH_INK = 0.01


def judge(
    bitmap: Bitmap, dots_per_inch: float, lines: Sequence[TextLine], seals: Sequence[Seal], ink: float
) -> str | None:
    """Return ``page-blank``, ``page-unreadable``, or None for a page that can be read or shows a seal.

    Args:
        bitmap: The upright page.
        dots_per_inch: Of ``bitmap``.
        lines: As read, boxes in points.
        seals: On the page; a bare ring without colour or text proves nothing.
        ink: Share of the page that is not paper.
    """
    if any(seal.colour is not InkColour.BLACK or seal.text for seal in seals):
        return None
    letters = sum(len(line.text) for line in lines)
    if not letters and not is_black(bitmap) and (ink < BLANK_INK or _within_edges(bitmap) < BLANK_INK):
        return "page-blank"
    score = sum(line.score * len(line.text) for line in lines) / max(letters, 1)
    if letters < MIN_LETTERS or score < MIN_SCORE:
        return "page-unreadable"
    least = _least_share(lines, letters, score, ink)
    return "page-unreadable" if least and _share_in_lines(bitmap, dots_per_inch, lines) < least else None


def _within_edges(bitmap: Bitmap) -> float:
    """Return the share of ink away from the edges, where a scanner shows the rim of the sheet as a dark line."""
    ink = ink_mask(thin(bitmap))
    down, across = (int(side * EDGE) for side in ink.shape)
    return float(ink[down : ink.shape[0] - down, across : ink.shape[1] - across].mean())


def _least_share(lines: Sequence[TextLine], letters: int, score: float, ink: float) -> float:
    """Return the share of the ink that must lie in lines, 0.0 where the text speaks for itself."""
    shortest, surest = _SURE_LINE
    sure = sum(len(line.text) for line in lines if line.score >= surest and len(line.text) >= shortest)
    if score < SURE_SCORE and sure < MANY_LETTERS:
        return _MOSTLY_TEXT
    return _HARDLY_TEXT if letters <= FEW_LETTERS and ink > _MUCH_INK else 0.0


def _share_in_lines(bitmap: Bitmap, dots_per_inch: float, lines: Sequence[TextLine]) -> float:
    """Return the share of the page's ink that lies in its lines."""
    ink, inside = ink_mask(bitmap), np.zeros(bitmap.shape[:2], np.bool_)
    scale = dots_per_inch / POINTS_PER_INCH
    for line in lines:
        x0, y0, x1, y1 = (max(round(value * scale), 0) for value in line.box)
        inside[y0:y1, x0:x1] = True
    return float((ink & inside).sum() / max(int(ink.sum()), 1))
