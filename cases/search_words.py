"""Words of the search: what a text is found by, and where in it a question's words stand.

Chinese is not parted into words: each two neighbouring characters are one term, so that a question of two characters is
one term and a longer one a phrase. The last character of a run is a term of its own: a question of one character finds
terms that begin with it. Latin letters and digits are words as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cases.plain_text import one_width

VERSION = 1
"""Of the terms; a new one has all texts entered anew."""

MOST_WORDS = 8
"""Words of a question that are looked for; the rest is left out."""

_CHINESE = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇々"
_BETWEEN = re.compile(rf"(?<=[{_CHINESE}])\s+(?=[{_CHINESE}])")
_RUN = re.compile(rf"[{_CHINESE}]+|[0-9a-z]+")
_SPACE = re.compile(r"\s+")
BREAK = "zzzzbreak"
"""Term between two texts, so that no phrase reaches from one into the other."""


def plain(text: str) -> str:
    """Return a text as it is kept and shown in a hit: one width, without the line breaks of its page."""
    return _SPACE.sub(" ", _BETWEEN.sub("", one_width(text))).strip()


def terms(text: str) -> list[str]:
    """Return the terms of a plain text in their order."""
    return [term for run in _RUN.findall(text.casefold()) for term in _terms_of(run)]


def words(asked: str) -> tuple[str, ...]:
    """Return the words of a question, each once; what stands between spaces is one."""
    found = (word for word in one_width(asked).casefold().split() if _RUN.search(word))
    return tuple(dict.fromkeys(found))[:MOST_WORDS]


def phrase(word: str) -> str:
    """Return what is asked of the index for a word: its terms next to each other, the last one begun at least.

    Its last Chinese run asks for pairs only: the single term at a run's end stands only where the text's run ends, too.
    """
    *before, last = _RUN.findall(word)
    asked = [term for run in before for term in _terms_of(run)]
    begun = len(last) == 1 or not _is_chinese(last)
    return f'"{" ".join([*asked, *(_pairs(last) if not begun else [last])])}"{" *" if begun else ""}'


def places(text: str, asked: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where words of a question stand in a plain text, in order, none within another."""
    folded = text.casefold()
    if len(folded) != len(text):
        folded = text.lower() if len(text.lower()) == len(text) else text
    found = sorted((at, at + len(word)) for word in asked for at in _starts(folded, word))
    apart: list[tuple[int, int]] = []
    for start, end in found:
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart


def _starts(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


def _is_chinese(run: str) -> bool:
    return not run[0].isascii()


def _terms_of(run: str) -> list[str]:
    return [*_pairs(run), run[-1]] if _is_chinese(run) else [run]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]
