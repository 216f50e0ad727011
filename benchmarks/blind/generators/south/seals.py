"""Seals: round, oval and square, engraved and inked like rubber stamps.

A seal is an RGBA picture at `DPI` pixels per inch; its alpha is the ink.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random

import cv2
import numpy as np
from PIL import Image, ImageDraw
from south.canvas import typeface

DPI = 300
MM = DPI / 25.4
REDS = ((214, 30, 38), (200, 24, 36), (226, 52, 50), (188, 26, 44), (205, 40, 60))


@dataclass(frozen=True)
class SealKind:
    """A form of seal; sizes in mm."""

    width: float = 42
    height: float = 42
    border: float = 1.2
    star: bool = True
    words: str = ""
    square: bool = False


KINDS: dict[str, SealKind] = {
    "official": SealKind(),
    "contract": SealKind(40, 40, 1.0, True, "合同专用章"),
    "finance": SealKind(38, 38, 1.0, True, "财务专用章"),
    "personnel": SealKind(40, 40, 1.0, True, "人事专用章"),
    "invoice": SealKind(40, 30, 1.0, False, "发票专用章"),
    "registrar": SealKind(45, 45, 1.3),
    "authority": SealKind(45, 45, 1.3),
    "landlord": SealKind(),
    "accountant": SealKind(),
    "parent": SealKind(),
    "union": SealKind(42, 42, 1.1),
    "hospital": SealKind(40, 40, 1.0, True, "诊断专用章"),
    "cashier": SealKind(38, 38, 1.0, False, "收费专用章"),
    "bank": SealKind(38, 38, 1.0, True, "业务专用章"),
    "name": SealKind(20, 20, 1.0, False, "", True),
}


def glyph(char: str, font: str, width: int, height: int) -> Image.Image:
    """One character stretched to a box in pixels."""
    face = typeface(font, 120)
    left, top, right, bottom = face.getbbox(char)
    tile = Image.new("L", (max(8, right - left), max(8, bottom - top)), 0)
    ImageDraw.Draw(tile).text((-left, -top), char, 255, face, stroke_width=1)
    full = Image.new("L", (122, 122), 0)
    full.paste(tile, ((122 - tile.width) // 2, (122 - tile.height) // 2))
    return full.resize((max(2, width), max(2, height)), Image.Resampling.LANCZOS)


def place_turned(plate: Image.Image, tile: Image.Image, x: float, y: float, degrees: float) -> None:
    """Put a tile turned around its middle onto the plate."""
    turned = tile.rotate(degrees, Image.Resampling.BICUBIC, expand=True)
    spot = (round(x - turned.width / 2), round(y - turned.height / 2))
    plate.paste(255, spot, turned)


def arc_angles(count: int, spread: float) -> list[float]:
    """Evenly spaced angles in degrees around the top."""
    step = spread / max(1, count - 1)
    return [-spread / 2 + k * step for k in range(count)]


def draw_arc(plate: Image.Image, name: str, kind: SealKind, font: str) -> None:
    """The name along the upper arc."""
    w, h = plate.size
    inset = (kind.border + 1.0) * MM
    tall = (6.6 if len(name) < 16 else 6.0) * kind.height / 42 * MM
    rx, ry = w / 2 - inset - tall / 2, h / 2 - inset - tall / 2
    spread = min(218.0 if kind.words else 286.0, 15.5 * (len(name) - 1) + 40) if len(name) > 6 else 22.0 * len(name)
    length = math.radians(spread) * (rx + ry) / 2
    wide = min(length / max(1, len(name) - 1) * 0.86, tall * 0.8)
    for char, angle in zip(name, arc_angles(len(name), spread), strict=True):
        t = math.radians(angle)
        x, y = w / 2 + rx * math.sin(t), h / 2 - ry * math.cos(t)
        tilt = math.degrees(math.atan2(ry * math.sin(t), rx * math.cos(t))) if rx != ry else angle
        place_turned(plate, glyph(char, font, round(wide), round(tall)), x, y, -tilt)


def draw_star(pen: ImageDraw.ImageDraw, x: float, y: float, r: float) -> None:
    """A five-pointed star."""
    points = []
    for k in range(10):
        radius = r if k % 2 == 0 else r * 0.382
        t = math.radians(-90 + 36 * k)
        points.append((x + radius * math.cos(t), y + radius * math.sin(t)))
    pen.polygon(points, fill=255)


def draw_words(plate: Image.Image, words: str, kind: SealKind, font: str) -> None:
    """The words on a straight line below the middle."""
    size = kind.width * 0.098 * MM
    gap = size * 1.12
    y = plate.height * (0.74 if kind.star else 0.56)
    start = plate.width / 2 - gap * (len(words) - 1) / 2
    for k, char in enumerate(words):
        place_turned(plate, glyph(char, font, round(size * 0.95), round(size * 1.2)), start + k * gap, y, 0)


def draw_number(plate: Image.Image, number: str) -> None:
    """A number code along the lower arc."""
    w, h = plate.size
    radius = w / 2 - 3.2 * MM
    for char, angle in zip(number, arc_angles(len(number), 54), strict=True):
        t = math.radians(angle)
        x, y = w / 2 + radius * math.sin(t), h / 2 + radius * math.cos(t)
        place_turned(plate, glyph(char, "sans", round(1.3 * MM), round(1.7 * MM)), x, y, angle)


def round_plate(name: str, kind: SealKind, font: str, number: str) -> Image.Image:
    """The engraving of a round or oval seal, white on black."""
    size = round(kind.width * MM), round(kind.height * MM)
    plate = Image.new("L", size, 0)
    pen = ImageDraw.Draw(plate)
    pen.ellipse([1, 1, size[0] - 2, size[1] - 2], outline=255, width=round(kind.border * MM))
    draw_arc(plate, name, kind, font)
    if kind.star:
        draw_star(pen, size[0] / 2, size[1] * 0.5, kind.width * 0.165 * MM)
    if kind.words:
        draw_words(plate, kind.words, kind, font)
    if number:
        draw_number(plate, number)
    return plate


def square_plate(name: str, kind: SealKind, font: str) -> Image.Image:
    """A name seal: the characters in two columns read from the right."""
    side = round(kind.width * MM)
    plate = Image.new("L", (side, side), 0)
    ImageDraw.Draw(plate).rectangle([1, 1, side - 2, side - 2], outline=255, width=round(kind.border * MM))
    letters = (name + "之印" if len(name) == 2 else name + "印")[:4]
    cell = (side - 3.4 * MM) / 2
    for k, char in enumerate(letters):
        x = side / 2 + (cell / 2 if k < 2 else -cell / 2)
        y = side / 2 + (-cell / 2 if k % 2 == 0 else cell / 2)
        place_turned(plate, glyph(char, font, round(cell * 0.9), round(cell * 0.92)), x, y, 0)
    return plate


def noise_field(shape: tuple[int, int], grain: int, seed: int) -> np.ndarray:
    """Smooth noise from 0 to 1 with blobs of about `grain` pixels."""
    rng = np.random.default_rng(seed)
    small = rng.random((max(2, shape[0] // grain), max(2, shape[1] // grain))).astype(np.float32)
    return cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC).clip(0, 1)


def ink(plate: Image.Image, rng: Random, dryness: float) -> np.ndarray:
    """The ink left on paper, 0 to 1; dryness from 0 (wet) to 1."""
    solid = np.asarray(plate, np.float32) / 255
    solid = cv2.GaussianBlur(solid, (0, 0), 0.8)
    shape = solid.shape[:2]
    seed = rng.randrange(10**9)
    broad = noise_field(shape, 130, seed)
    grain = noise_field(shape, 3, seed + 1)
    spots = noise_field(shape, 7, seed + 2) * (0.5 + 0.5 * noise_field(shape, 40, seed + 3))
    strength = 0.98 - dryness * 0.45 * broad - 0.16 * grain
    bare = (0.06 + 0.12 * dryness - spots) / 0.1
    strength *= 1 - 0.6 * bare.clip(0, 1)
    edge = cv2.GaussianBlur(solid, (0, 0), 2.2)
    return (solid * strength * (0.82 + 0.18 * (1 - edge))).clip(0, 1)


def seal_font(rng: Random) -> str:
    """The typeface a seal is engraved in."""
    return rng.choice(("song", "song", "serif", "kai"))


@dataclass(frozen=True)
class Die:
    """One physical seal of a unit: the same engraving on every page."""

    kind: str
    unit: str
    plate: Image.Image
    colour: tuple[int, int, int]

    def impression(self, rng: Random, dryness: float | None = None, turn: float | None = None) -> Image.Image:
        """One impression as RGBA, slightly turned."""
        dry = rng.choice((0.05, 0.15, 0.25, 0.4, 0.6)) if dryness is None else dryness
        alpha = ink(self.plate, rng, dry)
        rgba = np.empty((*alpha.shape, 4), np.uint8)
        rgba[..., :3] = self.colour
        rgba[..., 3] = (alpha * 235).astype(np.uint8)
        degrees = rng.gauss(0, 6) if turn is None else turn
        return Image.fromarray(rgba).rotate(degrees, Image.Resampling.BICUBIC, expand=True)


def cut_die(kind: str, unit: str, rng: Random) -> Die:
    """A seal cut for a unit."""
    form = KINDS[kind]
    font = seal_font(rng)
    if form.square:
        return Die(kind, unit, square_plate(unit, form, font), rng.choice(REDS))
    number = f"110105{rng.randrange(10**6, 10**7)}" if kind in ("official", "landlord") and rng.random() < 0.6 else ""
    name = unit.replace("（", "(").replace("）", ")")
    return Die(kind, unit, round_plate(name, form, font, number), rng.choice(REDS))
