"""Seal impressions on one page: found by ink and outline, then read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box, ColourMode, InkColour, Seal, SealShape
from ocr.engine import Bitmap, OcrEngine
from ocr.ink import blue_mask, dark_mask, red_mask
from ocr.outline import PIXELS_PER_MM, Outline, find_circles, find_oval, find_square
from ocr.ring_text import SealText, read_seal
from ocr.seal_kind import seal_kind

Plane = npt.NDArray[np.uint8]
_PixelBox = tuple[int, int, int, int]
"""x, y, width, height."""

_MM_PER_INCH = 25.4
_SMALLEST_PAGE_MM = 110.0
"""A "page" smaller than this is a cut-out or carries a false resolution: its scale is not believed."""

_ASSUMED_LONG_SIDES_MM = (297.0, 150.0, 60.0)
_ROUND_RADII_MM = (11.0, 31.0)
_BLACK_RADII_MM = (15.0, 30.0)
_OVAL_MM = (18.0, 62.0)
_SQUARE_MM = (13.0, 32.0)
_LEAST_INK_MM2 = 12.0
_LEAST_COVERAGE = 0.42
_SURE_COVERAGE = 0.7
_BLACK_COVERAGE = 0.62
_LONGEST_ARC_CHORD_MM = 24.0
_LAST_SHEET_ZONE_MM = 20.0
_CUT_SHARE = 0.12
"""An outline that lies outside the page by more than this share of its width is a fragment, no whole seal."""

_TOUCHING_MM = 2.5
_WHOLE_COVERAGE = 0.85
_INNER_HALF = 0.95
_LEAST_KNOWN = 12
"""Of 60 places on the far arc (±54° from straight inward) so many must lie clear of other seals to judge by."""

_HALF_GAP = 1.5
_HALF_COVERAGE = 0.64
"""A seal's half at the edge, the rest of whose circle lies across another seal: seen up to 0.60, gaps from 1.64."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    outline: Outline
    colour: InkColour
    score: float
    pixels_per_unit: float
    """Page pixels per mask pixel."""

    @property
    def reach(self) -> float:
        """Radius in page pixels."""
        return self.outline.radius * self.pixels_per_unit


def find_seals(
    bitmap: Bitmap, dots_per_inch: float, colour: ColourMode, engine: OcrEngine, *, size_known: bool = True,
) -> list[Seal]:
    """Return the seal impressions of a page from top to bottom.

    Args:
        bitmap: The upright page.
        dots_per_inch: Resolution; 0 where it is unknown.
        colour: On ``COLOUR`` red and blue ink count, else only dark rings by their shape.
        engine: Reads the unwrapped text.
        size_known: False for photos: sizes are then taken for what they would be on A4.

    Raises:
        EngineFailed: The engine broke down.
    """
    long, short = max(bitmap.shape[:2]), min(bitmap.shape[:2])
    believed = size_known and dots_per_inch > 0 and short / dots_per_inch * _MM_PER_INCH > _SMALLEST_PAGE_MM
    points_per_pixel = 72 / (dots_per_inch if dots_per_inch > 0 else long / 297 * _MM_PER_INCH)
    scales = [dots_per_inch / _MM_PER_INCH] if believed else [long / side for side in _ASSUMED_LONG_SIDES_MM]
    candidates = [candidate for scale in scales for candidate in _candidates(bitmap, scale, colour)]
    return sorted(_read_all(bitmap, candidates, points_per_pixel, engine), key=lambda seal: (seal.box[1], seal.box[0]))


def whole_outlines(mask: Plane) -> list[Box]:
    """Return the boxes of whole seal outlines in a mask of one ink, in mask pixels, without reading them."""
    return [outline.extent for outline, _ in _coloured(mask, squares=False)]


def _read_all(
    bitmap: Bitmap, candidates: Sequence[_Candidate], points_per_pixel: float, engine: OcrEngine
) -> list[Seal]:
    """Return the seals among candidates; of two that lie in each other the larger well-covered one stays."""
    ranked = sorted(candidates, key=_rank, reverse=True)
    kept: list[_Candidate] = []
    seals: list[Seal] = []
    for candidate in ranked:
        x, y = (value * candidate.pixels_per_unit for value in candidate.outline.centre)
        if any(old.outline.contains(x / old.pixels_per_unit, y / old.pixels_per_unit) for old in kept):
            continue
        seal = _read(bitmap, candidate, points_per_pixel, engine)
        if seal is not None:
            kept.append(candidate)
            seals.append(seal)
    return seals


