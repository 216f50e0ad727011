"""Places for signatures: the ink beside a label such as 法定代表人（签字）.

Whose hand it is no machine can tell; that something was written, printed or stamped there is all that is said
(domain f44). Red ink is left out, because an official seal often lies over the place; a name seal counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from cases.boxes import holds_middle, overlap, touch
from cases.plain_text import HAN, plain
from cases.reading import Box, ColourMode, Seal, SealKind, SealShape, SignaturePlace, TextLine
from cases.units import MM_PER_INCH, POINTS_PER_INCH, POINTS_PER_MM
from ocr.engine import Bitmap

_LABEL = re.compile(
    rf"(?P<who>[{HAN}]{{2,16}}?(?:\((?!签|亲|手|盖)[^)]{{1,8}}\))?)?"
    r"(?P<place>\([^()]{0,6}(?:签字|签名|签章|手签|签署)[^()]{0,8}\)"
    r"|\((?:签字|签名|签章)(?=:)|\(签.?\)|\(签[字名]?$"  # what a seal left of one
    r"|(?:亲笔)?(?:签字|签名|签章)(?:\([^()]{1,6}\)|\)(?=:))?)"
    r"(?P<sign>:)?"
)
_BRACKET_LOST = re.compile(r"(?<=签[字名章署])[〉>》\]】〕}」](?=:?$|:)")
_BRACKET_FALSE = re.compile(r"[〈<《\[【〔{「](?=[^()]{0,3}签[字名章署]\)(?::|$))")
"""Brackets of a label that readers take for others: 工会主席（签字〉：."""

_ROW = re.compile(r"(?:单位)?(?:签字|签名|签章|签署)(?:处|栏)?(?:\([^()]{1,6}\))?:?")
"""A row's label in a form, beside whose cell those who sign stand each with a label of his own."""

_SIGNER = re.compile(rf"(?P<who>[{HAN}]{{0,10}}(?:人|代表|负责人|经理|厂长))(?P<sign>[:·])")
"""The label of one who signs, within such a row; of a colon under a seal one dot may be left."""

_USUAL = ("法定代表人签字", "法定代表人签章", "法定代表人签名", "法人代表签字", "承诺人签字", "负责人签字")
_BLURRED, _ALIKE, _SIGNER_ENDS = 0.9, 0.55, -2
"""Labels that are known even where a seal lies over them: up to which score a line is blurred, and which share of a
label's characters must stand there in their order; its last two say that it is signed."""

_REST = re.compile(
    rf"[_.,、—-]*(?P<name>(?:[{HAN}]{{1,10}}·[{HAN}·]{{1,24}}?|[{HAN}]{{0,6}}?))[_.,、—-]*"
    r"(?:\((?:单位|加)?盖?公?章\))?(?P<day>\(?(?:\d{2,4}|[二一贰])?年.*)?"
)
"""What may stand behind a label that is one: blanks, a name, （盖章）, a date."""

_NAME = re.compile(rf"[{HAN}]{{2,5}}|[{HAN}]{{1,10}}(?:·[{HAN}]{{1,12}}){{1,3}}")
_PROSE = re.compile(r"后|生效|确认|并|须|有效|方可|为准|同意")
"""Words that follow where a sentence only speaks of signing: 由法定代表人（签字）后生效."""

_NO_ONE = re.compile(r"本人|职工|员工|代表$|全体|签收|领取|以下")
"""Heads of lists and of columns: each row is signed, not this place."""

WIDTH_MM, ABOVE, BELOW, ROOM = 55.0, 0.7, 0.6, 3.0
"""How far right of its label a signature is looked for, how many line heights above and below it, and under it."""

ROW_HEIGHTS = 4.0
"""How many line heights above and below a row's label, which stands in the middle of its cell, its row reaches."""

INKED_MM2, EMPTY_MM2 = 5.0, 1.5
"""Dark ink from which a place is written on, and pale ink up to which it is empty but for specks; in between nobody
can tell. In 28 drawn and scanned places the signatures had 17 to 63 mm² of dark ink, the same places without them
0 to 1.3 mm², and 0 to 0.5 mm² of pale ink except under a dark seal (5 to 9 mm²)."""

_NEAR_MM = 22.0
_NARROW_MM = 8.0
_DARK, _PALE = 70, 40
_REDNESS = 45
_SURE, _UNDER_SEAL, _NO_ONE_KNOWS = 0.93, 0.88, 0.5
"""What the score of a label's line is worth for its place: ink or none was seen; the place lies under a seal, whose
ink may hide a stroke; and the score of a place where nobody can tell, which is an officer's."""


