"""Is the text layer of a page sound, so that it can stand for what the page shows? First look, without an engine.

The visible picture wins: text that is invisible, white, too small to see, off the page or under a picture is no
evidence, and a layer that leaves out part of what is printed is not enough. What passes here is still compared
with the picture by ``layer_check``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from cases.boxes import area, holds_middle
from cases.reading import Box, TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap
from ocr.picture.colour import ink_mask, thin
from ocr.reading_order import reading_order

MIN_CHARACTERS = 3
MIN_HIDDEN = 8
"""Characters of hidden text from which it is worth a flag; fewer are leftovers of page numbering."""

MIN_HEIGHT = 3.0
"""Points; smaller print cannot be read by anybody (the smallest legal footnotes have 5)."""

MAX_PICTURE_SHARE = 0.15
"""A picture larger than this share of the page may hold text that the layer does not have."""

MAX_PICTURES_SHARE = 0.6
"""Share of the page under pictures from which the page is read as a picture altogether."""

_NO_LETTERS = ("Co", "Cn", "Cc", "Cs")
_MIN_INK = 0.01
_MIN_CELLS = 0.6
_MIN_MARKS = 5
_UNCOVERED_SHARE = 0.25

_Ink = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The layer of one page.

    Attributes:
        lines: Visible lines in reading order; the score is 1.0.
        trusted: They can stand for the page, together with what is read in ``pictures``.
        hidden: Some text stands nowhere in the picture.
        pictures: Where the page shows pictures that may hold more text; empty unless trusted.
    """

    lines: tuple[TextLine, ...]
    trusted: bool
    hidden: bool
    pictures: tuple[Box, ...] = ()


def judge(
    segments: Sequence[Sequence[Any]], images: Sequence[Mapping[str, Any]], bitmap: Bitmap, dots_per_inch: float
) -> TextLayer:
    """Compare the layer with the ink of the picture.

    Args:
        segments: Text, box in points, share of invisible characters, as the sandbox sends them.
        images: Pictures drawn on the page, with ``box``.
        bitmap: The rendered page.
        dots_per_inch: Of ``bitmap``.
    """
    if not segments:
        return TextLayer((), False, False)
    sample = thin(bitmap)  # half the resolution tells ink from paper as well, in a quarter of the time
    scale = dots_per_inch / POINTS_PER_INCH * sample.shape[1] / bitmap.shape[1]
    ink = ink_mask(sample)
    page_area = sample.shape[1] / scale * sample.shape[0] / scale
    boxes = [_clipped(image["box"], sample, scale) for image in images]
    large = [box for box in boxes if area(box) > MAX_PICTURE_SHARE * page_area]
    shown, over_picture, hidden = _sorted_out(segments, boxes, large, ink, scale)
    lines = tuple(reading_order(shown))
    rest = _without([line.box for line in lines], ink, scale)
    pictures = (*large, *(box for box in boxes if box not in large and _holds_text(rest, box, scale)))
    trusted = (
        not over_picture
        and sum(map(area, pictures)) <= MAX_PICTURES_SHARE * page_area
        and not _is_stacked(lines)
        and is_sound(lines)
        and _covers(lines, _without(pictures, rest, scale), scale)
    )
    return TextLayer(lines, trusted, hidden >= MIN_HIDDEN, pictures if trusted else ())


def _sorted_out(
    segments: Sequence[Sequence[Any]], pictures: Sequence[Box], large: Sequence[Box], ink: _Ink, scale: float
) -> tuple[list[TextLine], int, int]:
    """Return the lines that can be seen, and the characters that lie over a large picture and that are hidden."""
    shown: list[TextLine] = []
    over_picture, hidden = 0, 0
    for text, x0, y0, x1, y1, invisible in segments:
        line = TextLine(text, (x0, y0, x1, y1), 1.0)
        if invisible > 0.5:  # over a picture it is the text of a searchable scan: the picture itself is read
            hidden += 0 if any(holds_middle(picture, line.box) for picture in pictures) else len(text)
        elif any(holds_middle(picture, line.box) for picture in large):
            over_picture += len(text)
        elif not _is_printed(ink, line, scale):
            hidden += len(text)
        elif not _is_repeated(line, shown):
            shown.append(line)
    return shown, over_picture, hidden


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


def _is_repeated(line: TextLine, shown: Sequence[TextLine]) -> bool:
    # A whole line drawn twice, a hair apart: fake bold or a printer's shadow.
    slack = 0.3 * (line.box[3] - line.box[1])
    return any(
        line.text == other.text and all(abs(a - b) < slack for a, b in zip(line.box, other.box, strict=True))
        for other in shown
    )


def _clipped(box: Sequence[float], bitmap: Bitmap, scale: float) -> Box:
    height, width = bitmap.shape[0] / scale, bitmap.shape[1] / scale
    return max(box[0], 0.0), max(box[1], 0.0), min(box[2], width), min(box[3], height)


def _is_printed(ink: _Ink, line: TextLine, scale: float) -> bool:
    """Tell whether there is ink where the characters of the line should stand, most of them."""
    part = ink[_area_of(line.box, scale)]
    if not part.size or line.box[3] - line.box[1] < MIN_HEIGHT or part.mean() <= _MIN_INK:
        return False
    columns = np.asarray(part.any(axis=0))
    count = min(sum(not character.isspace() for character in line.text), len(columns))
    cells = np.add.reduceat(columns, np.linspace(0, len(columns), count, endpoint=False).astype(int))
    return bool((cells > 0).mean() >= _MIN_CELLS * count / max(len(line.text), 1))


def _area_of(box: Sequence[float], scale: float, margin: int = 0) -> tuple[slice, slice]:
    x0, y0, x1, y1 = (round(value * scale) for value in box)
    return slice(max(y0 - margin, 0), max(y1 + margin, 0)), slice(max(x0 - margin, 0), max(x1 + margin, 0))


def _without(boxes: Sequence[Box], ink: _Ink, scale: float) -> _Ink:
    """Return the ink outside the boxes."""
    rest = ink.copy()
    for box in boxes:
        rest[_area_of(box, scale, max(round(0.15 * min(box[3] - box[1], 40.0)), 1))] = False
    return rest


def _holds_text(rest: _Ink, box: Box, scale: float) -> bool:
    return _text_sized(rest[_area_of(box, scale)].astype(np.uint8), scale) >= _MIN_MARKS


def _covers(lines: Sequence[TextLine], rest: _Ink, scale: float) -> bool:
    """Tell whether hardly any text-sized mark stands outside the lines."""
    letters = sum(len(line.text) for line in lines)
    return _text_sized(rest.astype(np.uint8), scale) <= _UNCOVERED_SHARE * letters + 4


def _text_sized(marks: npt.NDArray[np.uint8], scale: float) -> int:
    if not marks.any():
        return 0
    _, _, stats, _ = cv2.connectedComponentsWithStats(marks, connectivity=8)
    width, height, area = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT], stats[1:, cv2.CC_STAT_AREA]
    low, high = 4 * scale, 40 * scale
    sized = (height > low) & (height < high) & (width > 0.3 * low) & (width < high) & (area > 0.08 * width * height)
    return int(sized.sum())
