"""Sets what a paper says on a page as a reader would hand it over: lines with boxes, tables, seals, signatures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cases.reading import (
    Box,
    Cell,
    ColourMode,
    InkColour,
    PageReading,
    Seal,
    SealKind,
    SealShape,
    SignaturePlace,
    Source,
    Table,
    TextLine,
)

Grid = tuple[tuple[str, ...], ...]
Block = str | Grid
"""A paragraph, or a table with its head row."""

LEFT, RIGHT, TOP, STEP = 80.0, 515.0, 60.0, 21.0
TITLE, BODY, SCORE = 18.0, 12.0, 0.98
_SIGNED = re.compile(r"([\u4e00-\u9fff]{2,12})（(?:签字|签名)(?:或盖章)?）：?(.*)")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of one page.

    Attributes:
        title: Lines set large and centred; empty for a paper without a title.
        says: Values that stand on it, by field, as the catalogue's reader should tell them.
        seals: Names on its impressions; None: the unit's own, as the item asks.
        union: Its seal is the union's.
    """

    title: str
    blocks: tuple[Block, ...]
    says: Mapping[str, str] = field(default_factory=dict)
    seals: tuple[str, ...] | None = None
    union: bool = False
    subtitle: str = ""


def set_page(paper: Paper, number: int, unit: str, **more: Any) -> PageReading:
    """Return the page; ``more`` replaces single values of the reading."""
    lines: list[TextLine] = []
    tables: list[Table] = []
    top = TOP
    for text, size in ((paper.title, TITLE), (paper.subtitle, BODY)):
        for part in text.split("\n") if text else ():
            half = size * len(part) / 2
            lines.append(TextLine(part, (297 - half, top, 297 + half, top + size), SCORE))
            top += size + 12
    for block in paper.blocks:
        top = _set_text(block, top, lines) if isinstance(block, str) else _set_grid(block, top, lines, tables)
    places = tuple(place for line in lines if (place := _signature(line)) is not None)
    names = (unit,) if paper.seals is None else paper.seals
    values: dict[str, Any] = {
        "number": number, "file": 0, "file_page": number, "size_mm": (210.0, 297.0), "source": Source.OCR,
        "colour": ColourMode.COLOUR, "rotation": 0, "lines": tuple(lines), "fragments": (), "ink": 0.05,
        "seals": tuple(impression(name, at, union=paper.union) for at, name in enumerate(names)),
        "tables": tuple(tables), "signature_places": places, "content_key": f"page-{number}",
    }  # fmt: skip
    return PageReading(**(values | more))


def impression(name: str, at: int = 0, *, union: bool = False, **more: Any) -> Seal:
    """Return an impression with a name, below the text."""
    box = (380.0 - 140 * at, 680.0, 499.0 - 140 * at, 799.0)
    values: dict[str, Any] = {
        "kind": SealKind.UNION if union else SealKind.OFFICIAL, "shape": SealShape.ROUND, "colour": InkColour.RED,
        "box": box, "size_mm": (42.0, 42.0), "text": name, "score": 0.97, "text_score": 0.995, "star": True,
    }  # fmt: skip
    return Seal(**(values | more))


def _set_text(text: str, top: float, lines: list[TextLine]) -> float:
    """Set a paragraph, as many signs on a line as the page takes."""
    most = int((RIGHT - LEFT) / BODY)
    for start in range(0, max(len(text), 1), most):
        part = text[start : start + most]
        lines.append(TextLine(part, (LEFT, top, LEFT + BODY * len(part), top + BODY), SCORE))
        top += STEP
    return top


def _set_grid(grid: Grid, top: float, lines: list[TextLine], tables: list[Table]) -> float:
    """Set a table; each cell's text stands in it at its left, small enough to fit."""
    width, height = (RIGHT - LEFT) / max(len(row) for row in grid), 16.0
    rows = []
    for at, row in enumerate(grid):
        cells = []
        for column, text in enumerate(row):
            x, y = LEFT + width * column, top + height * at
            box: Box = (x, y, x + width, y + height)
            cells.append(Cell(at, column, 1, 1, box, text, SCORE))
            size = min(11.0, (width - 6) / max(len(text), 1))
            if text:
                lines.append(TextLine(text, (x + 3, y + 3, x + 3 + size * len(text), y + 3 + size), SCORE))
        rows.append(tuple(cells))
    bottom = top + height * len(grid)
    tables.append(Table((LEFT, top, RIGHT, bottom), tuple(rows)))
    return bottom + 12


def _signature(line: TextLine) -> SignaturePlace | None:
    found = _SIGNED.search(line.text)
    if found is None:
        return None
    return SignaturePlace(found[1], line.box, bool(found[2].strip()), 0.93)


def pairs(*values: str, width: int = 4) -> Grid:
    """Return label and value cells, two pairs on a row."""
    filled = (*values, *("",) * (-len(values) % width))
    return tuple(tuple(filled[at : at + width]) for at in range(0, len(filled), width))


