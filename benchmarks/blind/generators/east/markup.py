"""A small line markup for office papers, read from the texts in `papers/`.

Lines: `# title`, `## heading`, `= centred`, `> right`, `- flush left`, `.` empty line, `---` new page,
`@wide` landscape, `@big text` large centred line, `|w 1 2` starts a table, `| cell | cell` a row
(`|[12]` minimum height in mm, `|*list|` one row per record), `?flag line` and `?!flag line` are conditional.
Cells: `*` label, `=` centred, `<3>` spans columns, `//` breaks the line. Inline: `~hand~`, `**bold**`, `__line__`.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

PLACE = re.compile(r"\{(\w+)\}")
SPAN = re.compile(r"^<(\d+)>")
HEIGHT = re.compile(r"^\|\[(\d+)\]")
REPEAT = re.compile(r"^\|\*(\w+)(\|.*)$")


@dataclass
class Cell:
    """A table cell; span counts columns."""

    text: str
    span: int = 1
    label: bool = False
    centred: bool = False


@dataclass
class Block:
    """A paragraph kind with text, or a table with column weights and rows (minimum height in mm, cells)."""

    kind: str
    text: str = ""
    widths: list[float] = field(default_factory=list)
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)


@cache
def templates(style: str) -> dict[str, str]:
    """All texts of a style by name."""
    found: dict[str, str] = {}
    for entry in files(__package__).joinpath("papers").iterdir():
        if entry.name.startswith(style + "-"):
            for part in entry.read_text(encoding="utf-8").split("@@@ ")[1:]:
                name, _, text = part.partition("\n")
                found[name.strip()] = text.strip("\n")
    return found


def fill(text: str, facts: Mapping[str, Any]) -> str:
    """The text with {names} replaced by facts."""
    return PLACE.sub(lambda m: str(facts[m.group(1)]), text)


def _expand(text: str, facts: Mapping[str, Any]) -> Iterator[str]:
    """Lines after conditions, repeated rows and facts."""
    for line in text.splitlines():
        if line.startswith("?"):
            flag, _, line = line[1:].partition(" ")
            if bool(facts.get(flag.lstrip("!"))) == flag.startswith("!"):
                continue
        repeat = REPEAT.match(line)
        if repeat:
            yield from (fill(repeat.group(2), {**facts, **record}) for record in facts[repeat.group(1)])
        else:
            yield from fill(line, facts).split("\n")


def _cell(raw: str) -> Cell:
    """One cell with its flags."""
    raw = raw.strip()
    span = SPAN.match(raw)
    cell = Cell(raw[span.end() :] if span else raw, int(span.group(1)) if span else 1)
    if cell.text.startswith("*") and not cell.text.startswith("**"):
        cell.text, cell.label = cell.text[1:], True
    elif cell.text.startswith("="):
        cell.text, cell.centred = cell.text[1:], True
    return cell


def _row(line: str) -> tuple[int, list[Cell]]:
    """A row: minimum height in mm and cells."""
    height = HEIGHT.match(line)
    body = line[height.end() :] if height else line[1:]
    return int(height.group(1)) if height else 0, [_cell(part) for part in body.split("|")]


KINDS = (
    ("## ", "heading"),
    ("# ", "title"),
    ("= ", "centre"),
    ("> ", "right"),
    ("- ", "flush"),
    ("@big ", "big"),
    ("@no ", "number"),
    ("@small ", "small"),
)


def _paragraph(line: str) -> Block:
    """The block of a line outside tables."""
    if line in ("---", "@wide"):
        return Block("break" if line == "---" else "wide")
    for sign, kind in KINDS:
        if line.startswith(sign):
            return Block(kind, line[len(sign) :])
    return Block("empty") if line.strip() in ("", ".") else Block("body", line)


def parse(text: str, facts: Mapping[str, Any]) -> list[Block]:
    """Blocks of a template filled with facts."""
    blocks: list[Block] = []
    for line in _expand(text, facts):
        if line.startswith("|w "):
            blocks.append(Block("table", widths=[float(w) for w in line[3:].split()]))
        elif line.startswith("|") and blocks and blocks[-1].kind == "table":
            blocks[-1].rows.append(_row(line))
        elif line.strip() or (blocks and blocks[-1].kind == "table"):
            blocks.append(_paragraph(line))
    return blocks
