"""Handwriting: signatures as pictures with a clear ground."""

from __future__ import annotations

import io
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from .chance import Chance

UKAI = "/usr/share/fonts/truetype/arphic/ukai.ttc"
GKAI = "/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf"
WENKAI = "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Light.ttf"
INKS = ((22, 34, 96), (18, 18, 26), (30, 44, 120), (36, 36, 50), (14, 26, 84))


@lru_cache(maxsize=64)
def font(path: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font of a size in pixels."""
    return ImageFont.truetype(path, size)


def _characters(name: str, face: str, chance: Chance) -> np.ndarray:
    """Draw a name with loose characters; returns coverage 0 to 255."""
    size = 120
    width = int(size * (len(name) * 0.98 + 1.2))
    canvas = Image.new("L", (width, size * 2), 0)
    x = size * 0.5
    for char in name:
        scale = chance.uniform(0.85, 1.22)
        tile = Image.new("L", (size * 2, size * 2), 0)
        glyph = font(face, int(size * scale))
        ImageDraw.Draw(tile).text((size, size), char, font=glyph, fill=255, anchor="mm")
        tile = tile.rotate(chance.uniform(-12, 12), center=(size, size))
        canvas.paste(255, (int(x - size * 0.5), int(chance.uniform(-9, 9))), tile)
        x += size * (0.42 if char.isascii() else chance.uniform(0.72, 0.95))
    return np.asarray(canvas)


def _flourish(cover: np.ndarray, chance: Chance) -> np.ndarray:
    """Add a running stroke that joins or underlines the characters."""
    height, width = cover.shape
    if chance.yes(0.45):
        return cover
    out = cover.copy()
    y = height * chance.uniform(0.6, 0.72)
    xs = np.linspace(width * 0.3, width * chance.uniform(0.8, 0.98), 24)
    ys = y + np.sin(np.linspace(0, chance.uniform(2, 5), 24)) * chance.uniform(4, 14) - np.linspace(0, 22, 24)
    points = np.stack([xs, ys], 1).astype(np.int32)
    cv2.polylines(out, [points], False, 255, chance.pick([2, 3, 4]), cv2.LINE_AA)
    return out


def _bend(cover: np.ndarray, chance: Chance) -> np.ndarray:
    """Shear and wave the writing as a quick hand does."""
    height, width = cover.shape
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float32)
    shear = chance.uniform(0.0, 0.35)
    phase = chance.uniform(0, 6)
    wave = chance.uniform(2, 6)
    fx = xs + (ys - height / 2) * shear + wave * np.sin(ys / chance.uniform(18, 40) + phase)
    fy = ys + wave * np.sin(xs / chance.uniform(30, 70) + phase) + (xs - width / 2) * chance.uniform(-0.05, 0.07)
    return cv2.remap(cover, fx.astype(np.float32), fy.astype(np.float32), cv2.INTER_LINEAR)


def signature(name: str, chance: Chance) -> bytes:
    """Return a PNG of a signed name, about 3 to 1."""
    face = chance.pick([UKAI, GKAI, WENKAI])
    if name.isascii():
        surname, _, given = name.partition(" ")
        name, face = f"{given[:1]}.{surname.title()}", WENKAI
    cover = _characters(name, face, chance)
    cover = _bend(_flourish(cover, chance), chance)
    if chance.yes(0.5):
        cover = cv2.dilate(cover, np.ones((2, 2), np.uint8))
    rows = np.flatnonzero(cover.max(1) > 40)
    cover = cover[max(rows[0] - 6, 0) : rows[-1] + 6]
    cover = cv2.resize(cover, (330 if len(name) > 2 else 270, 118), interpolation=cv2.INTER_AREA)
    picture = np.zeros((*cover.shape, 4), np.uint8)
    picture[..., :3] = chance.pick(INKS)
    picture[..., 3] = cover
    return png(Image.fromarray(picture, "RGBA"))


def png(image: Image.Image) -> bytes:
    """Return a picture as PNG data."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