def find_signature_places(
    bitmap: Bitmap, dots_per_inch: float, colour: ColourMode, lines: Sequence[TextLine], seals: Sequence[Seal]
) -> tuple[SignaturePlace, ...]:
    """Return the places for signatures of a page and whether something is in them.

    Args:
        bitmap: The upright page.
        dots_per_inch: Of ``bitmap``.
        colour: Without colour a seal's ink cannot be told from a pen's.
        lines: Of the page; only where a label was read is any ink measured.
        seals: Of the page.
    """
    page = _Page(bitmap, dots_per_inch, colour, seals)
    return tuple(_judged(place, page) for line in lines for place in _places(line, lines))


@dataclass(frozen=True, slots=True)
class _Page:
    """What is looked at beside the lines."""

    bitmap: Bitmap
    dots_per_inch: float
    colour: ColourMode
    seals: Sequence[Seal]


@dataclass(frozen=True, slots=True)
class _Place:
    """A place for a signature.

    Attributes:
        who: Signs there.
        box: Beside its label; without width where nothing can be measured.
        below: The free room under the label.
        named: A name was read there.
        score: Of the label's line.
    """

    who: str
    box: Box
    below: Box
    named: bool
    score: float


def _places(line: TextLine, lines: Sequence[TextLine]) -> Iterator[_Place]:
    """The places behind the labels of a line."""
    text = _label_text(line)
    signers = [other for other in lines if _is_in_row(other, line)] if _ROW.fullmatch(text) else []
    for signer in signers:
        # Under him stand the words for the seal and the date: only beside his label would he sign.
        yield from _labelled(_SIGNER, signer, lines, _nowhere(signer))
    if not signers:
        found = tuple(_labelled(_LABEL, line, lines, _below(line, lines)))
        yield from found or _blurred(line, lines)


def _label_text(line: TextLine) -> str:
    """Plain text of a line with the brackets of its label as they are printed."""
    return _BRACKET_FALSE.sub("(", _BRACKET_LOST.sub(")", plain(line.text)))


def _is_in_row(line: TextLine, label: TextLine) -> bool:
    """Tell the line of one who signs that stands right of a row's label, at about its height."""
    far = ROW_HEIGHTS * (label.box[3] - label.box[1])
    near = line.box[1] < label.box[3] + far and line.box[3] > label.box[1] - far
    return near and line.box[0] >= label.box[2] and _SIGNER.match(plain(line.text)) is not None


def _labelled(
    labels: re.Pattern[str], line: TextLine, lines: Sequence[TextLine], below: Box
) -> Iterator[_Place]:
    text = _label_text(line)
    found = list(labels.finditer(text))
    for match, following in zip_longest(found, found[1:]):
        end = following.start() if following is not None else len(text)
        rest = _REST.fullmatch(text[match.end() : end])
        who = match["who"] or "签字人"
        closed = match["sign"] or ")" in match[0] or match.end() == end
        if rest is None or not closed or _NO_ONE.search(who) or _PROSE.search(rest["name"]):
            continue
        if following is not None:  # where on the line the first place ends cannot be told
            yield _Place(who, _nowhere(line), below, len(rest["name"]) >= 2, line.score)
            continue
        box = _beside(line, text, match.end(), rest, lines)
        named = any(
            other is not line and _is_name(plain(other.text)) and holds_middle(box, other.box) for other in lines
        )
        yield _Place(who, box, below, len(rest["name"]) >= 2 or named, line.score)


def _blurred(line: TextLine, lines: Sequence[TextLine]) -> Iterator[_Place]:
    """The place behind a label that a seal blurred: 法汇八表人签s）：."""
    label, sign, name = plain(line.text).partition(":")
    rest = _REST.fullmatch(name)
    if line.score >= _BLURRED or not sign or rest is None:
        return
    usual = next((one for one in _USUAL if _is_like(re.sub(r"[^\w]", "", label), one)), None)
    if usual is not None:
        box = _beside(line, plain(line.text), len(label) + 1, rest, lines)
        yield _Place(usual[:_SIGNER_ENDS], box, _below(line, lines), len(rest["name"]) >= 2, line.score)


def _is_like(text: str, label: str) -> bool:
    """Tell whether a text as long as a label has most of its characters in their order, 签 among them."""
    blocks = SequenceMatcher(None, text, label, autojunk=False).get_matching_blocks()
    alike = sum(block.size for block in blocks) >= _ALIKE * len(label)
    return alike and "签" in text and abs(len(text) - len(label)) <= 1


def _nowhere(line: TextLine) -> Box:
    """A place without width, in which nothing can be measured."""
    return line.box[0], line.box[1], line.box[0], line.box[3]


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and "盖章" not in text


