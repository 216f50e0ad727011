"""What the other pages' seals say of one reading: a unit seals all its pages with one seal. Source: domain d2.9."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from cases.plain_text import name_as_read
from cases.reading import CHARACTER_LIMIT, InkColour, PageReading, Seal
from validators.names import Match, similarity
from validators.seal_names import CERTAIN, bears, reads_well, test_of

_LEGIBLE = 0.5
"""Score from which an equal name counts where other pages show it surely: of 286 names read so none was wrong."""

_BORNE_OUT = 1.5
"""Odds of the name on the impression itself from which other pages vouch for it, and below which they do not."""

_LEAST_PAGES = 2
_SLIPS = 1
"""Characters that are misread with a high score; two at once were not seen."""


def with_vouched_names(page: PageReading, pages: Sequence[PageReading], names: Sequence[str]) -> PageReading:
    """Return a page on which names read equal or fitting, but unsurely, count where most other pages surely bear them.

    That holds for another unit's name as well: its seal on most pages is no misreading.
    An impression that was tested must bear the name out itself: one page may bear the seal of a twin.

    Args:
        page: One page.
        pages: All pages of the submission.
        names: Names that satisfy the rule.
    """
    others = list(_others(page, pages))
    vouched = {name for name in names if _is_borne_by_most(name, others)}
    foreign = {name_as_read(seal.text) for seal in page.seals if _is_read_on_most(seal, names, others)}
    return replace(page, seals=tuple(_vouched(seal, vouched, foreign) for seal in page.seals))


def may_be_a_slip(page: PageReading, seal: Seal, pages: Sequence[PageReading], names: Sequence[str]) -> bool:
    """Tell whether a name differs from a right one by a character read with some doubt, and no other page shows it so.

    That one page alone bears the seal of a unit of almost the same name is less likely than a misreading.
    """
    read = name_as_read(seal.text)
    slips = (Levenshtein.distance(read, name_as_read(name)) for name in names)
    near = seal.text_score < CERTAIN and any(count <= _SLIPS for count in slips)
    alike = (one for other in _others(page, pages) for one in other.seals if name_as_read(one.text) == read)
    return near and not any(one.text_score >= CHARACTER_LIMIT for one in alike)


def _others(page: PageReading, pages: Sequence[PageReading]) -> Iterator[PageReading]:
    return (other for other in pages if other.number != page.number and other.seals)


def _is_borne_by_most(name: str, others: Sequence[PageReading]) -> bool:
    sure = sum(any(_surely_bears(seal, name) for seal in other.seals) for other in others)
    return sure >= max(_LEAST_PAGES, len(others) / 2)


def _surely_bears(seal: Seal, name: str) -> bool:
    return seal.colour is InkColour.RED and bears(seal, name) is Match.SAME


def _is_read_on_most(seal: Seal, names: Sequence[str], others: Sequence[PageReading]) -> bool:
    """Tell whether most other sealed pages surely bear a seal of these very words, which are none of the names."""
    if any(similarity(seal.text, name) == 1.0 for name in names):
        return False
    read = name_as_read(seal.text)
    sure = sum(
        any(name_as_read(seal.text) == read and seal.text_score >= CHARACTER_LIMIT for seal in other.seals)
        for other in others
    )
    return bool(read) and sure >= max(_LEAST_PAGES, len(others) / 2)


def _vouched(seal: Seal, names: set[str], foreign: set[str]) -> Seal:
    """Return a seal with a name that the other pages vouch for, if it is read so or fits it better than any other."""
    tested = [name for name in names if (test := test_of(seal, name)) and test.odds >= _BORNE_OUT and reads_well(test)]
    if tested:
        return replace(seal, text=tested[0], text_score=1.0)
    equal = any(similarity(seal.text, name) == 1.0 for name in names) or name_as_read(seal.text) in foreign
    doubted = any(test.odds < _BORNE_OUT for test in seal.tests)
    return replace(seal, text_score=1.0) if equal and seal.text_score >= _LEGIBLE and not doubted else seal
