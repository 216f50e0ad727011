"""Ways to unroll the name of a ring into a straight line: by which arc, from which view of the ink, how wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cases.reading import SealShape
from ocr.seals.name_arc import Arc, drawn_out_arcs, even_arcs, name_arcs, name_band, narrower_arcs, oval_arcs
from ocr.seals.outline import Outline
from ocr.seals.seal_centre import star_points
from ocr.seals.unrolling import Stretch, straighten, unroll

Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

STRIP_HEIGHT = 48
"""Height the recogniser wants."""

WIDENINGS = (1.0, 1.3)
"""Long names stand condensed on the ring (28 characters: 0.5 wide); widened they come nearer to the trained shapes."""

OTHER_WIDTHS = (0.8, 1.6)
_COLUMNS = 720


@dataclass(frozen=True, slots=True)
class NameLine:
    """One way to unroll a name.

    Attributes:
        ink: Dark on white.
        arc: Where it stands.
        band: Its outer and inner level.
        wide: How much wider than high the characters are made.
        stretched: The seal is a round one drawn out to an oval, letters and all.
    """

    ink: Plane
    arc: Arc
    band: tuple[float, float]
    wide: float = 1.0
    stretched: bool = False


def name_lines(
    ink: Plane, dark: Plane, levels: Floats, arcs: Sequence[Arc], widenings: Sequence[float], *,
    stretched: bool = False,
) -> list[NameLine]:
    """Return every arc in every width."""
    return [
        NameLine(ink, arc, name_band(dark, levels, arc), wide, stretched) for arc in arcs for wide in widenings
    ]


def more_lines(
    ink: Plane, outline: Outline, dark: Plane, levels: Floats, arcs: Sequence[Arc], views: Sequence[Plane]
) -> list[NameLine]:
    """Return narrower arcs, arcs that lie evenly about the star, other views, and ovals drawn out as a whole."""
    star, angle = star_points(dark, levels)
    others = [*narrower_arcs(dark, levels), *(even_arcs(arcs, angle) if star else [])]
    tries = name_lines(ink, dark, levels, others, WIDENINGS[:1])
    for view in views:
        seen, _ = unrolled(view, outline)
        tries += name_lines(view, seen, levels, first_arcs(seen, levels, outline), WIDENINGS)
    if outline.shape is SealShape.OVAL:
        tries += name_lines(ink, dark, levels, [*arcs, *drawn_out_arcs(outline.angle)], WIDENINGS, stretched=True)
    return tries


def first_arcs(dark: Plane, levels: Floats, outline: Outline) -> list[Arc]:
    """Return the arcs to be read first; an oval's name stands over one end of its short axis."""
    evenly = oval_arcs(dark, levels, outline.angle) if outline.shape is SealShape.OVAL else []
    return evenly or name_arcs(dark, levels)


def unrolled(ink: Plane, outline: Outline) -> tuple[Plane, Floats]:
    """Return an impression unrolled over a whole turn, 1 on ink, and the level of each row."""
    polar, levels = unroll(ink, outline.ellipse, Stretch((0.0, 1.05), _COLUMNS, 160))
    return (polar < 140).astype(np.uint8), levels


def name_axis(dark: Plane, levels: Floats, outline: Outline) -> tuple[float, int] | None:
    """Return a direction that the name lies evenly about, and how many such a turn has."""
    if outline.shape is SealShape.OVAL:
        return outline.angle + np.pi / 2, 2
    star, angle = star_points(dark, levels)
    return (angle, 5) if star else None


def straight(ink: Plane, outline: Outline, line: NameLine) -> Plane:
    """Return the name as a straight line, top outward."""
    outer, inner = line.band
    height = (outer - inner) * outline.radius
    length = line.arc.sweep * outline.radius * (outer + inner) / 2
    columns = int(np.clip(length * STRIP_HEIGHT / max(height, 4.0) * line.wide, 96, 1800))
    stretch = Stretch(line.band, columns, STRIP_HEIGHT, line.arc.start, line.arc.sweep)
    if line.stretched:
        return unroll(ink, outline.ellipse, stretch)[0]
    return straighten(ink, outline.ellipse, stretch)
