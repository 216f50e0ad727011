"""Impressions as people compare them: a ring's name as a straight line, and ink without what is printed over it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cases.reading import InkColour, SealShape
from ocr.engine import Bitmap
from ocr.seals.character_count import agreement
from ocr.seals.name_arc import name_band
from ocr.seals.name_line import NameLine, first_arcs, straight, unrolled
from ocr.seals.outline import Outline
from ocr.seals.seal_ink import copied_plane, levelled_plane
from ocr.seals.unrolling import Stretch, straighten

Plane = npt.NDArray[np.uint8]

_HEIGHT = 72  # pixels
_CELL = 76
"""Pixels of a line's height, and of its width for each character."""

_WIDEST = 2400
_MARGIN = 0.08
_BEYOND = 0.03
"""Levels that are shown above and below the name: a worn rim or a tall character is not cut."""


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name unrolled: ``seen`` H×W×3 as it stands on the page, ``ink`` H×W dark on white without print over it."""

    seen: Bitmap
    ink: Plane


@dataclass(frozen=True, slots=True)
class Impression:
    """Where one impression stands on a page.

    Attributes:
        box: x0, y0, x1, y1 of its outline in pixels.
    """

    box: tuple[float, float, float, float]
    shape: SealShape
    colour: InkColour


def shown_name(page: Bitmap, impression: Impression, characters: int) -> ShownName | None:
    """Return the name on an impression's ring, None for a square one or where nothing of it is on the page.

    Args:
        page: The upright page.
        impression: Which one.
        characters: Of the name that is expected: of several arcs the one that fits them is shown.
    """
    if impression.shape is SealShape.SQUARE:
        return None
    patch, outline = _cut(page, impression)
    if min(patch.shape[:2]) < 16:
        return None
    ink = _ink(patch, outline, impression.colour)
    dark, levels = unrolled(ink, outline)
    arcs = first_arcs(dark, levels, outline)
    lines = [NameLine(ink, arc, name_band(dark, levels, arc)) for arc in arcs]
    line = max(lines, key=lambda one: agreement(straight(ink, outline, one), characters))
    columns = int(np.clip(_CELL * max(characters, 6), 300, _WIDEST))
    band = (line.band[0] + _BEYOND, line.band[1] - _BEYOND)
    stretch = Stretch(band, columns, _HEIGHT, line.arc.start, line.arc.sweep)
    return ShownName(straighten(patch, outline.ellipse, stretch), straighten(ink, outline.ellipse, stretch))


def shown_ink(page: Bitmap, impression: Impression) -> Plane:
    """Return an impression's ink within its outline, dark on white; one white pixel where none of it is on the page."""
    patch, outline = _cut(page, impression)
    if min(patch.shape[:2]) < 16:
        return np.full((1, 1), 255, np.uint8)
    x0, y0, x1, y1 = (int(value) for value in outline.extent)
    return _ink(patch, outline, impression.colour)[max(y0, 0) : y1 + 1, max(x0, 0) : x1 + 1]


def _ink(patch: Bitmap, outline: Outline, colour: InkColour) -> Plane:
    copied = colour is InkColour.BLACK
    return (copied_plane(patch, outline) if copied else levelled_plane(patch, colour, outline.radius))[0]


def _cut(page: Bitmap, impression: Impression) -> tuple[Bitmap, Outline]:
    x0, y0, x1, y1 = impression.box
    half = ((x1 - x0) / 2, (y1 - y0) / 2)
    whole = Outline(impression.shape, ((x0 + x1) / 2, (y0 + y1) / 2), half, 0.0, 1.0, 1.0, 0.3)
    margin = _MARGIN * whole.radius
    left, top = max(0, int(x0 - margin)), max(0, int(y0 - margin))
    patch = page[top : int(y1 + margin) + 1, left : int(x1 + margin) + 1]
    return patch, replace(whole, centre=(whole.centre[0] - left, whole.centre[1] - top))
