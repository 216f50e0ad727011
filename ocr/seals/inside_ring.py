"""Whether a line stands inside a ring, where something there could not be read: a purpose, or only print across it.

Rules and words of the page, and another seal, look like a line below the star. Where another page bears the stamp
without such a line, its ink tells: what print hides counts for nothing, a special seal shows its own words beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

import cv2
import numpy as np
from rapidfuzz import fuzz

from cases.reading import Seal, SealKind, SealShape
from ocr.seals.overlaid import without_overlaid
from ocr.seals.ring_choice import HAN
from ocr.seals.same_stamp import compare
from ocr.seals.seal_kind import seal_kind
from ocr.seals.seal_strip import COLUMNS, LEVELS, Grid, Strip, unpack
from ocr.seals.strip_alignment import NAME_ROWS, laid_on

_INSIDE, _LINE = (LEVELS > 0.2) & (LEVELS < 0.6), (LEVELS > 0.3) & (LEVELS < 0.6)
"""Rows inside the name, and those on which lines below a star stand."""

_WIDE, _NARROW = COLUMNS // 6, COLUMNS // 9
"""Columns to either side of the bottom that a line of a purpose may reach, and that it fills on both."""

_INKED, _BARE, _TOLERANCE = 0.5, 0.35, (9, 7)
"""Ink of a stroke, and of paper, so many columns and rows about which strokes of one stamp may lie off each other."""

_AGREES, _MOSTLY = 0.8, 0.65
"""Correlation of a part of two rings, and share of what is seen of both, from which they may be one stamp's: official
seals below print and name seals agreed on all that is left of them."""

_SEEN = 0.6
"""Share of one side's part of a line that must be seen: of 9 official seals below print and a name seal 0.70 at least,
of special ones whose line was taken for another seal 0.33 at most."""

_MORE_INK = 40
"""Pixels of a strip on one side that the other impression does not have, from which something may stand there: lines of
special seals had 212 and more on the fuller side, official ones 22 at most on clear pages."""

_MOST_COMPARED = 3

Place = TypeVar("Place")


def kinds_told(seals: Mapping[Place, Seal]) -> dict[Place, Seal]:
    """Return the seals of no kind in which, by the others of their stamp, no line stands; now they have one.

    Args:
        seals: All of one submission, with their strips.
    """
    open_kinds = {place: seal for place, seal in seals.items() if _is_open(seal)}
    officials = [seal for seal in seals.values() if seal.kind is SealKind.OFFICIAL] if open_kinds else []
    return {
        place: replace(seal, kind=seal_kind(seal.text, seal.inner_text, seal.shape, seal.star))
        for place, seal in open_kinds.items()
        if (strip := unpack(seal.strip)) and any(holds_no_more(strip, other) for other in _most_alike(seal, officials))
    }


def _is_open(seal: Seal) -> bool:
    """Tell whether an impression lacks its kind for a line alone that could not be read."""
    starred = seal.shape is SealShape.ROUND and bool(seal.star) and bool(seal.text)
    return seal.kind is SealKind.UNKNOWN and starred and not HAN.search(seal.inner_text)


def _most_alike(seal: Seal, officials: Iterable[Seal]) -> list[Strip]:
    """Return the official impressions whose names were read most like an impression's."""
    alike = sorted(officials, key=lambda one: -fuzz.ratio(one.text, seal.text))[:_MOST_COMPARED]
    return [strip for one in alike if (strip := unpack(one.strip))]


def holds_no_more(strip: Strip, official: Strip) -> bool:
    """Tell whether nothing stands below the star of an impression but for what an official one of its stamp shows."""
    laid = laid_on(strip, official)
    laid = without_overlaid(laid, official) or laid
    comparison = compare(laid, official)
    rings = comparison.likeness[comparison.judged] >= _AGREES
    if not rings.size or rings.mean() < _MOSTLY:
        return False
    both = (laid.seen > 0) & (official.seen > 0)
    more = both & (laid.ink > _INKED) & ~_near_ink(official.ink)
    seen = max(both[np.ix_(_LINE, columns)].mean() for columns in _sides(official, _NARROW))
    return bool(seen >= _SEEN) and all(
        more[np.ix_(_INSIDE, columns)].sum() < _MORE_INK for columns in _sides(official, _WIDE)
    )


def _near_ink(ink: Grid) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Return where a stroke of a stamp may lie on another of its impressions."""
    margin = _TOLERANCE[0]
    wide = np.concatenate((ink[:, -margin:], ink, ink[:, :margin]), axis=1)
    return np.asarray(cv2.dilate(wide, np.ones(_TOLERANCE[::-1], np.uint8))[:, margin:-margin] >= _BARE)


def _sides(strip: Strip, width: int) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.int64]], ...]:
    """Return so many columns to both sides of the bottom: there is least of the name round the ring."""
    turns = np.exp(2j * np.pi * np.arange(COLUMNS) / COLUMNS)
    top = np.angle((strip.ink[NAME_ROWS].sum(axis=0) * turns).sum()) / (2 * np.pi)
    bottom = round((float(top) + 0.5) * COLUMNS)
    return tuple((bottom + np.arange(first, first + width)) % COLUMNS for first in (-width, 0))
