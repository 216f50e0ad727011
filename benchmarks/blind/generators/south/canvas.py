"""A sheet drawn in millimetres."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

DPI = 200
SCALE = DPI / 25.4
FONTS: dict[str, tuple[str, int]] = {
    "song": ("/usr/share/fonts/truetype/arphic/uming.ttc", 0),
    "kai": ("/usr/share/fonts/truetype/arphic/ukai.ttc", 0),
    "sans": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
    "bold": ("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc", 2),
    "serif": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Medium.ttc", 2),
    "black": ("/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "hei": ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
}
Colour = tuple[int, int, int] | str
Area = tuple[float, float, float, float]


@cache
def typeface(name: str, pixels: int) -> ImageFont.FreeTypeFont:
    """A typeface at a size in pixels."""
    path, index = FONTS[name]
    if not Path(path).exists():
        path, index = FONTS["song"]
    return ImageFont.truetype(path, pixels, index=index)


class Sheet:
    """A white page with drawing in millimetres and points."""

    def __init__(self, width: float = 210, height: float = 297, paper: Colour = "white") -> None:
        """A sheet of that size in mm."""
        self.image = Image.new("RGB", (round(width * SCALE), round(height * SCALE)), paper)
        self.pen = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, words: str, size: float = 11, look: str = "song", ink: Colour = "black") -> None:
        """Words at a point; size in typographic points, look a typeface and maybe an anchor ("song mm")."""
        font, _, anchor = look.partition(" ")
        face = typeface(font, round(size * DPI / 72))
        self.pen.text((x * SCALE, y * SCALE), words, ink, face, anchor=anchor or "lm")

    def wrapped(self, x: float, y: float, words: str, width: float, size: float = 11, font: str = "song") -> float:
        """Words over lines of that width in mm; the y of the last line."""
        per_line = max(1, int(width / (size * 25.4 / 72)))
        for start in range(0, max(1, len(words)), per_line):
            self.text(x, y, words[start : start + per_line], size, font)
            y += size * 0.52
        return y - size * 0.52

    def box(
        self, area: Area, ink: Colour = "black", fill: Colour | None = None, line: float = 0.3, radius: float = 0
    ) -> None:
        """A rectangle, maybe rounded; area is x, y, width and height."""
        x, y, w, h = area
        spots = [x * SCALE, y * SCALE, (x + w) * SCALE, (y + h) * SCALE]
        self.pen.rounded_rectangle(spots, radius * SCALE, fill, ink, max(1, round(line * SCALE)))

    def line(self, x: float, y: float, x2: float, y2: float, ink: Colour = "black", width: float = 0.3) -> None:
        """A straight line."""
        self.pen.line([x * SCALE, y * SCALE, x2 * SCALE, y2 * SCALE], ink, max(1, round(width * SCALE)))

    def disc(self, x: float, y: float, r: float, fill: Colour) -> None:
        """A filled circle."""
        self.pen.ellipse([(x - r) * SCALE, (y - r) * SCALE, (x + r) * SCALE, (y + r) * SCALE], fill)

    def portrait(self, x: float, y: float, w: float, h: float, shade: int) -> None:
        """A head-and-shoulders picture of nobody."""
        self.box((x, y, w, h), (200, 210, 222), (214, 224, 236))
        coat, skin = (40 + shade, 45, 60), (222, 190 - shade // 3, 165)
        self.pen.pieslice(
            [(x + w * 0.08) * SCALE, (y + h * 0.62) * SCALE, (x + w * 0.92) * SCALE, (y + h * 1.35) * SCALE],
            180,
            360,
            coat,
        )
        self.pen.ellipse(
            [(x + w * 0.27) * SCALE, (y + h * 0.2) * SCALE, (x + w * 0.73) * SCALE, (y + h * 0.74) * SCALE], skin
        )
        self.pen.pieslice(
            [(x + w * 0.24) * SCALE, (y + h * 0.12) * SCALE, (x + w * 0.76) * SCALE, (y + h * 0.66) * SCALE],
            185,
            355,
            (25, 22, 24),
        )

    def matrix(self, x: float, y: float, size: float, seed: int) -> None:
        """A square code pattern."""
        cells = np.random.default_rng(seed).integers(0, 2, (29, 29))
        for r, c in ((0, 0), (0, 22), (22, 0)):
            cells[r : r + 7, c : c + 7] = 1
            cells[r + 1 : r + 6, c + 1 : c + 6] = 0
            cells[r + 2 : r + 5, c + 2 : c + 5] = 1
        pixels = Image.fromarray(((1 - cells) * 255).astype("uint8"))
        side = round(size * SCALE)
        self.image.paste(pixels.resize((side, side), Image.Resampling.NEAREST), (round(x * SCALE), round(y * SCALE)))

    def emblem(self, x: float, y: float, r: float) -> None:
        """A round red and gold emblem, schematic."""
        self.disc(x, y, r, (196, 160, 60))
        self.disc(x, y, r * 0.84, (190, 30, 30))
        for dx, dy, size in (
            (0, -0.35, 0.22),
            (-0.4, -0.05, 0.1),
            (-0.2, 0.1, 0.1),
            (0.2, 0.1, 0.1),
            (0.4, -0.05, 0.1),
        ):
            self.disc(x + dx * r, y + dy * r, size * r, (235, 200, 80))
        self.box((x - r * 0.5, y + r * 0.32, r, r * 0.22), (235, 200, 80), (235, 200, 80))
