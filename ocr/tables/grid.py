"""The grid that ruled lines make: rows, columns, and which unit cells are merged.

Level and upright rules that touch belong to one table. Its rows and columns follow the slope of the rules, which on
a photograph changes over the page; two unit cells are one where no rule stands between them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box
from ocr.tables.ruled_lines import PIXELS_PER_MM, Mask, Rule, Rules

_TOUCH = 2.5 * PIXELS_PER_MM
_SAME = 1.3 * PIXELS_PER_MM
_MIN_ROW = 2.8 * PIXELS_PER_MM
_OPEN_SIDE = 5.0 * PIXELS_PER_MM
_WALL = 0.4
"""Share of a unit cell's side that shows a rule, from which a wall stands there; print is no rule."""

_WEAK_WALL = 0.12
"""The same where nearly the whole of the rule stands: a faint or broken piece of it."""

_MOSTLY = 0.7
_SAMPLES = 24
_REACH = 3

Span = tuple[int, int, int, int]
"""Row, column, row span, column span."""


@dataclass(frozen=True, slots=True)
class Border:
    """A border through the whole table: ``across = place + slope * along``, points."""

    place: float
    slope: float

    def at(self, along: float) -> float:
        """Return the place across."""
        return self.place + self.slope * along


@dataclass(frozen=True, slots=True)
class Grid:
    """Borders of rows and columns, points, and the cells between them."""

    rows: tuple[Border, ...]
    columns: tuple[Border, ...]
    cells: tuple[Span, ...]

    def cells_at(self, x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> npt.NDArray[np.intp]:
        """Return the index of the cell at each place, -1 outside."""
        owner = np.full((len(self.rows) + 1, len(self.columns) + 1), -1, np.intp)
        for at, (row, column, row_span, column_span) in enumerate(self.cells):
            owner[row + 1 : row + 1 + row_span, column + 1 : column + 1 + column_span] = at
        places, slopes = _lines(self.rows)
        down = (places + slopes * x[:, None] <= y[:, None]).sum(axis=1)
        places, slopes = _lines(self.columns)
        return np.asarray(owner[down, (places + slopes * y[:, None] <= x[:, None]).sum(axis=1)])

    def box_of(self, cell: Span) -> Box:
        """Return the upright box around a cell."""
        row, column, row_span, column_span = cell
        return self._around(row, row + row_span, column, column + column_span)

    @property
    def box(self) -> Box:
        """The upright box around the table."""
        return self._around(0, len(self.rows) - 1, 0, len(self.columns) - 1)

    def _around(self, top: int, bottom: int, left: int, right: int) -> Box:
        corners = [crossing(self.rows[r], self.columns[c]) for r in (top, bottom) for c in (left, right)]
        x, y = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return min(x), min(y), max(x), max(y)


def _lines(borders: Sequence[Border]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    return np.array([one.place for one in borders]), np.array([one.slope for one in borders])


def crossing(row: Border, column: Border) -> tuple[float, float]:
    """Return where two borders cross."""
    y = (row.place + row.slope * column.place) / (1 - row.slope * column.slope)
    return column.at(y), y


def find_grids(rules: Rules, points_per_pixel: float) -> list[Grid]:
    """Return the tables that the rules make, from top to bottom.

    Args:
        rules: Of one page.
        points_per_pixel: Points per working pixel of the rules.
    """
    grids = [_grid(level, upright, rules, points_per_pixel) for level, upright in _groups(rules)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.box[1])


def _groups(rules: Rules) -> list[tuple[list[Rule], list[Rule]]]:
    """Part the rules into sets that touch each other; a rule that touches fewer than two others is none of a table."""
    touch = np.array([[_touch(one, other) for other in rules.upright] for one in rules.level], bool)
    touch = touch.reshape(len(rules.level), len(rules.upright))
    while True:
        pruned = touch & (touch.sum(axis=1) >= 2)[:, None] & (touch.sum(axis=0) >= 2)[None, :]
        if (pruned == touch).all():
            break
        touch = pruned
    groups, left = [], set(np.flatnonzero(touch.any(axis=1)).tolist())
    while left:
        level: set[int] = {left.pop()}
        upright: set[int] = set()
        while True:
            columns = set(np.flatnonzero(touch[sorted(level)].any(axis=0)).tolist())
            rows = set(np.flatnonzero(touch[:, sorted(columns)].any(axis=1)).tolist())
            if columns == upright and rows == level:
                break
            level, upright = rows | level, columns
        left -= level
        groups.append(([rules.level[at] for at in level], [rules.upright[at] for at in upright]))
    return groups


def _touch(level: Rule, upright: Rule) -> bool:
    x = upright.at(level.at(upright.place))
    y = level.at(x)
    return level.start - _TOUCH <= x <= level.end + _TOUCH and upright.start - _TOUCH <= y <= upright.end + _TOUCH


def _grid(level: Sequence[Rule], upright: Sequence[Rule], rules: Rules, points: float) -> Grid | None:
    rows, columns = _borders(level, _middle(level)), _borders(upright, _middle(upright))
    columns = _with_open_sides(columns, level, _middle(upright))
    if len(rows) < 2 or len(columns) < 2:
        return None
    cells = _cells(rows, columns, rules)
    if len(cells) < 2:
        return None
    scaled = [tuple(Border(one.place * points, one.slope) for one in side) for side in (rows, columns)]
    return Grid(scaled[0], scaled[1], tuple(cells))


def _middle(rules: Sequence[Rule]) -> float:
    return (min(rule.start for rule in rules) + max(rule.end for rule in rules)) / 2


def _borders(rules: Sequence[Rule], middle: float) -> list[Border]:
    """Gather rules into borders: their slope changes evenly from one side of the table to the other."""
    longest = max(rule.length for rule in rules)
    long = [rule for rule in rules if rule.length > 0.4 * longest]
    tilt = _trend([rule.at(middle) for rule in long], [rule.slope for rule in long], [rule.length for rule in long])
    placed = []
    for rule in rules:
        own = (rule.start + rule.end) / 2
        placed.append((rule.at(own) + tilt(rule.at(own)) * (middle - own), rule.length))
    borders: list[list[tuple[float, float]]] = []
    for place, length in sorted(placed):
        if borders and place - borders[-1][-1][0] < _SAME:
            borders[-1].append((place, length))
        else:
            borders.append([(place, length)])
    found: list[Border] = []
    for cluster in borders:
        place = float(np.average([one[0] for one in cluster], weights=[one[1] for one in cluster]))
        if not found or place - found[-1].at(middle) >= _MIN_ROW:
            slope = tilt(place)
            found.append(Border(place - slope * middle, slope))
    return found


class _Trend:
    """A straight line through values, flat where there are too few to tell."""

    def __init__(self, slope: float, offset: float) -> None:
        self._slope, self._offset = slope, offset

    def __call__(self, place: float) -> float:
        return self._offset + self._slope * place


def _trend(places: Sequence[float], values: Sequence[float], weights: Sequence[float]) -> _Trend:
    if len(places) < 4 or max(places) - min(places) < 100:
        return _Trend(0.0, float(np.average(values, weights=weights)))
    kept = np.abs(np.array(values) - np.median(values)) < 0.03
    if kept.sum() < 2:  # on a curled photo no two rules lean alike: the even split of many values has none near it
        return _Trend(0.0, float(np.average(values, weights=weights)))
    fitted = np.polyfit(np.array(places)[kept], np.array(values)[kept], 1, w=np.array(weights)[kept])
    return _Trend(float(fitted[0]), float(fitted[1]))


def _with_open_sides(columns: list[Border], level: Sequence[Rule], middle: float) -> list[Border]:
    """Add the border that a table open to the left or right lacks: where its rules end."""
    if not columns:
        return columns
    starts, ends = float(np.median([one.start for one in level])), float(np.median([one.end for one in level]))
    first, last = columns[0].at(middle), columns[-1].at(middle)
    if first - starts > _OPEN_SIDE:
        columns = [Border(columns[0].place - (first - starts), columns[0].slope), *columns]
    if ends - last > _OPEN_SIDE:
        columns = [*columns, Border(columns[-1].place + (ends - last), columns[-1].slope)]
    return columns


def _cells(rows: Sequence[Border], columns: Sequence[Border], rules: Rules) -> list[Span]:
    corners = np.array([[crossing(row, column) for column in columns] for row in rows])
    below = _walls(rules.level_mask, corners, along_x=True)
    beside = _walls(rules.upright_mask, corners, along_x=False)
    owner = _merged(below, beside)
    return _rectangles(owner)


def _walls(mask: Mask, corners: npt.NDArray[np.float64], along_x: bool) -> npt.NDArray[np.bool_]:
    """Tell between which unit cells a rule stands: rows-2 × columns-1 for level rules, else rows-1 × columns-2."""
    window = (1, 2 * _REACH + 1) if along_x else (2 * _REACH + 1, 1)
    near = cv2.dilate(mask, np.ones(window[::-1], np.uint8))
    start, end = (corners[1:-1, :-1], corners[1:-1, 1:]) if along_x else (corners[:-1, 1:-1], corners[1:, 1:-1])
    shares = np.linspace(0.06, 0.94, _SAMPLES)
    points = start[:, :, None] + (end - start)[:, :, None] * shares[None, None, :, None]
    x = np.clip(np.round(points[..., 0]).astype(np.intp), 0, mask.shape[1] - 1)
    y = np.clip(np.round(points[..., 1]).astype(np.intp), 0, mask.shape[0] - 1)
    cover = (near[y, x] > 0).mean(axis=2) if points.size else np.zeros(points.shape[:2])
    standing = cover >= _WALL
    line = standing.mean(axis=1 if along_x else 0, keepdims=True) if standing.size else standing
    return np.asarray(standing | ((cover >= _WEAK_WALL) & (line >= _MOSTLY)))


def _merged(below: npt.NDArray[np.bool_], beside: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
    """Return for each unit cell the first of the cells it is one with."""
    height, width = below.shape[0] + 1, beside.shape[1] + 1
    owner = np.arange(height * width).reshape(height, width)
    changed = True
    while changed:
        before = owner.copy()
        for down, across in zip(*np.nonzero(~below), strict=True):
            owner[down : down + 2, across] = owner[down : down + 2, across].min()
        for down, across in zip(*np.nonzero(~beside), strict=True):
            owner[down, across : across + 2] = owner[down, across : across + 2].min()
        changed = bool((owner != before).any())
    return owner


def _rectangles(owner: npt.NDArray[np.intp]) -> list[Span]:
    """Return the cells; what is joined to no rectangle (a wall was not seen) falls back to its rows."""
    cells: list[Span] = []
    for label in np.unique(owner):
        down, across = np.nonzero(owner == label)
        height, width = int(np.ptp(down)) + 1, int(np.ptp(across)) + 1
        if len(down) == height * width:
            cells.append((int(down.min()), int(across.min()), height, width))
            continue
        for row in range(int(down.min()), int(down.max()) + 1):
            members = sorted(int(at) for at in across[down == row])
            cells += [(row, run[0], 1, len(run)) for run in _runs(members)]
    return sorted(cells)


def _runs(members: Sequence[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for one in members:
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs
