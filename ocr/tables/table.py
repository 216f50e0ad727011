"""Tables of a page as rows and cells, ruled or aligned, and the page's lines parted at their cells.

Detection joins neighbouring cells and passes over single digits; such cells are read again by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import cv2
import numpy as np
import numpy.typing as npt
from rapidfuzz.distance.Levenshtein import distance

from cases.boxes import area, holds_middle
from cases.reading import Box, Cell, Table, TextLine
from cases.units import POINTS_PER_INCH, POINTS_PER_MM
from ocr.engine import Bitmap, OcrEngine
from ocr.reading_order import reading_order, straighten, text_slope
from ocr.tables.alignment import find_aligned
from ocr.tables.grid import Grid, Span, find_grids
from ocr.tables.ruled_lines import find_rules

MIN_SCORE = 0.5
"""Score of its weakest character from which a cell read by itself counts."""

MOST_STRIPS = 60
"""Cells read by themselves on one page; a page that asks for more is no table."""

_INK = 50
_STEP = 2.0
_INSET = 1.2
_PRINT_MM = (1.6, 9.0)
_FRAMED = 0.85
_FEWEST_SIGNS = 6
_LONGEST = 40
"""Heights that print nobody read may be long: what is longer is a border."""


@dataclass
class _Filled:
    """A cell being filled."""

    span: Span
    box: Box
    lines: list[TextLine] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Strip:
    """A part of the page to be read by itself: the rest of a line, or a cell nobody read."""

    cell: _Filled
    box: Box
    part_of: TextLine | None = None


def find_tables(
    bitmap: Bitmap, dots_per_inch: float, lines: Sequence[TextLine], engine: OcrEngine
) -> tuple[tuple[Table, ...], tuple[TextLine, ...]]:
    """Return the tables of an upright page from top to bottom, and its lines anew.

    Args:
        bitmap: The page without the ink of its seals.
        dots_per_inch: Of ``bitmap``.
        lines: As read; one that runs over several cells comes back as one line for each.
        engine: Reads the parts of such lines, and cells that were passed over.

    Raises:
        EngineFailed: The engine broke down.
    """
    if len(lines) < 4:
        return (), tuple(lines)
    slope = text_slope(lines)
    rules = find_rules(bitmap, dots_per_inch, [line.box for line in lines], slope)
    grids = find_grids(rules, POINTS_PER_INCH / dots_per_inch / rules.scale)
    grids = [grid for grid in grids if not _is_frame(grid, lines)]
    outside = [line for line in lines if not any(holds_middle(grid.box, line.box) for grid in grids)]
    aligned = find_aligned(outside, slope)
    if not grids and not aligned:
        return (), tuple(lines)
    page = _Page(bitmap, dots_per_inch / POINTS_PER_INCH, slope)
    tables: list[Table] = []
    kept = list(lines)
    for grid in (*grids, *aligned):
        filled, kept = _fill(grid, kept, page, engine)
        if _says_something(filled):
            tables.append(_table(grid, filled, ruled=grid in grids))
    tables.sort(key=lambda table: table.box[1])
    return tuple(tables), tuple(reading_order(kept, [table.box for table in tables]))


@dataclass(frozen=True, slots=True)
class _Page:
    bitmap: Bitmap
    scale: float
    slope: float

    def cut(self, box: Box) -> Bitmap:
        """Return a part of the page; sides beyond the page are left out."""
        x0, y0, x1, y1 = (max(round(value * self.scale), 0) for value in box)
        return np.ascontiguousarray(self.bitmap[y0:y1, x0:x1])


def _says_something(cells: Sequence[_Filled]) -> bool:
    """Tell a table from a drawing made of rules: text in more than one cell, more than a few signs of it."""
    texts = [line.text for cell in cells for line in cell.lines]
    return sum(bool(cell.lines) for cell in cells) > 1 and sum(map(len, texts)) >= _FEWEST_SIGNS


def _is_frame(grid: Grid, lines: Sequence[TextLine]) -> bool:
    """Tell rules around a page or a text from a table: one cell holds nearly all lines, or nearly all the room."""
    inside = [line for line in lines if holds_middle(grid.box, line.box)]
    boxes = [grid.box_of(cell) for cell in grid.cells]
    most = max(sum(holds_middle(box, line.box) for line in inside) for box in boxes)
    share = max(area(box) for box in boxes) / max(area(grid.box), 1.0)
    return not inside or (len(inside) > 3 and most >= _FRAMED * len(inside)) or share > _FRAMED


def _fill(
    grid: Grid, lines: Sequence[TextLine], page: _Page, engine: OcrEngine
) -> tuple[list[_Filled], list[TextLine]]:
    """Put lines into the cells and return the page's lines with those across cells parted."""
    cells = [_Filled(span, grid.box_of(span)) for span in grid.cells]
    kept: list[TextLine] = []
    strips: list[_Strip] = []
    for line in lines:
        parts = _parts(line, grid, page.slope) if holds_middle(grid.box, line.box) else []
        if len(parts) > 1:
            strips += [_Strip(cells[at], box, line) for at, box in parts if _print_box(page, box)]
            continue
        kept.append(line)
        if parts:
            cells[parts[0][0]].lines.append(line)
    wanted = {id(strip.cell) for strip in strips}
    for cell in cells:
        box = None if cell.lines or id(cell) in wanted else _print_box(page, _within(cell.box, page.slope))
        if box is not None:
            strips.append(_Strip(cell, box))
    kept += _read(strips, page, engine)
    return cells, kept


