"""Engraved seals: round with star, oval, square; a seal is a mask of ink, 1 where the rubber prints."""

import math
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from .faces import face

DPI = 600
WORDS = {"contract": "合同专用章", "finance": "财务专用章", "personnel": "人事专用章", "business": "业务专用章",
    "archive": "档案专用章", "approval": "行政审批专用章", "social": "社会保险专用章",
    "diagnosis": "诊断证明专用章", "fee": "收费专用章"}


@dataclass(frozen=True)
class Engraving:
    """What a seal shows; kind is official, contract, finance, personnel, invoice, name, registrar, union, hospital …"""

    kind: str
    text: str
    code: str = ""
    font: str = "song"
    shape: str = "round"
    words: str = ""
    diameter: float = 42.0


def pixels(length: float) -> int:
    """Millimetres to pixels at the engraving resolution."""
    return round(length / 25.4 * DPI)


def glyph(letter: str, font: str, width: float, height: float, bold: int = 0) -> Image.Image:
    """One character stretched to a box in millimetres."""
    big = face(font, 220)
    box = big.getbbox(letter)
    tile = Image.new("L", (250, 280))
    ImageDraw.Draw(tile).text((15 - box[0] + (220 - box[2] + box[0]) // 2, 20), letter, 255, big, stroke_width=bold)
    ink = tile.getbbox() or (0, 0, 1, 1)
    crop = tile.crop((10, 0, 245, 262)) if letter in "（）()" else tile.crop((10, ink[1] - 2, 245,
        ink[3] + 2)) if ink[2] - ink[0] > 60 else tile.crop(ink)
    return crop.resize((max(2, pixels(width)), max(2, pixels(height))), Image.LANCZOS)


def set_on_arc(canvas: Image.Image, text: str, radius: float, sweep: float, size: tuple[float, float],
        look: tuple[str, int, bool]) -> None:
    """Set characters along an arc around the centre; radius mm to the characters' middle, sweep in degrees.

    look: font, extra boldness, whether the text runs along the bottom, readable from there.
    """
    font, bold, below = look
    centre = canvas.width / 2
    step = sweep / max(1, len(text) - 1) if len(text) > 1 else 0
    for index, letter in enumerate(text):
        angle = -sweep / 2 + index * step
        turn = math.radians(angle)
        tile = glyph(letter, font, *size, bold).rotate(angle if below else -angle, expand=True, resample=Image.BICUBIC)
        r = pixels(radius)
        x = centre + r * math.sin(turn)
        y = centre + r * math.cos(turn) if below else centre - r * math.cos(turn)
        canvas.paste(255, (round(x - tile.width / 2), round(y - tile.height / 2)), tile)


def star(draw: ImageDraw.ImageDraw, centre: float, radius: float) -> None:
    """A filled five-pointed star."""
    points = []
    for index in range(10):
        reach = pixels(radius) * (1 if index % 2 == 0 else 0.382)
        turn = math.radians(36 * index - 90)
        points.append((centre + reach * math.cos(turn), centre + reach * math.sin(turn)))
    draw.polygon(points, fill=255)


def ring(draw: ImageDraw.ImageDraw, box: tuple[float, float, float, float], line: float) -> None:
    """An elliptic ring, box in pixels, line width in millimetres."""
    draw.ellipse(box, outline=255, width=pixels(line))


def round_seal(seal: Engraving) -> Image.Image:
    """Round seal: ring, name on the arc, star, words under the star, number at the bottom."""
    d = seal.diameter
    side = pixels(d + 2)
    canvas = Image.new("L", (side, side))
    draw = ImageDraw.Draw(canvas)
    edge = pixels(1)
    ring(draw, (edge, edge, side - edge, side - edge), 1.1 if d > 40 else 0.9)
    star(draw, side / 2, d * (0.165 if not seal.words else 0.15))
    count = len(seal.text)
    sweep = min(268 if not seal.code else 250, 24 * (count - 1) + 20)
    arc = math.pi * (d - 10) * sweep / 360
    width = min(d * 0.105, arc / max(1, count - 1) * 0.84)
    set_on_arc(canvas, seal.text, d / 2 - 4.9 * d / 42, sweep, (width, d * 0.135),
        (seal.font, 4 if seal.font in ("song", "baosong") else 1, False))
    if seal.code:
        set_on_arc(canvas, seal.code, d / 2 - 2.8, 74, (1.05, 1.75), ("sans", 0, True))
    if seal.words:
        straight(canvas, seal.words, side / 2 + pixels(d * 0.235), d * 0.085, d * 0.105, seal.font)
    return canvas


def straight(canvas: Image.Image, text: str, middle: float, width: float, height: float, font: str) -> None:
    """A centred line of stretched characters, middle in pixels from the top, sizes in millimetres."""
    gap = pixels(width * 1.16)
    left = canvas.width / 2 - gap * (len(text) - 1) / 2
    for index, letter in enumerate(text):
        tile = glyph(letter, font, width, height, 2)
        canvas.paste(255, (round(left + index * gap - tile.width / 2), round(middle - tile.height / 2)), tile)


def oval_seal(seal: Engraving) -> Image.Image:
    """Invoice seal 40 by 30 mm: double ring, name on the arc, tax number, words below."""
    canvas = Image.new("L", (pixels(42), pixels(42)))
    draw = ImageDraw.Draw(canvas)
    ring(draw, (pixels(1), pixels(1), pixels(41), pixels(41)), 0.9)
    ring(draw, (pixels(2.4), pixels(2.4), pixels(39.6), pixels(39.6)), 0.3)
    count = len(seal.text)
    sweep = min(196, 20 * (count - 1))
    set_on_arc(canvas, seal.text, 14.8, sweep, (min(4.2, math.pi * 27 * sweep / 360 / count), 5.4),
        (seal.font, 1, False))
    straight(canvas, seal.code, pixels(23.5), 1.2, 3.0, "sans")
    straight(canvas, "发票专用章", pixels(31), 3.6, 5.2, seal.font)
    return canvas.resize((pixels(42), pixels(31.5)), Image.LANCZOS)


def square_seal(seal: Engraving) -> Image.Image:
    """A person's square name seal, 18 mm, read from the right column down."""
    side = pixels(18)
    canvas = Image.new("L", (side + pixels(1), side + pixels(1)))
    draw = ImageDraw.Draw(canvas)
    draw.rectangle((pixels(0.5), pixels(0.5), side, side), outline=255, width=pixels(0.9))
    text = {2: seal.text + "之印", 3: seal.text + "印", 4: seal.text}.get(len(seal.text), seal.text[:4])
    for index, letter in enumerate(text):
        x = pixels(9.3) if index < 2 else pixels(1.8)
        tile = glyph(letter, seal.font, 7.2, 7.4, 3)
        canvas.paste(255, (x, pixels(1.7) + (index % 2) * pixels(7.8)), tile)
    return canvas


@lru_cache(maxsize=160)
def engraved(seal: Engraving) -> np.ndarray:
    """The seal's mask at 600 dpi, float 0..1."""
    make = {"round": round_seal, "oval": oval_seal, "square": square_seal}[seal.shape]
    return np.asarray(make(seal), dtype=np.float32) / 255


def impression(seal: Engraving, rng: np.random.Generator, dpi: int, turn: float, strength: float) -> np.ndarray:
    """One print of the seal: turned by degrees, worn and unevenly inked; a mask 0..1 at the page's resolution."""
    mask = engraved(seal)
    pad = 40
    mask = cv2.copyMakeBorder(mask, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    h, w = mask.shape
    spin = cv2.getRotationMatrix2D((w / 2, h / 2), turn, 1)
    mask = cv2.warpAffine(mask, spin, (w, h), flags=cv2.INTER_LINEAR)
    size = (round(w * dpi / DPI), round(h * dpi / DPI))
    mask = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    return np.clip(mask * ink_texture(rng, size[1], size[0]) * strength, 0, 1)


def ink_texture(rng: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Uneven ink: a slow slope, blotches and dry specks, around 1."""
    blotch = cv2.resize(rng.random((5, 5), dtype=np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    grain = cv2.resize(rng.random((height // 2 + 1, width // 2 + 1), dtype=np.float32), (width, height))
    dry = rng.uniform(0.0, 0.45)
    return np.clip(0.72 + 0.4 * blotch - dry * np.clip(grain - 0.62, 0, 1) * 2.4, 0.25, 1.08)
