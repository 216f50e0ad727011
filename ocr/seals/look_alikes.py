"""Which characters are taken for which on seals, and how far the recogniser leans to one of two.

It prefers the commoner of two like characters by nearly the same amount whichever of them is there; with that amount
taken off, it tells them apart. The figures are one model's: ``python -m benchmarks.look_alikes`` measures them anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("look_alikes.txt")
_RIVAL = re.compile(r"([^\d.+-])([+-][\d.]+)?")


@dataclass(frozen=True, slots=True)
class LookAlikes:
    """Like characters of every character.

    Attributes:
        model: Name and SHA-256 of the recognition model whose leanings these are.
        leanings: For a character its rivals, and by how much (natural logarithm) a reading favours it over each.
        treacherous: Characters that a sure reading may have taken for their rival.
    """

    model: str
    leanings: dict[str, dict[str, float]]
    treacherous: frozenset[str]

    def rivals(self, character: str) -> list[str]:
        """Return what is taken for a character."""
        return list(self.leanings.get(character, ()))

    def leaning(self, character: str, rival: str) -> float:
        """Return by how much a reading favours a character over its rival; 0.0 where that was not measured."""
        return self.leanings.get(character, {}).get(rival, 0.0)


@cache
def look_alikes() -> LookAlikes:
    """Return the table that is shipped."""
    head, *lines = TABLE.read_text("utf-8").splitlines()
    leanings, treacherous = {}, set()
    for line in lines:
        character, rivals = line[0], line[1:]
        if rivals.startswith("!"):
            treacherous.add(character)
        found = _RIVAL.findall(rivals.lstrip("!"))
        leanings[character] = {rival: float(leaning or 0) for rival, leaning in found}
    return LookAlikes(head.removeprefix("# "), leanings, frozenset(treacherous))


def table_text(table: LookAlikes) -> str:
    """Return a table as the file holds it: a character, ``!`` where it is treacherous, its rivals with leanings."""
    lines = [
        character + "!" * (character in table.treacherous)
        + "".join(f"{rival}{leaning:+.1f}" if abs(leaning) >= 0.05 else rival for rival, leaning in rivals.items())
        for character, rivals in sorted(table.leanings.items())
    ]
    return "\n".join((f"# {table.model}", *lines, ""))
