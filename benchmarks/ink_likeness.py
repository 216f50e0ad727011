"""``python -m benchmarks.ink_likeness``: measure how alike the ink of two characters is that readings confuse.

Each treacherous character and its rivals (``ocr/seals/look_alikes.txt``) are set in seven faces and compared as two
impressions are; the figure is the least likeness within the character, of the face in which they are most alike. A
minute on one processor. The table goes to ``ocr/seals/ink_likeness.txt``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw

from ocr.seals.look_alikes import INK_TABLE, look_alikes
from ocr.seals.same_stamp import compare
from ocr.seals.seal_strip import COLUMNS, LEVELS, ROWS, Grid, Strip
from tests.drawing.fonts import load_font

FACES = ("serif", "serif-bold", "song", "zenhei", "kai", "micro", "medium")
_FIELD, _WIDTH, _BESIDE = 48, 42, "有"
"""Columns of a character with its share of space, and of its ink; what stands beside each."""

_PAIRS_AT_ONCE = COLUMNS // (2 * _FIELD)
_HIGH = slice(int(np.searchsorted(LEVELS, 0.62)), int(np.searchsorted(LEVELS, 0.88)))


def main() -> int:
    """Measure and write the table."""
    table = look_alikes()
    pairs = [(one, rival) for one in sorted(table.treacherous) for rival in table.rivals(one)]
    found = ink_likeness(pairs)
    lines = (
        one + "".join(f"{rival}{round(100 * found[one, rival]):02d}" for rival in table.rivals(one))
        for one in sorted(table.treacherous)
    )
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else INK_TABLE
    target.write_text("\n".join((*lines, "")), "utf-8")
    return 0


def ink_likeness(pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], float]:
    """Return the likeness of each pair, of at most 0.99, in the face in which it is most alike."""
    found = dict.fromkeys(pairs, 0.0)
    for face in FACES:
        for start in range(0, len(pairs), _PAIRS_AT_ONCE):
            part = pairs[start : start + _PAIRS_AT_ONCE]
            for pair, value in zip(part, _compared(face, part), strict=True):
                found[pair] = min(max(found[pair], value), 0.99)
    return found


def _compared(face: str, pairs: Sequence[tuple[str, str]]) -> Iterator[float]:
    one, other = (_ring(face, [pair[at] for pair in pairs]) for at in (0, 1))
    likeness = compare(one, other).likeness
    for place in range(len(pairs)):
        yield float(likeness[2 * place * _FIELD : (2 * place + 1) * _FIELD].min())


def _ring(face: str, characters: Sequence[str]) -> Strip:
    """Return a ring of characters with another one between any two."""
    ink = np.zeros((ROWS, COLUMNS), np.float32)
    every = [sign for character in characters for sign in (character, _BESIDE)]
    for at, sign in enumerate(every + [_BESIDE] * (COLUMNS // _FIELD - len(every))):
        start = at * _FIELD + (_FIELD - _WIDTH) // 2
        ink[_HIGH, start : start + _WIDTH] = character_ink(face, sign)
    return Strip(np.asarray(cv2.GaussianBlur(ink, (0, 0), 1.0), np.float32), np.ones_like(ink))


@cache
def character_ink(face: str, sign: str) -> Grid:
    """Return a character as its place on a ring holds it, 0.0–1.0."""
    side, size = 96, 88
    picture = Image.new("L", (side, side), 0)
    draw, font = ImageDraw.Draw(picture), load_font(face, size)
    left, top, right, bottom = draw.textbbox((0, 0), sign, font=font)
    draw.text((side / 2 - (left + right) / 2, side / 2 - (top + bottom) / 2), sign, font=font, fill=255)
    fitted = picture.resize((_WIDTH, _HIGH.stop - _HIGH.start), Image.Resampling.LANCZOS)
    return np.asarray(np.asarray(fitted, np.float32) / 255, np.float32)


if __name__ == "__main__":
    raise SystemExit(main())