def _parts(line: TextLine, grid: Grid, slope: float) -> list[tuple[int, Box]]:
    """Return the cells that a line runs through, each with its share of the line's box."""
    placed = straighten(line, slope)
    middle_x, middle_y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    least = max(4.0, 0.45 * placed.height)
    across = np.arange(line.box[0] + 0.5, line.box[2], _STEP, dtype=np.float64)
    owners = grid.cells_at(across, middle_y + slope * (across - middle_x))
    along = {int(at): across[owners == at] for at in np.unique(owners) if at >= 0}
    wide = {at: places for at, places in along.items() if np.ptp(places) + _STEP >= least}
    if not along:
        return []
    if len(wide) < 2:
        return [(max(along, key=lambda at: len(along[at])), line.box)]
    parts = []
    for at, places in sorted(wide.items(), key=lambda item: float(item[1][0])):
        start, end = float(places[0]) - 0.5, float(places[-1]) + 0.5
        fall = slope * ((start + end) / 2 - middle_x)
        half = placed.height / 2 + abs(slope) * (end - start) / 2
        left = start + (_INSET if start > line.box[0] + 1 else 0)
        right = end - (_INSET if end < line.box[2] - 1 else 0)
        parts.append((at, (left, middle_y + fall - half, right, middle_y + fall + half)))
    return parts


def _within(box: Box, slope: float) -> Box:
    """Return the inside of a cell, clear of its rules."""
    across, down = abs(slope) * (box[3] - box[1]) + _INSET, abs(slope) * (box[2] - box[0]) + _INSET
    return box[0] + across, box[1] + down, box[2] - across, box[3] - down


def _print_box(page: _Page, box: Box) -> Box | None:
    """Return the box around what is printed within a box, None for none or for no print."""
    part = page.cut(box)
    if min(part.shape[:2]) < 4:
        return None
    marks = _marks(part)
    down, across = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    if len(down) == 0:
        return None
    height = (down[-1] - down[0] + 1) / page.scale / POINTS_PER_MM
    width = (across[-1] - across[0] + 1) / page.scale / POINTS_PER_MM
    if not _PRINT_MM[0] <= height <= _PRINT_MM[1] or width > _LONGEST * height or marks.sum() < 12:
        return None
    left, top = max(box[0], 0.0), max(box[1], 0.0)
    pad = 1.2
    x0, x1 = left + across[0] / page.scale - pad, left + (across[-1] + 1) / page.scale + pad
    y0, y1 = top + down[0] / page.scale - pad, top + (down[-1] + 1) / page.scale + pad
    return float(max(x0, left)), float(max(y0, top)), float(min(x1, box[2])), float(min(y1, box[3]))


