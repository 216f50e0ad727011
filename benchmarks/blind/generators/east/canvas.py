"""Drawing certificates with Pillow in millimetres."""

from random import Random

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from .fonts import font

Colour = tuple[int, int, int]
Spot = tuple[float, float]
BLACK: Colour = (25, 25, 28)
GREY: Colour = (110, 110, 112)
MM = 25.4


class Canvas:
    """A sheet with lengths in mm; `spots` keeps named places for seals."""

    def __init__(self, width: float, height: float, dpi: int, paper: Colour = (255, 255, 255)) -> None:
        self.width, self.height, self.dpi = width, height, dpi
        self.image = Image.new("RGB", (self.px(width), self.px(height)), paper)
        self.pen = ImageDraw.Draw(self.image)
        self.spots: dict[str, tuple[float, float]] = {}

    def px(self, length: float) -> int:
        """Millimetres to pixels."""
        return round(length * self.dpi / MM)

    def text(
        self, at: Spot, words: str, size: float, face: str = "song", fill: Colour = BLACK, anchor: str = "lt"
    ) -> None:
        """One line; size in mm."""
        place = self.px(at[0]), self.px(at[1])
        self.pen.text(place, words, fill=fill, font=font(face, self.px(size)), anchor=anchor)

    def wrapped(
        self, at: tuple[float, float], words: str, size: float, width: float, face: str = "song", fill: Colour = BLACK
    ) -> float:
        """Lines broken at a width; returns the y below them."""
        x, y = at
        line = ""
        for sign in words:
            if font(face, self.px(size)).getlength(line + sign) > self.px(width):
                self.text((x, y), line, size, face, fill)
                line, y = "", y + size * 1.35
            line += sign
        self.text((x, y), line, size, face, fill)
        return y + size * 1.35

    def spread(self, at: tuple[float, float], words: str, size: float, width: float, face: str = "song") -> None:
        """A label whose signs fill a width evenly."""
        step = (width - size) / max(len(words) - 1, 1)
        for i, sign in enumerate(words):
            self.text((at[0] + i * step, at[1]), sign, size, face, (60, 55, 50))

    def box(self, x: float, y: float, w: float, h: float, line: float = 0.3, colour: Colour = BLACK) -> None:
        """A frame."""
        self.pen.rectangle(
            (self.px(x), self.px(y), self.px(x + w), self.px(y + h)), outline=colour, width=max(1, self.px(line))
        )

    def rule(self, x: float, y: float, x2: float, y2: float, line: float = 0.25, colour: Colour = BLACK) -> None:
        """A straight line."""
        self.pen.line((self.px(x), self.px(y), self.px(x2), self.px(y2)), fill=colour, width=max(1, self.px(line)))

    def paste(self, other: Image.Image, x: float, y: float) -> None:
        """Another picture at a place."""
        self.image.paste(other, (self.px(x), self.px(y)))

    def grid(self, at: Spot, widths: list[float], height: float, rows: list[list[str]], size: float) -> float:
        """A ruled table; returns the y below it."""
        x, y = at
        for row in rows:
            left = x
            for width, words in zip(widths, row, strict=True):
                self.box(left, y, width, height)
                self.text((left + 1.5, y + height / 2), words, size, anchor="lm")
                left += width
            y += height
        return y


def ornament(canvas: Canvas, margin: float, colour: Colour, pitch: float = 6.0) -> None:
    """A certificate border of small loops between two frames."""
    width, height = canvas.width - 2 * margin, canvas.height - 2 * margin
    canvas.box(margin, margin, width, height, 0.8, colour)
    canvas.box(margin + 7, margin + 7, width - 14, height - 14, 0.5, colour)
    across, down = int(width / pitch), int(height / pitch)
    centres = [
        (margin + (i + 0.5) * width / across, y) for i in range(across) for y in (margin + 3.5, margin + height - 3.5)
    ]
    centres += [
        (x, margin + (i + 0.5) * height / down) for i in range(down) for x in (margin + 3.5, margin + width - 3.5)
    ]
    for x, y in centres:
        for radius in (2.9, 1.9, 1.0):
            box = [canvas.px(v) for v in (x - radius, y - radius, x + radius, y + radius)]
            canvas.pen.ellipse(box, outline=colour, width=max(1, canvas.px(0.18)))


