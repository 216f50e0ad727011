"""A round impression unrolled and packed, so that the impressions of one submission can be laid on each other.

Kept with the page's reading as a grey PNG of eight levels in base64: 9–20 kB for a seal of 42 mm.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import SealShape
from ocr.seals.outline import Outline
from ocr.seals.unrolling import Stretch, unroll

Plane = npt.NDArray[np.uint8]
Grid = npt.NDArray[np.float32]

COLUMNS = 960
"""A tenth of a millimetre on the middle of a name of 42 mm."""

ROWS = 104
LEVELS = np.linspace(0.15, 1.03, ROWS)
"""Level of each row, the centre first; 1.0 is the outline."""

_STEPS = 6
_GREY_STEP = 18
_HIDDEN = 128
"""Added to the ink of what lies under print."""

_DISC_RADIUS = 150.0
_RIM = 3
"""Pixels of the page around print that its blur reaches."""


@dataclass(frozen=True, slots=True)
class Strip:
    """An unrolled impression: ``ink`` 0.0–1.0 and ``seen`` 1.0 or 0.0 under print, rows by ``LEVELS``.

    Ink under print is made out from the print: good enough to be read, not to be compared.
    """

    ink: Grid
    seen: Grid


def pack(ink: Plane, hidden: Plane, outline: Outline) -> str:
    """Return an impression as text.

    Args:
        ink: Dark on white.
        hidden: 255 where print of another colour lies over it.
        outline: The impression in both.
    """
    around = np.asarray(cv2.dilate(hidden, np.ones((_RIM, _RIM), np.uint8)), dtype=np.uint8)
    turn = Stretch((LEVELS[0], LEVELS[-1]), COLUMNS, ROWS)
    planes = [unroll(plane, outline.ellipse, turn)[0] for plane in (ink, around)]
    steps = np.round((255.0 - planes[0]) / 255 * _STEPS).astype(np.uint8) * np.uint8(_GREY_STEP)
    grey = steps + np.where(planes[1] > 127, np.uint8(_HIDDEN), np.uint8(0))
    _, packed = cv2.imencode(".png", grey, [cv2.IMWRITE_PNG_COMPRESSION, 6])
    return base64.b64encode(packed.tobytes()).decode("ascii")


def unpack(text: str) -> Strip | None:
    """Return a packed impression, None where the text is none."""
    try:
        raw = np.frombuffer(base64.b64decode(text, validate=True), dtype=np.uint8)
    except binascii.Error:
        return None
    grey = cv2.imdecode(raw, cv2.IMREAD_GRAYSCALE) if raw.size else None
    if grey is None or grey.shape != (ROWS, COLUMNS):
        return None
    hidden = np.asarray(grey) >= _HIDDEN
    ink = (np.asarray(grey, dtype=np.float32) - np.where(hidden, _HIDDEN, 0)) / (_STEPS * _GREY_STEP)
    return Strip(np.asarray(ink, dtype=np.float32), (~hidden).astype(np.float32))


def as_disc(strip: Strip) -> tuple[Plane, Plane, Outline]:
    """Return a strip rolled up again: ink dark on white, 255 where nothing was seen, and the outline in both."""
    side = 2 * int(_DISC_RADIUS * 1.1)
    ys, xs = np.mgrid[:side, :side] - (side - 1) / 2
    turn = (np.arctan2(ys, xs) % (2 * np.pi)) * COLUMNS / (2 * np.pi) - 0.5
    row = (np.hypot(xs, ys) / _DISC_RADIUS - LEVELS[0]) / (LEVELS[1] - LEVELS[0])
    planes = []
    for plane in (strip.ink, 1 - strip.seen):
        closed = np.concatenate((plane[:, -1:], plane, plane[:, :1]), axis=1)
        disc = cv2.remap(closed, (turn + 1).astype(np.float32), row.astype(np.float32), cv2.INTER_LINEAR,
                         borderMode=cv2.BORDER_CONSTANT, borderValue=(0.0,))
        planes.append((np.asarray(disc) * 255).round().astype(np.uint8))
    middle = ((side - 1) / 2, (side - 1) / 2)
    outline = Outline(SealShape.ROUND, middle, (_DISC_RADIUS, _DISC_RADIUS), 0.0, 1.0, 1.0, 0.3)
    return 255 - planes[0], planes[1], outline
