"""Pieces of ink at a page's edge, seen from that edge: strokes, groups that one seal can span, and filled fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.outline import PIXELS_PER_MM

Plane = npt.NDArray[np.uint8]

NEAR_EDGE_MM = 6.5
"""Scanners cut 2–5 mm off; the last sheet of a fan may end that much before its edge."""

LONGEST_MM = 52.0
"""No seal is longer along the edge."""

_GAP_MM = 42.0
"""Longest blank inside one strip: beside star and letters a thin slice holds nothing between ring and ring."""

SLACK_MM = 2.0
ARC_MM = 6.0
"""How far the arcs of a ring go on aside where a line of a frame parts them."""

_LEAST_ARC_MM = 3.0

_SOLID_MM = 3.2
"""No stroke of a seal but the middle of its star is as wide; index tabs and photographs are."""

_FIELD_MM2 = 45.0
_LARGE_FIELD_MM2 = 90.0
_FIELD_SHARE = 0.8
"""The middle of a star is smaller, and no rectangle."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A group of ink seen from its edge, in mask pixels: extent along the edge, depth from it, pixels of ink."""

    start: int
    end: int
    near: int
    far: int
    ink: int = 0


def fields_of(zone: Plane) -> Iterator[Piece]:
    """Yield the large filled fields of a zone: index tabs, photographs, blots."""
    side = int(_SOLID_MM * PIXELS_PER_MM)
    solid = cv2.morphologyEx(zone, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid)
    margin = int(0.5 * PIXELS_PER_MM)
    for index in range(1, count):
        x, y, width, height, area = (int(value) for value in stats[index])
        filled = area >= _FIELD_SHARE * width * height or area >= _LARGE_FIELD_MM2 * PIXELS_PER_MM**2
        if filled and area >= _FIELD_MM2 * PIXELS_PER_MM**2:
            yield Piece(max(0, y - margin), y + height + margin, max(0, x - margin), x + width + margin, area)


def field_mask(zone: Plane, piece: Piece) -> npt.NDArray[np.bool_]:
    """Return where a field's own ink lies within its rectangle."""
    part = np.ascontiguousarray(zone[piece.start : piece.end, piece.near : piece.far])
    side = int(_SOLID_MM * PIXELS_PER_MM)
    solid = cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    return np.asarray(cv2.dilate(solid, np.ones((5, 5), np.uint8)) > 0)


def pieces_of(zone: Plane) -> tuple[list[Piece], list[Piece]]:
    """Return the groups of ink of an edge zone: those at the edge with what lies right beside them, and the others."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(zone, np.ones((5, 5), np.uint8)))
    outer: list[Piece] = []
    inner: list[Piece] = []
    for index in range(1, count):
        x, y, width, height = (int(value) for value in stats[index, :4])
        area = np.s_[y : y + height, x : x + width]
        own = (labels[area] == index) & (zone[area] > 0)
        ys, xs = np.nonzero(own)
        if len(ys) < 4 or height > LONGEST_MM * PIXELS_PER_MM * 1.1:
            continue
        start, near = y + int(ys.min()), x + int(xs.min())
        piece = Piece(start, y + int(ys.max()) + 1, near, x + int(xs.max()) + 1, len(ys))
        (outer if piece.near <= NEAR_EDGE_MM * PIXELS_PER_MM else inner).append(piece)
    beside = [piece for piece in inner if any(_beside(piece, other) for other in outer)]
    return [*outer, *beside], [piece for piece in inner if piece not in beside]


def reaching_in(group: Sequence[Piece], inner: Sequence[Piece], aside_mm: float = SLACK_MM) -> list[Piece]:
    """Return a group with all that follows it inwards, and aside by so much: a frame's lines part a strip into slices.

    Where the page bears the right of a seal at its right edge, the arcs go on above and below what is at the edge.
    """
    pieces, rest = list(group), sorted(inner, key=lambda piece: piece.near)
    following: Piece | None = pieces[0]
    while following is not None:
        span = around(pieces)
        following = next((piece for piece in rest if _follows(piece, span, aside_mm)), None)
        if following is not None:
            pieces.append(following)
            rest.remove(following)
    return pieces


def _follows(inner: Piece, span: Piece, aside_mm: float) -> bool:
    """Tell whether ink goes on from a span; aside of it the dots of a frame do not."""
    wide = max(span.end, inner.end) - min(span.start, inner.start)
    is_dot = max(inner.end - inner.start, inner.far - inner.near) < _LEAST_ARC_MM * PIXELS_PER_MM
    return wide <= LONGEST_MM * PIXELS_PER_MM and _beside(inner, span, SLACK_MM if is_dot else aside_mm)


def _beside(inner: Piece, outer: Piece, aside_mm: float = SLACK_MM) -> bool:
    """Tell whether ink lies within the span and reach of a larger piece that starts at the edge."""
    aside, slack = int(aside_mm * PIXELS_PER_MM), int(SLACK_MM * PIXELS_PER_MM)
    return outer.start - aside <= inner.start and inner.end <= outer.end + aside and inner.near <= outer.far + slack


def grouped(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """Return pieces joined along the edge, nearest first, as long as one seal can span them."""
    groups = [[piece] for piece in sorted(pieces, key=lambda piece: piece.start)]
    while len(groups) > 1:
        spans = [around(group) for group in groups]
        gaps = [(right.start - left.end, index) for index, (left, right) in enumerate(pairwise(spans))
                if max(left.end, right.end) - left.start <= LONGEST_MM * PIXELS_PER_MM]
        gap, index = min(gaps, default=(10**9, 0))
        if gap > _GAP_MM * PIXELS_PER_MM:
            break
        groups[index : index + 2] = [sorted(groups[index] + groups[index + 1], key=lambda piece: piece.start)]
    return groups


def around(pieces: Sequence[Piece]) -> Piece:
    """Return the piece that spans others."""
    return Piece(
        min(piece.start for piece in pieces), max(piece.end for piece in pieces),
        min(piece.near for piece in pieces), max(piece.far for piece in pieces),
        sum(piece.ink for piece in pieces),
    )
