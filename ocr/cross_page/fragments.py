"""Strips of cross-page seals (骑缝章) at the edges of one page."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Box, ColourMode, Edge, EdgeFragment, InkColour, Seal
from cases.units import MM_PER_INCH, POINTS_PER_MM
from ocr.cross_page.edge_pieces import (
    ARC_MM,
    LONGEST_MM,
    NEAR_EDGE_MM,
    SLACK_MM,
    Piece,
    around,
    field_mask,
    fields_of,
    grouped,
    pieces_of,
    reaching_in,
)
from ocr.cross_page.seals_at_edge import without_whole_seals
from ocr.cross_page.sheet_edge import Places, from_sheet, sheet_inset
from ocr.cross_page.strip_circle import chords_of, fit_outline
from ocr.engine import Bitmap
from ocr.picture.ink import RED_MARGIN, blue_mask, dark_mask, redness
from ocr.seals.outline import PIXELS_PER_MM
from ocr.seals.seal_mask import without_lines

Plane = npt.NDArray[np.uint8]

MASK_PIXELS_PER_MM = PIXELS_PER_MM
"""Resolution of the masks kept with a fragment: a strip of 1 mm is four pixels wide."""

_ZONE_MM = 32.0
"""Searched depth: strips reach 25 mm, the larger half of a seal over two pages some more."""

_SHORTEST_MM = 6.0
_LEAST_DEPTH_MM = 0.6
_LEAST_INK_MM2 = 2.5
_LEAST_TRACE_MM2 = 1.2
_FULLEST = 0.75
_NARROW_MM = 3.0
"""The first and last strip of a thick set may be hardly more than the ring itself."""

_DENSE = 0.5
"""Share of inked paper above which a strip is no seal's: thumb prints, photographs."""

_SPECK_MM2 = 0.25
_HAIR, _LEAST_HAIR_MM = 3, 4.0
"""Pixels from which a line is no remnant, and the length from which it is; a ring is 1 mm wide, four pixels."""

_FAINT_MARGIN = 13
"""Lead of red that counts beside surer ink of the same stroke."""

_INK_SCORES = {InkColour.RED: 0.95, InkColour.BLUE: 0.55, InkColour.BLACK: 0.4}
_TRACE_SCORE = 0.1
_SURE = 0.7
"""Score of a strip that is a seal's however the sheet lies: marks then are a strip of the page, not the ground round a
photographed sheet. Red strips with a whole outline have up to 0.95, traces less than 0.3."""

_MOST_TRACES = 12
_ODD = 0.55
"""Share of columns on the outline below which a group may hold more than a strip."""

_ADDED, _BETTER = 0.6, 0.05
"""Share of the columns that slices add, and of all columns, that must come to lie on the outline."""

_MOST_STRETCHES = 12
_LEAST_STRETCH_MM = 10.0
_CLEAR_MM = 0.6
_LINE_MM = 5.0


@dataclass(frozen=True, slots=True)
class _Side:
    """One ink at one edge of a page of this width and height, pixels; how far inside it the sheet begins, by row."""

    edge: Edge
    ink: InkColour
    width: int
    height: int
    inset: Places | None


