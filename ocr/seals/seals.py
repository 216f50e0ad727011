"""Seal impressions on one page: found by ink and outline, then read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box, ColourMode, InkColour, Seal, SealShape
from cases.units import MM_PER_INCH, POINTS_PER_INCH
from ocr.engine import Bitmap, OcrEngine
from ocr.picture.ink import RED_MARGIN, blue_mask, redness
from ocr.seals.outline import PIXELS_PER_MM, Outline
from ocr.seals.ring_text import SealText, read_seal
from ocr.seals.seal_kind import seal_kind
from ocr.seals.seal_outlines import (
    BROKEN_STROKES,
    LEAST_INK_MM2,
    LEAST_STROKES,
    SURE_COVERAGE,
    coloured_outlines,
    dark_rings,
    faint_outlines,
    is_cut_ring,
    is_sure,
    wet_rings,
)
from ocr.seals.square_seals import DOUBTFUL, THIN

Plane = npt.NDArray[np.uint8]
_SMALLEST_PAGE_MM = 110.0
"""A "page" smaller than this is a cut-out or carries a false resolution: its scale is not believed."""

_ASSUMED_LONG_SIDES_MM = (297.0, 150.0, 60.0)
_WORN_COVERAGE = 0.55
_RANKED = 0.75
"""Exact share above which the larger of two outlines is the seal's, however whole the smaller."""

_LIGHT = 0.45
"""Ink inside a wordless ring; drawn seals stay below 0.36, QR codes above 0.5."""

_SURE_NAME = 0.7
"""Score of a text from which its ending 印 or 章 makes a name seal of it; who is named is a matter of more."""

_WORDLESS = 0.6
_WHOLE = 0.95
_EXACT = 0.82
_EXACT_STROKES = 12
"""Exact share and strokes of a ring so whole and round that no pen drew it, though nothing inside was read."""


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
    believed = size_known and dots_per_inch > 0 and short / dots_per_inch * MM_PER_INCH > _SMALLEST_PAGE_MM
    points_per_pixel = POINTS_PER_INCH / (dots_per_inch if dots_per_inch > 0 else long / 297 * MM_PER_INCH)
    scales = [dots_per_inch / MM_PER_INCH] if believed else [long / side for side in _ASSUMED_LONG_SIDES_MM]
    candidates = [candidate for scale in scales for candidate in _candidates(bitmap, scale, colour)]
    return sorted(_read_all(bitmap, candidates, points_per_pixel, engine), key=lambda seal: (seal.box[1], seal.box[0]))


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
    return outline.shape is SealShape.SQUARE, min(outline.exact, _RANKED), candidate.reach


def _candidates(bitmap: Bitmap, pixels_per_mm: float, colour: ColourMode) -> list[_Candidate]:
    """Return the outlines of one scale that look like seals."""
    factor = PIXELS_PER_MM / pixels_per_mm
    small = bitmap
    if factor < 0.95 or factor > 1.4:
        method = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
        small = np.asarray(cv2.resize(bitmap, None, fx=factor, fy=factor, interpolation=method), dtype=np.uint8)
    else:
        factor = 1.0
    return [_Candidate(outline, ink, score, 1 / factor) for ink, outline, score in _outlines(small, colour)]


def _outlines(small: Bitmap, colour: ColourMode) -> Iterator[tuple[InkColour, Outline, float]]:
    """Yield outlines in clear red and blue, in run and pale red, and in black; the last alone on uncoloured pages."""
    if colour is not ColourMode.COLOUR:
        yield from ((InkColour.BLACK, *found) for found in dark_rings(small))
        return
    lead = redness(small)
    red, blue = ((mask.astype(np.uint8)) for mask in (lead > RED_MARGIN, blue_mask(small)))
    found: list[tuple[Outline, float]] = []
    if cv2.countNonZero(red) >= LEAST_INK_MM2 * PIXELS_PER_MM**2:
        found = [*coloured_outlines(red, squares=True), *wet_rings(lead, red)]
        yield from ((InkColour.RED, *one) for one in found)
    if cv2.countNonZero(blue) >= LEAST_INK_MM2 * PIXELS_PER_MM**2:
        yield from ((InkColour.BLUE, *one) for one in coloured_outlines(blue, squares=False))
    clear = [outline for outline, _ in found if is_sure(outline) and outline.exact >= _RANKED]
    yield from ((InkColour.RED, *one) for one in faint_outlines(small, red, clear))
    inked = cv2.dilate(cv2.bitwise_or(red, blue), np.ones((5, 5), np.uint8))
    yield from ((InkColour.BLACK, *one) for one in dark_rings(small, np.asarray(inked, dtype=np.uint8)))


