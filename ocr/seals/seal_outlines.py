"""Outlines on a page that look like seals, each with how sure that is: in clear ink, in pale ink, in black."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box, SealShape
from ocr.engine import Bitmap
from ocr.picture.ink import dark_mask, faint_red_mask
from ocr.seals.cut_seals import WHOLE_COVERAGE, cut_off, lacks_inner_half
from ocr.seals.outline import PIXELS_PER_MM, Outline, find_square
from ocr.seals.outline_search import find_circles, find_circles_in_print, find_lying_ovals, find_oval
from ocr.seals.seal_centre import star_points
from ocr.seals.seal_mask import PixelBox, blobs, free_of, with_broad_ink, without_lines
from ocr.seals.square_seals import (
    DOUBTFUL,
    LEAST_FREE_MM,
    LEAST_MM,
    SQUARE_MM,
    THIN,
    WHOLE_FRAME,
    covered_squares,
    in_a_row,
    is_square,
    square_score,
)
from ocr.seals.unrolling import Stretch, unroll

Plane = npt.NDArray[np.uint8]

_ROUND_RADII_MM = (11.0, 31.0)
_BLACK_RADII_MM = (15.0, 30.0)
_OVAL_MM = (18.0, 62.0)
_OVAL_HALF_WIDTHS_MM = (14.0, 24.0)
_WHOLE_OVAL = 0.75
LEAST_INK_MM2 = 12.0
_LEAST_COVERAGE = 0.42
SURE_COVERAGE = 0.7
"""Share of a ring that must be inked for it to be a seal's by itself; of a broken one more is asked (star, words)."""

_FOLLOWED = 0.6
"""Share of a black ring that an edge follows: drawn seals 0.8 and more, chance circles in print below 0.5."""

_HOLLOW = 0.6
LEAST_STROKES = 6
"""Borders of ink round a ring where its text would stand: pens and logos draw bare rings (0-2), run ink leaves 8."""

BROKEN_STROKES = 20
"""The same where much of the ring is missing: worn seals keep 26 and more, red pens reach 23."""

_CUT_RING = 0.5
"""Exact share of a faint ring from which it may be a seal: drawn ones 0.57 and more, pens and emblems below 0.48."""

_STARRED_RING = 0.4
_CUT_RING_THIN = 0.9
_CUT_RING_STROKES = 10
_WET_SHARE = 0.6
"""Run ink is paler than the lines it ran from: share of the page's strongest red that these keep."""

_FIELD = 20
"""Pixels both ways of solid red that no writing shows: a picture, on which a seal may lie."""

_LEAST_WET_MM2 = 60.0
_LEAST_WET_MM = 20.0


def whole_outlines(mask: Plane) -> list[Box]:
    """Return the boxes of whole seal outlines in a mask of one ink, in mask pixels, without reading them."""
    return [outline.extent for outline, _ in coloured_outlines(mask, squares=False)]


def coloured_outlines(mask: Plane, *, squares: bool) -> Iterator[tuple[Outline, float]]:
    """Yield the seal outlines of one ink with their scores."""
    plain = with_broad_ink(without_lines(mask), mask)
    taken: list[Outline] = []
    circles = list(find_circles(plain, _ROUND_RADII_MM))
    whole = [outline for outline in circles if outline.coverage >= WHOLE_COVERAGE]
    for outline in circles:
        score = _ring_score(outline) or (DOUBTFUL if _has_star(outline, plain) else 0.0)
        if score > 0 and not cut_off(outline, mask) and not lacks_inner_half(outline, plain, whole):
            # A doubtful ring leaves its ink to the squares and ovals; the better outline wins later.
            large = outline.radius > SQUARE_MM[1] / 2 * PIXELS_PER_MM * 0.8
            taken += [outline] if is_sure(outline) and large and not (squares and is_square(plain, outline)) else []
            yield outline, score
    rest = free_of(plain, taken)
    if cv2.countNonZero(rest) < LEAST_INK_MM2 * PIXELS_PER_MM**2:
        return
    for oval in find_lying_ovals(rest, _OVAL_HALF_WIDTHS_MM):
        if oval.coverage >= _WHOLE_OVAL and _ring_score(oval) > 0 and not cut_off(oval, mask):
            yield oval, min(0.97, oval.coverage)
    framed = plain
    if squares and cv2.countNonZero(plain) < cv2.countNonZero(mask):
        framed = with_broad_ink(without_lines(mask, 1.1 * SQUARE_MM[1]), mask)
        rest = free_of(framed, taken)
    groups = list(blobs(rest, LEAST_MM))
    boxes = [box for box, _ in groups]
    for box, blob in groups:
        other = _blob_outline(rest, blob, box, boxes, squares=squares)
        if other and not cut_off(other, mask):
            yield other, square_score(other) if other.shape is SealShape.SQUARE else min(0.97, other.coverage)
    for square in covered_squares(framed, list(blobs(rest, LEAST_FREE_MM)), taken) if squares else ():
        yield square, square_score(square)


