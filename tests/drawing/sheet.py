"""One page as a list of drawing steps in millimetres, so that it can be rastered or set as a PDF.

Coordinates count from the top left corner of the upright page.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image, ImageDraw

from tests.drawing.fonts import advance, load_font, text_width

Colour = tuple[int, int, int]
BLACK: Colour = (28, 28, 30)
PEN: Colour = (30, 38, 92)
MM_PER_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Text:
    """One line of print; ``size`` is the body height in mm, ``top`` the top of the body."""

    left: float
    top: float
    text: str
    size: float
    face: str
    ink: Colour = BLACK

    @property
    def width(self) -> float:
        """Width in mm."""
        return text_width(self.face, self.text, self.size)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in mm."""
        return self.left, self.top, self.left + self.width, self.top + self.size


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; ``width`` in mm."""

    left: float
    top: float
    right: float
    bottom: float
    width: float = 0.2
    ink: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle."""

    left: float
    top: float
    right: float
    bottom: float
    ink: Colour


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (photo, QR code, signature) that is no line of print."""

    left: float
    top: float
    width: float
    height: float
    image: Image.Image


@dataclass
class Sheet:
    """One page under construction.

    Attributes:
        seal_spot: Where the seal belongs (centre, mm), None for no signing block on this page.
        signatures: Names written by hand, as they stand.
    """

    width: float = 210.0
    height: float = 297.0
    items: list[Text | Rule | Fill | Picture] = field(default_factory=list)
    seal_spot: tuple[float, float] | None = None
    signatures: list[str] = field(default_factory=list)
    foreign_seals: list[tuple[str, str, float, float]] = field(default_factory=list)

    def text(self, left: float, top: float, text: str, points: float, face: str, ink: Colour = BLACK) -> float:
        """Set one line and return its width in mm."""
        item = Text(left, top, text, points * MM_PER_POINT, face, ink)
        if text.strip():
            self.items.append(item)
        return item.width

    def centred(self, top: float, text: str, points: float, face: str, ink: Colour = BLACK) -> None:
        """Set one line in the middle of the page."""
        width = text_width(face, text, points * MM_PER_POINT)
        self.text((self.width - width) / 2, top, text, points, face, ink)

    def rule(
        self, left: float, top: float, right: float, bottom: float, width: float = 0.2, ink: Colour = BLACK
    ) -> None:
        """Draw a line."""
        self.items.append(Rule(left, top, right, bottom, width, ink))

    def frame(
        self, left: float, top: float, right: float, bottom: float, width: float = 0.2, ink: Colour = BLACK
    ) -> None:
        """Draw the four sides of a rectangle."""
        for x0, y0, x1, y1 in (
            (left, top, right, top),
            (left, bottom, right, bottom),
            (left, top, left, bottom),
            (right, top, right, bottom),
        ):
            self.rule(x0, y0, x1, y1, width, ink)

    def lines(self) -> list[Text]:
        """Return the lines of print in drawing order."""
        return [item for item in self.items if isinstance(item, Text)]


def raster(sheet: Sheet, dots_per_inch: float) -> Image.Image:
    """Return the page as an RGB picture on pure white."""
    scale = dots_per_inch / 25.4
    page = Image.new("RGB", (round(sheet.width * scale), round(sheet.height * scale)), "white")
    pen = ImageDraw.Draw(page)
    for item in sheet.items:
        if isinstance(item, Text):
            _print_line(pen, item, scale)
        elif isinstance(item, Rule):
            pen.line(
                [v * scale for v in (item.left, item.top, item.right, item.bottom)],
                item.ink,
                max(1, round(item.width * scale)),
            )
        elif isinstance(item, Fill):
            pen.rectangle([v * scale for v in (item.left, item.top, item.right, item.bottom)], item.ink)
        else:
            size = (max(1, round(item.width * scale)), max(1, round(item.height * scale)))
            image = item.image.resize(size, Image.Resampling.LANCZOS)
            page.paste(
                image, (round(item.left * scale), round(item.top * scale)), image if image.mode == "RGBA" else None
            )
    return page


def _print_line(pen: ImageDraw.ImageDraw, item: Text, scale: float) -> None:
    """Print a line; where hinting would make it longer or shorter, character by character."""
    font = load_font(item.face, max(1, round(item.size * scale)))
    left, base = item.left * scale, (item.top + item.size * 0.87) * scale
    if abs(font.getlength(item.text) - item.width * scale) < 0.12 * item.size * scale:
        pen.text((left, base), item.text, item.ink, font, anchor="ls")
        return
    for character in item.text:
        pen.text((left, base), character, item.ink, font, anchor="ls")
        left += advance(item.face, character) * item.size * scale