def _read(bitmap: Bitmap, candidate: _Candidate, points_per_pixel: float, engine: OcrEngine) -> Seal | None:
    """Return the seal of a candidate with its text, None where a doubtful ring holds no text."""
    outline, unit = candidate.outline, candidate.pixels_per_unit
    scaled = Outline(outline.shape, (outline.centre[0] * unit, outline.centre[1] * unit),
                     (outline.half_axes[0] * unit, outline.half_axes[1] * unit), outline.angle,
                     outline.coverage, outline.thinness, outline.fill)
    text = read_seal(bitmap, scaled, candidate.colour, engine)
    if not _believable(candidate, text):
        return None
    score = _with_text(candidate.score, text, outline)
    x0, y0, x1, y1 = (value * unit * points_per_pixel for value in outline.extent)
    height, width = bitmap.shape[:2]
    box: Box = (max(0.0, x0), max(0.0, y0), min(x1, width * points_per_pixel), min(y1, height * points_per_pixel))
    to_mm = 2 * unit * points_per_pixel * MM_PER_INCH / POINTS_PER_INCH
    return Seal(
        kind=seal_kind(text.ring, text.inner, outline.shape, text.star, inner_unread=text.inner_unread),
        shape=outline.shape, colour=candidate.colour, box=box,
        size_mm=(outline.half_axes[0] * to_mm, outline.half_axes[1] * to_mm), text=text.ring,
        score=score, inner_text=text.inner, text_score=text.score, star=text.star, strip=text.strip,
    )


def _believable(candidate: _Candidate, text: SealText) -> bool:
    """Tell whether an outline may stand: a broken, broad or blue ring needs a star or legible words inside."""
    outline = candidate.outline
    if outline.shape is SealShape.SQUARE or _is_worded(text, outline):
        return True
    if candidate.colour is InkColour.BLACK:
        return candidate.score > DOUBTFUL
    whole = outline.coverage > SURE_COVERAGE and outline.strokes >= LEAST_STROKES
    worn = outline.coverage > _WORN_COVERAGE and outline.strokes >= BROKEN_STROKES
    ringed = outline.thinness >= THIN and outline.fill < _LIGHT
    if candidate.colour is InkColour.BLUE:
        return ringed and whole and is_cut_ring(outline)
    return ringed and (whole or worn or is_cut_ring(outline))


def _is_worded(text: SealText, outline: Outline) -> bool:
    """Tell whether a ring holds words, or a star with something like words around it: logos show stars alone.

    Words inside count for a ring that is there: print inside a chance circle reads well, too.
    """
    starred = bool(text.star) and outline.strokes >= LEAST_STROKES
    return starred or (len(set(text.ring)) >= 3 and text.score > 0.3) or (
        bool(text.inner) and outline.coverage >= SURE_COVERAGE
    )


def _is_name(text: SealText) -> bool:
    """Tell whether a name seal's words are surely a name: 王建国印."""
    return text.score > _SURE_NAME and len(text.ring) >= 3 and text.ring.endswith(("印", "章"))


def _with_text(score: float, text: SealText, outline: Outline) -> float:
    """Return the score raised by what was read inside: a star or a legible name is no accident."""
    if outline.shape is SealShape.SQUARE:
        return max(score, _WORDLESS) if _is_name(text) else score
    if _is_worded(text, outline) and (text.star or (len(text.ring) >= 4 and text.score > 0.5)):
        return max(score, 0.5 + score / 2)
    if _is_worded(text, outline):
        return score
    whole = outline.shape is SealShape.ROUND and outline.coverage >= _WHOLE
    exact = (outline.exact >= _EXACT or whole) and outline.strokes >= _EXACT_STROKES
    return min(score, _WORDLESS if exact and score > DOUBTFUL else DOUBTFUL)