def _rank(candidate: _Candidate) -> tuple[bool, float, float]:
    """Order candidates: a square frame also looks like a small broken ring, never the other way round."""
    outline = candidate.outline
    return outline.shape is SealShape.SQUARE, min(outline.coverage, 0.75), candidate.reach


def _candidates(bitmap: Bitmap, pixels_per_mm: float, colour: ColourMode) -> list[_Candidate]:
    """Return the outlines of one scale that look like seals."""
    factor = PIXELS_PER_MM / pixels_per_mm
    small = bitmap
    if factor < 0.95 or factor > 1.4:
        method = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        small = np.asarray(cv2.resize(bitmap, None, fx=factor, fy=factor, interpolation=method), dtype=np.uint8)
    else:
        factor = 1.0
    if colour is not ColourMode.COLOUR:
        return [_Candidate(outline, InkColour.BLACK, score, 1 / factor) for outline, score in _dark_rings(small)]
    result: list[_Candidate] = []
    for ink, mask in ((InkColour.RED, red_mask(small)), (InkColour.BLUE, blue_mask(small))):
        plane = mask.astype(np.uint8)
        if int(cv2.countNonZero(plane)) < _LEAST_INK_MM2 * PIXELS_PER_MM**2:
            continue
        for outline, score in _coloured(plane, squares=ink is InkColour.RED):
            result.append(_Candidate(outline, ink, score, 1 / factor))
    return result


def _coloured(mask: Plane, *, squares: bool) -> Iterator[tuple[Outline, float]]:
    """Yield the seal outlines of one ink with their scores."""
    plain = without_lines(mask)
    taken: list[Outline] = []
    circles = list(find_circles(plain, _ROUND_RADII_MM))
    whole = [outline for outline in circles if outline.coverage >= _WHOLE_COVERAGE]
    for outline in circles:
        score = _ring_score(outline)
        if score > 0 and not _cut_off(outline, mask) and not _lacks_inner_half(outline, plain, whole):
            # A doubtful ring leaves its ink to the squares and ovals; the better outline wins later.
            sure = outline.coverage >= _SURE_COVERAGE and outline.radius > _SQUARE_MM[1] / 2 * PIXELS_PER_MM * 0.8
            taken += [outline] if sure else []
            yield outline, score
    rest = plain.copy()
    for outline in taken:
        axes = (2.12 * outline.half_axes[0], 2.12 * outline.half_axes[1])
        cv2.ellipse(rest, (outline.centre, axes, float(np.degrees(outline.angle))), (0,), -1)
    if cv2.countNonZero(rest) < _LEAST_INK_MM2 * PIXELS_PER_MM**2:
        return
    blobs = list(_blobs(rest))
    boxes = [box for box, _ in blobs]
    for box, blob in blobs:
        other = _blob_outline(rest, blob, box, boxes, squares=squares)
        if other and not _cut_off(other, mask):
            yield other, min(0.97, other.coverage)


def _blob_outline(
    mask: Plane, blob: Plane, box: _PixelBox, boxes: Sequence[_PixelBox], *, squares: bool
) -> Outline | None:
    """Return the oval or square outline of one blob, None where it is neither."""
    x, y, width, height = box
    long, short = max(width, height) / PIXELS_PER_MM, min(width, height) / PIXELS_PER_MM
    if _OVAL_MM[0] <= long <= _OVAL_MM[1] and short >= 0.6 * long:
        oval = find_oval(mask, blob, (x, y))
        if oval and oval.coverage >= 0.75 and _ring_score(oval) > 0:
            return oval
    square_size = short >= _SQUARE_MM[0] and long <= _SQUARE_MM[1] and short > 0.6 * long
    if squares and square_size and not _in_a_row(box, boxes):
        square = find_square(mask, blob, (x, y))
        if square and square.coverage >= 0.6 and 0.08 <= square.fill <= 0.85:
            return square
    return None


