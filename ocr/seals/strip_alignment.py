"""Laying one unrolled impression on another: turn, errors of centre and radius, the scanner's unevenness."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.seal_strip import COLUMNS, LEVELS, ROWS, Grid, Strip

Floats = npt.NDArray[np.float64]

NAME_ROWS = np.s_[int(np.searchsorted(LEVELS, 0.58)) : int(np.searchsorted(LEVELS, 0.95))]
"""The rows on which names stand, for all proportions of ring and letters seen."""

_COARSE = 4
_SECTORS = 24
_ACROSS = range(-8, 9, 2)
_ALONG = range(-4, 5)


def laid_on(strip: Strip, template: Strip) -> Strip:
    """Return an impression turned and warped so that it lies on a template."""
    turned = _turned(strip, _turn(strip, template))
    moved = turned
    across: Floats = np.zeros(COLUMNS)
    along: Floats = np.zeros(COLUMNS)
    for _ in range(2):
        more_across, more_along = _offsets(moved, template)
        across, along = across + more_across, along + more_along
        moved = _warped(turned, across, along)
    return moved


def _turn(strip: Strip, template: Strip) -> int:
    """Return by how many columns the strip must be rolled: the best correlation of what both show."""
    spectra = []
    for each in (template, strip):
        ink, seen = _coarse(each.ink), _coarse(each.seen)
        mean = (ink * seen).sum(axis=1, keepdims=True) / np.maximum(seen.sum(axis=1, keepdims=True), 1e-6)
        spectra.append([np.fft.rfft(plane, axis=1) for plane in ((ink - mean) * seen, (ink - mean) ** 2 * seen, seen)])
    (one, one_power, one_seen), (two, two_power, two_seen) = spectra
    size = COLUMNS // 2
    product, power_one, power_two = (
        np.fft.irfft((left * right.conj()).sum(axis=0), size)
        for left, right in ((one, two), (one_power, two_seen), (one_seen, two_power))
    )
    return 2 * int(np.argmax(product / np.sqrt(np.maximum(power_one * power_two, 1e-6))))


def _coarse(plane: Grid) -> Grid:
    rows = plane[NAME_ROWS]
    return np.asarray(cv2.resize(rows, (COLUMNS // 2, len(rows) // _COARSE), interpolation=cv2.INTER_AREA))


def _turned(strip: Strip, turn: int) -> Strip:
    return Strip(np.roll(strip.ink, turn, axis=1), np.roll(strip.seen, turn, axis=1))


def _offsets(strip: Strip, template: Strip) -> tuple[Floats, Floats]:
    """Return for each column by how many columns and rows the strip lies off: smooth curves through the sectors."""
    half = (COLUMNS // 2, ROWS)
    ink, seen, wanted, known = (
        np.asarray(cv2.resize(plane, half, interpolation=cv2.INTER_AREA))
        for plane in (strip.ink, strip.seen, template.ink, template.seen)
    )
    rows = NAME_ROWS
    costs = np.empty((len(_ALONG), len(_ACROSS), _SECTORS))
    rolled = (np.arange(COLUMNS // 2) + np.asarray(_ACROSS)[:, None] // 2) % (COLUMNS // 2)
    for i, down in enumerate(_ALONG):
        moved = np.s_[rows.start + down : rows.stop + down]
        weight = known[rows][:, None] * seen[moved][:, rolled]
        difference = weight * (wanted[rows][:, None] - ink[moved][:, rolled]) ** 2
        costs[i] = _by_sector(difference.sum(axis=0)) / np.maximum(_by_sector(weight.sum(axis=0)), 1.0)
    return _curves(costs, _by_sector((wanted[rows] * known[rows] * seen[rows]).sum(axis=0)))


def _by_sector(columns: Floats) -> Floats:
    """Return the sums over overlapping sectors, each twice as wide as their distance."""
    parts = columns.reshape(*columns.shape[:-1], _SECTORS, -1).sum(axis=-1)
    return np.asarray(parts + np.roll(parts, -1, axis=-1), dtype=np.float64)


def _curves(costs: Floats, inked: Floats) -> tuple[Floats, Floats]:
    """Fit the two lowest harmonics to the sectors' best offsets, those with ink counting most."""
    flat = costs.reshape(-1, _SECTORS)
    best = flat.argmin(axis=0)
    gain = (np.median(flat, axis=0) - flat.min(axis=0)).clip(0.0)
    weight = np.sqrt(gain * inked)
    middles = (np.arange(_SECTORS) + 1.0) * 2 * np.pi / _SECTORS
    columns = (np.arange(COLUMNS) + 0.5) * 2 * np.pi / COLUMNS
    found = (np.asarray(_ACROSS)[best % len(_ACROSS)], np.asarray(_ALONG)[best // len(_ACROSS)])
    across, along = (_harmonics(columns) @ _fit(_harmonics(middles), values, weight) for values in found)
    return across, along


def _harmonics(angles: Floats) -> Floats:
    waves = [wave(order * angles) for order in (1, 2) for wave in (np.cos, np.sin)]
    return np.column_stack((np.ones_like(angles), *waves))


def _fit(system: Floats, values: npt.NDArray[np.int64], weight: Floats) -> Floats:
    """Return the weighted least-squares solution, drawn to zero where little is known, outliers dropped once."""
    kept = weight.copy()
    solution: Floats = np.zeros(system.shape[1])
    for _ in range(3):
        ridge = 1e-3 * max(float((kept**2).sum()), 1e-9) * np.diag([0.0, 1, 1, 4, 4])
        weighted = system * (kept**2)[:, None]
        fitted = np.linalg.lstsq(system.T @ weighted + ridge, weighted.T @ values, rcond=None)[0]
        solution = np.asarray(fitted, dtype=np.float64)
        off = np.abs(system @ solution - values)
        kept = np.where(off <= max(1.5, float(np.median(off)) * 2.5), weight, 0.0)
    return solution


def _warped(strip: Strip, across: Floats, along: Floats) -> Strip:
    """Return a strip sampled at offsets that vary around the ring."""
    padding = 16
    columns = (np.arange(COLUMNS) + across + padding).astype(np.float32)
    map_x = np.repeat(columns[None, :], ROWS, axis=0)
    map_y = (np.arange(ROWS)[:, None] + along[None, :]).astype(np.float32)
    planes = []
    for plane in (strip.ink, strip.seen):
        wide = np.concatenate((plane[:, -padding:], plane, plane[:, :padding]), axis=1)
        planes.append(cv2.remap(wide, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
    return Strip(np.asarray(planes[0]), (np.asarray(planes[1]) > 0.999).astype(np.float32))
