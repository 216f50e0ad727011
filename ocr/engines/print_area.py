"""The part of a page that detection has to look at: empty margins and empty bands between print are left out.

Detection costs as much for blank paper as for print, and a typical page is half blank. What is left out has to be
empty beyond doubt: the least contrast counts as print, so that of a noisy photo or a grey copy nothing is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from ocr.engine import Bitmap

ROWS, COLUMNS = 128, 64
"""Heights and widths are multiples of these: a network compiles each new size when it first comes, about 20 ms."""

MARGIN = 32
"""Pixels of blank paper kept around print: it is not found without surroundings."""

_STEP = 4
_CONTRAST = 7
_SPECK = 3
"""Cells of ``_STEP`` pixels; one marked cell makes a mark of three, and a character is larger."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PrintArea:
    """Bands of rows between two columns, pixels of the picture they were found in.

    Attributes:
        bands: From the top: first row, and the row behind the last.
        columns: First column, and the column behind the last.
    """

    bands: tuple[Span, ...]
    columns: Span

    def cut(self, picture: Bitmap) -> Bitmap:
        """Return the bands one below the other."""
        left, right = self.columns
        return np.vstack([picture[top:bottom, left:right] for top, bottom in self.bands])

    def offset(self, row: float) -> tuple[int, int]:
        """Return how far right and down the picture lies what ``cut`` puts at a row."""
        above = 0
        for top, bottom in self.bands:
            if row < above + bottom - top:
                return self.columns[0], top - above
            above += bottom - top
        top, bottom = self.bands[-1]
        return self.columns[0], bottom - above


def find_print(picture: Bitmap) -> PrintArea:
    """Return where there is print, with blank paper around it.

    Args:
        picture: H×W×3 RGB in the size that detection wants, both multiples of 32.
    """
    height, width = picture.shape[:2]
    marks = _marks(picture)
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    if not len(rows):
        return PrintArea(((0, min(height, ROWS)),), (0, min(width, COLUMNS)))
    left, right = _around(int(columns[0]), int(columns[-1]), width)
    size = min(-(-(right - left) // COLUMNS) * COLUMNS, width)
    left = min(left, width - size)
    return PrintArea(_filled(_bands(rows, height), height), (left, left + size))


def _marks(picture: Bitmap) -> npt.NDArray[np.bool_]:
    """Tell which cells hold anything but even paper; single specks do not count."""
    height, width = picture.shape[:2]
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY)
    cells = cv2.resize(grey, (width // _STEP, height // _STEP), interpolation=cv2.INTER_AREA)
    around = np.ones((3, 3), np.uint8)
    contrast = cv2.morphologyEx(cells, cv2.MORPH_GRADIENT, around)
    _, labels, stats, _ = cv2.connectedComponentsWithStats((contrast >= _CONTRAST).astype(np.uint8))
    large = (stats[:, cv2.CC_STAT_WIDTH] > _SPECK) | (stats[:, cv2.CC_STAT_HEIGHT] > _SPECK)
    large[0] = False
    return np.asarray(large[labels])


def _around(first: int, last: int, limit: int) -> Span:
    """Return the pixels of cells with their margin."""
    return max(first * _STEP - MARGIN, 0), min((last + 1) * _STEP + MARGIN, limit)


def _bands(rows: npt.NDArray[np.intp], height: int) -> list[Span]:
    """Return the rows to keep; a gap is worth leaving out where it saves a step of the height."""
    breaks = np.flatnonzero(np.diff(rows) * _STEP > ROWS + 2 * MARGIN)
    firsts, lasts = [rows[0], *rows[breaks + 1]], [*rows[breaks], rows[-1]]
    return [_around(int(first), int(last), height) for first, last in zip(firsts, lasts, strict=True)]


def _filled(bands: Sequence[Span], height: int) -> tuple[Span, ...]:
    """Return the bands made longer, until their heights together are a multiple of the step or fill the picture."""
    room = -sum(bottom - top for top, bottom in bands) % ROWS
    filled = []
    for (top, bottom), limit in zip(bands, [*(top for top, _ in bands[1:]), height], strict=True):
        more = min(room, limit - bottom)
        filled.append((top, bottom + more))
        room -= more
    top, bottom = filled[0]
    filled[0] = (max(top - room, 0), bottom)
    return tuple(filled)
