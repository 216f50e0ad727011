"""Is the text layer of a page sound, so that it alone says what the page shows?

The visible picture wins: text that is invisible, white, off the page or under a picture is no evidence, and a
layer that leaves out part of what is printed is not enough.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import TextLine
from ocr.colour import ink_mask
from ocr.engine import Bitmap
from ocr.order import reading_order

POINTS_PER_INCH = 72
MIN_CHARACTERS = 3
MIN_HIDDEN = 8
"""Characters of hidden text from which it is worth a flag; fewer are leftovers of page numbering."""

MAX_PICTURE_SHARE = 0.15
"""A picture larger than this share of the page may hold text that the layer does not have."""

_NO_LETTERS = ("Co", "Cn", "Cc", "Cs")
_MIN_INK = 0.01
_UNCOVERED_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The layer of one page.

    Attributes:
        lines: Visible lines in reading order; the score is 1.0.
        trusted: They can stand for the page.
        hidden: Some text stands nowhere in the picture.
    """

    lines: tuple[TextLine, ...]
    trusted: bool
    hidden: bool


def judge(
    segments: Sequence[Sequence[Any]], images: Sequence[Mapping[str, Any]], bitmap: Bitmap, dots_per_inch: float
) -> TextLayer:
    """Compare the layer with the picture.

    Args:
        segments: Text, box in points, share of invisible characters, as the sandbox sends them.
        images: Pictures drawn on the page, with ``box``.
        bitmap: The rendered page.
        dots_per_inch: Of ``bitmap``.
    """
    if not segments:
        return TextLayer((), False, False)
    scale = dots_per_inch / POINTS_PER_INCH
    ink = ink_mask(bitmap)
    shown, under_picture, hidden = [], 0, 0
    pictures = _large_pictures(images, bitmap.shape[1] / scale * bitmap.shape[0] / scale)
    for text, x0, y0, x1, y1, invisible in segments:
        line = TextLine(text, (x0, y0, x1, y1), 1.0)
        if not _has_ink(ink, line, scale):
            hidden += len(text)
        elif invisible > 0.5 or any(_inside(line, picture) for picture in pictures):
            under_picture += len(text)
        else:
            shown.append(line)
    lines = tuple(reading_order(shown))
    trusted = not (under_picture or pictures or _is_stacked(lines)) and is_sound(lines) and _covers(lines, ink, scale)
    return TextLayer(lines, trusted, hidden >= MIN_HIDDEN)


def is_sound(lines: Sequence[TextLine]) -> bool:
    """Tell whether the text is long enough and made of real characters (no mojibake, no private use)."""
    text = "".join(line.text for line in lines)
    letters = sum(not character.isspace() for character in text)
    odd = sum(character == "\ufffd" or unicodedata.category(character) in _NO_LETTERS for character in text)
    return letters >= MIN_CHARACTERS and odd <= 0.02 * len(text) and not _is_mojibake(text)


def _is_stacked(lines: Sequence[TextLine]) -> bool:
    # Characters one above the other: the page shows its text sideways, its order is not to be had from the layer.
    return len(lines) >= 5 and sum(len(line.text) == 1 for line in lines) > 0.6 * len(lines)


def _is_mojibake(text: str) -> bool:
    # UTF-8 or GBK bytes read as Latin-1: nearly nothing but accented letters and signs.
    latin = sum("\x80" <= character <= "\xff" for character in text)
    return latin > 0.4 * max(len(text), 1)


def _large_pictures(images: Sequence[Mapping[str, Any]], page_area: float) -> list[Sequence[float]]:
    boxes = [image["box"] for image in images]
    return [box for box in boxes if (box[2] - box[0]) * (box[3] - box[1]) > MAX_PICTURE_SHARE * page_area]


def _inside(line: TextLine, picture: Sequence[float]) -> bool:
    x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    return picture[0] <= x <= picture[2] and picture[1] <= y <= picture[3]


def _has_ink(ink: npt.NDArray[np.bool_], line: TextLine, scale: float) -> bool:
    x0, y0, x1, y1 = (round(value * scale) for value in line.box)
    part = ink[max(y0, 0) : max(y1, 0), max(x0, 0) : max(x1, 0)]
    return part.size > 0 and bool(part.mean() > _MIN_INK)


def _covers(lines: Sequence[TextLine], ink: npt.NDArray[np.bool_], scale: float) -> bool:
    """Tell whether hardly any text-sized mark stands outside the lines."""
    rest = ink.astype(np.uint8)
    for line in lines:
        x0, y0, x1, y1 = (round(value * scale) for value in line.box)
        margin = max(round(0.15 * (y1 - y0)), 1)
        rest[max(y0 - margin, 0) : max(y1 + margin, 0), max(x0 - margin, 0) : max(x1 + margin, 0)] = 0
    letters = sum(len(line.text) for line in lines)
    return _text_sized(rest, scale) <= _UNCOVERED_SHARE * letters + 4


def _text_sized(marks: npt.NDArray[np.uint8], scale: float) -> int:
    if not marks.any():
        return 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    width, height, area = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_AREA]
    low, high = 4 * scale, 40 * scale
    sized = (height > low) & (height < high) & (width > 0.3 * low) & (width < high) & (area > 0.08 * width * height)
    return int(sized.sum())
