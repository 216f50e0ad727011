"""The strips of a set put together as one picture, evidence for officers."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import InkColour, PageReading
from ocr.cross_page.strip_matching import Impression, Strip, find_impressions
from ocr.engine import Bitmap
from ocr.seals.outline import PIXELS_PER_MM

_COLOURS = {InkColour.RED: (196, 24, 36), InkColour.BLUE: (30, 60, 170), InkColour.BLACK: (60, 60, 60)}
_JOINT = (150, 150, 150)
_CAPTION = (60, 60, 60)
_MARGIN_MM = 4.0
_CAPTION_MM = 5.0
_LEAST_PITCH_MM = 4.0
"""Joints closer than this carry no page number of their own."""


def joined_picture(pages: Sequence[PageReading], pixels_per_mm: float = 8.0) -> Bitmap | None:
    """Return the impressions that the pages' strips make, side by side, page numbers below; None without strips.

    Args:
        pages: A set in order.
        pixels_per_mm: Scale wanted.

    Returns:
        H×W×3 RGB on white, a thin grey line at each joint; what the scanner cut off is left white.
    """
    impressions = find_impressions(pages)
    if not impressions:
        return None
    several = [one for one in impressions if len(one.strips) > 1] or impressions
    parts = [_drawn(one, pages, pixels_per_mm) for one in several]
    height = max(part.shape[0] for part in parts)
    even = [np.pad(part, ((0, height - part.shape[0]), (0, 0), (0, 0)), constant_values=255) for part in parts]
    return np.asarray(np.hstack(even), dtype=np.uint8)


def _drawn(impression: Impression, pages: Sequence[PageReading], scale: float) -> Bitmap:
    """Draw one impression from its left to its right."""
    strips = impression.strips
    starts = impression.outline.starts if impression.outline else _side_by_side(strips)
    top = min(strip.fragment.start_mm for strip in strips)
    bottom = max(strip.fragment.end_mm for strip in strips)
    width = starts[-1] + strips[-1].chords.width + 2 * _MARGIN_MM
    size = (round((bottom - top + 2 * _MARGIN_MM + _CAPTION_MM) * scale), round(width * scale), 3)
    sheet = np.full(size, 255, np.uint8)
    lowest, numbered = round((bottom - top + 2 * _MARGIN_MM) * scale), -_LEAST_PITCH_MM
    for strip, start in zip(strips, starts, strict=True):
        left, right = (round((_MARGIN_MM + at) * scale) for at in (start, start + strip.chords.width))
        _lay(sheet, strip, left, round((_MARGIN_MM + strip.fragment.start_mm - top) * scale), scale)
        for joint in (left, right):
            cv2.line(sheet, (joint, 0), (joint, lowest), _JOINT, 1)
        if start - numbered >= _LEAST_PITCH_MM:
            text = str(pages[strip.place].number)
            cv2.putText(sheet, text, (left + 2, lowest + round(3.6 * scale)), 0, 0.05 * scale, _CAPTION, 1, cv2.LINE_AA)
            numbered = start
    return sheet


def _lay(sheet: Bitmap, strip: Strip, left: int, top: int, scale: float) -> None:
    """Print a strip's ink on the sheet."""
    factor = scale / PIXELS_PER_MM
    height, width = (max(1, round(side * factor)) for side in strip.mask.shape)
    ink: npt.NDArray[np.uint8] = strip.mask.astype(np.uint8) * np.uint8(255)
    inked = cv2.resize(ink, (width, height), interpolation=cv2.INTER_LINEAR) > 127
    area = sheet[top : top + height, left : left + width]
    area[inked[: area.shape[0], : area.shape[1]]] = _COLOURS[strip.fragment.colour]


def _side_by_side(strips: Sequence[Strip]) -> list[float]:
    widths = [strip.chords.width for strip in strips]
    return [sum(widths[:at]) for at in range(len(widths))]
