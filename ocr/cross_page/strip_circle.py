"""The outline of a seal through strips laid side by side: a circle, or an oval along or across the edge.

Pages are scanned a little higher or lower each, so places along the edge say nothing; the length of the chord
that every column cuts out of the outline does. Half a chord over its place is the outline itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from ocr.seals.outline import PIXELS_PER_MM

Floats = npt.NDArray[np.float64]

_CUTS_MM = (0.0, 0.4, 0.8, 1.3, 2.0, 3.0, 4.0, 5.0)
"""What a scanner may cut off at each joint (2–5 mm); of equally good outlines the one with least cut is taken."""

_SMALL_CUTS_MM = (1.0, 2.0, 3.0, 4.5, 6.0)
"""The same over all joints of a thick set."""

_GAPS = (0.0, 0.5, 1.0, 1.5)
"""Width of a strip that is not there, in widths of its neighbours: 0, the page was not in the fan."""

_ROUND_RADII_MM: Floats = np.arange(34, 50, dtype=np.float64) / 2
_OVAL_RADII_MM: Floats = np.arange(28, 48, dtype=np.float64) / 2
_OVAL_RATIOS = (2 / 3, 3 / 4, 4 / 3, 3 / 2)
"""Height by width of ovals of 45×30 and 40×30 mm, across the edge and along it."""

_LONGEST_MM = 47.0
_NEAR_MM = 0.7
_STEP_MM = 0.5
_MOST_POINTS = 140
_LEAST_POINTS = 4
_OVAL_LEAD = 0.12
"""By how much an oval must fit better than any circle."""

_CUT_COST = 0.012
"""Share of fitting points that a millimetre of cut must win."""

_LEAST_RIM_MM = 0.6
"""Width without ink beside a strip's from which a scan may show the ground beside the sheet there."""

_SLACK_MM = 1.5
"""How far one strip may lie off its place: pages slip, and the scanner cuts unevenly."""


@dataclass(frozen=True, slots=True)
class Chords:
    """What the columns of one strip cut out of the outline, mm.

    Attributes:
        across: Place of each column from the strip's left.
        half: Half of the way from its first to its last ink.
        width: Of the strip, from the page's edge to its innermost ink.
    """

    across: Floats
    half: Floats
    width: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A seal's outline over strips, mm.

    Attributes:
        centre: From the left of the first strip.
        radius: Half of its width across the strips.
        ratio: Its height by its width, 1.0 for a circle.
        cut_mm: What the scanner cut off per joint.
        starts: Where each strip begins.
        shares: Of each strip the share of its columns that end on the outline.
        ends: Where the last strip ends.
    """

    centre: float
    radius: float
    ratio: float
    cut_mm: float
    starts: tuple[float, ...]
    shares: tuple[float, ...]
    ends: float

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width across the strips and height along the edge."""
        return 2 * self.radius, 2 * self.radius * self.ratio

    @property
    def open_mm(self) -> tuple[float, float]:
        """How much of the outline's left and of its right no strip covers."""
        return max(0.0, self.radius - self.centre), max(0.0, self.centre + self.radius - self.ends)


def chords_of(mask: npt.NDArray[np.bool_]) -> Chords:
    """Return the chords of a strip; rows of the mask run along the edge."""
    columns = np.flatnonzero(mask.any(axis=0))
    first = mask.argmax(axis=0)[columns]
    last = mask.shape[0] - mask[::-1].argmax(axis=0)[columns]
    across = np.asarray((columns + 0.5) / PIXELS_PER_MM, dtype=np.float64)
    half = np.asarray((last - first) / 2 / PIXELS_PER_MM, dtype=np.float64)
    return Chords(across, half, mask.shape[1] / PIXELS_PER_MM)


def fit_outline(strips: Sequence[Chords], absent: Sequence[int] | None = None) -> Outline | None:
    """Return the outline through strips in order from left to right, None where they are too narrow for one.

    Args:
        strips: At least one.
        absent: Before each strip, how many are missing there; None: none.
    """
    if sum(len(strip.across) for strip in strips) < _LEAST_POINTS:
        return None
    lacking = list(absent or [0] * len(strips))
    usual = float(np.median([strip.width for strip in strips]))
    best: tuple[float, tuple[float, float, float], float, list[float]] | None = None
    rims = (False, True) if len(strips) > 1 and any(_has_rim(strip) for strip in strips) else (False,)
    for cut, bare in product(_cuts(len(strips) - 1), rims):
        for gap in _GAPS if any(lacking) else (0.0,):
            starts = _starts(strips, lacking, cut, gap * usual + cut, bare=bare)
            level, shape = _consensus(*_points(strips, starts))
            value = level - _CUT_COST * cut
            if best is None or value > best[0] + 1e-9:
                best = value, shape, cut, starts
    if best is None:
        return None
    _, shape, cut, starts = best
    shape = _refined(*_points(strips, starts), shape)
    shares = tuple(_share(strip, start, shape) for strip, start in zip(strips, starts, strict=True))
    return Outline(*shape, cut, tuple(starts), shares, starts[-1] + strips[-1].width)


