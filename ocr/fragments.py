"""Strips of cross-page seals (骑缝章) at the edges of one page."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import POINTS_PER_MM, Box, ColourMode, Edge, EdgeFragment, InkColour, Seal
from ocr.engine import Bitmap
from ocr.ink import blue_mask, dark_mask, red_mask
from ocr.outline import PIXELS_PER_MM
from ocr.seals import whole_outlines, without_lines

Plane = npt.NDArray[np.uint8]

MASK_PIXELS_PER_MM = 2.0
"""Resolution of the masks kept with a fragment."""

_ZONE_MM = 32.0
"""Searched depth: strips reach 25 mm, the larger half of a seal over two pages some more."""

_NEAR_EDGE_MM = 6.5
"""Scanners cut 2–5 mm off; the last sheet of a fan may end that much before its edge."""

_GAP_MM = 30.0
"""Longest blank inside one strip: beside the star a thin slice holds nothing between ring and ring."""

_EXTENT_MM = (6.0, 52.0)
_LEAST_DEPTH_MM = 0.8
_LEAST_INK_MM2 = 3.0
_FULLEST = 0.75
_INK_SCORES = {InkColour.RED: 0.95, InkColour.BLUE: 0.55, InkColour.BLACK: 0.4}
_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class _Piece:
    """A group of ink seen from its edge, in mask pixels: extent along the edge, depth from it."""

    start: int
    end: int
    near: int
    far: int


def find_fragments(
    bitmap: Bitmap, dots_per_inch: float, colour: ColourMode, seals: Sequence[Seal] | None = None,
) -> list[EdgeFragment]:
    """Return the seal strips at the page's edges, none for a page of unknown resolution.

    Args:
        bitmap: The upright page.
        dots_per_inch: Its resolution.
        colour: Without colour dark strips count, with a low score.
        seals: Whole impressions found on the page, left out here; None: they are looked for.
    """
    if dots_per_inch <= 0:
        return []
    factor = PIXELS_PER_MM * _MM_PER_INCH / dots_per_inch
    small = np.asarray(cv2.resize(bitmap, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    found: list[EdgeFragment] = []
    for ink, mask in _masks(small, colour):
        _leave_out(mask, _boxes(mask, seals))
        for edge in Edge:
            found += _at_edge(mask, edge, ink)
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


def _masks(small: Bitmap, colour: ColourMode) -> Iterator[tuple[InkColour, Plane]]:
    """Yield the inks that may show a strip on a page of this colour mode."""
    if colour is not ColourMode.COLOUR:
        yield InkColour.BLACK, dark_mask(small).astype(np.uint8)
        return
    for ink, mask in ((InkColour.RED, red_mask(small)), (InkColour.BLUE, blue_mask(small))):
        plane = mask.astype(np.uint8)
        if cv2.countNonZero(plane) >= _LEAST_INK_MM2 * PIXELS_PER_MM**2:
            yield ink, plane


def _boxes(mask: Plane, seals: Sequence[Seal] | None) -> list[Box]:
    """Return the boxes of whole seals in mask pixels."""
    if seals is None:
        return whole_outlines(mask)
    to_pixels = PIXELS_PER_MM / POINTS_PER_MM
    return [_scaled(seal.box, to_pixels) for seal in seals]


def _scaled(box: Box, factor: float) -> Box:
    x0, y0, x1, y1 = box
    return x0 * factor, y0 * factor, x1 * factor, y1 * factor


def _leave_out(mask: Plane, boxes: Sequence[Box]) -> None:
    """Blank the ellipses of whole seals, with a rim for skewed or bled ink."""
    for x0, y0, x1, y1 in boxes:
        centre, axes = ((x0 + x1) / 2, (y0 + y1) / 2), ((x1 - x0) * 1.08, (y1 - y0) * 1.08)
        cv2.ellipse(mask, (centre, axes, 0.0), (0,), -1)


def _at_edge(mask: Plane, edge: Edge, ink: InkColour) -> Iterator[EdgeFragment]:
    """Yield the fragments of one ink at one edge."""
    depth = int(_ZONE_MM * PIXELS_PER_MM)
    zone = np.ascontiguousarray(_from_edge(mask, edge)[:, :depth])
    if not zone.any():
        return
    zone = without_lines(zone)
    for piece in _grouped(_pieces(zone)):
        part = zone[piece.start : piece.end, : piece.far]
        if _is_strip(part, piece):
            yield _fragment(part, piece, mask, edge, ink)


def _pieces(zone: Plane) -> list[_Piece]:
    """Return the groups of ink of an edge zone; those away from the edge only where they belong to a strip."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(zone, np.ones((7, 7), np.uint8)))
    pieces: list[_Piece] = []
    inner: list[_Piece] = []
    for index in range(1, count):
        x, y, width, height = (int(value) for value in stats[index, :4])
        own = (labels[y : y + height, x : x + width] == index) & (zone[y : y + height, x : x + width] > 0)
        ys, xs = np.nonzero(own)
        if len(ys) < 4 or height > _EXTENT_MM[1] * PIXELS_PER_MM * 1.1:
            continue
        piece = _Piece(y + int(ys.min()), y + int(ys.max()) + 1, x + int(xs.min()), x + int(xs.max()) + 1)
        (pieces if piece.near <= _NEAR_EDGE_MM * PIXELS_PER_MM else inner).append(piece)
    return pieces + [piece for piece in inner if any(_beside(piece, other) for other in pieces)]


