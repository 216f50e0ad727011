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
        return abs(_turn(self.start - other.start)) < 0.12 and abs(self.sweep - other.sweep) < 0.24


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
    angles = arc.start + np.linspace(0.05, 0.95, 200) * arc.sweep
    columns = (angles / _WHOLE_TURN * dark.shape[1]).astype(np.int64) % dark.shape[1]
    profile = np.convolve(dark[:, columns].mean(axis=1), np.ones(3) / 3, mode="same")
    text = float(np.quantile(profile[(levels > 0.6) & (levels < 0.88)], 0.75))
    rim = np.flatnonzero((levels > 0.82) & (levels < 0.985))
    outer = float(levels[rim[np.argmin(profile[rim])]])
    quiet = np.flatnonzero((levels > 0.36) & (levels < min(0.76, outer - 0.12)) & (profile < 0.25 * text))
    inner = float(levels[quiet[-1]]) if quiet.size else 0.56
    return outer, max(0.36, inner - 0.01)


def _gaps(inked: Floats) -> list[tuple[float, float]]:
    """Return start and length of the stretches without ink, widest first."""
    smooth = np.convolve(np.concatenate((inked[-4:], inked, inked[:4])), np.ones(9) / 9, mode="valid")
    empty = smooth < max(0.04, 0.16 * float(np.quantile(smooth, 0.8)))
    if empty.all() or not empty.any():
        return []
    first = int(np.argmin(empty))
    edges = np.flatnonzero(np.diff(np.concatenate(([0], np.roll(empty, -first).astype(np.int8), [0]))))
    unit = _WHOLE_TURN / len(inked)
    found = [(float((start + first) * unit), float((end - start) * unit)) for start, end in _pairs(edges)]
    return sorted((gap for gap in found if gap[1] >= _LEAST_GAP), key=lambda gap: -gap[1])


def _between(left: tuple[float, float], right: tuple[float, float]) -> Arc:
    """Return the arc from the end of one gap to the start of the other, a little of each kept as margin."""
    margin = min(0.06, 0.25 * left[1], 0.25 * right[1])
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
