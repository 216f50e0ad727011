"""Which way up is the page? Asked only where the first reading looks turned."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cases.reading import Box, TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap, OcrEngine

GOOD_SCORE = 0.85
"""Mean line score from which a page of lying lines counts as upright (upside down gives 0.5-0.75)."""

_SAMPLE_LINES = 12
_MARGIN = 1.15
_SAMPLE_CHARACTERS = 48
_VERTICAL = 0.5
"""Worth of characters as they stand, against turned, from which they are set vertically (0.7 and more there, 0.2 on
turned pages)."""


def is_doubtful(lines: Sequence[TextLine]) -> bool:
    """Tell whether the first reading looks like that of a turned page."""
    return bool(lines) and (_stand(lines) or _mean_score(lines) < GOOD_SCORE)


def find_rotation(bitmap: Bitmap, dots_per_inch: float, lines: Sequence[TextLine], engine: OcrEngine) -> int:
    """Return the clockwise degrees by which the page must be turned to stand upright.

    The longest lines are read again both possible ways; the better reading decides, upright in doubt. Lines that
    stand may also be set vertically on an upright page: then their characters read better one by one as they are.
    """
    sample = sorted(lines, key=lambda line: -max(_sides(line.box)))[:_SAMPLE_LINES]
    scale = dots_per_inch / POINTS_PER_INCH
    strips = [_strip(bitmap, line.box, scale) for line in sample]
    turns = (90, 270) if _stand(lines) else (0, 180)
    worth = {turn: _worth(engine.recognise([turned(strip, turn) for strip in strips])) for turn in turns}
    if turns == (0, 180):
        return 180 if worth[180] > _MARGIN * worth[0] else 0
    best = max(turns, key=lambda turn: worth[turn])
    return 0 if best == 270 and _is_set_vertically(strips, engine) else best


def turned(bitmap: Bitmap, degrees: int) -> Bitmap:
    """Return the bitmap turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(bitmap, -(degrees // 90) % 4))


def turn_box(box: Box, size: tuple[float, float], degrees: int) -> Box:
    """Return a box of a page of ``size`` (points) as it lies after the page is turned clockwise."""
    x0, y0, x1, y1 = box
    width, height = size
    match degrees % 360:
        case 90:
            return height - y1, x0, height - y0, x1
        case 180:
            return width - x1, height - y1, width - x0, height - y0
        case 270:
            return y0, width - x1, y1, width - x0
        case _:
            return box


def _sides(box: Box) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]


def _stand(lines: Sequence[TextLine]) -> bool:
    """Tell whether most of the text runs up or down."""
    standing = lying = 0.0
    for line in lines:
        width, height = _sides(line.box)
        if height > 1.5 * width:
            standing += height
        elif width > 1.5 * height:
            lying += width
    return standing > lying


def _mean_score(lines: Sequence[TextLine]) -> float:
    letters = sum(len(line.text) for line in lines)
    return sum(line.score * len(line.text) for line in lines) / max(letters, 1)


def _strip(bitmap: Bitmap, box: Box, scale: float) -> Bitmap:
    x0, y0, x1, y1 = (max(round(value * scale), 0) for value in box)
    return bitmap[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]


def _is_set_vertically(strips: Sequence[Bitmap], engine: OcrEngine) -> bool:
    """Tell whether the characters of standing lines stand themselves rather than lie on their left side.

    The recogniser knows vertical setting, which it is shown turned, so that whole lines read well either way.
    """
    characters = [part for strip in strips for part in _characters(strip)][:_SAMPLE_CHARACTERS]
    upright = _worth(engine.recognise(characters))
    return upright > _VERTICAL * _worth(engine.recognise([turned(part, 270) for part in characters]))


def _characters(strip: Bitmap) -> list[Bitmap]:
    """Cut a standing strip into about square parts at its lightest places."""
    height, width = strip.shape[:2]
    count = max(round(height / max(width, 1)), 1)
    light = strip.min(axis=2).astype(np.float32).mean(axis=1)
    step, cuts = height / count, [0]
    for number in range(1, count):
        low, high = round((number - 0.3) * step), round((number + 0.3) * step) + 1
        cuts.append(low + int(light[low:high].argmax()))
    return [strip[top:foot] for top, foot in zip(cuts, [*cuts[1:], height], strict=True) if foot > top]


def _worth(readings: Sequence[tuple[str, float]]) -> float:
    return sum(score * len(text) for text, score in readings)