def _beside(inner: _Piece, outer: _Piece) -> bool:
    """Tell whether ink lies within the span and reach of a larger piece that starts at the edge."""
    slack = int(2 * PIXELS_PER_MM)
    return outer.start - slack <= inner.start and inner.end <= outer.end + slack and inner.near <= outer.far + slack


def _grouped(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Return pieces joined along the edge, nearest first, as long as one seal can span them."""
    groups = sorted(pieces, key=lambda piece: piece.start)
    while len(groups) > 1:
        gaps = [(right.start - left.end, index) for index, (left, right) in enumerate(pairwise(groups))
                if max(left.end, right.end) - left.start <= _EXTENT_MM[1] * PIXELS_PER_MM]
        gap, index = min(gaps, default=(10**9, 0))
        if gap > _GAP_MM * PIXELS_PER_MM:
            break
        left, right = groups[index], groups[index + 1]
        end, near, far = max(left.end, right.end), min(left.near, right.near), max(left.far, right.far)
        groups[index : index + 2] = [_Piece(left.start, end, near, far)]
    return groups


def _is_strip(part: Plane, piece: _Piece) -> bool:
    """Tell whether a group has the size and openness of a seal strip."""
    extent, depth = (piece.end - piece.start) / PIXELS_PER_MM, (piece.far - piece.near) / PIXELS_PER_MM
    ink = float(cv2.countNonZero(np.ascontiguousarray(part)))
    return (
        _EXTENT_MM[0] <= extent <= _EXTENT_MM[1]
        and depth >= _LEAST_DEPTH_MM
        and piece.far < _ZONE_MM * PIXELS_PER_MM - 1
        and ink >= _LEAST_INK_MM2 * PIXELS_PER_MM**2
        and ink <= _FULLEST * extent * depth * PIXELS_PER_MM**2
    )


def _fragment(part: Plane, piece: _Piece, mask: Plane, edge: Edge, ink: InkColour) -> EdgeFragment:
    height, width = mask.shape
    box = _page_box(piece, edge, width, height)
    factor = MASK_PIXELS_PER_MM / PIXELS_PER_MM
    upright = np.ascontiguousarray(_to_page(part, edge)) * np.uint8(255)
    size = (max(1, round(upright.shape[1] * factor)), max(1, round(upright.shape[0] * factor)))
    small = cv2.resize(upright, size, interpolation=cv2.INTER_AREA) > 70
    extent = (piece.end - piece.start) / PIXELS_PER_MM
    likely = 1.0 if extent >= 12 else 0.8
    return EdgeFragment(
        edge=edge, colour=ink, box=box, start_mm=piece.start / PIXELS_PER_MM, end_mm=piece.end / PIXELS_PER_MM,
        depth_mm=piece.far / PIXELS_PER_MM, mask=pack_mask(np.asarray(small, dtype=np.bool_)), mask_size=size,
        score=_INK_SCORES[ink] * likely,
    )


def _from_edge(mask: Plane, edge: Edge) -> Plane:
    """Return the mask seen from an edge: rows run along it, columns away from it."""
    upright = mask if edge in (Edge.LEFT, Edge.RIGHT) else mask.T
    return upright if edge in (Edge.LEFT, Edge.TOP) else upright[:, ::-1]


def _to_page(part: Plane, edge: Edge) -> Plane:
    """Return a part seen from an edge as it lies on the page."""
    turned = part if edge in (Edge.LEFT, Edge.TOP) else part[:, ::-1]
    return turned if edge in (Edge.LEFT, Edge.RIGHT) else turned.T


def _page_box(piece: _Piece, edge: Edge, width: int, height: int) -> Box:
    """Return the box of a piece from the edge to its depth, in points."""
    across = (0, piece.far) if edge in (Edge.LEFT, Edge.TOP) else (-piece.far, 0)
    origin = {Edge.LEFT: 0, Edge.TOP: 0, Edge.RIGHT: width, Edge.BOTTOM: height}[edge]
    near, far = origin + across[0], origin + across[1]
    sideways = edge in (Edge.LEFT, Edge.RIGHT)
    corners = (near, piece.start, far, piece.end) if sideways else (piece.start, near, piece.end, far)
    return _scaled(corners, POINTS_PER_MM / PIXELS_PER_MM)
