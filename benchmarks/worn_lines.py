"""Names as flat lines of a seal, worn as impressions are, without the ring: quick enough for 300,000 characters."""

from __future__ import annotations

from functools import lru_cache
from random import Random

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from tests.drawing.fonts import load_font

Plane = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.float32]

FACES = ("serif", "serif-bold", "medium", "bold", "sans", "light", "micro")
_EM = 96
_FINER = 2
"""Pixels of the drawing for one of the scan."""

_MARGIN = 0.35
_WIDTHS = (0.8, 1.0, 1.0, 1.15, 1.3, 1.6)
_UNROLLED_WIDTHS = (1.0, 1.3)
_UNROLLED = (0.88, 0.60)
"""Levels of the outer and inner edge of characters on a ring that is unrolled by its angle."""


def worn_line(text: str, random: Random, *, unrolled: bool = False) -> Plane:
    """Return one impression of a line, dark on white, 48 pixels high.

    Args:
        text: What is set.
        random: Source of face, size, wear and width.
        unrolled: Characters are squeezed at the top and stretched at the bottom, as on a ring unrolled by its angle.
    """
    grain = np.random.default_rng(random.randrange(1 << 30))
    ink = _dried(_set(text, random, unrolled=unrolled), random, grain)
    ink = cv2.GaussianBlur(ink, (0, 0), random.uniform(0.4, 0.95)) * random.uniform(0.75, 1.25)
    ink = ink + grain.standard_normal(ink.shape).astype(np.float32) * random.uniform(0.0, 0.06)
    wide = random.choice(_UNROLLED_WIDTHS if unrolled else _WIDTHS)
    size = (round(ink.shape[1] * 48 / ink.shape[0] * wide), 48)
    line = cv2.resize(np.round(np.clip(ink, 0, 1) * 6) / 6, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(255 - 255 * line, 0, 255), dtype=np.uint8)


def _set(text: str, random: Random, *, unrolled: bool) -> Ink:
    """Return the cut line at the scan's resolution, 1.0 on ink."""
    height = random.uniform(26, 48)
    width = max(10.0, height * 0.92 * random.choice((1.0, 1.0, random.uniform(0.6, 0.95))))
    face = random.choice([face for face in FACES if all(_draws(face, character) for character in text)])
    across, down = round(width * _FINER), round(height * _FINER)
    pitch, gap = round(across * random.uniform(1.04, 1.25)), round(down * random.uniform(0.04, 0.1))
    line = np.zeros((down + 2 * gap, pitch * len(text) + 2 * round(_MARGIN * pitch)), np.uint8)
    for place, character in enumerate(text):
        cell = _cell(character, face, (across, down), random, unrolled=unrolled)
        left = round(_MARGIN * pitch) + place * pitch + (pitch - across) // 2
        top = min(max(gap + random.randint(-2, 2), 0), line.shape[0] - down)
        field = np.s_[top : top + down, left : left + across]
        line[field] = np.maximum(line[field], cell)
    size = (max(1, line.shape[1] // _FINER), max(1, line.shape[0] // _FINER))
    ink = cv2.resize(_thickened(line, random).astype(np.float32) / 255, size, interpolation=cv2.INTER_AREA)
    return np.asarray(ink, dtype=np.float32)


@lru_cache(maxsize=100_000)
def _draws(face: str, character: str) -> bool:
    """Tell whether a face has a character: what it lacks all looks alike."""
    font = load_font(face, 24)
    return bytes(font.getmask(character)) != bytes(font.getmask("\U0010fffd"))


def _cell(character: str, face: str, size: tuple[int, int], random: Random, *, unrolled: bool) -> Plane:
    cell = Image.new("L", (_EM, _EM), 0)
    ImageDraw.Draw(cell).text((_EM / 2, _EM / 2), character, 255, load_font(face, _EM), anchor="mm")
    sized = np.asarray(cell.resize(size, Image.Resampling.LANCZOS))
    if unrolled:
        levels = np.linspace(*_UNROLLED, size[1])[:, None]
        middle = (size[0] - 1) / 2
        columns = (np.arange(size[0])[None, :] - middle) * levels / (sum(_UNROLLED) / 2) + middle
        rows = np.repeat(np.arange(size[1])[:, None], size[0], axis=1)
        sized = cv2.remap(sized, columns.astype(np.float32), rows.astype(np.float32), cv2.INTER_LINEAR)
    turn = cv2.getRotationMatrix2D((size[0] / 2, size[1] / 2), random.gauss(0, 1.2), 1)
    return np.asarray(cv2.warpAffine(sized, turn, size), dtype=np.uint8)


def _thickened(line: Plane, random: Random) -> Plane:
    chance = random.random()
    if chance < 0.3:
        return np.asarray(cv2.dilate(line, np.ones((2, 2), np.uint8)), dtype=np.uint8)
    return np.asarray(cv2.erode(line, np.ones((2, 2), np.uint8)), dtype=np.uint8) if chance < 0.4 else line


def _dried(ink: Ink, random: Random, grain: np.random.Generator) -> Ink:
    """Return the ink that reached the paper: every third line is from a dry pad."""
    dry = random.choice((0.0, 0.0, random.uniform(0.2, 0.8)))
    if dry:
        rough = _field(ink, 2.0, grain) * 0.5 + _field(ink, 12.0, grain) * 0.6
        ink = ink / (1 + np.exp(-4 * (rough + 2.4 - 2.2 * dry)))
    return np.asarray(ink * (1 - 0.05 * (grain.random(ink.shape) < 0.05)), dtype=np.float32)


def _field(ink: Ink, step: float, grain: np.random.Generator) -> Ink:
    height, width = ink.shape
    coarse = grain.standard_normal((max(2, round(height / step)), max(2, round(width / step)))).astype(np.float32)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), dtype=np.float32)
