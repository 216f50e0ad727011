"""Ink colours of a page: where red and blue ink lies, and the page without its red ink."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.engine import Bitmap

Mask = npt.NDArray[np.bool_]
Plane = npt.NDArray[np.uint8]

RED_MARGIN = 22
"""Least lead of red over green and blue, after white balance. JPEG chroma noise beside black print stays below 18
(real scans at quality 75); the palest impression among the real samples leads by 30."""

PALE_MARGIN = 9
"""The same lead where the ground is taken from around each place and print is left out with a margin."""

_GROUND = 25
"""Pixels over which the ground is looked for: wider than a character's strokes and a seal's ring at 4 px/mm."""

_HUE_SLACK = 3
_PRINT_LEVEL = 150
"""Red channel on a white ground below which a pixel is black print; dark red ink keeps more."""

_DARK_MARGIN = 70
_MAX_GAIN = 1.5
_PAPER_SAMPLE = 8


def red_mask(bitmap: Bitmap) -> Mask:
    """Return where red ink lies, pink to brown, on paper of any light tint.

    Args:
        bitmap: H×W×3 RGB.

    Returns:
        H×W, True on red ink.
    """
    return redness(bitmap) > RED_MARGIN


def blue_mask(bitmap: Bitmap) -> Mask:
    """Return where blue ink lies, H×W."""
    red, green, blue = balanced(bitmap)
    lead = cv2.subtract(blue, cv2.max(red, cv2.addWeighted(green, 0.7, red, 0.3, 0.0)))
    return np.asarray(lead > RED_MARGIN)


def dark_mask(bitmap: Bitmap) -> Mask:
    """Return where anything clearly darker than the paper lies, H×W, whatever its colour."""
    grey = cv2.cvtColor(bitmap, cv2.COLOR_RGB2GRAY)
    paper = float(np.percentile(grey[::_PAPER_SAMPLE, ::_PAPER_SAMPLE], 80))
    return np.asarray(grey < max(paper - _DARK_MARGIN, 40.0))


def pale_red_mask(small: Bitmap) -> Mask:
    """Return where red ink lies, however faint, on ground of any colour: by what it takes away there.

    Ink lets red through and holds green and blue back, on a photo or under a warm lamp too. JPEG leaves
    false colour around print, so nothing is seen there.

    Args:
        small: H×W×3 RGB, ``PIXELS_PER_MM`` of ``ocr.outline``.
    """
    reach = (_GROUND, _GROUND)
    ground = np.maximum(cv2.blur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones(reach, np.uint8)), reach), 1)
    through = cv2.GaussianBlur(cv2.divide(small, ground, scale=255), (0, 0), 0.8)
    red, green, blue = cv2.split(through)
    lead = cv2.subtract(red, cv2.max(green, blue))
    printed = cv2.dilate((red < _PRINT_LEVEL).astype(np.uint8), np.ones((5, 5), np.uint8))
    hue = cv2.subtract(cv2.absdiff(green, blue), lead) <= _HUE_SLACK
    return np.asarray((lead > PALE_MARGIN) & hue & (printed == 0))


def redness(bitmap: Bitmap) -> Plane:
    """Return how far red leads over the other channels, 0 where the hue is not that of seal ink.

    Orange and magenta marker fail the hue test: seal ink keeps green and blue close together.
    """
    red, green, blue = balanced(bitmap)
    lead = cv2.subtract(red, cv2.max(green, blue))
    spread = cv2.absdiff(green, blue)
    return np.asarray(np.where(spread <= cv2.addWeighted(lead, 1.2, lead, 0.0, 0.0), lead, 0), dtype=np.uint8)


def suppress_red(bitmap: Bitmap) -> Bitmap:
    """Return the page without its red ink, black print below it kept.

    Red ink is bright in the red channel, black print is not: where red ink lies, every channel
    takes the value of the red one, stretched so that the ink itself reaches the paper.
    """
    mask = cv2.dilate(red_mask(bitmap).astype(np.uint8), np.ones((3, 3), np.uint8))
    if not mask.any():
        return bitmap
    ys, xs = np.nonzero(mask)
    area = np.s_[ys.min() : ys.max() + 1, xs.min() : xs.max() + 1]
    inside = mask[area].astype(bool)
    patch = bitmap[area]
    paper = paper_colour(bitmap)
    red = patch[..., 0].astype(np.float32)
    ink_level = float(np.percentile(red[inside], 60))
    stretched = np.clip(red * (paper.mean() / max(ink_level, 60.0)), 0, paper.mean())
    result = bitmap.copy()
    result[area][inside] = (stretched[inside, None] * (paper / max(paper.mean(), 1.0))).clip(0, 255).astype(np.uint8)
    return result


def paper_colour(bitmap: Bitmap) -> npt.NDArray[np.float64]:
    """Return the RGB colour of the paper: the median of the page's brighter third."""
    sample = bitmap[::_PAPER_SAMPLE, ::_PAPER_SAMPLE].reshape(-1, 3)
    light = sample.min(axis=1)
    bright = sample[light >= np.percentile(light, 67)]
    return np.asarray(np.median(bright, axis=0), dtype=np.float64)


def balanced(bitmap: Bitmap) -> tuple[Plane, Plane, Plane]:
    """Return red, green and blue with the paper's tint divided out."""
    paper = np.maximum(paper_colour(bitmap), 1.0)
    gains = np.clip(paper.max() / paper, 1.0, _MAX_GAIN)
    red, green, blue = (np.asarray(plane, dtype=np.uint8) for plane in cv2.split(bitmap))
    if gains.max() < 1.02:
        return red, green, blue
    return _brightened(red, gains[0]), _brightened(green, gains[1]), _brightened(blue, gains[2])


def _brightened(plane: Plane, gain: float) -> Plane:
    return np.asarray(cv2.convertScaleAbs(plane, alpha=float(gain)), dtype=np.uint8)
