"""A drawing surface in millimetres for certificates and cards that offices print, not firms."""

import cv2
import numpy as np
from PIL import Image, ImageDraw

from .convert import Place, Sheet
from .faces import face

DPI = 200
Colour = tuple[int, int, int]
Point = tuple[float, float]
BLACK: Colour = (25, 25, 28)


def px(length: float) -> int:
    """Millimetres to pixels."""
    return round(length / 25.4 * DPI)


class Canvas:
    """An RGB surface of width by height millimetres."""

    def __init__(self, width: float, height: float, ground: Colour = (255, 255, 255)) -> None:
        self.width, self.height = width, height
        self.image = Image.new("RGB", (px(width), px(height)), ground)
        self.pen = ImageDraw.Draw(self.image)
        self.places: list[Place] = []

    def text(
            self, at: Point, text: str, size: float, font: str = "song", colour: Colour = BLACK, anchor: str = "lt"
    ) -> None:
        """Write one line; place and character size in millimetres; anchor as Pillow's."""
        self.pen.text((px(at[0]), px(at[1])), text, colour, face(font, max(6, px(size))), anchor=anchor)

    def spread(
            self, at: Point, text: str, size: float, width: float, font: str = "song", colour: Colour = BLACK
    ) -> None:
        """Write a label with its characters spread over a width."""
        step = (width - size) / max(1, len(text) - 1)
        for index, letter in enumerate(text):
            self.text((at[0] + index * step, at[1]), letter, size, font, colour)

    def block(self, at: Point, text: str, size: float, width: float, font: str = "song") -> float:
        """Write text broken at a width in millimetres; returns the y below it."""
        used = face(font, px(size))
        line, y = "", at[1]
        for letter in text:
            if line and used.getlength(line + letter) > px(width):
                self.text((at[0], y), line, size, font)
                line, y = "", y + size * 1.45
            line += letter
        self.text((at[0], y), line, size, font)
        return y + size * 1.45

    def box(
            self, at: Point, size: Point, colour: Colour = BLACK, line: float = 0.3, fill: Colour | None = None,
            radius: float = 0,
    ) -> None:
        """A rectangle, rounded if radius is not 0."""
        corners = (px(at[0]), px(at[1]), px(at[0] + size[0]), px(at[1] + size[1]))
        edge = colour if line else None
        self.pen.rounded_rectangle(corners, px(radius), fill, edge, max(1, px(line)) if line else 0)

    def line(self, start: Point, end: Point, colour: Colour = BLACK, width: float = 0.25) -> None:
        """A straight line."""
        self.pen.line((px(start[0]), px(start[1]), px(end[0]), px(end[1])), colour, max(1, px(width)))

    def emblem(self, x: float, y: float, radius: float) -> None:
        """A simple national emblem: red disc, gold rim and stars, centre at x, y."""
        gold, red = (214, 170, 60), (200, 30, 30)
        self.pen.ellipse((px(x - radius), px(y - radius), px(x + radius), px(y + radius)), gold)
        inner = radius * 0.82
        self.pen.ellipse((px(x - inner), px(y - inner), px(x + inner), px(y + inner)), red)
        for dx, dy, r in ((0, -0.35, 0.2), (-0.4, -0.1, 0.08), (-0.2, 0.05, 0.08), (0.2, 0.05, 0.08),
            (0.4, -0.1, 0.08)):
            self._star(x + dx * radius, y + dy * radius, r * radius, gold)
        self.box((x - radius * 0.5, y + radius * 0.25), (radius, radius * 0.3), gold, 0, gold)

    def _star(self, x: float, y: float, radius: float, colour: Colour) -> None:
        angles = np.arange(10) * np.pi / 5 - np.pi / 2
        reach = np.where(np.arange(10) % 2 == 0, radius, radius * 0.4)
        points = [(px(x + r * np.cos(a)), px(y + r * np.sin(a))) for a, r in zip(angles, reach, strict=True)]
        self.pen.polygon(points, colour)

    def matrix(self, x: float, y: float, side: float, rng: np.random.Generator) -> None:
        """A square that looks like a two-dimensional code."""
        count = 29
        cells = rng.random((count, count)) < 0.48
        for row, column in ((0, 0), (0, count - 7), (count - 7, 0)):
            cells[row : row + 7, column : column + 7] = True
            cells[row + 1 : row + 6, column + 1 : column + 6] = False
            cells[row + 2 : row + 5, column + 2 : column + 5] = True
        tile = Image.fromarray(np.where(cells, 20, 255).astype(np.uint8)).resize((px(side), px(side)), Image.NEAREST)
        self.image.paste(tile.convert("RGB"), (px(x), px(y)))

    def guilloche(self, at: Point, size: Point, colour: Colour, rng: np.random.Generator) -> None:
        """Fine security waves over an area."""
        columns = np.arange(px(at[0]), px(at[0] + size[0]), 3)
        for base in np.arange(at[1], at[1] + size[1], 2.2):
            rows = px(base) + np.sin(columns / 34 + rng.uniform(0, 6)) * px(1.1)
            self.pen.line([(int(c), int(r)) for c, r in zip(columns, rows, strict=True)], colour, 1)

    def oval(self, at: Point, size: Point, colour: Colour) -> None:
        """A filled ellipse."""
        self.pen.ellipse((px(at[0]), px(at[1]), px(at[0] + size[0]), px(at[1] + size[1])), colour)

    def portrait(self, at: Point, size: Point, rng: np.random.Generator) -> None:
        """A head-and-shoulders likeness of nobody."""
        (x, y), (w, h) = at, size
        self.box(at, size, (235, 238, 242), 0, (235, 238, 242))
        skin = tuple(int(v) for v in rng.integers((205, 165, 135), (235, 195, 165)))
        coat = tuple(int(v) for v in rng.integers(20, 110, 3))
        cx = x + w / 2
        shoulders = (px(x + w * 0.06), px(y + h * 0.68), px(x + w * 0.94), px(y + h * 1.4))
        self.pen.pieslice(shoulders, 180, 360, coat)
        self.oval((cx - w * 0.24, y + h * 0.2), (w * 0.48, h * 0.54), skin)
        hair = (px(cx - w * 0.26), px(y + h * 0.14), px(cx + w * 0.26), px(y + h * 0.62))
        self.pen.chord(hair, 175, 365, (28, 24, 24))
        self.oval((cx - w * 0.2, y + h * 0.32), (w * 0.4, h * 0.4), skin)
        for side in (-0.09, 0.09):
            self.oval((cx + side * w - 0.5, y + h * 0.45), (1.0, 0.5), (40, 30, 30))
        self.line((cx - w * 0.06, y + h * 0.62), (cx + w * 0.06, y + h * 0.62), (150, 80, 80), 0.3)

    def seal_place(self, at: Point, letter: str, payload: str = "") -> None:
        """Remember where a seal or signature is to go (its centre)."""
        self.places.append(Place(letter, payload, at[0], at[1], 0, 0))

    def put(self, other: "Canvas", x: float, y: float, turn: float = 0) -> None:
        """Lay a smaller surface (a card) on this one, turned by degrees."""
        alpha = Image.new("L", other.image.size, 255).rotate(turn, expand=True, resample=Image.BICUBIC)
        tile = other.image.rotate(turn, expand=True, resample=Image.BICUBIC)
        self.image.paste(tile, (px(x), px(y)), alpha)

    def photocopied(self, strength: float = 0.9) -> None:
        """Make the whole surface a black-and-white copy."""
        grey = cv2.cvtColor(np.asarray(self.image), cv2.COLOR_RGB2GRAY)
        contrast = np.clip((grey.astype(np.float32) - 128) * (1 + strength * 0.3) + 140, 0, 255).astype(np.uint8)
        self.image = Image.fromarray(cv2.cvtColor(contrast, cv2.COLOR_GRAY2RGB))
        self.pen = ImageDraw.Draw(self.image)

    def sheet(self) -> Sheet:
        """The surface as one page."""
        return Sheet(self.width, self.height, self.places, picture=np.asarray(self.image))