def _cuts(joints: int) -> list[float]:
    """Return what may be cut off at each joint; over many joints small cuts add up and are told apart."""
    if not joints:
        return [0.0]
    return sorted({*_CUTS_MM, *(total / joints for total in _SMALL_CUTS_MM if total / joints < _CUTS_MM[1])})


def _has_rim(strip: Chords) -> bool:
    return strip.width - _extent(strip)[1] > _LEAST_RIM_MM


def _extent(strip: Chords) -> tuple[float, float]:
    """Return where a strip's ink begins, and how wide it is."""
    if not len(strip.across):
        return 0.0, strip.width
    return float(strip.across[0]) - 0.5 / PIXELS_PER_MM, float(np.ptp(strip.across)) + 1 / PIXELS_PER_MM


def _starts(
    strips: Sequence[Chords], absent: Sequence[int], cut: float, gap: float, *, bare: bool
) -> list[float]:
    """Return where strips begin; ``bare``: ink lies next to ink, a page's edge being the ground beside its sheet."""
    starts, place = [], 0.0
    for number, (strip, lacking) in enumerate(zip(strips, absent, strict=True)):
        lead, width = _extent(strip) if bare else (0.0, strip.width)
        place += lacking * gap if number else 0.0
        starts.append(place - lead)
        place += width + cut
    return starts


def _points(strips: Sequence[Chords], starts: Sequence[float]) -> tuple[Floats, Floats]:
    across = np.concatenate([strip.across + start for strip, start in zip(strips, starts, strict=True)])
    half = np.concatenate([strip.half for strip in strips])
    keep = np.linspace(0, len(across) - 1, min(len(across), _MOST_POINTS)).astype(np.int64)
    return across[keep], half[keep]


def _consensus(across: Floats, half: Floats) -> tuple[float, tuple[float, float, float]]:
    """Return the greatest share of points on one outline, and its centre, radius and ratio."""
    best, shape = _best_circle(across, half, _ROUND_RADII_MM)
    result = best, (*shape, 1.0)
    for ratio in _OVAL_RATIOS:
        radii = _OVAL_RADII_MM[2 * _OVAL_RADII_MM * max(1.0, ratio) <= _LONGEST_MM]
        level, shape = _best_circle(across, half / ratio, radii)
        if level - _OVAL_LEAD > result[0] - (0.0 if result[1][2] == 1.0 else _OVAL_LEAD):
            result = level, (*shape, ratio)
    return result


def _best_circle(across: Floats, half: Floats, radii: Floats) -> tuple[float, tuple[float, float]]:
    """Return the share of points near the best circle, and its centre and radius."""
    # All ink lies on the seal, so its middle is no further than a radius from either end.
    ends = sorted((float(across.max() - radii.max()) - 1.0, float(across.min() + radii.max()) + 1.0))
    centres = np.arange(ends[0], ends[1] + _STEP_MM, _STEP_MM)
    distance = np.hypot(across[None, :] - centres[:, None], half[None, :])
    levels = np.stack([(np.abs(distance - radius) < _NEAR_MM).mean(axis=1) for radius in radii])
    row, column = np.unravel_index(int(levels.argmax()), levels.shape)
    return float(levels[row, column]), (float(centres[column]), float(radii[row]))


def _refined(across: Floats, half: Floats, shape: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the shape fitted by least squares to the points near it."""
    centre, radius, ratio = shape
    height = half / ratio
    for reach in (1.0, 0.8):
        near = np.abs(np.hypot(across - centre, height) - radius) < reach
        if near.sum() < 8 or np.ptp(across[near]) < 8:
            break
        x, y = across[near], height[near]
        solution, *_ = np.linalg.lstsq(np.column_stack((2 * x, np.ones_like(x))), x**2 + y**2, rcond=None)
        square = float(solution[1] + solution[0] ** 2)
        if square <= 0 or not 0.85 < square**0.5 / radius < 1.15:
            break
        centre, radius = float(solution[0]), square**0.5
    return centre, radius, ratio


def _share(
    strip: Chords, start: float, shape: tuple[float, float, float], slack_mm: float = _SLACK_MM
) -> float:
    centre, radius, ratio = shape
    shifts = np.arange(-slack_mm, slack_mm + 0.01, 0.25)
    across = start + strip.across[None, :] + shifts[:, None] - centre
    near = np.abs(np.hypot(across, strip.half[None, :] / ratio) - radius) < _NEAR_MM
    return float(near.mean(axis=1).max()) if near.size else 0.0
