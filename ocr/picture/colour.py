"""What colours a page can show, and how much of it is ink."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import ColourMode
from ocr.engine import Bitmap

MONO_CHROMA = 12
"""Chroma (largest minus smallest channel) below which a pixel counts as without colour (domain c4)."""

MONO_SHARE = 0.98
"""Share of uncoloured pixels among all that are not paper above which a page is without colour (domain c4)."""

INK_CONTRAST = 40
"""Grey levels off the paper from which a pixel is ink; scanner noise and tinted paper stay within."""

DARK_PAPER = 60
"""Grey level below which the ground of a page is no paper: a black picture, a scan with the lid open."""

_TINT_SHARE = 0.05
_INK_SIDE = 600
"""Pixels of the longer side at which coloured ink is looked for: half a millimetre on A4, chroma noise averaged out."""

_LEAST_SPOT = 4
_LEAST_INK = 12
"""Pixels there of one spot and of all together that count: 1 and 3 mm² on A4."""

_BILEVEL_SHARE = 0.97


def thin(bitmap: Bitmap) -> Bitmap:
    """Return every second pixel both ways: enough to count colours, a quarter of the work."""
    return bitmap[::2, ::2] if min(bitmap.shape[:2]) > 400 else bitmap


def ink_mask(bitmap: Bitmap) -> npt.NDArray[np.bool_]:
    """Return where something is printed, drawn or stamped, H×W of ``bitmap``."""
    return _off_paper(_extremes(bitmap)[0])


def _off_paper(darkest: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    return np.asarray(cv2.absdiff(darkest, np.full_like(darkest, _paper_level(darkest))) > INK_CONTRAST)


def ink_share(bitmap: Bitmap) -> float:
    """Return the share of the page that is not paper, 0.0-1.0."""
    marks = ink_mask(thin(bitmap))
    return int(np.count_nonzero(marks)) / marks.size


def is_black(bitmap: Bitmap) -> bool:
    """Tell whether the ground of the page is black."""
    return _paper_level(_extremes(thin(bitmap))[0]) < DARK_PAPER


def _extremes(bitmap: Bitmap) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Return the darkest and the brightest channel of each pixel (a seventh of the time numpy's reductions take)."""
    red, green, blue = _channels(bitmap)
    darkest, brightest = cv2.min(cv2.min(red, green), blue), cv2.max(cv2.max(red, green), blue)
    return np.asarray(darkest, np.uint8), np.asarray(brightest, np.uint8)


def _channels(bitmap: Bitmap) -> Sequence[cv2.typing.MatLike]:
    """Return red, green and blue; of a thinned picture one by one, since OpenCV would copy it whole first."""
    if bitmap.flags.c_contiguous:
        return cv2.split(bitmap)
    return [np.ascontiguousarray(bitmap[:, :, channel]) for channel in range(3)]


def _paper_level(channel: npt.NDArray[np.uint8]) -> int:
    histogram = cv2.calcHist([channel], [0], None, [256], [0, 256]).ravel()
    return int(np.searchsorted(np.cumsum(histogram), histogram.sum() * 0.6))


def colour_mode(bitmap: Bitmap, one_channel: bool, drawn: bool) -> ColourMode:
    """Tell what colours the page can show.

    Args:
        bitmap: The rendered page.
        one_channel: The pictures on the page have one channel: colour was lost before it came to us.
        drawn: The page is no scan but drawn from text and lines, where any colour could have been used.

    A scanner in colour mode leaves some chroma on every sheet, were it only the tint of the paper; where
    three equal channels come, the colour was lost on the way although the file could carry it. A pale seal
    or a strip of one on white paper is a small share of the page, yet nothing but a colour scan shows it.
    """
    if drawn and not one_channel:
        return ColourMode.COLOUR
    sample = thin(bitmap)
    grey = np.ascontiguousarray(sample[:, :, 1])
    if not one_channel:
        darkest, brightest = _extremes(sample)
        chroma = brightest - darkest
        marks = _off_paper(darkest)
        coloured = chroma >= MONO_CHROMA
        if _share(coloured, coloured.size) > 1 - MONO_SHARE:
            return ColourMode.COLOUR
        if _share(coloured & marks, int(np.count_nonzero(marks))) > 1 - MONO_SHARE:
            return ColourMode.COLOUR
        if _share(chroma >= 3, chroma.size) > _TINT_SHARE or _has_coloured_ink(bitmap):
            return ColourMode.COLOUR
    histogram = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel()
    extremes = (histogram[:24].sum() + histogram[232:].sum()) / max(histogram.sum(), 1.0)
    dark = histogram[:24].sum() / max(histogram[:200].sum(), 1.0)
    return ColourMode.BILEVEL if extremes > _BILEVEL_SHARE and dark > 0.5 else ColourMode.GREY


def _share(marked: npt.NDArray[np.bool_], among: int) -> float:
    return int(np.count_nonzero(marked)) / among if among else 0.0


def _has_coloured_ink(bitmap: Bitmap) -> bool:
    """Tell whether a few square millimetres have a colour that is not the paper's tint."""
    scale = _INK_SIDE / max(bitmap.shape[:2])
    small = cv2.resize(bitmap, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else bitmap
    paper = [max(_paper_level(np.asarray(plane, np.uint8)), 1) for plane in cv2.split(small)]
    tinted = np.full_like(small, paper)
    darkest, brightest = _extremes(np.asarray(cv2.divide(small, tinted, scale=255), np.uint8))
    _, _, spots, _ = cv2.connectedComponentsWithStats((brightest - darkest >= MONO_CHROMA).astype(np.uint8))
    areas = spots[1:, cv2.CC_STAT_AREA]
    return bool(areas[areas >= _LEAST_SPOT].sum() >= _LEAST_INK)
