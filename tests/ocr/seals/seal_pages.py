"""White pages with drawn seals, scanned."""

from __future__ import annotations

from random import Random

import numpy as np
from PIL import Image

from ocr.engine import Bitmap
from tests.drawing import OFFICE, Inking, SealDesign, draw_seal, stamp
from tests.drawing.scanning import scan_page

A4_AT_200 = (1654, 2339)


def sealed_page(*seals: tuple[SealDesign, float, int, int], ink: str = "red", seed: int = 1) -> Bitmap:
    """Return a scanned A4 page at 200 dpi with seals: design, turn in degrees, x and y of the middle in pixels."""
    page = Image.new("RGB", A4_AT_200, "white")
    for design, turn, across, down in seals:
        impression = draw_seal(design, Inking(ink=ink, turn=turn, seed=seed), 200)
        stamp(page, impression, across - impression.width // 2, down - impression.height // 2)
    picture, _ = scan_page(page, OFFICE, Random(seed))
    return np.array(picture.convert("RGB"), dtype=np.uint8)
