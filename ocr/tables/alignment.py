"""Tables without rules: rows of short lines that stand in the same columns one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from cases.reading import TextLine
from ocr.reading_order import Placed, Row, rows_of, straighten
from ocr.tables.grid import Border, Grid

MIN_ROWS = 3
"""Rows with their titles from which alignment is no chance."""

MIN_COLUMNS = 3
_MAX_PITCH = 4.0
_COVERED = 0.2
_IN_COLUMN = 0.85
_FEW = 0.5
_FILLED = 0.7
_ALONE = 0.9
"""Share of cells with one line: an aligned cell seldom wraps, a form's columns of prose do."""

_OFF = 0.6
"""Heights by which a line's left edge, middle or right edge may stand off the others of its column."""

_ALIGNED = 0.7


def find_aligned(lines: Sequence[TextLine], slope: float) -> list[Grid]:
    """Return the tables that stand by alignment among lines outside ruled tables."""
    placed = [straighten(line, slope) for line in lines]
    rows = rows_of([one for one in placed if one.height < 2 * (one.x1 - one.x0) or len(one.line.text) == 1])
    grids = [_grid(block, slope) for block in _blocks(rows)]
    return [grid for grid in grids if grid is not None]


def _blocks(rows: Sequence[Row]) -> list[list[Row]]:
    """Gather rows of many lines; one with fewer stays where it goes on in the columns of the last."""
    blocks: list[list[Row]] = []
    for row in rows:
        near = bool(blocks) and _follows(blocks[-1][-1], row)
        if near and (len(row) >= 2 or _continues(blocks[-1], row)):
            blocks[-1].append(row)
        elif len(row) >= MIN_COLUMNS:
            blocks.append([row])
    return [block for block in blocks if sum(len(row) >= MIN_COLUMNS for row in block) >= MIN_ROWS]


def _follows(last: Row, row: Row) -> bool:
    return row[0].centre - last[0].centre < _MAX_PITCH * max(one.height for one in (*last, *row))


def _continues(block: Sequence[Row], row: Row) -> bool:
    """Tell whether the only line of a row is the rest of a cell: close below, in a column other than the first."""
    one, above = row[0], max(block[-1], key=lambda item: item.y1)
    in_column = any(item.x0 - item.height < one.x0 and one.x1 < item.x1 + 3 * item.height for item in block[-1][1:])
    return in_column and one.y0 - above.y1 < 0.6 * one.height


def _grid(block: Sequence[Row], slope: float) -> Grid | None:
    columns = _columns(block)
    if len(columns) < MIN_COLUMNS or not _stands_in(block, columns):
        return None
    records = _records(block, columns)
    if len(records) < MIN_ROWS or not _is_table(records, columns):
        return None
    tops = [min(one.y0 for one in record) for record in records]
    ends = [max(one.y1 for one in record) for record in records]
    levels = [tops[0] - 2, *((end + top) / 2 for end, top in zip(ends[:-1], tops[1:], strict=True)), ends[-1] + 2]
    sides = [(one[1] + two[0]) / 2 for one, two in pairwise(columns)]
    sides = [columns[0][0] - 2, *sides, columns[-1][1] + 2]
    spans = tuple((row, column, 1, 1) for row in range(len(records)) for column in range(len(columns)))
    return Grid(
        tuple(Border(level, slope) for level in levels), tuple(Border(side, -slope) for side in sides), spans
    )


def _columns(block: Sequence[Row]) -> list[tuple[float, float]]:
    """Return where most rows have print: a line read across two columns does not join them."""
    placed = [one for row in block for one in row]
    left = min(one.x0 for one in placed)
    cover: npt.NDArray[np.intp] = np.zeros(int(max(one.x1 for one in placed) - left) + 2, np.intp)
    for one in placed:
        cover[int(one.x0 - left) : int(one.x1 - left) + 1] += 1
    used = cover > _COVERED * len(block)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], used.view(np.int8), [0]))))
    gap = 0.5 * float(np.median([one.height for one in placed]))
    columns: list[tuple[float, float]] = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if columns and start + left - columns[-1][1] < gap:
            columns[-1] = (columns[-1][0], float(end + left))
        else:
            columns.append((float(start + left), float(end + left)))
    return columns


def _stands_in(block: Sequence[Row], columns: Sequence[tuple[float, float]]) -> bool:
    placed = [one for row in block for one in row]
    inside = sum(len(_touched(one, columns)) == 1 for one in placed)
    return inside >= _IN_COLUMN * len(placed)


def _is_table(records: Sequence[Sequence[Placed]], columns: Sequence[tuple[float, float]]) -> bool:
    """Tell whether most cells hold one line, and those of a column begin, end or have their middle one below other."""
    cells: dict[tuple[int, int], list[Placed]] = {}
    for row, record in enumerate(records):
        for one in record:
            for at in _touched(one, columns)[:1]:
                cells.setdefault((row, at), []).append(one)
    alone = sum(len(cell) == 1 for cell in cells.values())
    firsts = [[cell[0] for (_, at), cell in cells.items() if at == own] for own in range(len(columns))]
    straight = sum(_is_aligned(column) for column in firsts)
    enough = len(cells) >= _FILLED * len(records) * len(columns)
    return enough and alone >= _ALONE * len(cells) and straight >= max(MIN_COLUMNS, _ALIGNED * len(columns))


def _is_aligned(column: Sequence[Placed]) -> bool:
    if len(column) < MIN_ROWS:
        return False
    sides = np.array([(one.x0, (one.x0 + one.x1) / 2, one.x1) for one in column])
    height = float(np.median([one.height for one in column]))
    near = np.abs(sides - np.median(sides, axis=0)) < _OFF * height
    return bool(near.mean(axis=0).max() >= _ALIGNED)


def _touched(one: Placed, columns: Sequence[tuple[float, float]]) -> list[int]:
    return [at for at, (left, right) in enumerate(columns) if min(right, one.x1) - max(left, one.x0) > 2]


def _records(block: Sequence[Row], columns: Sequence[tuple[float, float]]) -> list[list[Placed]]:
    """Join rows that only continue the cells of the one above."""
    records: list[list[Placed]] = []
    for row in block:
        touched = {at for one in row for at in _touched(one, columns)}
        rest = 0 not in touched and len(touched) < _FEW * len(columns)
        if records and rest and row[0].y0 - max(one.y1 for one in records[-1]) < 0.6 * row[0].height:
            records[-1] += row
        else:
            records.append(list(row))
    return records
