"""Where on the ring of a seal the name stands: between which angles and at which levels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import numpy.typing as npt

Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_BANDS = ((0.62, 0.78), (0.74, 0.88))
"""Levels that show where the name ends: the inner one is free of the number at the bottom,
the outer one of the words below the star (合同专用章)."""

_WHOLE_TURN = 2 * np.pi
_NARROW_SWEEPS = (np.radians(140), np.radians(335))
_OVAL_SWEEPS = (np.radians(110), np.radians(310))
_MOST_LEAN = 0.35
_MOST_OVAL_ARCS = 4
_USUAL_SWEEPS = (np.radians(250), np.radians(200))
_MOST_EVEN = np.radians(320)
_LEAST_LEAN = np.radians(3)
_LEAST_GAP = np.radians(5)
_MOST_ARCS = 5
_SAME_START, _SAME_SWEEP = 0.12, 0.24
"""Radians by which two arcs may differ and show the same characters: half of one on a ring of 20."""

_ENDS = (0.05, 0.95)
"""Part of an arc over which a name's height is measured; the rest is margin."""

_TEXT_LEVELS = (0.6, 0.88)
_INKED_QUANTILE = 0.75
"""Levels where characters stand on every ring, and the quantile of ink in their rows that stands for a full row."""

_RIM_LEVELS = (0.82, 0.985)
"""Levels in which the blank between name and ring is looked for."""

_INNERMOST, _INNER_END, _USUAL_INNER = 0.36, 0.76, 0.56
"""Levels between which the inner end of the characters lies, and where it is taken to be if no blank shows it."""

_LEAST_HEIGHT = 0.12
"""Level by which the inner end lies below the outer one."""

_QUIET = 0.25
"""Ink of a blank row, of that in the rows of characters."""

_BLANK_MARGIN = 0.01
_SMOOTHED = 9
"""Columns over which ink is averaged before gaps are looked for."""

_BLANK, _BLANK_SHARE = 0.04, 0.16
"""Ink below which a column belongs to a gap: at least, and of the ink at the 0.8 quantile."""

_BUSY_QUANTILE = 0.8
_MOST_MARGIN, _MARGIN_SHARE = 0.06, 0.25
"""Of each gap beside an arc that much is kept: radians at most, and share of the gap."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A stretch of the ring, clockwise from ``start`` over ``sweep``, radians from the right."""

    start: float
    sweep: float

    @property
    def middle(self) -> float:
        """Direction of its middle."""
        return self.start + self.sweep / 2

    def resembles(self, other: Arc) -> bool:
        """Tell whether two arcs would show the same characters."""
        return abs(_turn(self.start - other.start)) < _SAME_START and abs(self.sweep - other.sweep) < _SAME_SWEEP


def name_arcs(dark: Plane, levels: Floats) -> list[Arc]:
    """Return the arcs that leave out just the widest gap, seen at two levels.

    Args:
        dark: The impression unrolled over a whole turn, 1 on ink.
        levels: Level of each row, 1.0 on the outline.
    """
    arcs: list[Arc] = []
    for low, high in _BANDS:
        gaps = _gaps(dark[(levels >= low) & (levels <= high)].mean(axis=0))
        if gaps:
            _add(arcs, _between(gaps[0], gaps[0]))
    return arcs or [Arc(np.pi / 2, _WHOLE_TURN)]


def oval_arcs(dark: Plane, levels: Floats, angle: float) -> list[Arc]:
    """Return the arcs of an oval that lie evenly around one end of its short axis, between two of the wider gaps.

    The words straight across the other end (发票专用章) reach the levels of the name.

    Args:
        dark: The impression unrolled over a whole turn, 1 on ink.
        levels: Level of each row, 1.0 on the outline.
        angle: Turn of its long axis, clockwise radians.
    """
    arcs: list[Arc] = []
    for low, high in _BANDS:
        gaps = _gaps(dark[(levels >= low) & (levels <= high)].mean(axis=0))[:5]
        for arc in sorted((_between(*pair) for pair in permutations(gaps, 2)), key=lambda arc: _lean(arc, angle)):
            if _OVAL_SWEEPS[0] < arc.sweep < _OVAL_SWEEPS[1] and _lean(arc, angle) < _MOST_LEAN:
                _add(arcs, arc)
    return arcs[:_MOST_OVAL_ARCS]


def _lean(arc: Arc, angle: float) -> float:
    """Return by how much the middle of an arc lies off the nearer end of the short axis."""
    return min(abs(_turn(arc.middle - angle - end)) for end in (np.pi / 2, -np.pi / 2))