def find_fragments(
    bitmap: Bitmap, dots_per_inch: float, colour: ColourMode, seals: Sequence[Seal] | None = None,
) -> list[EdgeFragment]:
    """Return the seal strips at the page's edges, and as traces other ink that may be one.

    Args:
        bitmap: The upright page.
        dots_per_inch: Its resolution; none is found on a page of unknown resolution.
        colour: Without colour dark strips count, with a low score.
        seals: Whole impressions found on the page, left out here; None: they are looked for.
    """
    if dots_per_inch <= 0:
        return []
    factor = PIXELS_PER_MM * MM_PER_INCH / dots_per_inch
    small = np.asarray(cv2.resize(bitmap, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    insets = {edge: sheet_inset(_from_edge(np.ascontiguousarray(small[:, :, 0]), edge)) for edge in Edge}
    found: list[EdgeFragment] = []
    for ink, sure, faint in _inks(small, colour):
        open_to_strips = without_whole_seals(sure, seals, insets)
        for edge, inset in insets.items():
            side = _Side(edge, ink, small.shape[1], small.shape[0], inset)
            marks = list(_at_edge(_zone(sure, faint, open_to_strips, side), side))
            if inset is not None and all(mark.is_trace for mark in marks):
                # A certificate's frame looks like the ground around a photographed sheet.
                whole = replace(side, inset=None)
                strips = list(_at_edge(_zone(sure, faint, open_to_strips, whole), whole))
                marks = strips if any(one.score >= _SURE for one in strips) else marks
            found += marks
    return found


def pack_mask(mask: npt.NDArray[np.bool_]) -> str:
    """Return a mask as packed bits, row by row, base64."""
    return base64.b64encode(np.packbits(mask, axis=None).tobytes()).decode("ascii")


def unpack_mask(fragment: EdgeFragment) -> npt.NDArray[np.bool_]:
    """Return a fragment's ink as it lies on the page, ``MASK_PIXELS_PER_MM``.

    Raises:
        ValueError: The text is too short for the size or no base64.
    """
    width, height = fragment.mask_size
    bits = np.unpackbits(np.frombuffer(base64.b64decode(fragment.mask), dtype=np.uint8), count=width * height)
    return bits.reshape(height, width).astype(bool)


def _inks(small: Bitmap, colour: ColourMode) -> Iterator[tuple[InkColour, Plane, Plane]]:
    """Yield the inks that may show a strip, with the mask of sure ink and that of any."""
    least = _LEAST_INK_MM2 * PIXELS_PER_MM**2
    lead = redness(small)
    red = np.asarray(lead > RED_MARGIN, dtype=np.uint8)
    blue = blue_mask(small).astype(np.uint8)
    # A page of print with a narrow strip counts as one without colour; the strip shows that it is not.
    if colour is ColourMode.COLOUR or cv2.countNonZero(red) >= least:
        if red.any():
            yield InkColour.RED, red, lead
        if cv2.countNonZero(blue) >= least:
            yield InkColour.BLUE, blue, blue * np.uint8(255)
        return
    dark = dark_mask(small).astype(np.uint8)
    yield InkColour.BLACK, dark, dark * np.uint8(255)


def _zone(sure: Plane, faint: Plane, open_to_strips: Plane, side: _Side) -> Plane:
    """Return the ink near the sheet's edge, seen from it, without whole seals, shadows, rules and specks."""
    depth = int(_ZONE_MM * PIXELS_PER_MM)

    def seen(plane: Plane) -> Plane:
        return np.ascontiguousarray(from_sheet(_from_edge(plane, side.edge), side.inset)[:, :depth])

    zone = seen(sure)
    if not zone.any():
        return zone
    levels = seen(faint)
    # A scanner's shadow tints the paper alike from end to end; a strip covers a part of the edge only.
    shadow = np.median(levels, axis=0).astype(np.uint8)[None, :]
    levels = np.asarray(cv2.subtract(levels, np.broadcast_to(shadow, levels.shape).copy()), dtype=np.uint8)
    seeds = zone & (levels > RED_MARGIN).astype(np.uint8)
    zone = _grown(seeds, (levels > _FAINT_MARGIN).astype(np.uint8))
    zone &= seen(open_to_strips)
    return _without_specks(_without_hairlines(without_lines(zone)))


def _scaled(box: Box, factor: float) -> Box:
    x0, y0, x1, y1 = box
    return x0 * factor, y0 * factor, x1 * factor, y1 * factor


def _grown(seeds: Plane, faint: Plane) -> Plane:
    """Return the groups of faint ink that hold sure ink."""
    count, labels = cv2.connectedComponents(faint)
    held = np.zeros(count, np.uint8)
    held[np.unique(labels[seeds > 0])] = 1
    held[0] = 0
    return np.asarray(held[labels], dtype=np.uint8)


def _without_hairlines(zone: Plane) -> Plane:
    """Return a zone without what is left of a frame's leaning lines; at the edge a thin line may be a ring's side."""
    thin = cv2.subtract(zone, cv2.morphologyEx(zone, cv2.MORPH_OPEN, np.ones((1, _HAIR), np.uint8)))
    lines = cv2.morphologyEx(thin, cv2.MORPH_OPEN, np.ones((int(_LEAST_HAIR_MM * PIXELS_PER_MM), 1), np.uint8))
    lines[:, : int(NEAR_EDGE_MM * PIXELS_PER_MM)] = 0
    return np.asarray(cv2.subtract(zone, lines), dtype=np.uint8)


def _without_specks(zone: Plane) -> Plane:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(zone)
    kept = (stats[:, cv2.CC_STAT_AREA] >= _SPECK_MM2 * PIXELS_PER_MM**2).astype(np.uint8)
    kept[0] = 0
    return np.asarray(kept[labels], dtype=np.uint8) if count > 1 else zone


def _at_edge(zone: Plane, side: _Side) -> Iterator[EdgeFragment]:
    """Yield the fragments of one ink at one edge."""
    if not zone.any():
        return
    fields = list(fields_of(zone))
    for piece in fields:
        zone[piece.start : piece.end, piece.near : piece.far][field_mask(zone, piece)] = 0
    pieces, inner = pieces_of(zone)
    rest = list(pieces)
    for group in grouped(pieces):
        members = _best_part(zone, _whole_strip(zone, group, inner))
        piece = around(members)
        part = np.ascontiguousarray(zone[piece.start : piece.end, : piece.far])
        if _is_strip(part, piece) and not (side.ink is InkColour.BLACK and _is_print(piece)):
            rest = [one for one in rest if one.end < piece.start or one.start > piece.end]
            yield _fragment(part, piece, side, _INK_SCORES[side.ink] * _likeness(part))
    if side.ink is not InkColour.BLUE:
        yield from _traces(zone, [*rest, *fields], side)


def _traces(zone: Plane, rest: Sequence[Piece], side: _Side) -> Iterator[EdgeFragment]:
    """Yield what is left at the edge, the largest first."""
    at_edge = [one for one in rest if one.near <= NEAR_EDGE_MM * PIXELS_PER_MM]
    for piece in sorted(at_edge, key=lambda one: -one.ink)[:_MOST_TRACES]:
        if piece.ink >= _LEAST_TRACE_MM2 * PIXELS_PER_MM**2:
            part = np.ascontiguousarray(zone[piece.start : piece.end, : piece.far])
            yield _fragment(part, piece, side, _TRACE_SCORE)


def _whole_strip(zone: Plane, group: list[Piece], inner: Sequence[Piece]) -> list[Piece]:
    """Return a group with the slices further in, and aside, that lie on one outline with it."""
    best = group
    for aside_mm in (SLACK_MM, ARC_MM):
        wider = reaching_in(best, inner, aside_mm)
        best = wider if _lies_on_outline(zone, best, wider) else best
    return best


def _lies_on_outline(zone: Plane, group: Sequence[Piece], wider: Sequence[Piece]) -> bool:
    """Tell whether what the wider of two groups adds lies on an outline: most of its columns end there."""
    one, other = around(group), around(wider)
    if one == other or other.far >= zone.shape[1] - 1:
        return False
    like, wide = (_likeness(zone[each.start : each.end, : each.far]) for each in (one, other))
    more = wide * other.far - like * one.far
    return wide >= _ODD and more > max(_BETTER * other.far, _ADDED * (other.far - one.far))


def _best_part(zone: Plane, group: list[Piece]) -> list[Piece]:
    """Return a group as it is, or the stretch of it that makes a seal's outline where the whole does not."""
    whole = around(group)
    if len(group) < 2 or _likeness(zone[whole.start : whole.end, : whole.far]) > _ODD:
        return group
    large = [piece for piece in group if piece.ink >= PIXELS_PER_MM**2]
    stretches = [(first, last) for first in range(len(large)) for last in range(first + 1, len(large) + 1)
                 if last - first < len(large)]
    best: tuple[float, list[Piece]] = (_ODD, group)
    for first, last in sorted(stretches, key=lambda pair: pair[0] - pair[1])[:_MOST_STRETCHES]:
        span = around(large[first:last])
        if span.end - span.start < _LEAST_STRETCH_MM * PIXELS_PER_MM:
            continue
        like = _likeness(zone[span.start : span.end, : span.far])
        if like > best[0]:
            best = like, [piece for piece in group if span.start <= piece.start and piece.end <= span.end]
    return best[1]


def _is_strip(part: Plane, piece: Piece) -> bool:
    """Tell whether a group has the size and openness of a seal strip."""
    extent, depth = (piece.end - piece.start) / PIXELS_PER_MM, (piece.far - piece.near) / PIXELS_PER_MM
    ink = float(cv2.countNonZero(part)) / PIXELS_PER_MM**2
    return (
        _SHORTEST_MM <= extent <= LONGEST_MM
        and depth >= _LEAST_DEPTH_MM
        and piece.far < _ZONE_MM * PIXELS_PER_MM - 1
        and ink >= _LEAST_INK_MM2
        and (depth < _NARROW_MM or ink <= _FULLEST * extent * depth)
    )


def _is_print(piece: Piece) -> bool:
    """Tell whether black ink is as low as a line of text and clear of the edge: the header that a fax prints."""
    near, far = piece.near / PIXELS_PER_MM, piece.far / PIXELS_PER_MM
    return near > _CLEAR_MM and far - near < _LINE_MM


def _likeness(part: Plane) -> float:
    """Return how well the ends of a strip's columns lie on a seal's outline, 0.0–1.0; halved where it is dense."""
    outline = fit_outline([chords_of(np.asarray(part > 0, dtype=np.bool_))])
    if outline is None:
        return 0.0
    dense = part.shape[1] >= _NARROW_MM * PIXELS_PER_MM and float(part.mean()) > _DENSE
    return outline.shares[0] * (0.5 if dense else 1.0)


def _fragment(part: Plane, piece: Piece, side: _Side, score: float) -> EdgeFragment:
    upright = np.ascontiguousarray(_to_page(part, side.edge)) > 0
    return EdgeFragment(
        edge=side.edge, colour=side.ink, box=_page_box(piece, side), start_mm=piece.start / PIXELS_PER_MM,
        end_mm=piece.end / PIXELS_PER_MM, depth_mm=piece.far / PIXELS_PER_MM, mask=pack_mask(upright),
        mask_size=(upright.shape[1], upright.shape[0]), score=round(score, 3),
    )


def _from_edge(mask: Plane, edge: Edge) -> Plane:
    """Return the mask seen from an edge: rows run along it, columns away from it."""
    upright = mask if edge in (Edge.LEFT, Edge.RIGHT) else mask.T
    return upright if edge in (Edge.LEFT, Edge.TOP) else upright[:, ::-1]


def _to_page(part: Plane, edge: Edge) -> Plane:
    """Return a part seen from an edge as it lies on the page."""
    turned = part if edge in (Edge.LEFT, Edge.TOP) else part[:, ::-1]
    return turned if edge in (Edge.LEFT, Edge.RIGHT) else turned.T


def _page_box(piece: Piece, side: _Side) -> Box:
    """Return the box of a piece from the sheet's edge to its depth, in points."""
    before = 0 if side.inset is None else int(np.median(side.inset[piece.start : piece.end]))
    across = (before, before + piece.far)
    if side.edge in (Edge.RIGHT, Edge.BOTTOM):
        whole = side.width if side.edge is Edge.RIGHT else side.height
        across = (whole - across[1], whole - across[0])
    (near, far), sideways = across, side.edge in (Edge.LEFT, Edge.RIGHT)
    corners = (near, piece.start, far, piece.end) if sideways else (piece.start, near, piece.end, far)
    return _scaled(corners, POINTS_PER_MM / PIXELS_PER_MM)
