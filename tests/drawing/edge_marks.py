"""Red things at the edges of pages that are no seal: rules, frames, tabs, photographs, shadows, marks by hand."""

from __future__ import annotations

import math
from collections.abc import Callable
from random import Random

import numpy as np
from PIL import Image, ImageDraw

from tests.drawing.fonts import load_font
from tests.drawing.seals import draw_inking, draw_seal, official_seal, stamp

RED = (208, 34, 40)


def red_rules(page: Image.Image, scale: float, random: Random) -> None:
    """Draw the double red rule of a letterhead, running off the page or ending near its edge."""
    pen, at = ImageDraw.Draw(page), random.uniform(30, 60) * scale
    ends = random.choice((0.0, 3.0, 8.0)) * scale
    for row, width in ((at, 1.0), (at + 2.2 * scale, 0.4)):
        pen.line((ends, row, page.width - ends, row), RED, round(width * scale))


def red_frame(page: Image.Image, scale: float, random: Random) -> None:
    """Draw a frame around the page a few millimetres from its edges, as on certificates."""
    inset = random.uniform(2, 7) * scale
    pen = ImageDraw.Draw(page)
    for gap in (0.0, 1.6 * scale):
        box = (inset + gap, inset + gap, page.width - inset - gap, page.height - inset - gap)
        pen.rectangle(box, outline=RED, width=max(1, round(0.7 * scale)))


def letterhead(page: Image.Image, scale: float, random: Random) -> None:
    """Print a red title over the whole width, its last character close to the edge."""
    font = load_font("bold", round(random.uniform(9, 13) * scale))
    text = "北京市朝阳区人力资源服务有限公司文件"
    right = page.width - random.uniform(2, 6) * scale
    ImageDraw.Draw(page).text((right, random.uniform(15, 30) * scale), text, RED, font, anchor="rt")


def side_text(page: Image.Image, scale: float, random: Random) -> None:
    """Print red characters one below the other at the edge: 机密, a document number."""
    font = load_font("medium", round(4.2 * scale))
    top = random.uniform(60, 150)
    for row, character in enumerate("内部资料注意保存第三号"):
        place = (page.width - random.uniform(5.8, 6.2) * scale, (top + row * 5.2) * scale)
        ImageDraw.Draw(page).text(place, character, RED, font)


def coloured_tab(page: Image.Image, scale: float, random: Random) -> None:
    """Stick index tabs on the edge: filled fields of red, some with a word."""
    pen = ImageDraw.Draw(page)
    for _ in range(random.choice((1, 2))):
        top, depth, height = random.uniform(20, 240), random.uniform(3, 9), random.uniform(8, 22)
        box = (page.width - depth * scale, top * scale, page.width, (top + height) * scale)
        pen.rectangle(box, fill=random.choice((RED, (236, 120, 130), (226, 70, 60))))
        if random.random() < 0.5:
            font = load_font("bold", round(depth * 0.6 * scale))
            pen.text((box[0] + 0.2 * depth * scale, box[1] + 2 * scale), "证", "white", font)


def edge_photo(page: Image.Image, scale: float, random: Random) -> None:
    """Print a colour photograph that reaches the edge: warm patches, some of them red."""
    generator = np.random.default_rng(random.randrange(1 << 30))
    coarse = generator.integers(0, 256, (7, 5, 3), dtype=np.uint8)
    coarse[..., 0] = np.maximum(coarse[..., 0], 120)
    width, height = random.uniform(12, 45) * scale, random.uniform(25, 70) * scale
    picture = Image.fromarray(coarse).resize((round(width), round(height)), Image.Resampling.BICUBIC)
    page.paste(picture, (page.width - round(width), round(random.uniform(30, 200) * scale)))


def scanner_shadow(page: Image.Image, scale: float, random: Random) -> None:
    """Darken the edge as under a lifted lid, with the reddish fringe that line scanners leave."""
    depth = round(random.uniform(2, 6) * scale)
    strip = np.asarray(page.crop((page.width - depth, 0, page.width, page.height)), np.float32)
    fall = np.linspace(1.0, random.uniform(0.2, 0.7), depth, dtype=np.float32)[None, :, None]
    tint = np.array([1.0, random.uniform(0.82, 0.95), random.uniform(0.82, 0.95)], np.float32)
    shaded = strip * fall * np.where(fall < 0.97, tint, 1.0)
    page.paste(Image.fromarray(shaded.clip(0, 255).astype(np.uint8)), (page.width - depth, 0))


def seal_near_edge(page: Image.Image, scale: float, random: Random) -> None:
    """Stamp a whole seal 1 to 6 mm from the edge."""
    picture = draw_seal(official_seal("北京朝阳区佳和物业管理有限公司"), draw_inking(random), scale * 25.4)
    left = page.width - picture.width + round(scale * (1 - random.uniform(1, 6)))
    stamp(page, picture, left, round(random.uniform(60, 200) * scale))


def red_ticks(page: Image.Image, scale: float, random: Random) -> None:
    """Mark the margin by hand with a red pen: ticks, circles around a line's end, strokes."""
    pen = ImageDraw.Draw(page)
    for _ in range(random.choice((1, 2, 4))):
        x, y = page.width - random.uniform(3, 22) * scale, random.uniform(40, 250) * scale
        if random.random() < 0.5:
            pen.line((x - 3 * scale, y, x, y + 4 * scale, x + 8 * scale, y - 7 * scale), RED, round(0.6 * scale))
        else:
            reach = random.uniform(4, 9) * scale
            pen.ellipse((x - reach, y - 0.6 * reach, x + reach, y + 0.6 * reach), outline=RED, width=round(0.6 * scale))


def thumb_print(page: Image.Image, scale: float, random: Random) -> None:
    """Press a red thumb on the edge: an oval of fine ridges, partly off the paper."""
    size = (round(16 * scale), round(21 * scale))
    rows, columns = np.indices((size[1], size[0]), np.float32)
    x, y = (columns - size[0] / 2) / (size[0] / 2), (rows - size[1] / 2) / (size[1] / 2)
    ridges = np.sin(np.hypot(x * 7, (y + 0.3) * 8) * math.pi * 1.7 + x * 2) > -0.2
    alpha = (((x * x + y * y) < 1) & ridges) * 200
    picture = np.dstack([np.full(alpha.shape, value) for value in RED] + [alpha]).astype(np.uint8)
    left = page.width - round(random.uniform(6, 15) * scale)
    stamp(page, Image.fromarray(picture, "RGBA"), left, round(random.uniform(40, 230) * scale))


MARKS: dict[str, Callable[[Image.Image, float, Random], None]] = {
    "rules": red_rules, "frame": red_frame, "letterhead": letterhead, "side-text": side_text, "tab": coloured_tab,
    "photo": edge_photo, "shadow": scanner_shadow, "seal": seal_near_edge, "ticks": red_ticks, "thumb": thumb_print,
}  # fmt: skip
"""What may lie at the right edge, by name."""
