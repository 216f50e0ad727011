"""Putting seals and signatures on a page with realistic ink."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from .canvas import MM
from .fonts import able, font
from .seals import SCALE, Seal, engraved

Page = np.ndarray


@dataclass
class Ink:
    """How a stamp prints: colour, strength 0..1, dryness 0..1 (missing specks), digital is flat and clean."""

    colour: tuple[int, int, int] = (206, 32, 44)
    strength: float = 0.85
    dryness: float = 0.2
    digital: bool = False


def clouds(shape: tuple[int, int], cells: int, rng: np.random.Generator) -> np.ndarray:
    """Smooth noise from 0 to 1 with about so many cells across."""
    small = rng.random((max(2, cells * shape[0] // max(shape[1], 1) + 2), cells + 2), dtype=np.float32)
    return cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC).clip(0, 1)


def printed(seal: Seal, dpi: int, turn: float, ink: Ink, rng: np.random.Generator) -> np.ndarray:
    """Alpha of a stamped seal at a resolution, turned by degrees."""
    mask = engraved(seal)
    factor = dpi / MM / SCALE
    side = int(np.hypot(*mask.shape) * factor) + 4
    matrix = cv2.getRotationMatrix2D((mask.shape[1] / 2, mask.shape[0] / 2), turn, factor)
    matrix[:, 2] += side / 2 - np.array((mask.shape[1], mask.shape[0])) / 2
    soft = cv2.GaussianBlur(mask, (0, 0), 1.2 / max(factor, 0.2) * 0.5)
    alpha = cv2.warpAffine(soft, matrix, (side, side), flags=cv2.INTER_AREA).astype(np.float32) / 255
    return alpha * ink.strength if ink.digital else worn(alpha, ink, rng)


def worn(alpha: np.ndarray, ink: Ink, rng: np.random.Generator) -> np.ndarray:
    """Uneven pressure, ragged edges and dry specks."""
    fine = cv2.GaussianBlur(rng.random(alpha.shape, dtype=np.float32), (0, 0), 0.9)
    fine = (fine - fine.mean()) / (fine.std() + 1e-6)
    edge = np.clip((alpha - 0.45 + 0.07 * fine) * 3.2 + 0.5, 0, 1) * (alpha > 0.02)
    press = 0.68 + 0.42 * clouds(alpha.shape, 4, rng)
    holes = np.clip((fine + 2.0 - 2.1 * ink.dryness * clouds(alpha.shape, 7, rng)) * 1.4, 0.15, 1)
    return np.clip(edge * press * holes * ink.strength, 0, 1)


@dataclass
class Mark:
    """Ink to be laid on a page: alpha, colour, top left in pixels at a resolution."""

    alpha: np.ndarray
    colour: tuple[int, int, int]
    x: int
    y: int
    dpi: int


def blend(page: Page, mark: Mark) -> None:
    """Multiplies ink into an RGB page; parts outside are cut."""
    x, y, alpha = mark.x, mark.y, mark.alpha
    top, left = max(y, 0), max(x, 0)
    window = page[top : max(y + alpha.shape[0], 0), left : max(x + alpha.shape[1], 0)]
    part = alpha[top - y : top - y + window.shape[0], left - x : left - x + window.shape[1], None]
    if window.size:
        tint = 1 - part * (1 - np.array(mark.colour, np.float32) / 255)
        window[:] = (window * tint).astype(np.uint8)


def stamp(seal: Seal, at: tuple[float, float], dpi: int, turn: float, ink: Ink, rng: np.random.Generator) -> Mark:
    """A seal stamped with its centre at mm coordinates."""
    alpha = printed(seal, dpi, turn, ink, rng)
    x, y = (round(v * dpi / MM) - alpha.shape[0] // 2 for v in at)
    return Mark(alpha, ink.colour, x, y, dpi)


def strips(seal: Seal, count: int, dpi: int, turn: float, ink: Ink, rng: np.random.Generator) -> list[np.ndarray]:
    """The parts of one stamp over the fanned right edges of so many pages."""
    alpha = printed(seal, dpi, turn, ink, rng)
    filled = np.flatnonzero(alpha.max(axis=0) > 0.05)
    alpha = alpha[:, filled[0] : filled[-1] + 1]
    cuts = np.linspace(0, alpha.shape[1], count + 1)
    cuts[1:-1] += rng.uniform(-0.12, 0.12, count - 1) * alpha.shape[1] / count
    return [alpha[:, int(a) : int(b)] for a, b in itertools.pairwise(cuts)]


@lru_cache(maxsize=512)
def _written(sign: str, face: str, size: int) -> np.ndarray:
    """One sign as a mask in a square of pixels."""
    picture = Image.new("L", (int(size * 1.4),) * 2, 0)
    ImageDraw.Draw(picture).text((size * 0.7, size * 0.7), sign, 255, font(able(sign, face), size), anchor="mm")
    return np.asarray(picture)


def signature(name: str, dpi: int, rng: np.random.Generator, height: float = 9.0) -> np.ndarray:
    """Alpha of a quick signature about so many mm high: slanted, waved, signs run together."""
    size = round(height * dpi / MM)
    face = ("kai", "hand", "gkai")[int(rng.integers(3))]
    strip = np.zeros((size * 2, size * (len(name) + 1)), np.float32)
    x, slant = size * 0.2, float(rng.uniform(-0.35, -0.1))
    for sign in name:
        glyph = _written(sign, face, round(size * float(rng.uniform(0.82, 1.1)))).astype(np.float32) / 255
        y = int(size * 0.25 + rng.uniform(-0.1, 0.1) * size)
        piece = strip[y : y + glyph.shape[0], int(x) : int(x) + glyph.shape[1]]
        np.maximum(piece, glyph[: piece.shape[0], : piece.shape[1]], out=piece)
        x += size * float(rng.uniform(0.66, 0.86))
    return _waved(strip, slant, size, rng)


def _waved(strip: np.ndarray, slant: float, size: int, rng: np.random.Generator) -> np.ndarray:
    """Bends and slants a strip of writing."""
    rows, columns = np.mgrid[0 : strip.shape[0], 0 : strip.shape[1]].astype(np.float32)
    wave = (clouds(strip.shape, 5, rng) - 0.5) * size * 0.34
    sway = (clouds(strip.shape, 6, rng) - 0.5) * size * 0.3
    bent = cv2.remap(strip, columns - slant * (rows - size) + sway, rows + wave, cv2.INTER_LINEAR)
    bold = cv2.GaussianBlur(cv2.dilate(bent, np.ones((2, 2), np.uint8)), (0, 0), 0.7)
    return np.clip(bold * float(rng.uniform(0.9, 1.15)), 0, 1)


def sign(name: str, at: tuple[float, float], dpi: int, rng: np.random.Generator) -> Mark:
    """A signed name with its left middle at mm coordinates, in black or blue-black ink."""
    alpha = signature(name, dpi, rng)
    colour = ((22, 24, 40), (24, 40, 120), (15, 15, 18))[int(rng.integers(3))]
    return Mark(alpha, colour, round(at[0] * dpi / MM), round(at[1] * dpi / MM) - alpha.shape[0] // 2, dpi)
