"""Words of a seal: the ring unwrapped into a line, the centre turned upright, name seals put in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import InkColour, SealShape
from ocr.character_count import agrees
from ocr.engine import Bitmap, OcrEngine
from ocr.ink import balanced, redness
from ocr.name_arc import Arc, name_arcs, name_band, narrower_arcs
from ocr.name_seal import name_strips, read_name
from ocr.outline import Outline, straighten, unroll
from ocr.ring_choice import HAN, WRONG_COUNT, Reading, choose, clean
from ocr.seal_centre import centre_rows, number_strip, star_points
from ocr.seal_strip import pack

Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

STRIP_HEIGHT = 48
"""Height the recogniser wants."""

_COLUMNS = 720
_SURE = 0.8
"""Below it the ring is read again by narrower arcs."""

_WIDENINGS = (1.0, 1.3)
"""Long names stand condensed on the ring (28 characters: 0.5 wide); widened they come nearer to the trained shapes."""

_PRINT_SHARE = 0.72
"""Below this share of the ink's own channel a pixel is print and not ink alone."""

_LEAST_LEAD = 20
_HARMLESS_COVER = 0.42
"""Share of a character's field that print may cover: below it no drawn impression was read wrong with confidence."""

_LEGIBLE = re.compile(r"[\u3400-\u9fff].*[\u3400-\u9fff]|^[0-9A-Z]{6,20}$")


@dataclass(frozen=True, slots=True)
class SealText:
    """What a seal says.

    Attributes:
        ring: Text of the arc, or of a name seal.
        inner: Centre and bottom text, lines parted by blanks.
        score: Confidence of ``ring``: its weakest character, lowered where the readings disagree.
        star: Five-pointed star in the middle; None where that cannot be told.
        inner_unread: Something like a line of text stands inside, but could not be read.
        strip: A round coloured impression unrolled and packed, see ``ocr.seal_strip``.
    """

    ring: str
    inner: str
    score: float
    star: bool | None
    inner_unread: bool = False
    strip: str = ""


@dataclass(frozen=True, slots=True)
class Ring:
    """The name on a ring: text, confidence, the arc it was read from and its outer and inner level there."""

    text: str
    score: float
    arc: Arc
    band: tuple[float, float]


def read_seal(bitmap: Bitmap, outline: Outline, colour: InkColour, engine: OcrEngine) -> SealText:
    """Read the words of one impression.

    Args:
        bitmap: The page.
        outline: The impression's outline in page pixels.
        colour: Its ink: print of another colour across it is left out.
        engine: Recogniser.

    Raises:
        EngineFailed: The engine broke down.
    """
    patch, local = _cut_out(bitmap, outline)
    ink, hidden = ink_plane(patch, colour)
    if outline.shape is SealShape.SQUARE:
        strips = name_strips(ink, local)
        text, score = read_name(engine.recognise(strips)) if strips else ("", 0.0)
        return SealText(text, "", score, None)
    words = _read_round(ink, hidden, local, engine)
    kept = outline.shape is SealShape.ROUND and colour is not InkColour.BLACK
    return replace(words, strip=pack(ink, hidden, local)) if kept else words


