"""Which impressions come from one stamp, and what that stamp looks like where print hides a part of each.

Two impressions of one stamp agree in every window of their rings. Measured on drawn office scans: the correlation of
a window of 15° stays above 0.93; a name that differs by one character falls below 0.7 there (兴 and 星: see tests).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.seal_strip import COLUMNS, Grid, Strip
from ocr.seals.strip_alignment import NAME_ROWS, laid_on

Floats = npt.NDArray[np.float64]

_AGREES = 0.8
"""Correlation from which a window may show the same ink; names are taken over only above 0.9."""

_LEAST_SEEN = 0.3
"""Share of a window both impressions must show before it is judged."""

_WINDOW = 40
_LEAST_INK = 0.06
_ENOUGH_SEEN = 0.5
_MOST_STAMPS = 4
_BLOT = (12, 8)
"""Columns and rows of the smallest stroke looked for: 1.3 mm each."""

_SHIFTS = tuple(product((-2, 0, 2), (-1, 0, 1)))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an impression agrees with others of its stamp, for the window around each column.

    Attributes:
        likeness: Correlation, -1.0 to 1.0.
        seen: Share of the window that both show.
        inked: Whether either shows something there.
    """

    likeness: Floats
    seen: Floats
    inked: npt.NDArray[np.bool_]

    @property
    def judged(self) -> npt.NDArray[np.bool_]:
        """Where enough is seen of some ink."""
        return self.inked & (self.seen >= _LEAST_SEEN)

    @property
    def agrees(self) -> bool:
        """Whether nothing that is seen speaks against one stamp, and enough is seen."""
        judged = self.judged
        enough = judged.sum() >= _ENOUGH_SEEN * self.inked.sum() > 0
        return bool(enough and self.likeness[judged].min() >= _AGREES)


@dataclass(slots=True)
class Stamp:
    """Impressions of one stamp laid on each other: places in the list given, strips, and their sum."""

    places: list[int]
    strips: list[Strip]
    ink: Grid
    weight: Grid

    def add(self, place: int, strip: Strip) -> None:
        """Take in an impression laid on the others."""
        self.places.append(place)
        self.strips.append(strip)
        self.ink = self.ink + strip.ink * strip.seen
        self.weight = self.weight + strip.seen

    def fused(self) -> Strip:
        """Return the mean of what is seen."""
        return _mean(self.ink, self.weight)

    def mean(self, indexes: Sequence[int]) -> Strip:
        """Return the mean of some impressions, by their places in it."""
        chosen = [self.strips[index] for index in indexes]
        weight = np.sum([strip.seen for strip in chosen], axis=0)
        return _mean(np.sum([strip.ink * strip.seen for strip in chosen], axis=0), weight)

    def others(self, index: int) -> Strip:
        """Return the mean without one impression."""
        strip = self.strips[index]
        return _mean(self.ink - strip.ink * strip.seen, self.weight - strip.seen)


def find_stamps(strips: Sequence[Strip]) -> list[Stamp]:
    """Return the impressions sorted by stamp, those least hidden first."""
    stamps: list[Stamp] = []
    order = sorted(range(len(strips)), key=lambda place: -float(strips[place].seen[NAME_ROWS].mean()))
    for place in order:
        for stamp in stamps[:_MOST_STAMPS]:
            fused = stamp.fused()
            laid = laid_on(strips[place], fused)
            if compare(laid, fused).agrees:
                stamp.add(place, laid)
                break
        else:
            strip = strips[place]
            stamps.append(Stamp([place], [strip], strip.ink * strip.seen, strip.seen))
    return stamps


def compare(strip: Strip, template: Strip) -> Comparison:
    """Compare two impressions lying on each other; small local shifts are allowed."""
    wanted, known = template.ink[NAME_ROWS], template.seen[NAME_ROWS]
    best: Floats = np.full(COLUMNS, -1.0)
    for across, down in _SHIFTS:
        rows = np.s_[NAME_ROWS.start + down : NAME_ROWS.stop + down]
        ink, seen = (np.roll(plane[rows], -across, axis=1) for plane in (strip.ink, strip.seen))
        best = np.maximum(best, _likeness(ink, wanted, seen * known))
    both = strip.seen[NAME_ROWS] * known
    height = known.shape[0]
    inked = np.maximum(_window(strip.ink[NAME_ROWS] * strip.seen[NAME_ROWS]), _window(wanted * known))
    return Comparison(best, _window(both) / (_WINDOW * height), inked > _LEAST_INK * _WINDOW * height)


def differences(strip: Strip, template: Strip) -> Floats:
    """Return the largest mean difference of ink within a blot below each column, 0.0–1.0, hidden ones left out."""
    wanted, known = template.ink[NAME_ROWS], template.seen[NAME_ROWS]
    least = np.full(wanted.shape, np.inf, dtype=np.float32)
    for across, down in _SHIFTS:
        rows = np.s_[NAME_ROWS.start + down : NAME_ROWS.stop + down]
        ink, seen = (np.roll(plane[rows], -across, axis=1) for plane in (strip.ink, strip.seen))
        weight = seen * known
        share = _blotted(weight)
        off = np.abs(_blotted(weight * (ink - wanted))) / np.maximum(share, 0.02)
        least = np.minimum(least, np.where(share > 0.5, off, 0.0))
    return np.asarray(least.max(axis=0), dtype=np.float64)


def _blotted(plane: Grid) -> Grid:
    """Return the mean within a blot around each pixel; the ring closes on itself."""
    margin = _BLOT[0]
    wide = np.concatenate((plane[:, -margin:], plane, plane[:, :margin]), axis=1)
    mean = cv2.boxFilter(wide, -1, _BLOT, normalize=True, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(mean[:, margin:-margin], dtype=np.float32)


def _likeness(one: Grid, two: Grid, weight: Grid) -> Floats:
    """Return the weighted correlation in the window around each column."""
    left, right = one * weight, two * weight
    count = np.maximum(_window(weight), 1.0)
    mean_one, mean_two = _window(left) / count, _window(right) / count
    shared = _window(left * two) / count - mean_one * mean_two
    power_one = _window(left * one) / count - mean_one**2
    power_two = _window(right * two) / count - mean_two**2
    return np.asarray(shared / np.sqrt(np.maximum(power_one * power_two, 1e-6)), dtype=np.float64)


def _window(plane: Grid) -> Floats:
    """Return the sum over the window around each column."""
    columns = plane.sum(axis=0, dtype=np.float64)
    half = _WINDOW // 2
    running = np.concatenate(([0.0], np.cumsum(np.concatenate((columns[-half:], columns, columns[:half])))))
    return np.asarray(running[_WINDOW:-1] - running[: -_WINDOW - 1], dtype=np.float64)


def _mean(ink: Grid, weight: Grid) -> Strip:
    return Strip(ink / np.maximum(weight, 1.0), (weight > 0.5).astype(np.float32))
