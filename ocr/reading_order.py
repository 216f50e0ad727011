"""Reading order: rows from top to bottom, each from left to right; columns of running text one after the other.

Lines carry upright boxes only, so the slope of a skewed page is found from the lines themselves: at the right slope
their middles fall into few rows and their left edges into few columns (the projection profile of Postl, US 4,723,297,
on boxes instead of pixels). Columns are cut as in the XY-cut of Nagy and Seth (1984), but only around running text:
a form or a table has gaps from top to bottom, too, and stays in rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cases.boxes import holds_point
from cases.reading import Box, TextLine

MAX_SLOPE = 0.06
"""Largest slope looked for, 3.4 degrees."""

_SAME_ROW = 0.5
"""Two lines stand on one row where their centres are nearer than this share of the smaller height."""

_BIN = 0.5
_KERNEL = np.array([1.0, 2.0, 3.0, 2.0, 1.0])
"""Middles within two points of each other count as one row."""

_MIN_COLUMN_ROWS = 4
_FULL = 0.7
"""Share of its column that a line of running text fills, and share of such lines."""

_FULL_LINES = 0.5
_MAX_PITCH = 2.8
"""Line heights from one row to the next within running text."""

_MIN_LENGTH = 7.0
"""Heights (about characters) that a typical line of running text is long."""


Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Placed:
    """A line with its box on the page made straight, points."""

    line: TextLine
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def centre(self) -> float:
        """Place of its middle from the top."""
        return (self.y0 + self.y1) / 2

    @property
    def height(self) -> float:
        """Height of its print."""
        return self.y1 - self.y0


Row = list[Placed]


def reading_order(lines: Sequence[TextLine], tables: Sequence[Box] = ()) -> list[TextLine]:
    """Return the lines as a person would read them.

    Args:
        lines: Lines of one upright page in any order.
        tables: Boxes of its tables: what lies within keeps to rows.
    """
    if len(lines) < 2:
        return list(lines)
    slope = text_slope(lines)
    placed = [straighten(line, slope) for line in lines]
    standing = [one for one in placed if one.height > 1.5 * (one.x1 - one.x0) and len(one.line.text) > 1]
    if len(standing) > 0.6 * len(placed):  # set vertically: columns from right to left
        return [one.line for one in sorted(placed, key=lambda one: (-one.x1, one.y0))]
    lying = [one for one in placed if one not in standing]
    rows = rows_of(lying)
    if _may_have_columns(lying):
        rows = list(_in_columns(rows, [_straight_box(box, slope) for box in tables]))
    for one in sorted(standing, key=lambda one: one.y0):
        before = next((at for at, row in enumerate(rows) if row[0].centre >= one.y0), len(rows))
        rows.insert(before, [one])
    return [one.line for row in rows for one in row]


def text_slope(lines: Sequence[TextLine]) -> float:
    """Return by how much lines fall to the right, points per point; 0.0 where the lines do not tell."""
    boxes = np.array([line.box for line in lines], np.float64).reshape(-1, 4)
    boxes = boxes[boxes[:, 2] - boxes[:, 0] > 0.8 * (boxes[:, 3] - boxes[:, 1])]
    if len(boxes) < 4:
        return 0.0
    middle_x, middle_y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found = 0.0
    for reach, steps in ((MAX_SLOPE, 41), (0.003, 7)):
        slopes = found + np.linspace(-reach, reach, steps)
        scores = _straightness(middle_x, middle_y, boxes[:, 0], slopes)
        scores *= 1 - 0.02 * np.abs(slopes) / MAX_SLOPE  # where nothing tells, straight
        found = float(slopes[int(scores.argmax())])
    return found


def _straightness(middle_x: Values, middle_y: Values, left: Values, slopes: Values) -> Values:
    """Return how straight the lines stand at each slope."""
    down = middle_y - slopes[:, np.newaxis] * middle_x
    return _concentration(down) + _concentration(left + slopes[:, np.newaxis] * middle_y)


def _concentration(values: Values) -> Values:
    """Return row by row how much values fall together: the sum of squares of their smoothed histogram."""
    places = ((values - values.min(axis=1, keepdims=True)) / _BIN).astype(np.intp)
    length = int(places.max()) + len(_KERNEL)  # the kernel reaches that far, so that no row runs into the next
    first = np.arange(len(values))[:, np.newaxis] * length
    counts = np.bincount((places + first).ravel(), minlength=length * len(values))
    smooth = np.convolve(counts, _KERNEL)[: counts.size].reshape(len(values), length)
    return np.asarray((smooth**2).sum(axis=1), np.float64)


def straighten(line: TextLine, slope: float) -> Placed:
    """Turn a line's box back; an upright box around a sloping line is higher than the line."""
    x0, y0, x1, y1 = line.box
    x, y, width, height = (x0 + x1) / 2, (y0 + y1) / 2, x1 - x0, y1 - y0
    if width >= height:
        height = max(height - abs(slope) * width, 0.4 * height)
    else:
        width = max(width - abs(slope) * height, 0.4 * width)
    x, y = x + slope * y, y - slope * x
    return Placed(line, x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _straight_box(box: Box, slope: float) -> Box:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return box[0] + slope * y, box[1] - slope * x, box[2] + slope * y, box[3] - slope * x


def rows_of(placed: Sequence[Placed]) -> list[Row]:
    """Gather what stands on one row, rows from top to bottom, each from left to right."""
    rows: list[Row] = []
    centres: list[float] = []
    heights: list[float] = []
    for one in sorted(placed, key=lambda item: item.centre):
        centre, height = one.centre, one.height
        for at in range(max(len(rows) - 2, 0), len(rows)):
            if abs(centre - centres[at] / len(rows[at])) < _SAME_ROW * min(heights[at], height):
                rows[at].append(one)
                centres[at] += centre
                heights[at] = min(heights[at], height)
                break
        else:
            rows.append([one])
            centres.append(centre)
            heights.append(height)
    return [sorted(row, key=lambda item: item.x0) for row in rows]


def _may_have_columns(placed: Sequence[Placed]) -> bool:
    """Tell whether there are enough long lines that leave room for another beside them."""
    if not placed:
        return False
    width = max(one.x1 for one in placed) - min(one.x0 for one in placed)
    return sum(_MIN_LENGTH * one.height * 0.7 < one.x1 - one.x0 < 0.62 * width for one in placed) >= _MIN_COLUMN_ROWS


def _in_columns(rows: list[Row], tables: Sequence[Box]) -> Iterator[Row]:
    """Yield the rows; where running text stands in columns, the rows of each column in turn."""
    at = 0
    while at < len(rows):
        columns, end = _columns_from(rows, at, tables)
        if columns:
            for column in columns:
                yield from rows_of(column)
            at = end
        else:
            yield rows[at]
            at += 1


def _columns_from(rows: list[Row], first: int, tables: Sequence[Box]) -> tuple[list[list[Placed]], int]:
    """Return the columns that begin with a row, and the row behind their end; none for rows across the page."""
    if len(rows[first]) > 6 or _is_in(rows[first], tables):
        return [], first
    members: list[Placed] = []
    best: tuple[list[list[Placed]], int] = ([], first)
    for end in range(first, len(rows)):
        row = rows[end]
        if _is_in(row, tables) or (members and _gap_above(row, members) > _MAX_PITCH * 1.6):
            break
        members += row
        columns = _cut(members)
        if len(columns) < 2 and _spans(row, members):
            break
        if len(columns) > 1 and all(_is_running_text(column) for column in columns):
            best = columns, end + 1
    return best


def _gap_above(row: Row, members: Sequence[Placed]) -> float:
    """Return the distance to what stands above, in heights of the row."""
    return (min(one.y0 for one in row) - max(one.y1 for one in members)) / max(one.height for one in row)


def _spans(row: Row, members: Sequence[Placed]) -> bool:
    left, right = min(one.x0 for one in members), max(one.x1 for one in members)
    return any(one.x1 - one.x0 > 0.6 * (right - left) for one in row) and len(members) > len(row)


def _is_in(row: Row, tables: Sequence[Box]) -> bool:
    one = row[0]
    return any(holds_point(box, (one.x0 + one.x1) / 2, one.centre) for box in tables)


def _cut(members: Sequence[Placed]) -> list[list[Placed]]:
    """Part lines at the gaps that run from top to bottom and are about a character wide."""
    gap = 0.7 * float(np.median([one.height for one in members]))
    parts: list[list[Placed]] = []
    right = -1e9
    for one in sorted(members, key=lambda item: item.x0):
        if not parts or one.x0 > right + gap:
            parts.append([])
        parts[-1].append(one)
        right = max(right, one.x1)
    return parts


def _is_running_text(column: Sequence[Placed]) -> bool:
    """Tell whether lines are long, fill their column and follow each other closely."""
    rows = rows_of(column)
    if len(rows) < _MIN_COLUMN_ROWS:
        return False
    left, right = min(one.x0 for one in column), max(one.x1 for one in column)
    widths = np.array([row[0].x1 - row[0].x0 for row in rows])  # cells side by side are no running text
    height = float(np.median([one.height for one in column]))
    pitches = np.diff([row[0].centre for row in rows])
    return bool(
        np.mean(widths > _FULL * (right - left)) >= _FULL_LINES
        and right - left > _MIN_LENGTH * height
        and np.median(pitches) < _MAX_PITCH * height
    )
