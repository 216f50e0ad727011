"""Signatures and other handwriting: thin print, bent, slanted and run together."""

from __future__ import annotations

from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from tests.drawing.fonts import load_font
from tests.drawing.sheet import PEN, Picture

_EM = 96


def write_by_hand(random: Random, text: str, left: float, top: float, size_mm: float, face: str = "thin") -> Picture:
    """Return handwriting as a picture with its left top corner at the place given (mm)."""
    strokes = Image.new("L", (int(_EM * (len(text) + 1)), _EM * 2), 0)
    pen, x = ImageDraw.Draw(strokes), _EM * 0.2
    for character in text:
        size = int(_EM * random.uniform(0.88, 1.12))
        pen.text(
            (x, _EM * 1.35 + random.uniform(-8, 8)), character, 255, load_font(face, size), anchor="ls", stroke_width=1
        )
        x += load_font(face, size).getlength(character) * random.uniform(0.74, 0.88)
    bent = _bend(np.asarray(strokes), random)
    box = bent.getbbox() or (0, 0, 1, 1)
    alpha = bent.crop(box)
    image = Image.new("RGBA", alpha.size, (*random.choice((PEN, (24, 24, 28))), 255))
    image.putalpha(alpha)
    height = size_mm * alpha.height / _EM
    return Picture(left, top - (height - size_mm) / 2, size_mm * alpha.width / _EM, height, image)


def _bend(strokes: npt.NDArray[np.uint8], random: Random) -> Image.Image:
    """Shift rows and columns along slow waves and slant the whole."""
    rows, columns = np.indices(strokes.shape, np.float32)
    slant, phase = random.uniform(0.12, 0.32), random.uniform(0, 6)
    across = columns + slant * (rows - _EM) + 5 * np.sin(rows / 17 + phase)
    down = (
        rows
        + 5 * np.sin(columns / 23 + phase)
        + 2.5 * np.sin(columns / 9 + 2 * phase)
        + columns * random.uniform(-0.02, 0.05)
    )
    y = np.clip(down, 0, strokes.shape[0] - 1).astype(np.int32)
    x = np.clip(across, 0, strokes.shape[1] - 1).astype(np.int32)
    return Image.fromarray(strokes[y, x])
