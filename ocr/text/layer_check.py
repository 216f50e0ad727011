"""Does the picture say what the text layer says? Lines are cut out of the picture, read, and compared.

A layer can map glyphs to other characters than they show, or stand over other text; ink alone cannot tell. Read are
all lines that a verdict may hang on (names, numbers, labels, titles) and a sample of the rest. What does not agree
is read again at full width; what still does not agree is for the whole picture to settle (``layer_dispute``).

Measured: strips squeezed to 0.6 of their width read as well as full ones on printed pages, for 0.55 of the time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

import cv2
import numpy as np

from cases.plain_text import print_shape
from cases.reading import Box, TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap, OcrEngine
from ocr.text.layer_dispute import ALIKE, SURE_SCORE, is_under
from ocr.text.text_likeness import is_filled_in, likeness, says

STRIP_HEIGHT = 48
SQUEEZE = 0.6
SAMPLE_COLUMNS = 2000
"""Columns of squeezed strips read beyond the critical lines: about three full lines of a page."""

PACK_COLUMNS = 640
"""Columns up to which short lines are read side by side; a line of running text."""

COVERED_SCORE = 0.6
"""Most that a line under a seal is worth where the picture says nearly the same."""

MIN_LETTERS = 2
_MARGIN = 2
_CRITICAL = re.compile(
    r"[：:]|\d{4}|公司|企业|集团|中心|分店|商行|事务所|研究院|学校|医院|合作社|工厂|[厂店厅馆社局委部院所会]$|姓名|名称|代码"
)
_SHORT = 16


@dataclass(frozen=True, slots=True)
class Comparison:
    """Layer against picture.

    Attributes:
        lines: All lines; where the picture is hard to read, with the score of its reading.
        doubted: Those of which the picture says something else.
    """

    lines: tuple[TextLine, ...]
    doubted: tuple[TextLine, ...]


def compare(
    lines: Sequence[TextLine],
    pictures: tuple[Bitmap, Bitmap],
    dots_per_inch: float,
    seals: Sequence[Box],
    engine: OcrEngine,
) -> Comparison:
    """Read the lines that matter from the picture and compare them with the layer.

    Args:
        lines: The layer, in reading order.
        pictures: The page, and the page without the ink of its seals.
        dots_per_inch: Of ``pictures``.
        seals: Where seals lie, points; under one a character may be lost or misread.
        engine: Reads the strips.

    Raises:
        EngineFailed: The engine broke down.
    """
    scale = dots_per_inch / POINTS_PER_INCH
    page, clean = pictures
    strips = {index: _squeezed(_cut(page, lines[index].box, scale)) for index in choose(lines)}
    packed = _packs(strips)
    alone = {pack[0] for pack in packed if len(pack) == 1}
    first = _unlike(packed, strips, lines, engine)
    again = _unlike([[index] for index in first if index not in alone], strips, lines, engine)
    unlike = sorted({*again, *(alone & set(first))})
    second = engine.recognise([_cut(page, lines[index].box, scale, 2 * _MARGIN) for index in unlike])
    third = engine.recognise([_cut(clean, lines[index].box, scale) for index in unlike])
    result, doubted = list(lines), []
    for index, *readings in zip(unlike, second, third, strict=True):
        line = lines[index]
        if any(says(line.text, text) or is_filled_in(line.text, text) for text, _ in readings):
            continue
        text, score = max(readings, key=lambda reading: likeness(line.text, reading[0]))
        score = min(score, COVERED_SCORE) if is_under(line, seals) else score
        if likeness(line.text, text) >= ALIKE and score < SURE_SCORE:
            result[index] = replace(line, score=round(score, 4))
        else:
            doubted.append(line)
    return Comparison(tuple(result), tuple(doubted))


def _packs(strips: Mapping[int, Bitmap]) -> list[list[int]]:
    """Return which strips to read as one: a model reads one strip of ten cells faster than ten strips."""
    packs: list[list[int]] = []
    room = 0
    for index, strip in strips.items():
        room -= strip.shape[1] + STRIP_HEIGHT // 2
        if packs and room >= 0:
            packs[-1].append(index)
        else:
            packs.append([index])
            room = PACK_COLUMNS - strip.shape[1]
    return packs


def _unlike(
    packs: Sequence[Sequence[int]], strips: Mapping[int, Bitmap], lines: Sequence[TextLine], engine: OcrEngine
) -> list[int]:
    """Return the lines of the packs that do not read as the layer says."""
    gap = np.full((STRIP_HEIGHT, STRIP_HEIGHT // 2, 3), 255, np.uint8)
    joined = [np.hstack([part for index in pack for part in (strips[index], gap)][:-1]) for pack in packs]
    texts = [text for text, _ in engine.recognise(joined)]
    claims = ["".join(print_shape(lines[index].text) for index in pack) for pack in packs]
    return [
        index
        for pack, claim, text in zip(packs, claims, texts, strict=True)
        if print_shape(claim) != print_shape(text)
        for index in pack
    ]


def choose(lines: Sequence[TextLine]) -> list[int]:
    """Return which lines to read: those a verdict may hang on, their neighbours, and a sample of the others."""
    readable = [index for index, line in enumerate(lines) if len(print_shape(line.text)) >= MIN_LETTERS]
    critical = {index for index in readable if _is_critical(lines[index])}
    critical |= {index for index in readable if {index - 1, index + 1} & critical and _is_named(lines, index)}
    others = [index for index in readable if index not in critical]
    text = "\n".join(line.text for line in lines)
    Random(hashlib.sha256(text.encode("utf-8", "replace")).digest()).shuffle(others)
    room: float = SAMPLE_COLUMNS
    for index in others:
        critical.add(index)
        room -= _columns(lines[index].box)
        if room <= 0:
            break
    return sorted(critical)


def _is_critical(line: TextLine) -> bool:
    return len(line.text) <= _SHORT or bool(_CRITICAL.search(line.text))


def _is_named(lines: Sequence[TextLine], index: int) -> bool:
    # A name may be broken between two lines: the end of the one, the start of the next.
    before = lines[index - 1].text if index else ""
    after = lines[index + 1].text if index + 1 < len(lines) else ""
    own = lines[index].text
    return bool(_CRITICAL.search(own[-8:] + after[:12]) or _CRITICAL.search(before[-8:] + own[:12]))


def _columns(box: Box) -> float:
    return (box[2] - box[0]) / max(box[3] - box[1], 1.0) * STRIP_HEIGHT * SQUEEZE


def _cut(bitmap: Bitmap, box: Box, scale: float, margin: int = _MARGIN) -> Bitmap:
    x0, y0, x1, y1 = (round(value * scale) for value in box)
    strip = bitmap[max(y0 - margin, 0) : max(y1 + margin, 1), max(x0 - margin, 0) : max(x1 + margin, 1)]
    return strip if strip.size else np.full((STRIP_HEIGHT, STRIP_HEIGHT, 3), 255, np.uint8)


def _squeezed(strip: Bitmap) -> Bitmap:
    height, width = strip.shape[:2]
    columns = max(round(width * STRIP_HEIGHT / height * SQUEEZE), STRIP_HEIGHT // 2)
    size = (columns, STRIP_HEIGHT)
    return np.asarray(cv2.resize(np.ascontiguousarray(strip), size, interpolation=cv2.INTER_AREA), np.uint8)