def _in_a_row(box: _PixelBox, boxes: Sequence[_PixelBox]) -> bool:
    """Tell whether a blob has a neighbour of its height on its line: a character of a red heading."""
    x, y, width, height = box
    return any(
        other != box and abs(other[3] - height) < 0.3 * height and abs(other[1] - y) < 0.4 * height
        and abs(other[0] - x) < 2.2 * max(width, other[2])
        for other in boxes
    )


def _dark_rings(small: Bitmap) -> Iterator[tuple[Outline, float]]:
    """Yield the rings of a page without colour; printed text below them costs confidence."""
    mask = without_lines(dark_mask(small).astype(np.uint8))
    for outline in find_circles(mask, _BLACK_RADII_MM, 1.0):
        ring = outline.coverage >= _BLACK_COVERAGE and outline.thinness > 0.5 and 0.02 < outline.fill < 0.6
        if ring and not _cut_off(outline, mask):
            yield outline, 0.5 + 0.4 * (outline.coverage - _BLACK_COVERAGE) / (1 - _BLACK_COVERAGE)


def _ring_score(outline: Outline) -> float:
    """Return how sure an outline in coloured ink is a seal's, 0.0 for emblems, thumb prints and letters."""
    if outline.coverage < _LEAST_COVERAGE or outline.thinness < 0.5 or not 0.02 < outline.fill < 0.62:
        return 0.0
    return float(np.clip(0.5 + 0.9 * (outline.coverage - _LEAST_COVERAGE), 0.0, 0.99))


def without_lines(mask: Plane) -> Plane:
    """Return the mask without long straight rules; the flat top of a ring is shorter than they are."""
    length = int(_LONGEST_ARC_CHORD_MM * PIXELS_PER_MM)
    result = mask
    for size in ((length, 1), (1, length)):
        thick = cv2.dilate(mask, np.ones((3, 1) if size[0] > 1 else (1, 3), np.uint8))
        lines = cv2.morphologyEx(thick, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, size))
        result = np.asarray(cv2.subtract(result, lines), dtype=np.uint8)
    return result


