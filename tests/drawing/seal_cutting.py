"""Cutting a seal: its sharp mask of rings, ring text, star, emblem, lines and digits."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from tests.drawing.fonts import load_font

if TYPE_CHECKING:
    from tests.drawing.seals import SealDesign

SCALE = 16
"""Pixels per millimetre of a sharp mask (about 400 dpi)."""


@lru_cache(maxsize=64)
def cut(design: SealDesign) -> tuple[tuple[int, int], bytes]:
    """Return size and bytes of the sharp mask (white on black) with a margin of 1 mm."""
    size = (round((design.width_mm + 2) * SCALE), round((design.height_mm + 2) * SCALE))
    mask = Image.new("L", size, 0)
    if design.kind == "name":
        _cut_square(mask, design)
    else:
        _cut_rings(mask, design)
        _cut_ring_text(mask, design)
        _cut_centre(mask, design)
        _cut_code(mask, design)
    return size, mask.tobytes()


def _ring(mask: Image.Image, inset_mm: float, width_mm: float) -> None:
    edge = (1 + inset_mm) * SCALE
    ImageDraw.Draw(mask).ellipse(
        (edge, edge, mask.width - edge, mask.height - edge), outline=255, width=round(width_mm * SCALE)
    )


def _cut_rings(mask: Image.Image, design: SealDesign) -> None:
    _ring(mask, 0, design.ring_mm or (1.0 if design.kind == "invoice" else 1.15))
    if design.kind == "union":
        _ring(mask, 1.9, 0.4)
    elif design.inner_ring_mm:
        _ring(mask, design.inner_ring_mm, 0.35)


def _cut_ring_text(mask: Image.Image, design: SealDesign) -> None:
    """Set the name along the ring, left to right, open at the bottom."""
    count = len(design.text)
    inset = 3.1 if design.kind == "union" else 1.9 + design.inner_ring_mm
    rx, ry = design.width_mm / 2 - inset, design.height_mm / 2 - inset
    open_at_bottom = 118 if design.code or design.inner_text else 84
    if design.shape == "oval":
        open_at_bottom = 150
    span = math.radians(min(360 - open_at_bottom, max(100, 19.5 * count)))
    step = span / max(1, count - 1)
    height = min(6.6, 0.16 * design.height_mm, max(3.7, 0.115 * design.height_mm + 26 / count * 0.6))
    width = min(height * 0.92, step * (min(rx, ry) - height / 2) * 0.93)
    for at, character in enumerate(design.text):
        angle = -span / 2 + at * step
        centre = ((rx - height / 2) * math.sin(angle), -(ry - height / 2) * math.cos(angle))
        normal = math.atan2(rx * math.sin(angle), ry * math.cos(angle)) if design.shape == "oval" else angle
        _set_character(mask, character, design.face, width * design.narrow, height, centre, -math.degrees(normal))


def _set_character(
    mask: Image.Image,
    character: str,
    face: str,
    width_mm: float,
    height_mm: float,
    centre_mm: tuple[float, float],
    turn: float,
) -> None:
    """Add one stretched, turned character; ``centre_mm`` counts from the middle of the seal."""
    em = 96
    cell = Image.new("L", (em, em), 0)
    ImageDraw.Draw(cell).text((em / 2, em / 2), character, 255, load_font(face, em), anchor="mm")
    sized = cell.resize((max(1, round(width_mm * SCALE)), max(1, round(height_mm * SCALE))), Image.Resampling.LANCZOS)
    turned = sized.rotate(turn, Image.Resampling.BICUBIC, expand=True)
    left = round(mask.width / 2 + centre_mm[0] * SCALE - turned.width / 2)
    top = round(mask.height / 2 + centre_mm[1] * SCALE - turned.height / 2)
    mask.paste(255, (left, top), turned)


def _line(
    mask: Image.Image, text: str, face: str, size_mm: tuple[float, float], y_mm: float, gap: float = 1.06
) -> None:
    width = size_mm[0] * gap
    for at, character in enumerate(text):
        _set_character(mask, character, face, *size_mm, ((at - (len(text) - 1) / 2) * width, y_mm), 0)


def _cut_centre(mask: Image.Image, design: SealDesign) -> None:
    if design.kind == "government":
        _emblem(mask)
    elif design.kind == "invoice":
        _line(mask, design.code, design.face, (2.2, 2.7), 1.2, 0.58)
    elif design.star:
        _star(mask, design.star_mm or (6.6 if design.width_mm >= 42 else 5.8), (0, -1.0 if design.inner_text else 0))
    if design.inner_text:
        height = 3.6 if design.kind == "invoice" else 4.3
        _line(
            mask,
            design.inner_text,
            design.face,
            (height * 0.82, height),
            design.height_mm * (0.3 if design.kind == "invoice" else 0.245),
        )


def _star(mask: Image.Image, radius_mm: float, centre_mm: tuple[float, float]) -> None:
    points = []
    for corner in range(10):
        length = radius_mm * (1 if corner % 2 == 0 else 0.382) * SCALE
        angle = math.pi * corner / 5
        points.append(
            (
                mask.width / 2 + centre_mm[0] * SCALE + length * math.sin(angle),
                mask.height / 2 + centre_mm[1] * SCALE - length * math.cos(angle),
            )
        )
    ImageDraw.Draw(mask).polygon(points, fill=255)


def _emblem(mask: Image.Image) -> None:
    """A stand-in for the national emblem: disc rim, five stars, gate and gear."""
    pen, cx, cy = ImageDraw.Draw(mask), mask.width / 2, mask.height / 2
    radius = 6.8 * SCALE
    pen.ellipse((cx - radius, cy - radius, cx + radius, cy + radius), outline=255, width=round(1.3 * SCALE))
    _star(mask, 1.9, (0, -3.0))
    for x in (-3.2, -1.5, 1.5, 3.2):
        _star(mask, 0.75, (x, -1.4 + abs(x) * 0.2 - 0.4))
    for inset, y in ((2.4, 0.4), (3.4, 1.5)):
        pen.rectangle((cx - inset * SCALE, cy + y * SCALE, cx + inset * SCALE, cy + (y + 0.7) * SCALE), fill=255)
    pen.rectangle((cx - 3.0 * SCALE, cy + 2.5 * SCALE, cx + 3.0 * SCALE, cy + 3.9 * SCALE), fill=255)


def _cut_code(mask: Image.Image, design: SealDesign) -> None:
    """Set the digits along the bottom of the ring, their heads to the centre."""
    if not design.code or design.kind == "invoice":
        return
    radius = design.height_mm / 2 - 1.9 - 0.85
    step = math.radians(5.6 * 42 / design.height_mm)
    for at, digit in enumerate(design.code):
        angle = (at - (len(design.code) - 1) / 2) * step
        centre = (radius * math.sin(angle), radius * math.cos(angle))
        _set_character(mask, digit, design.face, 2.5, 2.4, centre, math.degrees(angle))


def _cut_square(mask: Image.Image, design: SealDesign) -> None:
    """Cut a name seal: two columns, right one first, inside a frame."""
    ImageDraw.Draw(mask).rectangle(
        (SCALE, SCALE, mask.width - SCALE, mask.height - SCALE), outline=255, width=round(0.9 * SCALE)
    )
    text, side = design.text[:4], design.width_mm / 2 - 1.7
    right, left = text[:2], text[2:]
    for column, x in ((right, side / 2), (left, -side / 2)):
        for at, character in enumerate(column):
            y = 0 if len(column) == 1 else (at - 0.5) * side
            _set_character(
                mask, character, design.face, side * 0.94, side * (1.6 if len(column) == 1 else 0.94), (x, y), 0
            )
