"""The ink of one seal by itself: dark on white, print of other colours taken out of it."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import InkColour
from ocr.engine import Bitmap
from ocr.picture.ink import balanced, redness
from ocr.seals.outline import Outline
from ocr.seals.unrolling import Stretch, unroll

Plane = npt.NDArray[np.uint8]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]

_PRINT_SHARE = 0.72
"""Below this share of the ink's own channel a pixel is print and not ink alone."""

_LEAST_LEAD = 20
_LEAST_INK = 50
_BLUR = 0.003
"""Share of the seal's width over which light is gathered under print: there one pixel by itself holds too little."""

_LEAST_STEP = 25
"""Least step of grey from print to seal and from seal to paper, else print and seal are not told apart."""

_FULL_INK = 70
"""Percentile of an inked area's strength that counts as full ink."""

_FAINT_LEAD = (3.0, 12.0)
"""Lead of the ink's colour, smoothed over a pixel, from which a pixel may be ink and from which it surely is."""

_LEVEL_REACH = 0.16
"""Share of the radius over which the strength of the ink is levelled: about one character."""

_FAINTEST = 0.3
"""Share of the seal's full ink that is still brought up to black; below it paper's grain would be."""

_GRAIN = 0.04


def ink_plane(patch: Bitmap, colour: InkColour) -> tuple[Plane, Plane]:
    """Return one ink as dark on white, and the share of print of other colours over it, 0 to 255.

    JPEG keeps colour at half resolution. So colour only tells where ink is; how dark it is comes from
    the channel that the ink absorbs, which is as sharp as the page. On print, see ``_under_print``.

    Args:
        patch: Cut-out of the page.
        colour: The ink to keep, red or blue.
    """
    lead, absorbed, own = _channels(patch, colour)
    inked = lead > _LEAST_LEAD
    if int(inked.sum()) < _LEAST_INK:
        return np.full(lead.shape, 255, np.uint8), np.zeros(lead.shape, np.uint8)
    hidden = (own < _PRINT_SHARE * float(np.median(own[inked]))).astype(np.uint8)
    printed = cv2.dilate(hidden, np.ones((3, 3), np.uint8)) > 0
    clear = inked & ~printed
    if not clear.any():
        clear = inked
    sharp = cv2.convertScaleAbs(255 - absorbed, alpha=255 / max(_full(255 - absorbed, clear), 30.0))
    near = cv2.dilate(inked.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    plane = np.where(printed, _under_print(own, absorbed, clear), np.where(near, sharp, 0))
    return np.asarray(255 - plane, dtype=np.uint8), np.asarray(hidden * 255, dtype=np.uint8)


def levelled_plane(patch: Bitmap, colour: InkColour, radius: float) -> tuple[Plane, Plane]:
    """Return one ink as dark on white, equally dark wherever it was pressed, and 255 under print of other colours.

    Pressure fades to one side: measured against the strongest ink, half of a name drops out.

    Args:
        patch: Cut-out of the page.
        colour: The ink to keep, red or blue.
        radius: Of the seal, pixels.
    """
    lead, absorbed, own = _raw_channels(patch, colour)
    smooth = np.asarray(cv2.GaussianBlur(lead, (0, 0), 0.8), dtype=np.float32)
    smooth -= max(float(np.median(smooth)), 0.0)
    inked = smooth > _LEAST_LEAD
    if int(inked.sum()) < _LEAST_INK:
        inked = smooth > _LEAST_LEAD / 2
    if int(inked.sum()) < _LEAST_INK:
        return np.full(lead.shape, 255, np.uint8), np.zeros(lead.shape, np.uint8)
    hidden = (own < _PRINT_SHARE * float(np.median(own[inked]))).astype(np.uint8)
    printed = cv2.dilate(hidden, np.ones((3, 3), np.uint8)) > 0
    clear = inked & ~printed if (inked & ~printed).any() else inked
    white = np.float32(max(float(np.percentile(absorbed, 85)), 1.0))
    sharp = np.asarray(np.clip(1 - absorbed / white, 0, 1), dtype=np.float32)
    sure = np.clip((smooth - _FAINT_LEAD[0]) / (_FAINT_LEAD[1] - _FAINT_LEAD[0]), 0, 1)
    near = np.asarray(cv2.dilate(sure, np.ones((3, 3), np.uint8)), dtype=np.float32)
    full = _full(sharp, clear)
    under = _under_print(own, absorbed, clear).astype(np.float32) * np.float32(full / 255)
    strength = np.asarray(np.where(printed, under, sharp * near), dtype=np.float32)
    plane = np.clip(strength / np.maximum(_typical(strength, radius), _FAINTEST * max(full, _GRAIN)) * 255, 0, 255)
    return np.asarray(255 - plane, dtype=np.uint8), np.asarray(hidden * 255, dtype=np.uint8)


def _raw_channels(patch: Bitmap, colour: InkColour) -> tuple[Floats, Plane, Plane]:
    """Return lead, absorbed and own channel like ``_channels``, whatever the hue of what is faint."""
    red, green, blue = balanced(patch)
    if colour is InkColour.RED:
        return red.astype(np.float32) - np.maximum(green, blue), green, red
    strongest = cv2.max(red, cv2.addWeighted(green, 0.5, red, 0.5, 0))
    return blue.astype(np.float32) - strongest, red, blue


def _typical(strength: Floats, radius: float) -> Floats:
    """Return how strong the ink around each pixel is where there is some: the mean weighted by strength itself."""
    above = np.clip(strength - _GRAIN, 0, 1)
    reach = max(_LEVEL_REACH * radius, 1.0)
    weight = cv2.GaussianBlur(above**2, (0, 0), reach)
    return np.asarray(cv2.GaussianBlur(above**3, (0, 0), reach) / np.maximum(weight, 1e-6), dtype=np.float32)


def copied_plane(patch: Bitmap, outline: Outline) -> tuple[Plane, Plane]:
    """Return a seal on a copy without colour as dark on white, and 255 where clearly blacker print lay over it.

    The ring tells how dark the seal is. What the print covers is drawn on from around it.

    Args:
        patch: Cut-out of the page.
        outline: The impression in it.
    """
    grey = np.asarray(cv2.cvtColor(patch, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
    rim, _ = unroll(grey, outline.ellipse, Stretch((0.94, 1.0), 360, 12))
    black, paper = (float(level) for level in np.percentile(grey, (1, 90)))
    seal = float(np.median(rim.min(axis=0)))
    if seal - black < _LEAST_STEP or paper - seal < _LEAST_STEP:
        return grey, np.zeros_like(grey)
    printed = (grey < black + 0.6 * (seal - black)).astype(np.uint8)
    filled = cv2.inpaint(grey, cv2.dilate(printed, np.ones((3, 3), np.uint8)), 3, cv2.INPAINT_TELEA)
    plane = np.clip((filled.astype(np.float32) - seal) * (255 / (paper - seal)), 0, 255).astype(np.uint8)
    return plane, np.asarray(printed * np.uint8(255), dtype=np.uint8)


def _channels(patch: Bitmap, colour: InkColour) -> tuple[Plane, Plane, Plane]:
    """Return how far the ink's colour leads, the channel that the ink absorbs, and its own."""
    red, green, blue = balanced(patch)
    if colour is InkColour.RED:
        return redness(patch), green, red
    strongest = cv2.max(red, cv2.addWeighted(green, 0.5, red, 0.5, 0))
    return np.asarray(cv2.subtract(blue, strongest), dtype=np.uint8), red, blue


def _under_print(own: Plane, absorbed: Plane, clear: Flags) -> Plane:
    """Return the ink's strength from the share of its own light that it takes out of the other channel.

    Print darkens all channels alike, so their ratio stays that of the ink. It is taken of sums over a pixel's
    surroundings, in which the brighter pixels weigh most, since in the black of print nothing is left but noise.
    """
    blur = float(np.clip(_BLUR * max(own.shape), 0.5, 1.5))
    taken = np.maximum(own.astype(np.float32) - absorbed, 0)
    light = np.maximum(cv2.GaussianBlur(own.astype(np.float32), (0, 0), blur), 8)
    share = np.asarray(cv2.GaussianBlur(taken, (0, 0), blur) / light)
    return np.asarray(np.clip(share * (255 / max(_full(share, clear), 0.1)), 0, 255), dtype=np.uint8)


def _full(strength: Plane | Floats, clear: Flags) -> float:
    return float(np.percentile(strength[clear], _FULL_INK))
