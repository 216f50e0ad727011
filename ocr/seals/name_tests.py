"""The impressions of one submission against the names that they may bear, where reading alone does not settle it.

Impressions that agree ink for ink come from one stamp, and what each says of the name is added up. No impression counts
for more than a little: one foreign impression among many must not be outvoted, so whoever decides looks at the
impression's own odds as well.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from cases.plain_text import name_as_read, ring_name
from cases.reading import CHARACTER_LIMIT, InkColour, NameTest, PageReading, Seal, SealKind
from ocr.engine import OcrEngine
from ocr.seals.look_alikes import look_alikes
from ocr.seals.name_test import Fit, fit
from ocr.seals.same_stamp import find_stamps
from ocr.seals.seal_strip import unpack

_LEAST, _MOST = -12.0, 8.0
"""Bounds of what one impression says of one rival of a name."""

_UNLISTED = 3.0
"""What an impression says of a rival that nothing proposed there."""

_NAME_LENGTH = range(2, 40)
_FREE = 0.6
"""Share of a character under print up to which it counts as seen."""

_ALIKE = 0.5
"""Likeness to the name below which a sure reading is wholly another's: nothing is left to test."""

_BEYOND_DOUBT = 0.95
"""Score from which a reading of the very name stands by itself, unless one of its characters is treacherous."""

_Place = tuple[int, int]
"""Index of the page, index of the seal on it."""


def with_name_tests(
    pages: Sequence[PageReading], names: Sequence[str], engine: Callable[[], OcrEngine]
) -> tuple[PageReading, ...]:
    """Return the pages with their round seals tested against each name where their reading leaves it open.

    Args:
        pages: All pages of one submission, with the strips of their seals.
        names: Names that its seals may bear.
        engine: Called only where something is open.

    Raises:
        EngineFailed: The engine broke down; another try may succeed.
    """
    found = {(at, index): seal for at, page in enumerate(pages) for index, seal in enumerate(page.seals) if seal.strip}
    tests: dict[_Place, list[NameTest]] = {}
    for name in dict.fromkeys(signs for name in names if len(signs := ring_name(name)) in _NAME_LENGTH):
        for place, test in _tested(name, found, engine).items():
            tests.setdefault(place, []).append(test)
    return tuple(
        replace(page, seals=tuple(
            replace(seal, tests=tuple(tests[at, index])) if (at, index) in tests else seal
            for index, seal in enumerate(page.seals)
        ))
        for at, page in enumerate(pages)
    )


def without_strips(pages: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Return the pages without their unrolled seals, which nobody needs once they were compared."""
    return tuple(
        replace(page, seals=tuple(replace(seal, strip="") for seal in page.seals)) if page.seals else page
        for page in pages
    )


def _tested(name: str, found: Mapping[_Place, Seal], engine: Callable[[], OcrEngine]) -> dict[_Place, NameTest]:
    """Return the tests of one name, by impression."""
    asked = {place: strip for place, seal in found.items() if _is_open(seal, name) and (strip := unpack(seal.strip))}
    fits = {
        place: one for place, strip in asked.items()
        if (one := fit(strip, name, engine(), read=_is_beyond_doubt(found[place], name))) is not None
    }
    stamps = _stamp_odds(name, fits, found)
    return {place: _told(name, one, *stamps[place]) for place, one in fits.items()}


def _told(name: str, one: Fit, stamp_odds: float, impressions: int) -> NameTest:
    odds, seen_odds, together, gap = (round(value, 2) for value in (one.score, _seen(one), stamp_odds, one.gap))
    return NameTest(name, odds, seen_odds, together, gap, one.ends, impressions, _is_treacherous(name))


def _is_open(seal: Seal, name: str) -> bool:
    """Tell whether what was read leaves open if it is the name: unsure, a twin of it, or of characters that deceive.

    A name that surely goes on beyond it is another's.
    """
    if seal.kind is SealKind.NAME or seal.colour is InkColour.BLACK:
        return False
    if _is_beyond_doubt(seal, name):
        return _is_treacherous(name)
    if seal.text_score < CHARACTER_LIMIT:
        return True
    read, wanted = _words(seal), name_as_read(name)
    return wanted not in read[:-1] and Levenshtein.normalized_similarity(read, wanted) >= _ALIKE


def _is_beyond_doubt(seal: Seal, name: str) -> bool:
    return _words(seal) == name_as_read(name) and seal.text_score >= _BEYOND_DOUBT


def _words(seal: Seal) -> str:
    """Return the ring's words without the number that stands below on the same ring."""
    return name_as_read(seal.text.rstrip("0123456789 "))


def _is_treacherous(name: str) -> bool:
    return not look_alikes().treacherous.isdisjoint(name)


def _stamp_odds(
    name: str, fits: Mapping[_Place, Fit], found: Mapping[_Place, Seal]
) -> dict[_Place, tuple[float, int]]:
    """Return for each impression tested the odds of the name over its stamp, and of how many impressions that is."""
    settled = (place for place, seal in found.items() if place not in fits and _is_beyond_doubt(seal, name))
    strips = {place: strip for place in (*fits, *settled) if (strip := unpack(found[place].strip))}
    known = list(strips)
    sums: dict[_Place, tuple[float, int]] = {}
    for stamp in find_stamps(list(strips.values())):
        members = [known[index] for index in stamp.places]
        sums |= dict.fromkeys(members, (_total([fits.get(place) for place in members]), len(members)))
    return sums


def _total(fits: Sequence[Fit | None]) -> float:
    """Return the least sum over the rivals of all places; None stands for an impression that was surely read so."""
    length = max((len(one.odds) for one in fits if one is not None), default=0)
    sums = []
    for place in range(length):
        for rival in {rival for one in fits if one is not None for rival in one.odds[place]}:
            said = (_MOST if one is None else one.odds[place].get(rival, _UNLISTED) for one in fits)
            sums.append(sum(max(_LEAST, min(value, _MOST)) for value in said))
    return min(sums, default=0.0)


def _seen(one: Fit) -> float:
    """Return the odds over the characters that print leaves free."""
    free = (place for place, hidden in zip(one.odds, one.hidden, strict=True) if hidden <= _FREE)
    return min((value for place in free for value in place.values()), default=0.0)
