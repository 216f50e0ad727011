"""Impressions as they dry on paper: grain of the fibres, pressure that fades to one side, a pad left almost dry."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image

Field = npt.NDArray[np.float32]

_THRESHOLDS = {"good": -2.2, "fair": -1.1, "faint": -0.6}
_FAINT = 0.55


def dried(impression: Image.Image, amount: str, random: Random) -> Image.Image:
    """Return an RGBA impression with the ink that reached the paper.

    Args:
        impression: As cut and pressed evenly, 200 dpi.
        amount: ``good``, ``fair`` or ``faint``; the last two fade to one side every second time.
        random: Source of the grain.
    """
    generator = np.random.default_rng(random.randrange(1 << 30))
    height, width = impression.height, impression.width
    fine, middle, coarse = (_noise((height, width), step, generator) for step in (2.5, 18.0, 120.0))
    kept = 1 / (1 + np.exp(-4 * (fine * 0.5 + middle * 0.7 + coarse * 0.5 - _THRESHOLDS[amount])))
    if amount == "faint":
        kept *= _FAINT
    if amount != "good" and random.random() < 0.5:
        kept *= _fading((height, width), random.uniform(0, 2 * math.pi))
    picture = np.array(impression)
    picture[..., 3] = (picture[..., 3] * kept).clip(0, 255)
    return Image.fromarray(picture, "RGBA")


def _noise(size: tuple[int, int], step: float, generator: np.random.Generator) -> Field:
    grid = generator.standard_normal((max(2, round(size[0] / step)), max(2, round(size[1] / step))))
    smooth = Image.fromarray(grid.astype(np.float32)).resize((size[1], size[0]), Image.Resampling.BICUBIC)
    return np.asarray(smooth, np.float32)


def _fading(size: tuple[int, int], direction: float) -> Field:
    down, across = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]), indexing="ij")
    slope = across * math.cos(direction) + down * math.sin(direction)
    return np.asarray(np.clip(0.75 + 0.6 * slope, 0.12, 1.0), np.float32)
