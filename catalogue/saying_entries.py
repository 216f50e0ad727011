"""Reads the everyday words for items."""

from __future__ import annotations

from cases.names.sayings import Saying, spoken
from catalogue.schema import Node, Problems, Section

Words = dict[str, tuple[str, ...]]


def read_sayings(node: Node, file: str, problems: Problems) -> dict[str, tuple[Saying, ...]]:
    """Read the sayings of each item, by its code."""
    with Section.reading(node, file, problems) as entry:
        with entry.inner("words", "词组") as section:
            words: Words = {name: section.texts(name) for name in section.keys}
        with entry.inner("items", "说法") as section:
            return {code: tuple(_saying(line, words) for line in section.texts(code)) for code in section.keys}


def _saying(line: str, words: Words) -> Saying:
    """Take one line apart; a word that names no group stands for itself."""
    asked = [word for word in line.split() if not word.startswith("!")]
    barred = [word.removeprefix("!") for word in line.split() if word.startswith("!")]
    groups = tuple(tuple(map(spoken, words.get(word, (word,)))) for word in asked)
    return Saying(groups, tuple(spoken(one) for word in barred for one in words.get(word, (word,))))
