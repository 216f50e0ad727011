"""A page with a sound text layer: the layer compared with the picture, and what its pictures hold read with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cases.boxes import area, shared_area
from cases.reading import Box, Source, TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap, OcrEngine
from ocr.file.rendered import RenderedPage
from ocr.reading_order import reading_order
from ocr.text.layer_check import compare
from ocr.text.layer_dispute import is_lie, trust_in
from ocr.text.under_seals import without_ring_text

_UNDER_SEAL = 0.4
_MARGIN = 4.0


@dataclass(frozen=True, slots=True)
class LayerReading:
    """What a page's layer and its pictures say together.

    Attributes:
        lines: In reading order.
        source: ``text-layer``, or ``mixed`` where a picture held text.
        doubted: Lines of the layer of which the picture says something else; empty: the layer holds.
    """

    lines: tuple[TextLine, ...]
    source: Source
    doubted: tuple[TextLine, ...]


def read_layer(page: RenderedPage, clean: Bitmap, seals: Sequence[Box], engine: OcrEngine) -> LayerReading:
    """Compare the layer with the picture and read the pictures on the page.

    Args:
        page: With a layer that looks sound.
        clean: Its picture without the ink of its seals.
        seals: Where they lie, points.
        engine: Reads strips and pictures.

    Raises:
        EngineFailed: The engine broke down.
    """
    compared = compare(page.text_lines, (page.bitmap, clean), page.dots_per_inch, seals, engine)
    if compared.doubted:
        return LayerReading(compared.lines, Source.TEXT_LAYER, compared.doubted)
    added: list[TextLine] = []
    for picture in page.pictures:
        if _covered(picture, seals) < _UNDER_SEAL:
            known = (*compared.lines, *added)
            added += [line for line in _read_part(picture, clean, page.dots_per_inch, engine) if not _has(known, line)]
    added = without_ring_text(added, seals)
    if not added:
        return LayerReading(compared.lines, Source.TEXT_LAYER, ())
    return LayerReading(tuple(reading_order([*compared.lines, *added])), Source.MIXED, ())


def settle(
    page: RenderedPage, layer: LayerReading, seen: Sequence[TextLine], seals: Sequence[Box]
) -> tuple[tuple[TextLine, ...] | None, bool]:
    """Decide about a doubted layer by the reading of the whole picture.

    Returns:
        The layer's lines, with those in pictures, where the picture bears them out after all, else None; and
        whether the layer lied.
    """
    trust = {line: trust_in(line, seen) for line in layer.doubted}
    if against := [line for line, worth in trust.items() if worth is None]:
        return None, is_lie(against, seen, seals)
    lines = [replace(line, score=round(trust.get(line) or line.score, 4)) for line in layer.lines]
    lines += [line for line in seen if _covered(line.box, page.pictures) > 0.5 and not _has(lines, line)]
    return tuple(reading_order(lines)), False


def _read_part(box: Box, bitmap: Bitmap, dots_per_inch: float, engine: OcrEngine) -> list[TextLine]:
    scale = dots_per_inch / POINTS_PER_INCH
    left, top = max(round((box[0] - _MARGIN) * scale), 0), max(round((box[1] - _MARGIN) * scale), 0)
    right, bottom = round((box[2] + _MARGIN) * scale), round((box[3] + _MARGIN) * scale)
    part = bitmap[top:bottom, left:right]
    if not part.size:
        return []
    across, down = left / scale, top / scale
    return [
        replace(line, box=(x0 + across, y0 + down, x1 + across, y1 + down))
        for line in engine.read(part, dots_per_inch)
        for x0, y0, x1, y1 in [line.box]
    ]


def _covered(box: Box, others: Sequence[Box]) -> float:
    """Return the largest share of the box that one of the others covers."""
    return max((shared_area(box, other) for other in others), default=0.0) / max(area(box), 1.0)


def _has(lines: Sequence[TextLine], line: TextLine) -> bool:
    return any(shared_area(line.box, other.box) > 0.5 * area(line.box) for other in lines)
