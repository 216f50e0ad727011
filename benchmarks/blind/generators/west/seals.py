"""Round, oval and square seals as ink masks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from .chance import source
from .ink import font

SONG = "/usr/share/fonts/truetype/arphic/uming.ttc"
SUNGTI = "/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf"
SERIF = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Medium.ttc"
SERIF_BOLD = "/usr/share/fonts/opentype/noto/NotoSerifCJK-SemiBold.ttc"
DOTS = 14  # pixels per mm of a mask


@dataclass(frozen=True)
class Seal:
    """A seal: kind, the unit on it, words under the star, digits at the foot, width in mm."""

    kind: str
    unit: str
    words: str = ""
    number: str = ""
    width: float = 42.0
    shape: str = "round"

    @property
    def height(self) -> float:
        """Return the height in mm."""
        return self.width * 0.72 if self.shape == "oval" else self.width


def _has(face: str, char: str) -> bool:
    """Tell whether a face holds a character: the old ones end with GB 2312."""
    return char.isspace() or font(face, 40).getmask(char).getbbox() is not None


def _glyph(char: str, face: str, width: int, height: int, weight: int) -> Image.Image:
    """Return a character scaled into a box, stretched as engravers do."""
    size = 160
    tile = Image.new("L", (size + 40, size + 40), 0)
    ImageDraw.Draw(tile).text(
        (20 + size / 2, 20 + size / 2),
        char,
        font=font(face, size),
        fill=255,
        anchor="mm",
        stroke_width=weight,
        stroke_fill=255,
    )
    box = tile.getbbox()
    if box is None:
        return Image.new("L", (max(width, 2), max(height, 2)), 0)
    narrow = (box[2] - box[0]) < size * 0.5
    tile = tile.crop((20, box[1], size + 20, box[3]) if narrow else box)
    return tile.resize((max(width, 2), max(height, 2)), Image.Resampling.LANCZOS)


def _put(canvas: Image.Image, glyph: Image.Image, x: float, y: float, turn: float) -> None:
    turned = glyph.rotate(turn, expand=True, resample=Image.Resampling.BICUBIC)
    canvas.paste(255, (round(x - turned.width / 2), round(y - turned.height / 2)), turned)


def _arc_span(count: int) -> float:
    """Return the angle in degrees that the name takes on the ring."""
    return min(286.0, 26.0 * (count - 1)) if count < 12 else min(292.0, 21.0 * (count - 1))


def _arc(canvas: Image.Image, text: str, seal: Seal, face: str, weight: int) -> None:
    """Write the name along the upper arc, heads outwards."""
    cx, cy = canvas.width / 2, canvas.height / 2
    tall = seal.width * DOTS * (0.142 if len(text) < 15 else 0.13)
    margin = seal.width * DOTS * 0.052
    rx, ry = cx - margin - tall / 2, cy - margin - tall / 2
    span = min(_arc_span(len(text)), 232.0 if seal.words else 360.0)
    step = span / max(len(text) - 1, 1)
    wide = min(tall * 0.78, np.pi * 2 * (rx + ry) / 2 * step / 360 * 0.86)
    for i, char in enumerate(text):
        angle = np.radians(-90 - span / 2 + step * i)
        x, y = cx + rx * np.cos(angle), cy + ry * np.sin(angle)
        turn = -np.degrees(np.arctan2(np.sin(angle) / max(ry, 1), np.cos(angle) / max(rx, 1))) - 90
        _put(canvas, _glyph(char, face, int(wide), int(tall), weight), x, y, turn)


def _foot(canvas: Image.Image, seal: Seal, face: str) -> None:
    """Write the number code along the lower arc."""
    cx, cy = canvas.width / 2, canvas.height / 2
    radius = cx - seal.width * DOTS * 0.078
    span = 4.6 * (len(seal.number) - 1)
    for i, char in enumerate(seal.number):
        angle = np.radians(90 + span / 2 - 4.6 * i)
        glyph = _glyph(char, face, int(DOTS * 0.95), int(DOTS * 1.7), 6)
        _put(canvas, glyph, cx + radius * np.cos(angle), cy + radius * np.sin(angle), 90 - np.degrees(angle))


def _star(draw: ImageDraw.ImageDraw, cx: float, cy: float, radius: float) -> None:
    points = []
    for k in range(10):
        r = radius if k % 2 == 0 else radius * 0.382
        angle = np.pi * (k / 5 - 0.5)
        points.append((cx + r * np.cos(angle), cy + r * np.sin(angle)))
    draw.polygon(points, fill=255)


def _line(canvas: Image.Image, text: str, seal: Seal, face: str, at: float) -> None:
    """Write a straight line of words at a share of the height."""
    tall = int(seal.width * DOTS * 0.098)
    wide = int(min(tall * 0.92, canvas.width * 0.5 / len(text)))
    x = canvas.width / 2 - wide * 1.06 * (len(text) - 1) / 2
    for i, char in enumerate(text):
        _put(canvas, _glyph(char, face, wide, tall, 2), x + i * wide * 1.06, canvas.height * at, 0)


@lru_cache(maxsize=256)
def mask(seal: Seal) -> np.ndarray:
    """Return the engraved face of a seal, 0 to 255."""
    style = source("seal", seal.unit, seal.kind)
    face = style.pick([SONG, SUNGTI, SERIF, SERIF_BOLD])
    if face == SUNGTI and not all(_has(face, char) for char in seal.unit):
        face = SONG
    weight = {SONG: 5, SUNGTI: 3}.get(face, 1)
    if seal.shape == "square":
        return _square(seal, style.pick([SERIF_BOLD, SONG]), 4)
    canvas = Image.new("L", (int(seal.width * DOTS), int(seal.height * DOTS)), 0)
    draw = ImageDraw.Draw(canvas)
    rim = int(DOTS * style.uniform(1.0, 1.35))
    draw.ellipse((2, 2, canvas.width - 3, canvas.height - 3), outline=255, width=rim)
    if seal.shape == "oval":
        inset = rim + DOTS * 0.5
        draw.ellipse((inset, inset, canvas.width - inset, canvas.height - inset), outline=255, width=3)
    else:
        star = seal.width * DOTS * style.uniform(0.155, 0.18)
        _star(draw, canvas.width / 2, canvas.height / 2, star)
    _arc(canvas, seal.unit, seal, face, weight)
    if seal.words:
        _line(canvas, seal.words, seal, face, 0.62 if seal.shape == "oval" else 0.775)
    if seal.number:
        _foot(canvas, seal, face)
    return np.asarray(canvas)


def _square(seal: Seal, face: str, weight: int) -> np.ndarray:
    side = int(seal.width * DOTS)
    canvas = Image.new("L", (side, side), 0)
    ImageDraw.Draw(canvas).rectangle((2, 2, side - 3, side - 3), outline=255, width=int(DOTS * 0.8))
    text = (seal.unit + "印" if len(seal.unit) == 3 else seal.unit + "之印")[:4]
    cell = side * 0.4
    places = [(0.71, 0.29), (0.71, 0.71), (0.29, 0.29), (0.29, 0.71)]
    for char, (x, y) in zip(text, places, strict=True):
        _put(canvas, _glyph(char, face, int(cell), int(cell), weight), x * side, y * side, 0)
    return np.asarray(canvas)


def _noise(shape: tuple[int, int], grain: int, seed: int) -> np.ndarray:
    """Return smooth noise between 0 and 1."""
    rough = np.random.default_rng(seed).random((shape[0] // grain + 2, shape[1] // grain + 2)).astype(np.float32)
    return cv2.resize(rough, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def impression(seal: Seal, seed: int, strength: float) -> np.ndarray:
    """Return the ink cover (0 to 1) of one impression: uneven, speckled, a little blurred."""
    face = mask(seal).astype(np.float32) / 255
    uneven = 0.62 + 0.5 * _noise(face.shape, 90, seed)
    speckle = (_noise(face.shape, 3, seed + 1) > 0.2 + 0.16 * _noise(face.shape, 60, seed + 2)).astype(np.float32)
    dry = np.clip(_noise(face.shape, 160, seed + 3) * 2.8, 0.58, 1)
    cover = face * np.clip(uneven, 0, 1) * (0.35 + 0.65 * cv2.GaussianBlur(speckle, (0, 0), 1.1)) * dry
    return np.clip(cv2.GaussianBlur(cover, (0, 0), 1.6) * strength, 0, 1)