def _blobs(mask: Plane) -> Iterator[tuple[_PixelBox, Plane]]:
    """Yield box and mask of the groups of ink lying within 1.5 mm of each other."""
    closed = cv2.dilate(mask, np.ones((7, 7), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(closed)
    for index in range(1, count):
        x, y, width, height = (int(value) for value in stats[index, :4])
        if min(width, height) < _SQUARE_MM[0] * PIXELS_PER_MM * 0.8 or max(width, height) > _OVAL_MM[1] * PIXELS_PER_MM:
            continue
        area = np.s_[y : y + height, x : x + width]
        blob = ((labels[area] == index) & (mask[area] > 0)).astype(np.uint8)
        bx, by, bw, bh = cv2.boundingRect(blob)
        if bw and bh:
            yield (x + bx, y + by, bw, bh), blob[by : by + bh, bx : bx + bw]


def _cut_off(outline: Outline, mask: Plane) -> bool:
    """Tell whether an outline is a page's share of a cross-page seal and no whole impression.

    Either much of it lies beyond the edge, or, on the last page of a fan, the part that fell on the
    pages before is missing on the side away from the edge.
    """
    x0, y0, x1, y1 = outline.extent
    height, width = mask.shape
    # Half a round seal at the edge fits an oval well: an oval counts as whole only where all of it is on the page.
    allowed = _CUT_SHARE * 2 * outline.radius if outline.shape is SealShape.ROUND else -1.5 * PIXELS_PER_MM
    if x0 < -allowed or y0 < -allowed or x1 > width + allowed or y1 > height + allowed:
        return True
    direction, gap = outline.gap
    at_edge = min(x0, y0, width - x1, height - y1) < _TOUCHING_MM * PIXELS_PER_MM
    if at_edge and gap > _HALF_GAP and outline.coverage < _HALF_COVERAGE:
        return True
    zone = _LAST_SHEET_ZONE_MM * PIXELS_PER_MM
    inward = ((x1 > width - zone, np.pi), (x0 < zone, 0.0), (y1 > height - zone, -np.pi / 2), (y0 < zone, np.pi / 2))
    return gap > 1.75 and any(near and abs(np.angle(np.exp(1j * (direction - away)))) < 0.9 for near, away in inward)


def _lacks_inner_half(outline: Outline, mask: Plane, whole: Sequence[Outline]) -> bool:
    """Tell whether a ring at the edge is empty on its far side, where no whole seal beside it lies across.

    The last page of a fan shows the outer part of the cross-page seal, cut straight. A whole seal that crosses
    the missing part would fill the gap of its outline; its ink is not counted.
    """
    x0, y0, x1, y1 = outline.extent
    height, width = mask.shape
    near = _TOUCHING_MM * PIXELS_PER_MM
    inward = [away for touches, away in (
        (width - x1 < near, np.pi), (x0 < near, 0.0), (height - y1 < near, -np.pi / 2), (y0 < near, np.pi / 2)
    ) if touches]
    if outline.shape is not SealShape.ROUND or not inward or outline.coverage >= _WHOLE_COVERAGE:
        return False
    others = [other for other in whole if other is not outline]
    known, inked = 0, 0
    for angle in inward[0] + np.linspace(-_INNER_HALF, _INNER_HALF, 60):
        x = outline.centre[0] + outline.radius * np.cos(angle)
        y = outline.centre[1] + outline.radius * np.sin(angle)
        if any(np.hypot(x - one.centre[0], y - one.centre[1]) <= 1.1 * one.radius for one in others):
            continue
        known += 1
        reach = round(1.2 * PIXELS_PER_MM)
        around = mask[max(0, round(y) - reach) : round(y) + reach + 1, max(0, round(x) - reach) : round(x) + reach + 1]
        inked += bool(around.any())
    return known >= _LEAST_KNOWN and inked <= 0.25 * known


def _read(bitmap: Bitmap, candidate: _Candidate, points_per_pixel: float, engine: OcrEngine) -> Seal | None:
    """Return the seal of a candidate with its text, None where a doubtful ring holds no text."""
    outline, unit = candidate.outline, candidate.pixels_per_unit
    scaled = Outline(outline.shape, (outline.centre[0] * unit, outline.centre[1] * unit),
                     (outline.half_axes[0] * unit, outline.half_axes[1] * unit), outline.angle,
                     outline.coverage, outline.thinness, outline.fill)
    text = read_seal(bitmap, scaled, candidate.colour, engine)
    if not _believable(candidate, text):
        return None
    score = _with_text(candidate.score, text, outline.shape)
    x0, y0, x1, y1 = (value * unit * points_per_pixel for value in outline.extent)
    height, width = bitmap.shape[:2]
    box: Box = (max(0.0, x0), max(0.0, y0), min(x1, width * points_per_pixel), min(y1, height * points_per_pixel))
    to_mm = 2 * unit * points_per_pixel * _MM_PER_INCH / 72
    return Seal(
        kind=seal_kind(text.ring, text.inner, outline.shape, text.star, inner_unread=text.inner_unread),
        shape=outline.shape, colour=candidate.colour, box=box,
        size_mm=(outline.half_axes[0] * to_mm, outline.half_axes[1] * to_mm), text=text.ring,
        score=score, inner_text=text.inner, text_score=text.score, star=text.star, strip=text.strip,
    )


def _believable(candidate: _Candidate, text: SealText) -> bool:
    """Tell whether an outline may stand: a broken or blue ring needs a star or legible words inside."""
    if candidate.outline.shape is SealShape.SQUARE or candidate.colour is InkColour.BLACK:
        return True
    worded = bool(text.star) or (len(text.ring) >= 3 and text.score > 0.3) or bool(text.inner)
    return worded or (candidate.outline.coverage > _SURE_COVERAGE and candidate.colour is InkColour.RED)


def _with_text(score: float, text: SealText, shape: SealShape) -> float:
    """Return the score raised by what was read inside: a star or a legible name is no accident."""
    if shape is SealShape.SQUARE:
        return score
    if text.star or (len(text.ring) >= 4 and text.score > 0.5):
        return max(score, 0.5 + score / 2)
    return score