def narrower_arcs(dark: Plane, levels: Floats) -> list[Arc]:
    """Return the arcs between two of the wider gaps: words below the star then stay outside."""
    arcs: list[Arc] = []
    for low, high in _BANDS:
        gaps = _gaps(dark[(levels >= low) & (levels <= high)].mean(axis=0))[:4]
        for arc in sorted((_between(*pair) for pair in permutations(gaps, 2)), key=lambda arc: -arc.sweep):
            if _NARROW_SWEEPS[0] < arc.sweep < _NARROW_SWEEPS[1]:
                _add(arcs, arc)
    return arcs[:_MOST_ARCS]


def even_arcs(arcs: Sequence[Arc], point: float) -> list[Arc]:
    """Return arcs widened so that they lie evenly about the star's top point: what faded at one end comes in.

    Args:
        arcs: Arcs found by their gaps.
        point: Direction of any point of the star.
    """
    even: list[Arc] = []
    for arc in arcs:
        fifth = _WHOLE_TURN / 5
        lean = (arc.middle - point + fifth / 2) % fifth - fifth / 2
        sweep = min(arc.sweep + 2 * abs(lean), _MOST_EVEN)
        if abs(lean) > _LEAST_LEAN:
            _add(even, Arc(arc.middle - lean - sweep / 2, sweep))
    return even


def drawn_out_arcs(angle: float) -> list[Arc]:
    """Return the arcs of usual lengths over both ends of an oval's short axis.

    Args:
        angle: Turn of its long axis, clockwise radians.
    """
    return [Arc(angle + end - sweep / 2, sweep) for sweep in _USUAL_SWEEPS for end in (-np.pi / 2, np.pi / 2)]


def name_band(dark: Plane, levels: Floats, arc: Arc) -> tuple[float, float]:
    """Return outer and inner level of the characters on an arc."""
    angles = arc.start + np.linspace(*_ENDS, 200) * arc.sweep
    columns = (angles / _WHOLE_TURN * dark.shape[1]).astype(np.int64) % dark.shape[1]
    profile = np.convolve(dark[:, columns].mean(axis=1), np.ones(3) / 3, mode="same")
    text = float(np.quantile(profile[(levels > _TEXT_LEVELS[0]) & (levels < _TEXT_LEVELS[1])], _INKED_QUANTILE))
    rim = np.flatnonzero((levels > _RIM_LEVELS[0]) & (levels < _RIM_LEVELS[1]))
    outer = float(levels[rim[np.argmin(profile[rim])]])
    within = (levels > _INNERMOST) & (levels < min(_INNER_END, outer - _LEAST_HEIGHT))
    quiet = np.flatnonzero(within & (profile < _QUIET * text))
    inner = float(levels[quiet[-1]]) if quiet.size else _USUAL_INNER
    return outer, max(_INNERMOST, inner - _BLANK_MARGIN)


def _gaps(inked: Floats) -> list[tuple[float, float]]:
    """Return start and length of the stretches without ink, widest first."""
    half = _SMOOTHED // 2
    around = np.concatenate((inked[-half:], inked, inked[:half]))
    smooth = np.convolve(around, np.ones(_SMOOTHED) / _SMOOTHED, mode="valid")
    empty = smooth < max(_BLANK, _BLANK_SHARE * float(np.quantile(smooth, _BUSY_QUANTILE)))
    if empty.all() or not empty.any():
        return []
    first = int(np.argmin(empty))
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.roll(empty, -first).astype(np.int8), [0]))))
    unit = _WHOLE_TURN / len(inked)
    found = [(float((start + first) * unit), float((end - start) * unit)) for start, end in _pairs(edges)]
    return sorted((gap for gap in found if gap[1] >= _LEAST_GAP), key=lambda gap: -gap[1])


def _between(left: tuple[float, float], right: tuple[float, float]) -> Arc:
    """Return the arc from the end of one gap to the start of the other, a little of each kept as margin."""
    margin = min(_MOST_MARGIN, _MARGIN_SHARE * left[1], _MARGIN_SHARE * right[1])
    start = left[0] + left[1] - margin
    if left == right:
        return Arc(start, _WHOLE_TURN - left[1] + 2 * margin)
    return Arc(start, (right[0] + margin - start) % _WHOLE_TURN)


def _add(arcs: list[Arc], arc: Arc) -> None:
    if not any(arc.resembles(known) for known in arcs):
        arcs.append(arc)


def _pairs(edges: npt.NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    return ((int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True))


def _turn(angle: float) -> float:
    """Return an angle between -π and π."""
    return float(np.angle(np.exp(1j * angle)))
