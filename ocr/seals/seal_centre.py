"""Middle of a round seal: star, lines below it, number along the bottom."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.outline import Outline, turned_cut
from ocr.seals.unrolling import Stretch, unroll

Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_UPRIGHT_RADIUS = 160
_ROW_HEIGHTS = (0.08, 0.42)
_LARGE_HEIGHTS = (0.2, 0.8)
_LARGE_REACH = 0.86
_SKEWS = np.radians(np.arange(-12.0, 13.0, 3.0))
_STAR_LEVELS = (0.13, 0.36)
_STAR_SHARE = 0.42
"""Fifth harmonic of the ink round the middle: stars under print 0.5 and more, emblems up to 0.34."""

_OWN_SHARE = 0.6
"""The same round the figure's own middle: stars 0.62 and more, 0.9 where they are whole; all else below 0.15."""

_STAR_AREAS = (1.2, 1.9)
"""Area of a figure over the square of its reach: a pentagram's is 1.12, drawn broader by ink up to 1.75."""

_STAR_REACHES = (0.12, 0.45)
_OFF_CENTRE = 0.2
_DISC_HALF = 60
_DISC_REACH = 0.6
_LEAST_FIGURE = 60
_DARK = 150
"""Grey below which there is ink, 0–255."""

_CORE = 0.1
"""Level within which the middle of a star is filled."""

_NO_CORE, _NO_BAND = 0.05, 0.02
"""Share of ink in the core and round it below both of which nothing stands in the middle."""

_STAR_CORE = 0.25
"""Share of ink in the core above which it is filled, as a star's is."""

_POINTS_FROM = 0.35
"""Share of a figure's reach beyond which its outline shows its points."""

_LINE_LEVEL, _LINE_REACH, _BELOW_STAR = 0.6, 0.75, 0.3
"""Where lines stand inside a ring, in radii: within a level, so far above and below; under a star that far down."""

_LINE_INK = 0.02
"""Radii of ink in a row of pixels from which it belongs to a line."""

_STANDS_IN_MIDDLE = 0.2
"""Radii about the upright axis in which a line must have ink."""

_INSIDE_RING = 0.9
_WORD_GAP = 0.3
"""Gap between characters that still belong to a line, in heights of the line."""

_LEAST_LENGTH = 1.3
"""Length of a line, in heights of it: one character alone is a figure."""

_MOST_ROWS = 4
_NUMBER_LEVELS = (0.76, 0.955)
_NUMBER_SWEEP = np.radians(130)
"""Where the number along the bottom stands: between the levels, and over how much of the ring."""


def star_points(dark: Plane, levels: Floats) -> tuple[bool | None, float]:
    """Tell whether a five-pointed star stands in the middle, and the direction of one of its points.

    Alone, it is a figure whose outline repeats five times in a turn; where a line stands below, it is moved
    up. Under print, the ink around the centre repeats so: the fifth harmonic outweighs the others.

    Args:
        dark: The impression unrolled over a whole turn, 1 on ink.
        levels: Level of each row.

    Returns:
        None where the middle holds too little ink to tell.
    """
    direction = _star_figure(dark, levels)
    if direction is not None:
        return True, direction
    band = dark[(levels >= _STAR_LEVELS[0]) & (levels <= _STAR_LEVELS[1])]
    profile = band.mean(axis=0)
    core = float(dark[levels < _CORE].mean())
    if core < _NO_CORE and float(profile.mean()) < _NO_BAND:
        return None, 0.0
    share, phase = _fifth(profile)
    return bool(share > _STAR_SHARE and core > _STAR_CORE), phase


def _star_figure(dark: Plane, levels: Floats) -> float | None:
    """Return the direction of a point of the star that stands by itself in the middle, None where none does."""
    disc = _middle(dark, levels)
    count, labels, stats, middles = cv2.connectedComponentsWithStats(disc)
    near = np.hypot(*(middles[1:] - _DISC_HALF).T) <= _OFF_CENTRE * _DISC_HALF / _DISC_REACH
    areas = np.where(near, stats[1:, cv2.CC_STAT_AREA], 0)
    if count < 2 or areas.max() < _LEAST_FIGURE:
        return None
    figure = 1 + int(areas.argmax())
    x, y = (float(value) for value in middles[figure])
    ys, xs = np.nonzero(labels == figure)
    reach = float(np.percentile(np.hypot(xs - x, ys - y), 99))
    fits = _STAR_REACHES[0] < reach * _DISC_REACH / _DISC_HALF < _STAR_REACHES[1]
    if not fits or not _STAR_AREAS[0] < len(xs) / reach**2 < _STAR_AREAS[1]:
        return None
    alone = (labels == figure).astype(np.uint8) * np.uint8(255)
    round_it = cv2.warpPolar(alone, (int(reach) + 1, 2 * _DISC_HALF), (x, y), reach + 1, cv2.WARP_POLAR_LINEAR)
    share, phase = _fifth(round_it[:, int(_POINTS_FROM * reach) :].mean(axis=1))
    return phase if share > _OWN_SHARE else None


def _middle(dark: Plane, levels: Floats) -> Plane:
    """Return the middle of an unrolled impression as it was, without specks and fine strokes."""
    side = np.arange(-_DISC_HALF, _DISC_HALF + 1) / _DISC_HALF * _DISC_REACH
    x, y = np.meshgrid(side, side)
    level = np.hypot(x, y)
    rows = np.interp(level, levels, np.arange(len(levels))).astype(np.float32)
    columns = (np.arctan2(y, x) % (2 * np.pi) / (2 * np.pi) * dark.shape[1] - 0.5).astype(np.float32)
    disc = cv2.remap(dark.astype(np.uint8), columns, rows, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE)
    disc[level > _DISC_REACH] = 0
    return np.asarray(cv2.morphologyEx(disc, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), dtype=np.uint8)


