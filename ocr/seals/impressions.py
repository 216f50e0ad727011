"""The impressions of one submission read together: what print hides on one page stands free on another.

A stamp's name is read from all its impressions laid on each other. An impression takes that name over only
where every character of it is seen on the page itself and agrees; one that surely reads as a look-alike keeps its own
reading, and one that reads so unsurely is left open, so that a twin name (华星 among 华兴) is never covered by its
neighbours. No name that anybody hopes for is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

import numpy as np

from cases.reading import CHARACTER_LIMIT, PageReading, Seal, SealKind
from ocr.engine import OcrEngine
from ocr.seals.inside_ring import kinds_told
from ocr.seals.look_alikes import look_alikes
from ocr.seals.ring_choice import HAN
from ocr.seals.ring_text import Ring, read_ring
from ocr.seals.same_stamp import Stamp, compare, differences, find_stamps
from ocr.seals.seal_kind import seal_kind
from ocr.seals.seal_strip import COLUMNS, LEVELS, Strip, as_disc, unpack
from ocr.seals.strip_alignment import laid_on

_RING_SEEN = 0.7
"""Share of the name that must be free of print on the page itself, else it bears no name of its own."""

UNREAD = "□"
"""Stands for a character that could not be told."""

_JUDGED = 0.12

_LEAST_SCORE = 0.5
_INKED = 0.06
_Place = tuple[int, int]
"""Index of the page, index of the seal on it."""


@dataclass(frozen=True, slots=True)
class _Field:
    """One character on one impression: share seen, likeness to the other impressions, largest local difference."""

    seen: float
    likeness: float
    difference: float


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What a field must keep to."""

    seen: tuple[float, float]
    likeness: float
    difference: float

    def admits(self, field: _Field) -> bool:
        """Tell whether a field keeps to the bounds."""
        seen = self.seen[0] <= field.seen <= self.seen[1]
        return seen and field.likeness >= self.likeness and field.difference < self.difference


_READ_ALIKE = _Bounds((0.1, 1.0), 0.85, 0.2)
_PASSED_OVER = _Bounds((0.22, 1.0), 0.9, 0.15)
_READ_OTHERWISE = _Bounds((0.22, 0.7), 0.92, 0.13)
"""The less a page's own reading says for a character, the more its ink must. Measured on 89 drawn impressions with
hidden characters and 500 twins under print (28 pairs of like characters): the own stamp's fields keep to the bounds
but for few; of the twins mostly those that differ by one stroke (未 and 末), and single others under much print."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A stamp's name and its confidence.

    Attributes:
        cells: First and last column of each character in the stamp's strip.
        contested: Places of characters that one of its impressions surely shows otherwise.
    """

    text: str
    score: float
    cells: tuple[tuple[int, int], ...]
    contested: frozenset[int] = frozenset()


def reconcile(pages: Sequence[PageReading], engine: Callable[[], OcrEngine]) -> tuple[PageReading, ...]:
    """Return the pages with their seals read together.

    Args:
        pages: All pages of one submission.
        engine: Called only where an unsure reading may be helped.

    Raises:
        EngineFailed: The engine broke down; another try may succeed.
    """
    found = {
        (at, index): seal for at, page in enumerate(pages) for index, seal in enumerate(page.seals) if seal.strip
    }
    texts = {seal.text for seal in found.values()}
    settled = len(texts) == 1 and all(_is_sure(seal) for seal in found.values())
    changed = {} if settled or len(found) < 2 else _read_together(found, engine)
    changed |= kinds_told(found | changed)
    return tuple(
        replace(page, seals=tuple(changed.get((at, index), seal) for index, seal in enumerate(page.seals)))
        if page.seals else page
        for at, page in enumerate(pages)
    )


def _read_together(found: Mapping[_Place, Seal], engine: Callable[[], OcrEngine]) -> dict[_Place, Seal]:
    """Return the seals whose reading changes."""
    unpacked = {place: strip for place, seal in found.items() if (strip := unpack(seal.strip))}
    places = list(unpacked)
    changed: dict[_Place, Seal] = {}
    named: list[tuple[_Name, Strip]] = []
    stamps = find_stamps(list(unpacked.values()))
    for stamp in stamps:
        own = [places[index] for index in stamp.places]
        seals = [found[place] for place in own]
        if len(seals) < 2 or (name := _read_stamp(stamp, seals, engine)) is None:
            continue
        named.append((name, stamp.fused()))
        for index, (place, seal) in enumerate(zip(own, seals, strict=True)):
            changed[place] = _judged(seal, _fields(stamp.strips[index], stamp.others(index), name), name)
    for stamp in stamps:
        place = places[stamp.places[0]]
        if len(stamp.places) == 1 and found[place].text_score < CHARACTER_LIMIT and place not in changed:
            changed[place] = _judged_alone(found[place], stamp.strips[0], named)
    return changed


def _judged_alone(seal: Seal, strip: Strip, named: Sequence[tuple[_Name, Strip]]) -> Seal:
    """Return an unsure impression that joined no stamp: it may bear a stamp's name, or only seem to."""
    for name, fused in named:
        fields = _fields(laid_on(strip, fused), fused, name)
        if seal.text == name.text or not _not_borne(seal, fields, name):
            return _judged(seal, fields, name)
    return seal


