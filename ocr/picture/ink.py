"""Ink colours of a page: where red and blue ink lies, and the page without its red ink."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.engine import Bitmap

Mask = npt.NDArray[np.bool_]
Plane = npt.NDArray[np.uint8]
_Channel = cv2.typing.MatLike

RED_MARGIN = 22
"""Least lead of red over green and blue, after white balance. JPEG chroma noise beside black print stays below 18
(real scans at quality 75); the palest impression among the real samples leads by 30."""

FAINT_MARGIN = 3
"""The same lead, softened, where the ground is taken from around each place: seen from here on clean paper."""

_ABOVE_NOISE = 4
"""Times the scatter of the bare paper's hue that faint ink must lead by on a noisier page."""

_LEAST_HUE = 0.22
"""Lead of faint ink over how dark it is; brown ink 0.4 and more, false colour around black print below 0.15."""

_LEAST_DARK = 8
_BARE = 14
_GROUND = 25
"""Pixels over which the ground is looked for: wider than a character's strokes and a seal's ring at 4 px/mm."""

_SOFT = 1.2
_HUE_SLACK = 3
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


def faint_red_mask(small: Bitmap) -> Mask:
    """Return where red to brown ink lies, however faint, on ground of any colour: by what it takes away there.

    Ink lets red through and holds green and blue back, on a photo or under a warm lamp too. Colour is
    looked at softened, since JPEG and scanners blur it, and against how dark the place is, since print
    carries false colour; the shape is that of the sharp picture.

    Args:
        small: H×W×3 RGB, ``PIXELS_PER_MM`` of ``ocr.outline``.
    """
    reach = (_GROUND, _GROUND)
    soft = cv2.GaussianBlur(small, (0, 0), _SOFT)
    closed = cv2.morphologyEx(soft, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, reach))
    ground = np.maximum(cv2.blur(closed, reach), 1)
    red, green, blue = cv2.split(cv2.divide(soft, ground, scale=255))
    lead = cv2.subtract(red, cv2.max(green, blue))
    dark = cv2.bitwise_not(cv2.min(green, blue))
    least = max(FAINT_MARGIN, _ABOVE_NOISE * _scatter(red, green, dark))
    _, sharp_green, sharp_blue = cv2.split(cv2.divide(small, ground, scale=255))
    inked = cv2.bitwise_not(cv2.min(sharp_green, sharp_blue)) > max(_LEAST_DARK, least)
    tinted = cv2.subtract(lead, cv2.convertScaleAbs(dark, alpha=_LEAST_HUE)) > 0
    hue = cv2.absdiff(green, blue) <= cv2.max(cv2.convertScaleAbs(lead, alpha=1.2), np.full_like(lead, _HUE_SLACK))
    return np.asarray(inked & tinted & hue & (_as_on_paper(lead, ground) > least))


def _as_on_paper(lead: _Channel, ground: _Channel) -> _Channel:
    """Return a lead made smaller where the ground is darker than most: noise grew there with the division."""
    _, green, blue = cv2.split(ground)
    light = cv2.min(green, blue)
    usual = float(np.median(light[::_PAPER_SAMPLE, ::_PAPER_SAMPLE]))
    return cv2.multiply(lead, cv2.min(light, np.full_like(light, usual)), scale=1 / usual)


def _scatter(red: _Channel, green: _Channel, dark: _Channel) -> float:
    """Return the standard deviation of the hue of what is bare paper, in grey levels."""
    thinly = np.s_[::_PAPER_SAMPLE // 2, ::_PAPER_SAMPLE // 2]
    bare = dark[thinly] < _BARE
    hue = red[thinly][bare].astype(np.float32) - green[thinly][bare]
    return float(hue.std()) if hue.size else 0.0


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
