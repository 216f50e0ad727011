"""Fans of sheets stamped once across their edges, as they lie on a desk: which part of the seal each page takes.

Seen from the fan's own side, the sheets stand out one below the other; each takes what lies between the edge of
the sheet above it and its own, the first also what lies further in, the last may end in blank paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import numpy as np
from PIL import Image

from tests.drawing.seals import Inking, SealDesign, draw_seal, stamp


@dataclass(frozen=True, slots=True)
class Piece:
    """One page's part of one impression.

    Attributes:
        page: Index of the page.
        image: The ink, RGBA.
        edge: right, left, top or bottom.
        centre_mm: Middle of the seal along the edge, from the left or top corner.
        blank_mm: Paper between the ink and the edge; only the last sheet of a fan has any.
        group: Number of the impression.
    """

    page: int
    image: Image.Image
    edge: str
    centre_mm: float
    blank_mm: float
    group: int

    def press(self, sheet: Image.Image, dots_per_inch: float, shift_mm: float = 0.0) -> None:
        """Press the part on its page, moved along the edge by a shift."""
        scale = dots_per_inch / 25.4
        image, blank = self.image, round(self.blank_mm * scale)
        along = round((self.centre_mm + shift_mm) * scale)
        if self.edge in ("right", "left"):
            left = sheet.width - image.width - blank if self.edge == "right" else blank
            stamp(sheet, image, left, along - image.height // 2)
        else:
            top = sheet.height - image.height - blank if self.edge == "bottom" else blank
            stamp(sheet, image, along - image.width // 2, top)


@dataclass(frozen=True, slots=True)
class Fan:
    """How one impression is spread over pages.

    Attributes:
        uneven: How much the sheets' distances vary, 0.0 as cut by a program.
        reverse: The sheets lie the other way up: the last page is the uppermost.
        blank_mm: Blank paper at the edge of the last sheet.
    """

    edge: str = "right"
    uneven: float = 0.22
    reverse: bool = False
    blank_mm: float = 0.0


def spread(
    pages: list[int], design: SealDesign, inking: Inking, fan: Fan, centre_mm: float, random: Random,
    dots_per_inch: float, group: int = 0,
) -> list[Piece]:
    """Stamp the fanned pages once and return each page's part, in page order."""
    whole = _trimmed(draw_seal(design, inking, dots_per_inch))
    across = fan.edge in ("right", "left")
    length = whole.width if across else whole.height
    shares = np.cumsum([1 + random.uniform(-fan.uneven, fan.uneven) for _ in pages])
    cuts = [0, *(round(length * share / shares[-1]) for share in shares)]
    # The uppermost sheet lies furthest from the fan's side: it takes the part of the seal away from its own edge.
    outward = fan.edge in ("right", "bottom")
    order = pages[::-1] if fan.reverse else pages
    pieces = []
    for at, page in enumerate(order):
        start, end = (cuts[at], cuts[at + 1]) if outward else (length - cuts[at + 1], length - cuts[at])
        box = (start, 0, end, whole.height) if across else (0, start, whole.width, end)
        blank = fan.blank_mm if at == len(order) - 1 else 0.0
        pieces.append(Piece(page, whole.crop(box), fan.edge, centre_mm, blank, group))
    return sorted(pieces, key=lambda piece: piece.page)


def _trimmed(picture: Image.Image) -> Image.Image:
    """Return the ink without the empty margin around it, on the fan's axes only."""
    box = picture.getchannel("A").point(lambda value: 255 if value > 60 else 0).getbbox() or (0, 0, *picture.size)
    return picture.crop(box)