def _judged(seal: Seal, fields: Sequence[_Field], name: _Name) -> Seal:
    """Return one impression with its stamp's name; characters that the page does not bear out become □."""
    read = replaced(name.text, seal.text)
    alike = {at for at, sign in read.items() if sign in look_alikes().alike(name.text[at])}
    if alike and _is_sure(seal):
        return seal
    differing = set(read)
    if seal.text_score >= CHARACTER_LIMIT and differing:
        return _named(seal, name.text, max(name.score, seal.text_score), differing)
    if seal.text_score >= CHARACTER_LIMIT and (_is_sure(seal) or name.text != seal.text):
        return seal
    doubtful = _not_borne(seal, fields, name) | alike
    if seal.text_score >= CHARACTER_LIMIT:
        return seal if doubtful else replace(seal, text_score=max(seal.text_score, name.score))
    if all(name.text[at] in "（）" for at in doubtful):
        return _named(seal, name.text, name.score, doubtful)
    return _named(seal, name.text, seal.text_score, doubtful)


def _is_sure(seal: Seal) -> bool:
    """Tell whether a reading stands by itself."""
    return seal.text_score >= CHARACTER_LIMIT


def _read_stamp(stamp: Stamp, seals: Sequence[Seal], engine: Callable[[], OcrEngine]) -> _Name | None:
    """Return the name read from all impressions of a stamp, None where nothing is asked or even that is unsure."""
    texts = {seal.text for seal in seals}
    if len(texts) == 1 and all(_is_sure(seal) for seal in seals):
        return None
    fused = stamp.fused()
    ring = read_ring(*as_disc(fused), engine())
    settled = len(texts) == 1 and all(seal.text_score >= CHARACTER_LIMIT for seal in seals)
    if ring.score < _LEAST_SCORE or not HAN.search(ring.text) or (settled and ring.text not in texts):
        return None
    sure = (seal.text for seal in seals if seal.text_score >= CHARACTER_LIMIT)
    contested = frozenset(at for text in sure for at in _differing(ring.text, text))
    return _Name(ring.text, ring.score, _cells(fused, ring), contested)


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
    return tuple((int(first), int(last)) for first, last in pairwise(edges))


def _not_borne(seal: Seal, fields: Sequence[_Field], name: _Name) -> set[int]:
    """Return the places of a stamp's name that one impression does not show.

    A character that the page's own reading gives otherwise must lie under print, else it was no misreading;
    one that another impression surely shows otherwise is taken from no neighbour.
    """
    differing, passed = _differing(name.text, seal.text), _passed_over(name.text, seal.text)
    if not fields or np.mean([field.seen for field in fields]) < _RING_SEEN:
        return differing | passed
    bounds = [
        _READ_OTHERWISE if at in differing else _PASSED_OVER if at in passed else _READ_ALIKE
        for at in range(len(fields))
    ]
    unlike = {at for at, (field, bound) in enumerate(zip(fields, bounds, strict=True)) if not bound.admits(field)}
    return unlike | (name.contested & (differing | passed))


def _fields(strip: Strip, others: Strip, name: _Name) -> list[_Field]:
    """Return how each character of the name on one impression agrees with the stamp's other ones."""
    comparison, difference = compare(strip, others), differences(strip, others)
    result = []
    for first, last in name.cells:
        columns = np.arange(first, last) % COLUMNS
        judged = columns[comparison.inked[columns] & (comparison.seen[columns] >= _JUDGED)]
        likeness = float(comparison.likeness[judged].min()) if judged.size else 0.0
        result.append(_Field(float(comparison.seen[(first + last) // 2 % COLUMNS]), likeness,
                             float(difference[columns].max())))
    return result


def replaced(text: str, own: str) -> dict[int, str]:
    """Return what was read in the places of characters that were read as others, not of those that were passed over.

    Args:
        text: What stands there.
        own: What was read.
    """
    return {first + at: own[start + at] for tag, first, last, start, end in _steps(text, own)
            if tag == "replace" and last - first == end - start for at in range(last - first)}


def _differing(text: str, own: str) -> set[int]:
    """Return the places of characters that were read as others."""
    return set(replaced(text, own))


def _passed_over(text: str, own: str) -> set[int]:
    """Return the places of characters that were not read at all, or as more or fewer others."""
    return {place for tag, first, last, start, end in _steps(text, own)
            if tag in ("delete", "replace") and last - first != end - start for place in range(first, last)}


def _steps(text: str, own: str) -> Sequence[tuple[str, int, int, int, int]]:
    return SequenceMatcher(None, text, own, autojunk=False).get_opcodes()


def _named(seal: Seal, text: str, score: float, doubtful: Collection[int] = ()) -> Seal:
    """Return a seal with its stamp's name, doubtful characters as □; what stands inside is its own."""
    marked = "".join(UNREAD if at in doubtful else character for at, character in enumerate(text))
    kind = seal.kind if seal.kind is SealKind.UNKNOWN else seal_kind(text, seal.inner_text, seal.shape, seal.star)
    return replace(seal, text=marked, text_score=score, kind=kind)
