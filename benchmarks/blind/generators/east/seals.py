"""Engraved seals as masks (1 = ink), drawn at 24 pixels per mm."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from .canvas import star_points
from .fonts import able, font

SCALE = 24
Mask = np.ndarray


@dataclass(frozen=True)
class Seal:
    """What a seal shows: shape round, oval or square; words on the arc, under the star, code; sizes in mm."""

    shape: str
    arc: str
    under: str = ""
    code: str = ""
    face: str = "song"
    width: float = 42
    height: float = 42


@lru_cache(maxsize=4096)
def _glyph(sign: str, face: str, width: int, height: int) -> Mask:
    """A sign stretched to a size in pixels, strokes a little thickened."""
    size = 128
    picture = Image.new("L", (size + 16, size + 16), 0)
    heavy = 4 if face in ("song", "gsong", "serif") else 2
    ImageDraw.Draw(picture).text(
        (8 + size / 2, 8 + size / 2), sign, 255, font(able(sign, face), size), anchor="mm", stroke_width=heavy
    )
    return cv2.resize(np.asarray(picture), (max(width, 2), max(height, 2)), interpolation=cv2.INTER_AREA)


def _place(mask: Mask, glyph: Mask, x: float, y: float, turn: float) -> None:
    """Adds a glyph centred at a point, turned by degrees (clockwise)."""
    side = int(np.hypot(*glyph.shape)) + 4
    square = np.zeros((side, side), np.uint8)
    top, left = (side - glyph.shape[0]) // 2, (side - glyph.shape[1]) // 2
    square[top : top + glyph.shape[0], left : left + glyph.shape[1]] = glyph
    square = cv2.warpAffine(square, cv2.getRotationMatrix2D((side / 2, side / 2), -turn, 1), (side, side))
    y0, x0 = int(y - side / 2), int(x - side / 2)
    window = mask[max(y0, 0) : y0 + side, max(x0, 0) : x0 + side]
    part = square[max(-y0, 0) : max(-y0, 0) + window.shape[0], max(-x0, 0) : max(-x0, 0) + window.shape[1]]
    np.maximum(window, part, out=window)


def _span(count: int) -> float:
    """Degrees of arc that a name of so many signs fills."""
    return float(np.clip(150 + 8.5 * count, 170, 304))


def _arc(mask: Mask, seal: Seal, reach: float) -> None:
    """The name around the upper arc; reach is the outer edge of the signs in mm from the rim centre."""
    count = len(seal.arc)
    span = _span(count)
    half_w, half_h = seal.width / 2 - reach, seal.height / 2 - reach
    tall = float(np.clip(9.2 - 0.19 * count, 4.9, 7.2)) * min(seal.width, seal.height) / 42
    pitch = np.radians(span / count) * (half_w - tall / 2)
    wide = min(pitch * 0.84, tall * 0.82)
    for i, sign in enumerate(seal.arc):
        turn = -span / 2 + span * (i + 0.5) / count
        angle = np.radians(turn)
        x = seal.width / 2 + (half_w - tall / 2) * np.sin(angle)
        y = seal.height / 2 - (half_h - tall / 2) * np.cos(angle)
        lean = np.degrees(np.arctan2(np.sin(angle) / half_w, np.cos(angle) / half_h))
        _place(mask, _glyph(sign, seal.face, int(wide * SCALE), int(tall * SCALE)), x * SCALE, y * SCALE, float(lean))


def _code(mask: Mask, seal: Seal) -> None:
    """The registration number along the lower arc."""
    step = 4.6
    radius = seal.width / 2 - 2.6
    for i, sign in enumerate(seal.code):
        turn = i * step - (len(seal.code) - 1) * step / 2
        angle = np.radians(turn)
        x, y = seal.width / 2 + radius * np.sin(angle), seal.height / 2 + radius * np.cos(angle)
        _place(mask, _glyph(sign, "sans", int(1.5 * SCALE), int(2.3 * SCALE)), x * SCALE, y * SCALE, -turn)


def _line(mask: Mask, words: str, y: float, width: float, tall: float) -> None:
    """A straight line of words around the middle, sizes in mm."""
    pitch = width / max(len(words), 1)
    middle = mask.shape[1] / SCALE / 2
    for i, sign in enumerate(words):
        x = middle - width / 2 + (i + 0.5) * pitch
        _place(
            mask, _glyph(sign, "song", int(min(pitch * 0.92, tall) * SCALE), int(tall * SCALE)), x * SCALE, y * SCALE, 0
        )


def _round(seal: Seal) -> Mask:
    """A round seal with star."""
    side = int(seal.width * SCALE)
    mask = np.zeros((side, side), np.uint8)
    centre = (side // 2, side // 2)
    cv2.circle(mask, centre, int((seal.width / 2 - 0.75) * SCALE), 255, int(1.15 * SCALE), cv2.LINE_AA)
    _arc(mask, seal, 2.3)
    points = np.array(star_points(side / 2, side / 2, 7 * SCALE * seal.width / 42), np.int32)
    cv2.fillPoly(mask, [points], 255, cv2.LINE_AA)
    if seal.under:
        _line(mask, seal.under, seal.height * 0.76, min(len(seal.under) * 4.3, 23), 4.4)
    if seal.code:
        _code(mask, seal)
    return mask


def _oval(seal: Seal) -> Mask:
    """An oval invoice seal: name on the arc, tax number in the middle, words below."""
    mask = np.zeros((int(seal.height * SCALE), int(seal.width * SCALE)), np.uint8)
    centre = (mask.shape[1] // 2, mask.shape[0] // 2)
    axes = (int((seal.width / 2 - 0.7) * SCALE), int((seal.height / 2 - 0.7) * SCALE))
    cv2.ellipse(mask, centre, axes, 0, 0, 360, 255, int(1.0 * SCALE), cv2.LINE_AA)
    _arc(mask, seal, 1.9)
    _line(mask, seal.code, seal.height * 0.54, seal.width * 0.66, 2.7)
    _line(mask, seal.under, seal.height * 0.74, seal.width * 0.4, 3.6)
    return mask


def _square(seal: Seal) -> Mask:
    """A square name seal, read from the right column down."""
    side = int(seal.width * SCALE)
    mask = np.zeros((side, side), np.uint8)
    cv2.rectangle(mask, (12, 12), (side - 12, side - 12), 255, int(0.9 * SCALE))
    words = (seal.arc + "之印")[:4] if len(seal.arc) == 2 else (seal.arc + "印")[:4]
    cell = (seal.width - 3.4) / 2
    for i, sign in enumerate(words):
        x = seal.width - 1.7 - cell * (0.5 + i // 2)
        y = 1.7 + cell * (0.5 + i % 2)
        _place(mask, _glyph(sign, "kai", int(cell * 0.96 * SCALE), int(cell * 0.98 * SCALE)), x * SCALE, y * SCALE, 0)
    return mask


@lru_cache(maxsize=64)
def engraved(seal: Seal) -> Mask:
    """The mask of a seal, 0 to 255."""
    return {"round": _round, "oval": _oval, "square": _square}[seal.shape](seal)
