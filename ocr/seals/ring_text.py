"""Words of a seal: the ring unwrapped into a line, the centre turned upright, name seals put in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from cases.plain_text import ring_name
from cases.reading import CHARACTER_LIMIT, InkColour, SealShape
from ocr.engine import Bitmap, OcrEngine
from ocr.seals.character_count import agreement
from ocr.seals.name_arc import Arc, name_band
from ocr.seals.name_line import (
    OTHER_WIDTHS,
    STRIP_HEIGHT,
    WIDENINGS,
    NameLine,
    first_arcs,
    more_lines,
    name_axis,
    name_lines,
    straight,
    unrolled,
)
from ocr.seals.name_seal import name_strips, read_name
from ocr.seals.name_span import NameRing, fills
from ocr.seals.outline import Outline
from ocr.seals.ring_choice import HAN, Reading, choose
from ocr.seals.seal_centre import centre_rows, large_rows, number_strip, star_points
from ocr.seals.seal_ink import copied_plane, ink_plane, levelled_plane
from ocr.seals.seal_strip import pack

Plane = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float64]

_NO_NAME = 0.35
"""Score below which what was read on a ring may be large characters in its middle, cut by the unrolling."""

_SURE_WORDS = 0.6
"""Score of each line of large words from which all of them are believed: they name no unit, only the kind of a seal."""

_SEAL_WORDS = ("章", "印", "用")
"""What the words on a seal end in: tells lines from the left from columns from the right."""

_HARMLESS_COVER = 0.42
"""Share of a character's field that print may cover: below it no drawn impression was read wrong with confidence."""

_GREY_TRUST = 0.8
"""A copy shows seal and print in one colour, told apart by a guess: no character on it counts as surely read."""

_PARTLY_READ = 0.5
"""What remains of the confidence in a name that does not fill its arc."""

_BLANK = 243
_RUN_INK = 0.68
"""Share of a name's field that is inked where the ink ran into the gaps between strokes: names read surely and wrong
lay at 0.75 and above, 190 drawn ones with open strokes at 0.60 and below."""

_BLOTTED = 0.75
"""What remains of the confidence in such a name."""

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
    copied = colour is InkColour.BLACK
    view, hidden = copied_plane(patch, local) if copied else ink_plane(patch, colour)
    ink = view if copied else levelled_plane(patch, colour, outline.radius)[0]
    if outline.shape is SealShape.SQUARE:
        strips = name_strips(ink, local)
        text, score = read_name(engine.recognise(strips)) if strips else ("", 0.0)
        return SealText(text, "", score, None)
    words = _read_round(ink, hidden, local, engine, () if copied else (view,))
    if copied:
        return replace(words, score=words.score * _GREY_TRUST)
    return replace(words, strip=pack(ink, hidden, local)) if outline.shape is SealShape.ROUND else words


def _read_round(
    ink: Plane, hidden: Plane, outline: Outline, engine: OcrEngine, views: Sequence[Plane] = ()
) -> SealText:
    """Read the ring, then centre and bottom."""
    dark, levels = unrolled(ink, outline)
    star, star_angle = star_points(dark, levels)
    ring = read_ring(ink, hidden, outline, engine, views)
    if not star and ring.score < _NO_NAME and (words := _large_words(ink, outline, engine)):
        return SealText("", words, 0.0, star)
    up = _upright(ring.arc.middle, star_angle if star else None)
    inner = centre_rows(ink, outline, up, star=bool(star))
    *rows, number = engine.recognise([_colourless(plane) for plane in (*inner, number_strip(ink, outline, up))])
    text = _inner_text(rows, number)
    return SealText(ring.text, text, ring.score, star, inner_unread=bool(inner) and not HAN.search(text))


def _large_words(ink: Plane, outline: Outline, engine: OcrEngine) -> str:
    """Return the words in the middle of a seal without a name on its ring, empty where none are surely read."""
    rows = engine.recognise([_colourless(row) for row in large_rows(ink, outline)])
    sure = [text for text, score in rows if score >= _SURE_WORDS and len(HAN.findall(text)) >= 2]
    if not rows or len(sure) < len(rows):
        return ""
    by_columns = ["".join(column) for column in zip(*(row[::-1] for row in sure), strict=False)]
    old_order = by_columns[-1].endswith(_SEAL_WORDS) and not sure[-1].endswith(_SEAL_WORDS)
    return " ".join(by_columns if old_order and len({len(row) for row in sure}) == 1 else sure)


