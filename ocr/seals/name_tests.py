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
from cases.seal_words import is_union_name
from ocr.engine import OcrEngine
from ocr.seals.deceiving import deceives, deceiving_signs
from ocr.seals.impressions import UNREAD, replaced
from ocr.seals.look_alikes import look_alikes
from ocr.seals.name_test import Fit, fit
from ocr.seals.seal_strip import Strip, unpack
from ocr.seals.stamp_odds import StampOdds, stamp_odds

_NAME_LENGTH = range(2, 40)
_ALIKE = 0.5
"""Likeness to the name below which a sure reading is wholly another's: nothing is left to test."""

_BEYOND_DOUBT = 0.95
"""Score from which a reading of the very name stands by itself, unless one of its characters is treacherous."""

_LEGIBLE = 0.6
"""Score below which an impression was read with difficulty."""

_MOSTLY_READ_SO = -2.0
"""Leaning below which a character is mostly read as look-alike (渟 as 淳): then that tells nothing."""

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
        if (one := _fitted(strip, name, engine(), certain=_is_beyond_doubt(found[place], name)))
    }
    read = (place for place, seal in found.items() if place not in fits and _is_beyond_doubt(seal, name))
    strips = asked | {place: strip for place in read if (strip := unpack(found[place].strip))} if fits else {}
    sure = {place for place, seal in found.items() if _words(seal) == name_as_read(name) and _is_sure(seal)}
    known = [look_alikes().alike(sign) for sign in name]
    alike = {place: known for place, seal in found.items() if _is_hard_to_read(seal)}
    odds = stamp_odds(fits, strips, sure, deceiving_signs(name), lambda strip: fit(strip, name, engine()), alike)
    return {place: _told(name, one, _as_read(found[place], name)) for place, one in odds.items()}


def _fitted(strip: Strip, name: str, engine: OcrEngine, *, certain: bool) -> Fit | None:
    """Return how an impression fits a name; of one that was read beyond doubt only what may deceive is left open."""
    one = fit(strip, name, engine, read=certain)
    if one is None or not certain:
        return one
    left = zip(one.odds, deceiving_signs(name), strict=True)
    odds = tuple({rival: odds[rival] for rival in odds if rival in known.all} for odds, known in left)
    return replace(one, odds=odds)


def _as_read(seal: Seal, name: str) -> dict[str, bool]:
    """Return whether reading says the name, and whether it says a look-alike.

    A character that is mostly read as another one (渟 as 淳) is the name's where it is read so.
    """
    table = look_alikes()
    read = {
        at: sign for at, sign in replaced(name, _words(seal)).items()
        if sign not in table.alike(name[at]) or table.leaning(name[at], sign) > _MOSTLY_READ_SO
    }
    return {
        "reads_so": not read and len(_words(seal)) == len(name),
        "reads_alike": any(sign in table.alike(name[at]) for at, sign in read.items()),
    }


def _told(name: str, odds: StampOdds, as_read: Mapping[str, bool]) -> NameTest:
    one = odds.fit
    score, own, together, laid, gap = (
        round(value, 2) for value in (one.score, odds.own, odds.stamp, odds.laid, one.gap)
    )
    return NameTest(
        name, score, own, together, gap, one.ends, odds.impressions, deceives(name), laid, odds.vouchers, **as_read
    )


def _is_open(seal: Seal, name: str) -> bool:
    """Tell whether what was read leaves open if it is the name: unsure, a twin of it, or of characters that deceive.

    A name that surely goes on beyond it is another's.
    """
    if seal.kind is SealKind.NAME or seal.colour is InkColour.BLACK:
        return False
    if is_union_name(name) and seal.kind is not SealKind.UNION:
        return False
    if _is_beyond_doubt(seal, name):
        return deceives(name)
    if not _is_sure(seal):
        return True
    read, wanted = _words(seal), name_as_read(name)
    return wanted not in read[:-1] and Levenshtein.normalized_similarity(read, wanted) >= _ALIKE


def _is_beyond_doubt(seal: Seal, name: str) -> bool:
    return _words(seal) == name_as_read(name) and seal.text_score >= _BEYOND_DOUBT


def _is_sure(seal: Seal) -> bool:
    return seal.text_score >= CHARACTER_LIMIT


def _is_hard_to_read(seal: Seal) -> bool:
    return seal.text_score < _LEGIBLE or UNREAD in seal.text


def _words(seal: Seal) -> str:
    """Return the ring's words without the number that stands below on the same ring."""
    return name_as_read(seal.text.rstrip("0123456789 "))
