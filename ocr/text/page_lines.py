"""All lines of one page: read from a copy without seal ink, levelled where it is bent, what detection missed added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cases.reading import Box, Table, TextLine
from ocr.engine import Bitmap, OcrEngine
from ocr.picture.flatten import LevelPage, level
from ocr.reading_order import reading_order
from ocr.tables.table import find_tables
from ocr.text.lone_characters import read_missed
from ocr.text.under_seals import without_ring_text, without_seal_ink

_DASH = "—"
_NUMERALS = frozenset("二三四五六七八九十")
_OUTSIZE = 4.0
"""Times the usual height of a line from which a single character is a picture: a face in a photo reads as 二."""


@dataclass(frozen=True, slots=True)
class PageLines:
    """What was read, on the copy it was read from.

    Attributes:
        bitmap: The page without seal ink, level.
        level: How to get back to the page, None where ``bitmap`` lies as the page does.
    """

    bitmap: Bitmap
    dots_per_inch: float
    lines: tuple[TextLine, ...]
    level: LevelPage | None = None

    def on_page(self) -> tuple[TextLine, ...]:
        """Return the lines with their boxes on the page itself."""
        return tuple(_back(self.lines, self.level))

    def with_tables(self, engine: OcrEngine) -> tuple[tuple[Table, ...], tuple[TextLine, ...]]:
        """Return tables and lines parted at their cells, boxes on the page itself.

        Raises:
            EngineFailed: The engine broke down.
        """
        tables, lines = find_tables(self.bitmap, self.dots_per_inch, self.lines, engine)
        return tuple(_table_back(table, self.level) for table in tables), tuple(_back(lines, self.level))


def read_lines(bitmap: Bitmap, dots_per_inch: float, seals: Sequence[Box], engine: OcrEngine) -> PageLines:
    """Read the page as it lies.

    Args:
        bitmap: The page.
        dots_per_inch: Of ``bitmap``.
        seals: Where red seals and strips of seals lie, points.
        engine: Reads the text.

    Raises:
        EngineFailed: The engine broke down; another try may succeed.
    """
    clean = without_seal_ink(bitmap, dots_per_inch, seals)
    flat = level(clean, dots_per_inch)
    if flat is not None:
        clean = flat.bitmap
    found = engine.read(clean, dots_per_inch)
    missed = read_missed(clean, dots_per_inch, found, engine)
    if missed:
        found = reading_order([*found, *missed])
    lines = without_outsize(with_dashes(found))
    kept = set(without_ring_text(_back(lines, flat), seals))
    both = zip(lines, _back(lines, flat), strict=True)
    return PageLines(clean, dots_per_inch, tuple(line for line, back in both if back in kept), flat)


def with_dashes(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines with a stroke that stands alone in its cell as a dash, unless the page counts in characters."""
    if any(line.text in _NUMERALS for line in lines):
        return list(lines)
    return [replace(line, text=_DASH * len(line.text)) if set(line.text) == {"一"} else line for line in lines]


def without_outsize(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines less single characters many times as large as the print of the page."""
    if not lines:
        return []
    usual = float(np.median([_thickness(line.box) for line in lines]))
    return [line for line in lines if len(line.text) > 1 or _thickness(line.box) < _OUTSIZE * usual]


def _thickness(box: Box) -> float:
    return min(box[2] - box[0], box[3] - box[1])


def _back(lines: Sequence[TextLine], flat: LevelPage | None) -> list[TextLine]:
    return list(lines) if flat is None else [flat.on_page(line) for line in lines]


def _table_back(table: Table, flat: LevelPage | None) -> Table:
    if flat is None:
        return table
    rows = tuple(tuple(replace(cell, box=flat.box_on_page(cell.box)) for cell in row) for row in table.rows)
    return replace(table, box=flat.box_on_page(table.box), rows=rows)
