"""Where a photographed sheet ends inside its picture: the line along which the ground it lies on becomes paper."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.outline import PIXELS_PER_MM

Plane = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]

_SEARCHED_MM = 45.0
_BAND_MM = 2.5
"""Width of the bands compared on both sides of the line: wider than a rule or a stroke."""

_ALONG_MM = 4.0
_STEP = 18.0
"""Grey levels by which paper is lighter than the ground, in the channel that shows no red ink."""

_PLAY_MM = 1.2
_LEAST_SHARE = 0.55
"""Share of the sheet's side that must lie on one line; a strip of a seal is a fifth of it at most."""

_LEAST_MM = 2.0
"""A narrower ground is a scanner's shadow."""

_BRIGHT = 90
"""Per cent of the ground that must be darker than the sheet's rim."""

_TRIES = 120


def sheet_inset(red: Plane) -> Places | None:
    """Return for each row how far the sheet begins from the edge, pixels; None where it fills the picture.

    Args:
        red: The red channel seen from the edge, rows along it, ``PIXELS_PER_MM``.
    """
    grey = np.ascontiguousarray(red[:, : int(_SEARCHED_MM * PIXELS_PER_MM)])
    if grey.shape[1] <= int(_BAND_MM * PIXELS_PER_MM) + 1:  # a picture narrower than the bands that are compared
        return None
    places, steps = _steepest(grey)
    rows = np.flatnonzero(steps >= _STEP)
    if len(rows) < _LEAST_SHARE * len(grey):
        return None
    lying = _on_one_line(rows, places[rows])
    if len(lying) < _LEAST_SHARE * len(grey):
        return None
    curve = np.polyfit(lying, places[lying], 2)
    inset = np.rint(np.polyval(curve, np.arange(len(grey)))).astype(np.int64).clip(0, grey.shape[1] - 1)
    return inset if np.median(inset) >= _LEAST_MM * PIXELS_PER_MM and _is_ground(grey, inset) else None


def from_sheet(zone: Plane, inset: Places | None) -> Plane:
    """Return an edge's zone with every row beginning where the sheet does."""
    if inset is None:
        return zone
    columns = inset[:, None] + np.arange(zone.shape[1])
    moved = np.take_along_axis(zone, columns.clip(max=zone.shape[1] - 1), axis=1)
    return np.where(columns < zone.shape[1], moved, 0).astype(np.uint8)


def _steepest(grey: Plane) -> tuple[Places, npt.NDArray[np.float64]]:
    """Return per row where the band further in is lighter than the band before it by most, and by how much."""
    band = int(_BAND_MM * PIXELS_PER_MM)
    even = cv2.blur(grey, (band, int(_ALONG_MM * PIXELS_PER_MM) | 1)).astype(np.float64)
    step = even[:, band:] - even[:, :-band]
    best = step.argmax(axis=1)
    return (best + band // 2).astype(np.int64), step[np.arange(len(step)), best]


def _on_one_line(rows: Places, places: Places) -> Places:
    """Return the rows whose places lie on the line that holds most of them."""
    random = np.random.default_rng(len(rows))
    best = rows[:0]
    for first, second in random.integers(0, len(rows), (_TRIES, 2)):
        if abs(rows[first] - rows[second]) < 10 * PIXELS_PER_MM:
            continue
        lean = (places[second] - places[first]) / (rows[second] - rows[first])
        off = np.abs(places - places[first] - lean * (rows - rows[first]))
        near = rows[off <= _PLAY_MM * PIXELS_PER_MM]
        best = near if len(near) > len(best) else best
    return best


def _is_ground(grey: Plane, inset: Places) -> bool:
    """Tell whether all that lies before the sheet is darker than its rim: rules and printed frames show paper, too."""
    band = int(_BAND_MM * PIXELS_PER_MM)
    columns = np.arange(grey.shape[1])[None, :]
    before = grey[columns < inset[:, None] - 2]
    rim = grey[(columns > inset[:, None] + 2) & (columns < inset[:, None] + 2 + band)]
    if not before.size or not rim.size:
        return False
    paper = float(np.median(rim))
    return paper - float(np.median(before)) >= _STEP and paper - float(np.percentile(before, _BRIGHT)) >= _STEP / 2
