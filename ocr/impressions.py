"""The impressions of one submission read together: what print hides on one page stands free on another.

A stamp's name is read from all its impressions laid on each other. An impression takes that name over only
where every character of it is seen on the page itself and agrees; one that differs keeps its own reading, so that
a twin name (华星 among 华兴) is never covered by its neighbours. No name that anybody hopes for is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cases.reading import PageReading, Seal, SealKind
from ocr.engine import OcrEngine
from ocr.ring_choice import HAN
from ocr.ring_text import Ring, read_ring
from ocr.same_stamp import AGREES, Comparison, Stamp, compare, find_stamps
from ocr.seal_kind import seal_kind
from ocr.seal_strip import COLUMNS, LEVELS, Strip, as_disc, unpack

SURE = 0.8
"""Score from which a reading stands by itself."""

_CHARACTER_SEEN = 0.2
"""Share of a character's field that must be free of print on the page itself."""

_LEAST_SCORE = 0.5
_INKED = 0.06
_Place = tuple[int, int]
"""Index of the page, index of the seal on it."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A stamp's name, its confidence, and first and last column of each character in its strip."""

    text: str
    score: float
    cells: tuple[tuple[int, int], ...]


def reconcile(pages: Sequence[PageReading], engine: Callable[[], OcrEngine]) -> tuple[PageReading, ...]:
    """Return the pages with their seals read together; the strips are left out.

    Args:
        pages: All pages of one submission.
        engine: Called only where an unsure reading may be helped.

    Raises:
        EngineFailed: The engine broke down; another try may succeed.
    """
    found = {
        (at, index): seal for at, page in enumerate(pages) for index, seal in enumerate(page.seals) if seal.strip
    }
    unsure = any(seal.text_score < SURE for seal in found.values())
    changed = _read_together(found, engine) if unsure and len(found) > 1 else {}
    return tuple(
        replace(page, seals=tuple(
            replace(changed.get((at, index), seal), strip="") for index, seal in enumerate(page.seals)
        )) if page.seals else page
        for at, page in enumerate(pages)
    )


def _read_together(found: Mapping[_Place, Seal], engine: Callable[[], OcrEngine]) -> dict[_Place, Seal]:
    """Return the seals whose reading changes."""
    unpacked = {place: strip for place, seal in found.items() if (strip := unpack(seal.strip))}
    places = list(unpacked)
    stamps = find_stamps(list(unpacked.values()))
    changed: dict[_Place, Seal] = {}
    for stamp in stamps:
        members = [found[places[place]] for place in stamp.places]
        if len(members) < 2:
            continue
        name = None
        if any(seal.text_score < SURE for seal in members):
            name = _read_stamp(stamp, engine())
        if name is None:
            continue
        for index, seal in enumerate(members):
            if seal.text_score < SURE and _bears(stamp, index, name):
                changed[places[stamp.places[index]]] = _named(seal, name)
    return changed


def _read_stamp(stamp: Stamp, engine: OcrEngine) -> _Name | None:
    """Return the name read from all impressions of a stamp, None where even that is unsure."""
    fused = stamp.fused()
    ring = read_ring(*as_disc(fused), engine)
    if ring.score < _LEAST_SCORE or not HAN.search(ring.text):
        return None
    return _Name(ring.text, ring.score, _cells(fused, ring))


def _cells(fused: Strip, ring: Ring) -> tuple[tuple[int, int], ...]:
    """Return the columns of each character: even cells between the first and the last inked column."""
    outer, inner = ring.band
    rows = fused.ink[(inner <= LEVELS) & (outer >= LEVELS)]
    start = round(ring.arc.start / (2 * np.pi) * COLUMNS)
    columns = np.arange(start, start + round(ring.arc.sweep / (2 * np.pi) * COLUMNS))
    inked = columns[rows[:, columns % COLUMNS].mean(axis=0) > _INKED]
    if not inked.size:
        return ()
    edges = np.linspace(int(inked[0]), int(inked[-1]) + 1, len(ring.text) + 1).round().astype(int)
    return tuple((int(first), int(last)) for first, last in zip(edges[:-1], edges[1:], strict=True))


def _bears(stamp: Stamp, index: int, name: _Name) -> bool:
    """Tell whether every character of a stamp's name is seen on one impression and agrees with the others."""
    comparison = compare(stamp.strips[index], stamp.others(index))
    return bool(name.cells) and all(_shows(comparison, first, last) for first, last in name.cells)


def _shows(comparison: Comparison, first: int, last: int) -> bool:
    """Tell whether one character is seen and agrees."""
    columns = np.arange(first, last) % COLUMNS
    middle = (first + last) // 2 % COLUMNS
    judged = comparison.judged[columns]
    alike = comparison.likeness[columns][judged]
    return bool(comparison.seen[middle] >= _CHARACTER_SEEN and alike.size and alike.min() >= AGREES)


def _named(seal: Seal, name: _Name) -> Seal:
    """Return a seal with its stamp's name; what stands inside is its own."""
    if seal.kind is SealKind.UNKNOWN:
        return replace(seal, text=name.text, text_score=name.score)
    kind = seal_kind(name.text, seal.inner_text, seal.shape, seal.star)
    return replace(seal, text=name.text, text_score=name.score, kind=kind)