def emblem(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A red and gold state emblem, stylised."""
    red, gold = (196, 40, 38), (222, 176, 70)
    disc = [canvas.px(v) for v in (x - radius, y - radius, x + radius, y + radius)]
    canvas.pen.ellipse(disc, fill=gold)
    inner = [canvas.px(v) for v in (x - radius * 0.82, y - radius * 0.86, x + radius * 0.82, y + radius * 0.78)]
    canvas.pen.ellipse(inner, fill=red)
    for dx, dy, size in (
        (0, -0.42, 0.2), (-0.42, -0.2, 0.1), (-0.22, -0.05, 0.1), (0.22, -0.05, 0.1), (0.42, -0.2, 0.1),
    ):
        star(canvas, x + dx * radius, y + dy * radius, size * radius, gold)
    canvas.pen.rectangle(
        [canvas.px(v) for v in (x - radius * 0.5, y + radius * 0.2, x + radius * 0.5, y + radius * 0.42)], fill=gold
    )


def star(canvas: Canvas, x: float, y: float, radius: float, fill: Colour) -> None:
    """A five-pointed star."""
    points = star_points(x, y, radius)
    canvas.pen.polygon([(canvas.px(a), canvas.px(b)) for a, b in points], fill=fill)


def star_points(x: float, y: float, radius: float) -> list[tuple[float, float]]:
    """Corners of a five-pointed star, point up."""
    turns = np.arange(10) * np.pi / 5 - np.pi / 2
    reach = np.where(np.arange(10) % 2 == 0, radius, radius * 0.382)
    return [(float(x + r * np.cos(t)), float(y + r * np.sin(t))) for r, t in zip(reach, turns, strict=True)]


def matrix_code(canvas: Canvas, x: float, y: float, size: float, rng: Random) -> None:
    """A two-dimensional code of 29 cells a side."""
    cells = np.array([[rng.random() < 0.48 for _ in range(29)] for _ in range(29)])
    finder = np.ones((7, 7), bool)
    finder[1:6, 1:6] = False
    finder[2:5, 2:5] = True
    for top, left in ((0, 0), (0, 22), (22, 0)):
        cells[max(top - 1, 0) : top + 8, max(left - 1, 0) : left + 8] = False
        cells[top : top + 7, left : left + 7] = finder
    picture = Image.fromarray(np.where(cells, 20, 255).astype(np.uint8)).convert("RGB")
    canvas.paste(picture.resize((canvas.px(size),) * 2, Image.Resampling.NEAREST), x, y)


def portrait(width: int, height: int, rng: Random, woman: bool) -> Image.Image:
    """A blurred head-and-shoulders photograph, size in pixels."""
    picture = Image.new("RGB", (width, height), (225, 230, 236))
    pen = ImageDraw.Draw(picture)
    skin, coat = (222, 186, 160), rng.choice(((40, 44, 60), (70, 72, 78), (90, 40, 48), (30, 60, 80)))
    w, h = width, height
    pen.ellipse((w * 0.05, h * 0.72, w * 0.95, h * 1.4), fill=coat)
    if woman:
        pen.ellipse((w * 0.2, h * 0.12, w * 0.8, h * 0.82), fill=(34, 28, 26))
    pen.rectangle((w * 0.41, h * 0.6, w * 0.59, h * 0.78), fill=skin)
    pen.ellipse((w * 0.24, h * 0.14, w * 0.76, h * 0.5), fill=(34, 28, 26))
    pen.ellipse((w * 0.28, h * 0.2, w * 0.72, h * 0.68), fill=skin)
    for side in (0.4, 0.6):
        pen.ellipse((w * (side - 0.04), h * 0.41, w * (side + 0.04), h * 0.44), fill=(50, 40, 38))
    pen.line((w * 0.43, h * 0.58, w * 0.57, h * 0.58), fill=(160, 90, 86), width=max(1, w // 60))
    return picture.filter(ImageFilter.GaussianBlur(max(1, w / 90)))
