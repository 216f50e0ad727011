"""Everyday words for business items: 台湾员工参保, 稳岗返还, 劳务派遣年检.

A saying is words that together mean an item: of each group one stands in the text, in any order. What an item is
called officially stays with :mod:`cases.names.item_names`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.plain_text import one_width

_NUMERALS = "一二三四五六七八九"
_COUNTED = re.compile(rf"([{_NUMERALS}十]{{1,3}})(?=个?月|年)")
_NUMBERS = re.compile(r"\d+")
_MONTHS = re.compile(r"(?<!\d)(\d{1,2})(?=月|[、,至到~—-]\d{1,2}月)")


@dataclass(frozen=True, slots=True)
class Saying:
    """Words that together mean an item.

    Attributes:
        groups: Of each group one word has to stand in the text.
        without: Words of which none may.
    """

    groups: tuple[tuple[str, ...], ...]
    without: tuple[str, ...] = ()

    def covered(self, text: str) -> frozenset[int]:
        """Return the places of the text that the words cover, empty where one group is not there.

        Args:
            text: As of :func:`spoken`.
        """
        if any(_places(word, text) for word in self.without):
            return frozenset()
        found = [{place for word in group for place in _places(word, text)} for group in self.groups]
        return frozenset(place for places in found for place in places) if all(found) else frozenset()


def spoken(text: str) -> str:
    """Return text in one width without white space and case, numbers before 年 and 月 in digits."""
    folded = re.sub(r"\s+", "", one_width(text).casefold())
    return _COUNTED.sub(lambda match: str(_number(match[1])), folded)


def numbers(text: str) -> frozenset[str]:
    """Return the numbers in a text as of :func:`spoken`: 至3月底 and 至7月底 are never nearly the same."""
    return frozenset(_NUMBERS.findall(text))


def months(text: str) -> frozenset[int]:
    """Return the months of the year that a text as of :func:`spoken` names; lengths of time (三个月) are none."""
    return frozenset(int(number) for number in _MONTHS.findall(text))


def _number(numeral: str) -> int:
    tens, ten, ones = numeral.rpartition("十")
    unit = _NUMERALS.find(ones) + 1 if ones else 0
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 + unit if ten else unit


def _places(word: str, text: str) -> list[int]:
    """Return the places of a word; 2月 is not found in 12月, nor 1年 in 11年."""
    found = [start for start in _starts(word, text) if not (word[0].isdigit() and text[start - 1 : start].isdigit())]
    return [place for start in found for place in range(start, start + len(word))]


def _starts(word: str, text: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)