def read_ring(
    ink: Plane, hidden: Plane, outline: Outline, engine: OcrEngine, views: Sequence[Plane] = ()
) -> Ring:
    """Read the name on the ring; once more by other arcs, and from other views of the ink, where that was unsure.

    Args:
        ink: Dark on white.
        hidden: 255 under print.
        outline: The impression in both.
        engine: Recogniser.
        views: The same ink made out otherwise.
    """
    dark, levels = unrolled(ink, outline)
    arcs = first_arcs(dark, levels, outline)
    readings = _read_lines(name_lines(ink, dark, levels, arcs, WIDENINGS), outline, engine)
    text, score, arc = choose(readings)
    if score < CHARACTER_LIMIT:  # it would not count as read: other arcs may show more
        again = name_lines(ink, dark, levels, [arc] if arc else [], OTHER_WIDTHS)
        readings += _read_lines([*again, *more_lines(ink, outline, dark, levels, arcs, views)], outline, engine)
        text, score, arc = choose(readings)
    arc = arc or arcs[0]
    band = name_band(dark, levels, arc)
    score *= 1 - _hidden_share(straight(hidden, outline, NameLine(hidden, arc, band)), len(text))
    line = straight(ink, outline, NameLine(ink, arc, band))
    score *= agreement(line, len(text)) * (_BLOTTED if _inked_share(line) > _RUN_INK else 1.0)
    ring = NameRing(dark, levels, name_axis(dark, levels, outline), alone=outline.shape is not SealShape.OVAL)
    if not fills(ring, arc, band, len(text)):
        score *= _PARTLY_READ
    return Ring(text, score, arc, band)


def _read_lines(lines: Sequence[NameLine], outline: Outline, engine: OcrEngine) -> list[Reading]:
    """Return arc, text and score of each; text without Chinese characters counts as none."""
    strips = [_colourless(straight(line.ink, outline, line)) for line in lines]
    results = engine.recognise(strips) if strips else []
    return [(line.arc, ring_name(text), score) for line, (text, score) in zip(lines, results, strict=True)]


def _inner_text(rows: Sequence[tuple[str, float]], number: tuple[str, float]) -> str:
    """Return the legible centre lines and the number at the bottom."""
    kept = [text.strip() for text, score in rows if score > 0.35 and _LEGIBLE.search(text)]
    digits = re.sub(r"\D", "", number[0])
    if len(digits) >= 6 and number[1] > 0.3 and not HAN.search(number[0]):
        kept.append(digits)
    return " ".join(kept)


def _inked_share(line: Plane) -> float:
    """Return how much of the characters' field is dark, 0.0–1.0."""
    columns = line.mean(axis=0) < _BLANK
    return float((line[6:-6, columns] < 128).mean()) if columns.any() else 0.0


def _hidden_share(hidden: Plane, count: int) -> float:
    """Return by how much the one of ``count`` characters that print covers most is in doubt, 0.0–0.8."""
    width = int(min(0.8 * STRIP_HEIGHT, hidden.shape[1] / max(count, 1)))
    covered = np.convolve(hidden.mean(axis=0) / 255, np.ones(width) / width, mode="valid")
    return float(np.clip(2.0 * (covered.max() - _HARMLESS_COVER), 0.0, 0.8))


def _upright(middle: float, star_angle: float | None) -> float:
    """Return the direction of the seal's top; a star in the middle is the better witness than the gap."""
    if star_angle is None:
        return middle
    fifth = 2 * np.pi / 5
    turn = (middle - star_angle + fifth / 2) % fifth - fifth / 2
    return middle - turn if abs(turn) < 0.3 else middle


def _cut_out(bitmap: Bitmap, outline: Outline) -> tuple[Bitmap, Outline]:
    """Return the part of the page around an outline and the outline moved into it."""
    x0, y0, x1, y1 = outline.extent
    margin = 0.08 * outline.radius
    left, top = max(0, int(x0 - margin)), max(0, int(y0 - margin))
    patch = bitmap[top : int(y1 + margin) + 1, left : int(x1 + margin) + 1]
    return patch, replace(outline, centre=(outline.centre[0] - left, outline.centre[1] - top))


def _colourless(plane: Plane) -> Bitmap:
    return np.repeat(plane[:, :, None], 3, axis=2)
