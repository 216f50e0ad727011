"""Paper texts: a bank of templates in a small markup, expanded with facts.

A line starting with `#`, `##`, `###` is a title, subtitle or heading; `>` right-aligned, `=` centred, `-` without
indent, `~` empty, `===` a page break, `|` a table row (`|:` widths, `|h` bold, `|^N` at least N mm high,
`|* list |` repeated), `*`/`**` a repeated line. `[[a//b]]` is a choice, `«x»` a filled value, `⟨x⟩` handwriting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from random import Random
from typing import Any

Facts = dict[str, Any]
STYLES = ("letter", "form")
CHOICE = re.compile(r"\[\[(.+?)\]\]")
PLACE = re.compile(r"\{([a-z_0-9]+)\}")
MARKS = (("###", "head"), ("##", "subtitle"), ("#", "title"), (">", "right"), ("=", "centre"), ("-", "plain"))


@dataclass
class Row:
    """One row of a table."""

    cells: list[str]
    bold: bool = False
    height: int = 0


@dataclass
class Block:
    """A paragraph, a page break or a table."""

    kind: str
    text: str = ""
    rows: list[Row] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)


@dataclass
class Draft:
    """An expanded paper."""

    blocks: list[Block] = field(default_factory=list)
    landscape: bool = False
    numbered: bool = False

    @property
    def title(self) -> str:
        """The first title."""
        return next((b.text for b in self.blocks if b.kind == "title"), "")


@cache
def bank(style: str) -> dict[str, list[str]]:
    """All templates of a style as lines by code."""
    found: dict[str, list[str]] = {}
    for entry in sorted(resources.files("south").joinpath("papers").iterdir(), key=lambda e: e.name):
        if entry.name.startswith(f"{style}_"):
            for part in entry.read_text("utf-8").split("%% ")[1:]:
                head, _, rest = part.partition("\n")
                found[head.strip()] = rest.splitlines()
    return found


def has_template(code: str) -> bool:
    """Whether a paper of this code is written from a text."""
    return code in bank("letter")


def fill(text: str, facts: Facts) -> str:
    """Put facts into the places of a text."""
    return PLACE.sub(lambda m: str(facts[m.group(1)]), text)


def choose(text: str, rng: Random) -> str:
    """Settle the choices of a text."""
    return CHOICE.sub(lambda m: rng.choice(m.group(1).split("//")), text)


def repeated(line: str, facts: Facts) -> Iterator[str]:
    """The lines for each member of a list: `name: text`."""
    name, _, text = line.partition(":")
    for number, member in enumerate(facts[name.strip()], 1):
        yield fill(text.strip(), {**facts, "n": number, **member})


def cells_of(line: str, facts: Facts) -> list[str]:
    """The cells of a table line."""
    return [fill(cell.strip(), facts) for cell in line.split("|")]


def table_rows(line: str, facts: Facts) -> Iterator[Row]:
    """The rows that one table line gives."""
    if line.startswith("*"):
        name, _, rest = line[1:].partition("|")
        for number, member in enumerate(facts[name.strip()], 1):
            yield Row(cells_of(rest, {**facts, "n": number, **member}))
    elif line.startswith("h "):
        yield Row(cells_of(line[2:], facts), bold=True)
    elif line.startswith("^"):
        height, _, rest = line[1:].partition(" ")
        yield Row(cells_of(rest, facts), height=int(height))
    else:
        yield Row(cells_of(line, facts))


def add_table_line(draft: Draft, line: str, facts: Facts) -> None:
    """Add a table line to the table at the end of the draft."""
    if line.startswith(":"):
        draft.blocks.append(Block("table", widths=[float(w) for w in line[1:].split()]))
        return
    draft.blocks[-1].rows.extend(table_rows(line, facts))


def add_line(draft: Draft, line: str, facts: Facts) -> None:
    """Add one markup line to the draft."""
    if line.startswith("|"):
        add_table_line(draft, line[1:], facts)
    elif line == "===":
        draft.blocks.append(Block("break"))
    elif line.startswith("*"):
        kind = "body" if line.startswith("**") else "plain"
        draft.blocks.extend(Block(kind, text) for text in repeated(line.lstrip("*"), facts))
    else:
        mark, kind = next(((m, k) for m, k in MARKS if line.startswith(m)), ("", "body"))
        draft.blocks.append(Block("plain" if line == "~" else kind, fill(line[len(mark) :].strip("~ "), facts)))


def expand(code: str, style: str, facts: Facts, rng: Random) -> Draft:
    """The paper of a code in a style, filled with facts."""
    draft = Draft()
    for raw in bank(style)[code]:
        line = choose(raw, rng)
        if line == "!landscape":
            draft.landscape = True
        elif line == "!page":
            draft.numbered = True
        elif line.strip():
            add_line(draft, line, facts)
    return draft
