"""Pictures on certificates: stand-ins for emblem, QR code and portrait. They hold nothing."""

from __future__ import annotations

from random import Random

import numpy as np
from PIL import Image

from tests.drawing.seals import Inking, draw_seal, special_seal


def emblem(coloured: bool) -> Image.Image:
    """Return a stand-in for the national emblem: red disc with a golden rim and stars."""

    seal = draw_seal(special_seal("government", "　"), Inking("red" if coloured else "blue", 0, 1.0, 0.0, 0.0), 300)
    middle, reach = seal.width // 2, int(7.6 * 300 / 25.4)
    disc = seal.crop((middle - reach, middle - reach, middle + reach, middle + reach))
    alpha = np.asarray(disc.getchannel("A"), np.float32) / 255
    rows, columns = np.indices(alpha.shape)
    inside = np.hypot(rows - reach, columns - reach) < reach * 0.9
    back, front = ((200, 36, 30), (224, 178, 60)) if coloured else ((120, 120, 120), (205, 205, 205))
    picture = np.where(alpha[..., None] > 0.5, front, back).astype(np.uint8)
    return Image.fromarray(np.dstack([picture, (inside * 255).astype(np.uint8)]), "RGBA")


def code_square(random: Random) -> Image.Image:
    """Return a picture that looks like a QR code (it holds nothing)."""
    cells = np.random.default_rng(random.randrange(1 << 30)).integers(0, 2, (29, 29), dtype=np.uint8)
    for row, column in ((0, 0), (0, 22), (22, 0)):
        cells[row : row + 7, column : column + 7] = 0
        cells[row + 1 : row + 6, column + 1 : column + 6] = 1
        cells[row + 2 : row + 5, column + 2 : column + 5] = 0
    return (
        Image.fromarray(np.pad(cells, 1, constant_values=1) * np.uint8(255))
        .resize((310, 310), Image.Resampling.NEAREST)
        .convert("RGB")
    )


def portrait(random: Random) -> Image.Image:
    """Return a grey head and shoulders."""
    rows, columns = np.indices((145, 110), np.float32)
    picture = np.full((145, 110), 214, np.float32)
    picture[np.hypot((columns - 55) / 50, (rows - 150) / 52) < 1] = random.randint(40, 90)
    picture[np.hypot((columns - 55) / 27, (rows - 62) / 36) < 1] = 168
    picture[(np.hypot((columns - 55) / 29, (rows - 48) / 30) < 1) & (rows < 44)] = 38
    return Image.fromarray(picture.astype(np.uint8)).convert("RGB")