def faint_outlines(small: Bitmap, red: Plane, clear: Sequence[Outline]) -> Iterator[tuple[Outline, float]]:
    """Yield the red outlines too faint for the plain test of colour, or pressed on a picture.

    Args:
        small: The page.
        red: The clear red ink: where little shows beside it, there is nothing more to find, unless it is a red picture.
        clear: What was found already for certain; what lies in these is left out.
    """
    mask = faint_red_mask(small).astype(np.uint8)
    beside = np.asarray(cv2.subtract(mask, cv2.dilate(red, np.ones((5, 5), np.uint8))), dtype=np.uint8)
    little = cv2.countNonZero(free_of(beside, clear)) < LEAST_INK_MM2 * PIXELS_PER_MM**2
    if little and (clear or not cv2.erode(red, np.ones((_FIELD, _FIELD), np.uint8)).any()):
        return
    for outline, score in coloured_outlines(mask, squares=True):
        if not any(old.contains(*outline.centre) for old in clear):
            yield outline, score


def wet_rings(lead: Plane, mask: Plane) -> Iterator[tuple[Outline, float]]:
    """Yield the rings of impressions whose ink ran together, by the lines that are darker than the rest.

    Args:
        lead: How far red leads, see ``ocr.ink.redness``.
        mask: Where that counts as ink.
    """
    broad = np.asarray(cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((9, 9), np.uint8)), dtype=np.uint8)
    if cv2.countNonZero(broad) < _LEAST_WET_MM2 * PIXELS_PER_MM**2:
        return
    groups = [box[2:] for box, _ in blobs(broad, _LEAST_WET_MM)]
    if not any(min(size) > 0.6 * max(size) for size in groups):
        return
    strong = (lead > _WET_SHARE * float(np.percentile(lead[broad > 0], 90))).astype(np.uint8)
    for outline in find_circles(without_lines(strong), _ROUND_RADII_MM):
        score = _ring_score(outline)
        if score > 0 and not cut_off(outline, strong):
            yield outline, score


def dark_rings(small: Bitmap, inked: Plane | None = None) -> Iterator[tuple[Outline, float]]:
    """Yield the black and grey rings of a page; printed text below them costs confidence.

    Args:
        small: The page.
        inked: Where coloured ink lies, which is no black.
    """
    mask = dark_mask(small).astype(np.uint8)
    if inked is not None:
        mask[inked > 0] = 0
    mask = without_lines(mask)
    for outline, followed in find_circles_in_print(mask, _BLACK_RADII_MM):
        ring = outline.thinness > THIN and 0.02 < outline.fill < 0.6 and outline.strokes >= LEAST_STROKES
        if ring and not cut_off(outline, mask):
            yield outline, min(0.9, 0.5 + 0.5 * (followed - _FOLLOWED)) if followed >= _FOLLOWED else DOUBTFUL


def _blob_outline(
    mask: Plane, blob: Plane, box: PixelBox, boxes: Sequence[PixelBox], *, squares: bool
) -> Outline | None:
    """Return the oval or square outline of one blob, None where it is neither."""
    x, y, width, height = box
    long, short = max(width, height) / PIXELS_PER_MM, min(width, height) / PIXELS_PER_MM
    square = find_square(mask, blob, (x, y)) if squares and not in_a_row(box, boxes) else None
    if square and square.hollow >= WHOLE_FRAME and square_score(square) > 0:
        return square
    if _OVAL_MM[0] <= long <= _OVAL_MM[1] and short >= 0.6 * long:
        oval = find_oval(mask, blob, (x, y))
        if oval and oval.coverage >= _WHOLE_OVAL and _ring_score(oval) > 0:
            return oval
    return square if square and square_score(square) > 0 else None


def is_sure(outline: Outline) -> bool:
    """Tell whether most of an outline is there and fitted well."""
    return outline.coverage >= SURE_COVERAGE and outline.runs_along


def is_cut_ring(outline: Outline) -> bool:
    """Tell whether what is left of a ring with few strokes inside runs as exactly round as no pen does."""
    return (
        outline.exact >= _CUT_RING and outline.thinness >= _CUT_RING_THIN and outline.strokes >= _CUT_RING_STROKES
    )


def _has_star(outline: Outline, mask: Plane) -> bool:
    """Tell whether a star stands within what is left of a ring: neither pens nor emblems show one."""
    if outline.exact < _STARRED_RING or outline.thinness < _CUT_RING_THIN or outline.strokes < _CUT_RING_STROKES:
        return False
    unrolled, levels = unroll(mask, outline.ellipse, Stretch((0.0, 1.0), 360, 100))
    return bool(star_points(unrolled, levels)[0])


def _ring_score(outline: Outline) -> float:
    """Return how sure an outline in coloured ink is a seal's, 0.0 for emblems, thumb prints and letters."""
    if outline.coverage < _LEAST_COVERAGE or outline.hollow < _HOLLOW or not 0.02 < outline.fill < 0.62:
        return 0.0
    broken = outline.coverage < SURE_COVERAGE
    if broken and is_cut_ring(outline) and outline.strokes < BROKEN_STROKES:
        return DOUBTFUL
    if (outline.thinness < THIN and broken) or outline.strokes < (BROKEN_STROKES if broken else LEAST_STROKES):
        return 0.0
    return float(np.clip(0.5 + 0.9 * (outline.coverage - _LEAST_COVERAGE), 0.0, 0.99))