def _marks(part: Bitmap) -> npt.NDArray[np.uint8]:
    """Return where dark marks larger than specks lie."""
    grey = np.asarray(cv2.cvtColor(part, cv2.COLOR_RGB2GRAY))
    dark = np.asarray(grey < max(float(np.percentile(grey, 80)) - _INK, 30.0)).view(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    large = np.concatenate(([False], stats[1:count, cv2.CC_STAT_AREA] >= 6))
    return np.asarray(large[labels], np.uint8)


def _read(strips: Sequence[_Strip], page: _Page, engine: OcrEngine) -> list[TextLine]:
    """Read strips, put their lines into the cells and return them; without an answer a joined line stays whole."""
    if not strips or len(strips) > MOST_STRIPS:
        return _left_whole(strips)
    found: list[TextLine] = []
    pieces: dict[TextLine, list[tuple[_Strip, TextLine]]] = {}
    for strip, (text, score) in zip(strips, engine.recognise([_padded(page.cut(s.box)) for s in strips]), strict=True):
        line = TextLine(text, strip.box, round(score, 4))
        if strip.part_of is not None:
            pieces.setdefault(strip.part_of, []).append((strip, line))
        elif text and score >= MIN_SCORE:
            strip.cell.lines.append(line)
            found.append(line)
    for whole, parts in pieces.items():
        found += _parted(whole, parts)
    return found


def _left_whole(strips: Sequence[_Strip]) -> list[TextLine]:
    whole = {strip.part_of: strip.cell for strip in reversed(strips) if strip.part_of is not None}
    for line, cell in whole.items():
        cell.lines.append(line)
    return list(whole)


def _parted(whole: TextLine, parts: Sequence[tuple[_Strip, TextLine]]) -> list[TextLine]:
    """Return the parts of a line; where they say the same as the whole, they are as sure as it was.

    A text layer is never read wrong: it is only cut where its picture shows the parts.
    """
    joined = "".join(line.text for _, line in parts)
    if whole.score == 1.0:
        shares = _shares(whole.text, [line.text for _, line in parts])
        parts = [(strip, TextLine(text, line.box, 1.0)) for (strip, line), text in zip(parts, shares, strict=True)]
    agrees = "".join(joined.split()) == "".join(whole.text.split())
    lines = []
    for strip, line in parts:
        if line.text:
            lines.append(replace(line, score=whole.score) if agrees else line)
            strip.cell.lines.append(lines[-1])
    return lines


def _shares(text: str, parts: Sequence[str]) -> list[str]:
    """Cut a text where the pieces are most like the parts as read."""
    if len(parts) < 2:
        return [text.strip()]
    places = range(len(text) + 1)
    cut = min(places, key=lambda at: distance(text[:at], parts[0]) + distance(text[at:], "".join(parts[1:])))
    return [text[:cut].strip(), *_shares(text[cut:], parts[1:])]


def _padded(part: Bitmap) -> Bitmap:
    """Give a short strip paper around it: the recogniser was trained on lines, not on single digits."""
    if part.size == 0:
        return part
    side = max(round(0.35 * part.shape[0]), 4)
    return np.asarray(cv2.copyMakeBorder(part, 2, 2, side, side, cv2.BORDER_REPLICATE), np.uint8)


def _table(grid: Grid, cells: Sequence[_Filled], ruled: bool) -> Table:
    rows: list[list[Cell]] = [[] for _ in range(len(grid.rows) - 1)]
    for filled in cells:
        lines = reading_order(filled.lines, [filled.box])
        text = "".join(line.text for line in lines)
        score = min((line.score for line in lines), default=1.0)
        rows[filled.span[0]].append(Cell(*filled.span, filled.box, text, score))
    return Table(grid.box, tuple(tuple(row) for row in rows), ruled)