def _beside(line: TextLine, text: str, end: int, rest: re.Match[str], lines: Sequence[TextLine]) -> Box:
    """The place right of a label, up to a date or to the next print on the same height."""
    x0, y0, x1, y1 = line.box
    height = y1 - y0
    # What is written by hand makes the line higher than its print.
    print_height = min(height, median(other.box[3] - other.box[1] for other in lines))
    left = x1 if end == len(text) else min(x0 + _units(text[:end]) * print_height, x1)
    right = max(left, x1) + WIDTH_MM * POINTS_PER_MM if not rest["day"] else x1 - _units(rest["day"]) * height
    for other in lines:
        beyond = other is not line and other.box[0] >= left and overlap(other.box, line.box, 1) >= 0.4
        if beyond and re.search(r"年|:|章", plain(other.text)):
            right = min(right, other.box[0])
    column = [other.box for other in lines if other.box[0] < right and other.box[2] > left]
    middle = (y0 + y1) / 2  # the boxes of narrow lines overlap
    above = min((y0 - box[3] for box in column if box[3] <= middle), default=height)
    below = min((box[1] - y1 for box in column if box[1] >= middle), default=height)
    return left, y0 - min(ABOVE * height, max(above, 0.0)), max(right, left), y1 + min(BELOW * height, below)


def _below(line: TextLine, lines: Sequence[TextLine]) -> Box:
    """The free room under a label, down to the next print; without height where there is none to sign in."""
    x0, _, x1, y1 = line.box
    height = y1 - line.box[1]
    right = max(x1, x0 + WIDTH_MM * POINTS_PER_MM)
    boxes = [other.box for other in lines]
    tops = [box[1] for box in boxes if box[1] > y1 - height / 2 and box[0] < right and box[2] > x0]
    bottom = min(*tops, y1 + ROOM * height) if tops else y1 + ROOM * height
    return x0, y1 + BELOW * height, right, max(bottom - BELOW * height, y1 + BELOW * height)


def _units(text: str) -> float:
    """Width of a text in heights of its line: half of one for digits, letters and brackets."""
    return sum(0.92 if re.match(f"[{HAN}]", sign) else 0.6 for sign in text)


def _judged(place: _Place, page: _Page) -> SignaturePlace:
    """Tell what is in one place: a name seal near it, a name that was read, or ink.

    Ink below the label may be the signature as well as a date: it cannot be told.
    """
    signed = SignaturePlace(place.who, place.box, True, round(place.score * _SURE, 3))
    unknown = SignaturePlace(place.who, place.box, None, _NO_ONE_KNOWS)
    if place.named or _is_stamped(place.box, page.seals):
        return signed
    sealed = any(touch(seal.box, place.box) for seal in page.seals)
    narrow = place.box[2] - place.box[0] < _NARROW_MM * POINTS_PER_MM
    if (sealed and page.colour is not ColourMode.COLOUR) or narrow:
        return unknown
    if _ink_mm2(page, place.box, _DARK) >= INKED_MM2:
        return signed
    if max(_ink_mm2(page, box, _PALE) for box in (place.box, place.below)) > EMPTY_MM2:
        return unknown
    return replace(signed, signed=False, score=round(place.score * (_UNDER_SEAL if sealed else _SURE), 3))


def _is_stamped(box: Box, seals: Sequence[Seal]) -> bool:
    """Tell whether a name seal stands in a place or near it."""
    near = _NEAR_MM * POINTS_PER_MM
    around = (box[0] - near, box[1] - near, box[2] + near, box[3] + near)
    stamps = (seal for seal in seals if seal.kind is SealKind.NAME or seal.shape is SealShape.SQUARE)
    return any(holds_middle(around, stamp.box) for stamp in stamps)


def _ink_mm2(page: _Page, box: Box, contrast: int) -> float:
    """Ink darker than the paper by a contrast and not red, without the rules that underline or frame the place, mm²."""
    scale = page.dots_per_inch / POINTS_PER_INCH
    x0, y0, x1, y1 = (max(round(side * scale), 0) for side in box)
    crop = page.bitmap[y0:y1, x0:x1].astype(np.int16)
    if crop.size == 0:
        return 0.0
    red, other = crop[:, :, 0], crop[:, :, 1:].min(axis=2)
    dark = ((np.median(red) - red > contrast) & (red - other < _REDNESS)).astype(np.uint8)
    strokes = dark & ~_rules(dark, page.dots_per_inch)
    return float(np.count_nonzero(strokes)) * (MM_PER_INCH / page.dots_per_inch) ** 2


def _rules(dark: npt.NDArray[np.uint8], dots_per_inch: float) -> npt.NDArray[np.uint8]:
    """Straight runs across a good part of the place: its underline, the frame of a cell."""
    long, tall = max(round(dots_per_inch * 0.45), 3), max(round(dark.shape[0] * 0.8), 3)
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, long), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((tall, 1), np.uint8))
    return np.asarray(cv2.dilate(cv2.max(across, down), np.ones((3, 3), np.uint8)), np.uint8)
