"""Reading order: lines into rows, top to bottom, each from left to right; plain columns one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from cases.reading import TextLine

_SAME_ROW = 0.5
"""Two lines stand on one row where their centres are nearer than this share of the smaller height."""

_MIN_COLUMN_LINES = 6


def reading_order(lines: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines as a person would read them."""
    gutter = _gutter(lines)
    if gutter is None:
        return _by_rows(lines)
    left = [line for line in lines if line.box[2] <= gutter]
    right = [line for line in lines if line.box[0] >= gutter]
    top = min(line.box[1] for line in (*left, *right))
    spanning = [line for line in lines if line.box[0] < gutter < line.box[2]]
    above = [line for line in spanning if line.box[1] <= top]
    below = [line for line in spanning if line.box[1] > top]
    return [*_by_rows(above), *_by_rows(left), *_by_rows(right), *_by_rows(below)]


def _by_rows(lines: Sequence[TextLine]) -> list[TextLine]:
    rows: list[list[TextLine]] = []
    for line in sorted(lines, key=_centre):
        if rows and _is_same_row(rows[-1], line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda item: item.box[0])]


def _centre(line: TextLine) -> float:
    return (line.box[1] + line.box[3]) / 2


def _is_same_row(row: Sequence[TextLine], line: TextLine) -> bool:
    centre = sum(_centre(item) for item in row) / len(row)
    height = min(min(item.box[3] - item.box[1] for item in row), line.box[3] - line.box[1])
    return abs(_centre(line) - centre) < _SAME_ROW * height


def _gutter(lines: Sequence[TextLine]) -> float | None:
    """Return the x of a gap between two columns of running text, None for anything else.

    Tables must stay in rows, so both columns need long lines that begin at one edge and fill their width.
    """
    if len(lines) < 2 * _MIN_COLUMN_LINES:
        return None
    left_edge, right_edge = min(line.box[0] for line in lines), max(line.box[2] for line in lines)
    width = right_edge - left_edge
    middle = (left_edge + right_edge) / 2
    sides = ([line for line in lines if line.box[2] < middle + 0.05 * width],
             [line for line in lines if line.box[0] > middle - 0.05 * width])  # fmt: skip
    if any(len(side) < _MIN_COLUMN_LINES or not _is_running_text(side, width) for side in sides):
        return None
    if len(sides[0]) + len(sides[1]) < 0.8 * len(lines):
        return None
    gap_start, gap_end = max(line.box[2] for line in sides[0]), min(line.box[0] for line in sides[1])
    return (gap_start + gap_end) / 2 if gap_end > gap_start else None


def _is_running_text(side: Sequence[TextLine], page_width: float) -> bool:
    long_lines = sum(line.box[2] - line.box[0] > 0.3 * page_width for line in side)
    return long_lines > 0.6 * len(side)