def ink_plane(patch: Bitmap, colour: InkColour) -> tuple[Plane, Plane]:
    """Return one ink as dark on white, and the share of print of other colours over it, 0 to 255.

    JPEG keeps colour at half resolution. So colour only tells where ink is; how dark it is comes from
    the channel that the ink absorbs, which is as sharp as the page. On print, colour is all there is.

    Args:
        patch: Cut-out of the page.
        colour: The ink to keep.
    """
    red, green, blue = balanced(patch)
    if colour is InkColour.BLACK:
        grey = np.asarray(cv2.cvtColor(patch, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
        return grey, np.zeros_like(grey)
    if colour is InkColour.RED:
        lead, absorbed, own = redness(patch), green, red
    else:
        strongest = cv2.max(red, cv2.addWeighted(green, 0.5, red, 0.5, 0))
        lead, absorbed, own = np.asarray(cv2.subtract(blue, strongest), dtype=np.uint8), red, blue
    inked = lead > _LEAST_LEAD
    if int(inked.sum()) < 50:
        return np.full(lead.shape, 255, np.uint8), np.zeros(lead.shape, np.uint8)
    hidden = (own < _PRINT_SHARE * float(np.median(own[inked]))).astype(np.uint8)
    printed = cv2.dilate(hidden, np.ones((3, 3), np.uint8)) > 0
    clear = inked & ~printed
    if not clear.any():
        clear = inked
    sharp = cv2.convertScaleAbs(255 - absorbed, alpha=255 / max(float(np.percentile(255 - absorbed[clear], 70)), 30.0))
    soft = cv2.convertScaleAbs(lead, alpha=255 / max(float(np.percentile(lead[clear], 70)), 30.0))
    near = cv2.dilate(inked.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    plane = np.where(printed, soft, np.where(near, sharp, 0))
    return np.asarray(255 - plane, dtype=np.uint8), np.asarray(hidden * 255, dtype=np.uint8)


def _read_round(ink: Plane, hidden: Plane, outline: Outline, engine: OcrEngine) -> SealText:
    """Read the ring, then centre and bottom."""
    dark, levels = _dark(ink, outline)
    star, star_angle = star_points(dark, levels)
    ring = read_ring(ink, hidden, outline, engine)
    up = _upright(ring.arc.middle, star_angle if star else None)
    inner = centre_rows(ink, outline, up, star=bool(star))
    *rows, number = engine.recognise([_colourless(plane) for plane in (*inner, number_strip(ink, outline, up))])
    text = _inner_text(rows, number)
    return SealText(ring.text, text, ring.score, star, inner_unread=bool(inner) and not HAN.search(text))


def read_ring(ink: Plane, hidden: Plane, outline: Outline, engine: OcrEngine) -> Ring:
    """Read the name on the ring, once more by narrower arcs where that was unsure.

    Args:
        ink: Dark on white.
        hidden: 255 under print.
        outline: The impression in both.
        engine: Recogniser.
    """
    dark, levels = _dark(ink, outline)
    arcs = name_arcs(dark, levels)
    readings = _read_arcs(ink, outline, dark, levels, arcs, _WIDENINGS, engine)
    text, score, arc = choose(readings)
    if score < _SURE:
        readings += _read_arcs(ink, outline, dark, levels, narrower_arcs(dark, levels), _WIDENINGS[:1], engine)
        text, score, arc = choose(readings)
    arc = arc or arcs[0]
    band = name_band(dark, levels, arc)
    score *= 1 - _hidden_share(hidden, outline, arc, band)
    if not agrees(_strip(ink, outline, arc, band, 1.0), len(text)):
        score *= WRONG_COUNT
    return Ring(text, score, arc, band)


def _dark(ink: Plane, outline: Outline) -> tuple[Plane, Floats]:
    polar, levels = _unroll(ink, outline, (0.0, 1.05), _COLUMNS, 160)
    return (polar < 140).astype(np.uint8), levels


def _read_arcs(
    ink: Plane, outline: Outline, dark: Plane, levels: Floats, arcs: Sequence[Arc], widenings: Sequence[float],
    engine: OcrEngine,
) -> list[Reading]:
    """Return arc, text and score of each arc in each width; text without Chinese characters counts as none."""
    tries = [(arc, wide) for arc in arcs for wide in widenings]
    strips = [_colourless(_strip(ink, outline, arc, name_band(dark, levels, arc), wide)) for arc, wide in tries]
    results = engine.recognise(strips) if strips else []
    return [(arc, clean(text), score) for (arc, _), (text, score) in zip(tries, results, strict=True)]


def _inner_text(rows: Sequence[tuple[str, float]], number: tuple[str, float]) -> str:
    """Return the legible centre lines and the number at the bottom."""
    kept = [text.strip() for text, score in rows if score > 0.35 and _LEGIBLE.search(text)]
    digits = re.sub(r"\D", "", number[0])
    if len(digits) >= 6 and number[1] > 0.3 and not HAN.search(number[0]):
        kept.append(digits)
    return " ".join(kept)


def _hidden_share(hidden: Plane, outline: Outline, arc: Arc, band: tuple[float, float]) -> float:
    """Return by how much the character that print covers most is in doubt, 0.0–0.8."""
    strip = _strip(hidden, outline, arc, band, 1.0)
    width = int(0.8 * STRIP_HEIGHT)
    covered = np.convolve(strip.mean(axis=0) / 255, np.ones(width) / width, mode="valid")
    return float(np.clip(2.0 * (covered.max() - _HARMLESS_COVER), 0.0, 0.8))


def _strip(ink: Plane, outline: Outline, arc: Arc, band: tuple[float, float], wide: float) -> Plane:
    """Return the name as a straight line, top outward."""
    outer, inner = band
    height = (outer - inner) * outline.radius
    length = arc.sweep * outline.radius * (outer + inner) / 2
    columns = int(np.clip(length * STRIP_HEIGHT / max(height, 4.0) * wide, 96, 1800))
    return straighten(ink, outline, (outer, inner), columns, STRIP_HEIGHT, arc.start, arc.sweep)


def _upright(middle: float, star_angle: float | None) -> float:
    """Return the direction of the seal's top; a star in the middle is the better witness than the gap."""
    if star_angle is None:
        return middle
    fifth = 2 * np.pi / 5
    turn = (middle - star_angle + fifth / 2) % fifth - fifth / 2
    return middle - turn if abs(turn) < 0.3 else middle


def _unroll(ink: Plane, outline: Outline, span: tuple[float, float], columns: int, rows: int) -> tuple[Plane, Floats]:
    return unroll(ink, *outline.centre, *outline.half_axes, outline.angle, span, columns, rows)


def _cut_out(bitmap: Bitmap, outline: Outline) -> tuple[Bitmap, Outline]:
    """Return the part of the page around an outline and the outline moved into it."""
    x0, y0, x1, y1 = outline.extent
    margin = 0.08 * outline.radius
    left, top = max(0, int(x0 - margin)), max(0, int(y0 - margin))
    patch = bitmap[top : int(y1 + margin) + 1, left : int(x1 + margin) + 1]
    return patch, replace(outline, centre=(outline.centre[0] - left, outline.centre[1] - top))


def _colourless(plane: Plane) -> Bitmap:
    return np.repeat(plane[:, :, None], 3, axis=2)
