"""Which characters are taken for which on seals, and how far the recogniser leans to one of two.

It prefers the commoner of two like characters by nearly the same amount whichever of them is there; with that amount
taken off, it tells them apart. Nine tenths of the variance of these leanings over 32,500 pairs is a character's own:
the difference of two biases. The figures are one model's: ``python -m benchmarks.look_alikes`` measures them anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("look_alikes.txt")
INK_TABLE = Path(__file__).with_name("ink_likeness.txt")
FEW_STROKES = Path(__file__).with_name("few_strokes.txt")
"""``python -m benchmarks.few_strokes``"""
_LINE = re.compile(r"(?P<character>.)(?P<treacherous>!?)(?P<bias>[+-][\d.]+)(?P<rivals>.*)")
_SHARE = re.compile(r"(\D)(\d\d)")
_RIVAL = re.compile(r"([^\d.+-])([+-][\d.]+)")


@cache
def _partly_alike() -> Mapping[str, Sequence[str]]:
    """Return for a character those that it may be left of where a part is hidden."""
    lines = Path(__file__).with_name("partly_alike.txt").read_text("utf-8").splitlines()
    found: dict[str, list[str]] = {}
    for pair in (pair for line in lines if line[:1] != "#" for pair in line.split()):
        found.setdefault(pair[0], []).append(pair[1])
    return found


@cache
def _few_strokes() -> frozenset[str]:
    """Return the pairs that a stroke or two tell apart."""
    return frozenset(FEW_STROKES.read_text("utf-8").split())


@cache
def _ink_likeness() -> Mapping[tuple[str, str], float]:
    lines = INK_TABLE.read_text("utf-8").splitlines()
    return {(line[0], rival): int(share) / 100 for line in lines for rival, share in _SHARE.findall(line[1:])}


@cache
def _taken_for() -> Mapping[str, frozenset[str]]:
    """Return for a character those that it is a rival of."""
    found: dict[str, set[str]] = {}
    for character in look_alikes().biases:
        for rival in look_alikes().rivals(character):
            found.setdefault(rival, set()).add(character)
    return {rival: frozenset(characters) for rival, characters in found.items()}


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Like characters of every character.

    Attributes:
        model: Name and SHA-256 of the recognition model whose figures these are.
        biases: By how much (natural logarithm) readings favour a character over the average one.
        leanings: For a character its rivals, and by how much readings favour it over each.
        treacherous: Characters that a sure reading may have taken for their rival.
    """

    model: str
    biases: Mapping[str, float]
    leanings: Mapping[str, Mapping[str, float]]
    treacherous: frozenset[str]

    def rivals(self, character: str) -> list[str]:
        """Return what is taken for a character, or may be where a part of it is hidden."""
        return list(dict.fromkeys((*self.leanings.get(character, ()), *_partly_alike().get(character, ()))))

    def alike(self, character: str) -> frozenset[str]:
        """Return what is taken for a character and what it is taken for."""
        return frozenset(self.rivals(character)) | _taken_for().get(character, frozenset())

    def differs_by_little(self, character: str, rival: str) -> bool:
        """Tell whether print that hides a part of a character may hide all that tells it from its rival."""
        return self.may_deceive(character, rival) or rival in _partly_alike().get(character, ())

    def may_deceive(self, character: str, rival: str) -> bool:
        """Tell whether a sure reading of a character may be of its rival: by nature, or where print hides a stroke."""
        return character in self.treacherous or self.differs_by_strokes(character, rival)

    def differs_by_strokes(self, character: str, rival: str) -> bool:
        """Tell whether a stroke or two are all that tells a character from its rival."""
        return character + rival in _few_strokes()

    def ink_likeness(self, character: str, rival: str) -> float:
        """Return how alike the ink of a treacherous character and its rival may be, 1.0 where that was not measured.

        The correlation of impressions: ``python -m benchmarks.ink_likeness``.
        """
        return _ink_likeness().get((character, rival), 1.0)

    def is_thought_of(self, character: str, rival: str) -> bool:
        """Tell whether a character that readings propose may stand in another unit's name in the place of one.

        What is in no table is in no unit's name; a rarer one is in so few that only a rare one is held against it.
        """
        return rival in self.biases and (is_common(rival) or not is_common(character))

    def leaning(self, character: str, rival: str) -> float:
        """Return by how much a reading favours a character over its rival, whichever is there."""
        measured = self.leanings.get(character, {}).get(rival)
        return self.biases.get(character, 0.0) - self.biases.get(rival, 0.0) if measured is None else measured


def is_common(character: str) -> bool:
    """Tell whether a character is among the 6,763 of GB 2312, of which nearly all names are made."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


@cache
def look_alikes() -> LookAlikes:
    """Return the table that is shipped."""
    head, *lines = TABLE.read_text("utf-8").splitlines()
    found = [match for line in lines if (match := _LINE.fullmatch(line))]
    return LookAlikes(
        head.removeprefix("# "),
        {one["character"]: float(one["bias"]) for one in found},
        {one["character"]: {rival: float(value) for rival, value in _RIVAL.findall(one["rivals"])} for one in found},
        frozenset(one["character"] for one in found if one["treacherous"]),
    )


def table_text(table: LookAlikes) -> str:
    """Return a table as the file holds it: a character, ``!`` where treacherous, its bias, its rivals with leanings."""
    lines = [
        f"{character}{'!' * (character in table.treacherous)}{bias:+.1f}"
        + "".join(f"{rival}{leaning:+.1f}" for rival, leaning in table.leanings.get(character, {}).items())
        for character, bias in sorted(table.biases.items())
    ]
    return "\n".join((f"# {table.model}", *lines, ""))