def _fifth(profile: Floats) -> tuple[float, float]:
    """Return the share of the fifth harmonic of one turn, and the direction of one of its crests."""
    spectrum = np.fft.rfft(profile - profile.mean())[1:13]
    power = np.abs(spectrum) ** 2
    phase = -float(np.angle(spectrum[4])) / 5 + np.pi / len(profile)
    return float(power[4] / max(power.sum(), 1e-9)), phase


def centre_rows(ink: Plane, outline: Outline, up: float, *, star: bool) -> list[Plane]:
    """Return the straight lines of text inside the ring as strips, top to bottom.

    Args:
        ink: Dark on white.
        outline: The impression in ``ink``.
        up: Direction of the seal's top, clockwise radians from the right.
        star: A star fills the middle: only what stands below it is text.
    """
    disc, radius = _upright_disc(ink, outline, up)
    size = disc.shape[0]
    ys, xs = np.mgrid[:size, :size]
    x, y = (xs - size / 2) / radius, (ys - size / 2) / radius
    middle = (np.hypot(x, y) < _LINE_LEVEL) & ((y > _BELOW_STAR) if star else (np.abs(y) < _LINE_REACH))
    dark = disc < _DARK
    strips = []
    for top, bottom in _runs((dark & middle).sum(axis=1) > _LINE_INK * radius):
        if not _ROW_HEIGHTS[0] * radius <= bottom - top <= _ROW_HEIGHTS[1] * radius:
            continue
        if not (dark & middle & (np.abs(x) < _STANDS_IN_MIDDLE))[top:bottom].any():
            continue
        inside = dark[top:bottom] & (np.hypot(x, y)[top:bottom] < _INSIDE_RING)
        left, right = _grown(inside.any(axis=0), (dark & middle)[top:bottom].any(axis=0), (bottom - top) * _WORD_GAP)
        if right - left > _LEAST_LENGTH * (bottom - top):
            margin = max(3, (bottom - top) // 6)
            strips.append(disc[max(0, top - margin) : bottom + margin, max(0, left - margin) : right + margin])
    return strips[:_MOST_ROWS]


def large_rows(ink: Plane, outline: Outline) -> list[Plane]:
    """Return the lines of a seal that bears large characters in its middle and no name on its ring (电子 / 印章).

    Such seals are drawn by computers and stand upright but for the skew of the page.

    Args:
        ink: Dark on white.
        outline: The impression in ``ink``.
    """
    turned = (_inside(ink, outline, skew) for skew in _SKEWS)
    disc, inked = max(turned, key=lambda found: float(found[1].sum(axis=1).var()))
    size = len(disc)
    heights = (_LARGE_HEIGHTS[0] * size / 2, _LARGE_HEIGHTS[1] * size / 2)
    strips = []
    for top, bottom in _runs(inked.sum(axis=1) > _LINE_INK * size):
        columns = np.flatnonzero(inked[top:bottom].any(axis=0))
        if heights[0] <= bottom - top <= heights[1] and columns[-1] - columns[0] > _LEAST_LENGTH * (bottom - top):
            margin = (bottom - top) // 6
            row = np.where(inked, disc, np.uint8(255))[top:bottom, columns[0] : columns[-1] + 1]
            strips.append(np.pad(row, margin, constant_values=255))
    return strips


def _inside(ink: Plane, outline: Outline, turn: float) -> tuple[Plane, npt.NDArray[np.bool_]]:
    """Return the disc turned by a skew, and where ink lies well inside its ring."""
    disc, radius = _upright_disc(ink, outline, turn - np.pi / 2)
    ys, xs = np.mgrid[: len(disc), : len(disc)] - len(disc) / 2
    return disc, (disc < _DARK) & (np.hypot(xs, ys) < _LARGE_REACH * radius)


def _grown(inked: npt.NDArray[np.bool_], core: npt.NDArray[np.bool_], widest_gap: float) -> tuple[int, int]:
    """Return first and last column of a line, grown from its core over the gaps between characters."""
    columns = np.flatnonzero(core)
    if not columns.size:
        return 0, 0
    left, right = int(columns[0]), int(columns[-1])
    marks = np.flatnonzero(inked)
    for column in marks[marks > right]:
        if column - right > widest_gap:
            break
        right = int(column)
    for column in marks[marks < left][::-1]:
        if left - column > widest_gap:
            break
        left = int(column)
    return left, right + 1


def number_strip(ink: Plane, outline: Outline, up: float) -> Plane:
    """Return the bottom arc read from inside: there the number's digits stand upright."""
    first = up + np.pi + _NUMBER_SWEEP / 2
    strip, _ = unroll(ink, outline.ellipse, Stretch(_NUMBER_LEVELS, 460, 48, first, -_NUMBER_SWEEP))
    return strip


def _upright_disc(ink: Plane, outline: Outline, up: float) -> tuple[Plane, float]:
    """Return the impression turned so that its top is up, ovals as they are, and the scale in pixels."""
    scale = _UPRIGHT_RADIUS / outline.radius
    half = _UPRIGHT_RADIUS
    disc = turned_cut(ink, outline.centre, float(np.degrees(up)) + 90.0, (2 * half, 2 * half), scale=scale)
    return disc, float(half)


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return start and end of the stretches of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    return [(int(start), int(end)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
