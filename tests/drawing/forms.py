"""Setting type on pages: headings, paragraphs, field tables, lists and signing blocks.

A :class:`Look` holds what differs between offices' forms (face, sizes, table or dotted lines);
the :class:`Writer` flows over as many sheets as the text needs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tests.drawing.fonts import advance, text_width
from tests.drawing.handwriting import write_by_hand
from tests.drawing.sheet import MM_PER_POINT, Sheet

Drawn = tuple[list[Sheet], dict[str, str]]
"""A paper: its sheets and the values of its fields, keyed as in the catalogue."""

_NOT_FIRST = "，。；：、）》”！？,.;:)"
_RUN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-/"


@dataclass(frozen=True, slots=True)
class Look:
    """Typography of one form. Sizes in points, margins in mm.

    Attributes:
        variant: 0 or 1: which of a document's two layouts to draw.
    """

    body: str
    heading: str
    hand: str
    points: float
    heading_points: float
    leading: float
    margin: float
    variant: int
    rule_mm: float
    page_numbers: bool


def draw_look(random: Random, debian: bool = False) -> Look:
    """Return one of the usual looks; with ``debian`` also serif and brush faces."""
    pairs = [("sans", "bold"), ("light", "bold"), ("sans", "black"), ("micro", "micro"), ("medium", "black")]
    if debian:
        pairs += [
            ("serif", "serif-bold"),
            ("serif", "bold"),
            ("song", "serif-bold"),
            ("zenhei", "zenhei"),
            ("kai", "serif-bold"),
        ]
    body, heading = random.choice(pairs)
    points = random.choice((11.0, 12.0, 12.0, 13.0))
    return Look(
        body,
        heading,
        "kai" if debian and random.random() < 0.5 else "thin",
        points,
        random.choice((18.0, 20.0, 22.0)),
        random.choice((1.55, 1.7, 1.85)),
        random.choice((22.0, 25.0, 28.0)),
        random.randrange(2),
        random.choice((0.18, 0.25, 0.35)),
        random.random() < 0.6,
    )


def break_lines(text: str, face: str, size: float, width: float, indent: float = 0.0) -> list[str]:
    """Break a paragraph; runs of digits and letters stay whole, closing marks never start a line."""
    lines, line, used = [], "", indent
    for piece in _pieces(text):
        wide = sum(advance(face, c) for c in piece) * size
        if used + wide > width + 0.01 and line and piece not in _NOT_FIRST:
            lines.append(line)
            line, used = "", 0.0
        line, used = line + piece, used + wide
    return [*lines, line]


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for character in text:
        if pieces and character in _RUN and pieces[-1][-1] in _RUN:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


class Writer:
    """Flows a document over sheets, top to bottom."""

    def __init__(self, look: Look, random: Random, paper: tuple[float, float] = (210.0, 297.0)) -> None:
        self.look, self.random, self.paper = look, random, paper
        self.sheets: list[Sheet] = []
        self.new_page()

    @property
    def sheet(self) -> Sheet:
        """The page being written."""
        return self.sheets[-1]

    @property
    def size(self) -> float:
        """Body height in mm."""
        return self.look.points * MM_PER_POINT

    @property
    def width(self) -> float:
        """Width of the type area in mm."""
        return self.paper[0] - 2 * self.look.margin

    def new_page(self) -> None:
        """Begin another sheet."""
        self.sheets.append(Sheet(*self.paper))
        self.top = 26.0

    def need(self, height: float) -> None:
        """Turn the page when less than ``height`` mm is left."""
        if self.top + height > self.paper[1] - 24:
            self.new_page()

    def gap(self, height: float) -> None:
        """Leave white space."""
        self.top += height

    def heading(self, text: str, points: float | None = None) -> None:
        """Set a title in the middle, in two lines when it is too long."""
        points = points or self.look.heading_points
        size = points * MM_PER_POINT
        for line in break_lines(text, self.look.heading, size, self.width):
            self.sheet.centred(self.top, line, points, self.look.heading)
            self.top += size * 1.45
        self.top += 4

    def subheading(self, text: str) -> None:
        """Set a bold line."""
        self.need(self.size * 4)
        self.sheet.text(self.look.margin, self.top, text, self.look.points, self.look.heading)
        self.top += self.size * self.look.leading

    def paragraph(self, text: str, indent: int = 2, points: float | None = None) -> None:
        """Set a paragraph; ``indent`` counts characters."""
        points = points or self.look.points
        size = points * MM_PER_POINT
        for at, line in enumerate(break_lines(text, self.look.body, size, self.width, indent * size)):
            self.need(size * self.look.leading)
            self.sheet.text(
                self.look.margin + (indent * size if at == 0 else 0), self.top, line, points, self.look.body
            )
            self.top += size * self.look.leading

    def fields(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Set label and value pairs: a ruled table in layout 0, underlined lines in layout 1."""
        if self.look.variant == 0:
            self.grid([[label, value] for label, value in pairs], (0.28, 0.72))
            return
        for label, value in pairs:
            self.need(self.size * 2)
            left = self.look.margin + text_width(self.look.body, f"{label}：", self.size)
            for at, line in enumerate(
                break_lines(value, self.look.body, self.size, self.look.margin + self.width - left)
            ):
                start, text = (self.look.margin, f"{label}：{line}") if at == 0 else (left, line)
                self.sheet.text(start, self.top, text, self.look.points, self.look.body)
                self.sheet.rule(
                    left, self.top + self.size * 1.25, self.look.margin + self.width, self.top + self.size * 1.25, 0.15
                )
                self.top += self.size * 1.95

    def grid(
        self,
        rows: Sequence[Sequence[str]],
        shares: Sequence[float],
        head: bool = False,
        points: float | None = None,
        signed: bool = False,
    ) -> None:
        """Set a ruled table; columns take ``shares`` of the width; ``signed`` writes the last column by hand."""
        points = points or self.look.points - 0.5
        size = points * MM_PER_POINT
        for number, row in enumerate(rows):
            cells = [
                break_lines(cell, self.look.body, size, share * self.width - 3)
                for cell, share in zip(row, shares, strict=True)
            ]
            height = max(len(cell) for cell in cells) * size * 1.3 + size * 0.9
            turned = self.top + height > self.paper[1] - 24
            self.need(height)
            if turned and head and number:
                self._row([[c] for c in rows[0]], shares, size * 2.2, points, True, False)
            self._row(cells, shares, height, points, head and number == 0, signed and number > 0)
        self.top += 4

    def _row(
        self,
        cells: Sequence[Sequence[str]],
        shares: Sequence[float],
        height: float,
        points: float,
        bold: bool,
        signed: bool,
    ) -> None:
        left, size = self.look.margin, points * MM_PER_POINT
        for at, (cell, share) in enumerate(zip(cells, shares, strict=True)):
            right = left + share * self.width
            self.sheet.frame(left, self.top, right, self.top + height, self.look.rule_mm)
            face = self.look.heading if bold else self.look.body
            top = self.top + (height - len(cell) * size * 1.3) / 2 + size * 0.12
            for line in cell:
                if signed and at == len(cells) - 1:
                    self.sign(line, left + 2, top - size * 0.2, size * 1.35)
                    continue
                middle = left + (right - left - text_width(face, line, size)) / 2
                self.sheet.text(middle if bold or at == 0 or len(cells) > 3 else left + 1.5, top, line, points, face)
                top += size * 1.3
            left = right
        self.top += height

    def sign(self, name: str, left: float, top: float, size: float) -> None:
        """Write a name by hand."""
        self.sheet.items.append(write_by_hand(self.random, name, left, top, size, self.look.hand))
        self.sheet.signatures.append(name)

    def signing(
        self, unit: str, day: str, person: tuple[str, str] | None = None, label: str = "申请单位（盖章）"
    ) -> None:
        """Set the block at the end: unit, signature, date; the seal belongs over it."""
        rows = 3 if person else 2
        self.need(self.size * 2 * rows + 22)
        self.gap(9)
        text = f"{label}：{unit}" if label else unit
        wide = text_width(self.look.body, text, self.size)
        left = max(self.look.margin, min(self.paper[0] * 0.5, self.paper[0] - self.look.margin - wide))
        self.sheet.seal_spot = (min(left + wide * 0.62, self.paper[0] - 40), self.top + self.size * 1.8)
        self.sheet.text(left, self.top, text, self.look.points, self.look.body)
        if person:
            self.top += self.size * 2.1
            wide = self.sheet.text(left, self.top, f"{person[0]}：", self.look.points, self.look.body)
            self.sign(person[1], left + wide + 1, self.top - 1.2, self.size * 1.5)
        self.top += self.size * 2.1
        self.sheet.text(left + self.size * 3, self.top, day, self.look.points, self.look.body)
        self.top += self.size * 2

    def finish(self) -> list[Sheet]:
        """Return the sheets, with page numbers where the look has them."""
        if self.look.page_numbers and len(self.sheets) > 1:
            for number, sheet in enumerate(self.sheets, 1):
                sheet.centred(self.paper[1] - 16, f"第{number}页 共{len(self.sheets)}页", 9, self.look.body)
        return self.sheets
