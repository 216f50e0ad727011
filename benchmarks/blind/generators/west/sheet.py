"""A small sheet language: template text to blocks.

`= title`, `== heading`, `+ flush`, `^ centred`, `> right`, `. ` blank line, `---` new page,
`[[ 20 30 20 30 / 9 ... ]]` table with column shares and least row height in mm, `|a|b` rows,
`& key w h` picture in mm, `? key:line` only if the key holds, `* key:line` once per entry.
Within text: `⟦x⟧` filled in by the applicant, `«key:x»` place of a seal, `‹name›` a signature,
`⟪a/b=b⟫` options with a tick, `//` a new line in a cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .wording import Filler, ticks

TOKEN = re.compile(r"⟦(.*?)⟧|«(?:([a-z]+):)?(.*?)»|‹(.*?)›|(//)")


@dataclass(frozen=True)
class Span:
    """A run of text: kind is plain, fill, seal, sign or break; key names the seal."""

    kind: str
    text: str
    key: str = ""


@dataclass
class Cell:
    """A table cell with its spans over columns and rows."""

    spans: list[Span]
    columns: int = 1
    rows: int = 1
    align: str = ""


@dataclass
class Block:
    """A block of a sheet: kind is p, title, heading, table, page or picture."""

    kind: str
    spans: list[Span] = field(default_factory=list)
    align: str = "indent"
    rows: list[tuple[float, list[Cell]]] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    picture: tuple[str, float, float] = ("", 0, 0)


@dataclass
class Sheet:
    """A paper: options of the page and its blocks."""

    options: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)


def spans(text: str) -> list[Span]:
    """Split a line into runs."""
    out: list[Span] = []
    last = 0
    for found in TOKEN.finditer(text):
        if found.start() > last:
            out.append(Span("plain", text[last : found.start()]))
        out.append(_token(found))
        last = found.end()
    if last < len(text):
        out.append(Span("plain", text[last:]))
    return out


def _token(found: re.Match[str]) -> Span:
    fill, key, seal, sign, _ = found.groups()
    if fill is not None:
        return Span("fill", fill)
    if seal is not None:
        return Span("seal", seal, key or "own")
    if sign is not None:
        return Span("sign", sign)
    return Span("break", "")


def _options(text: str, tick: str) -> str:
    def row(found: re.Match[str]) -> str:
        names, chosen = found.group(1).rsplit("=", 1)
        return ticks(names.split("/"), chosen, tick)

    return re.sub(r"⟪(.*?)⟫", row, text)


def fill(template: str, values: dict[str, object], habit: str, tick: str) -> str:
    """Fill a template: conditions, repeats, fields and ticks."""
    filler = Filler(habit)
    lines = [line for raw in template.splitlines() for line in _expand(raw, values, filler)]
    return "\n".join(_options(line, tick) for line in lines)


def _expand(raw: str, values: dict[str, object], filler: Filler) -> list[str]:
    condition = re.match(r"\?\s?(!?)(\w+):(.*)", raw)
    if condition:
        holds = bool(values.get(condition.group(2))) != bool(condition.group(1))
        return _expand(condition.group(3), values, filler) if holds else []
    repeat = re.match(r"\*\s?(\w+):(.*)", raw)
    if not repeat:
        return [filler.vformat(raw, (), values)]
    entries = values[repeat.group(1)]
    return [filler.vformat(repeat.group(2), (), {**values, "e": e, "i": n}) for n, e in enumerate(entries, 1)]


def _cell(text: str) -> Cell:
    found = re.match(r"(?:<(\d+))?(?:v(\d+))?\s?([\^>=]?)\s?(.*)", text, re.S)
    columns, rows, align, body = found.groups()
    return Cell(spans(body), int(columns or 1), int(rows or 1), align)


def _row(line: str) -> tuple[float, list[Cell]]:
    found = re.match(r"\|(?:(\d+)mm\|)?(.*)", line, re.S)
    height, rest = found.groups()
    return float(height or 0), [_cell(part) for part in rest.split("|")]


_ALIGN = {"=": "title", "==": "heading", "+": "flush", "^": "centre", ">": "right"}


def _line(line: str) -> Block:
    head, _, rest = line.partition(" ")
    if line == "---":
        return Block("page")
    if head == "&":
        key, width, height = rest.split()
        return Block("picture", picture=(key, float(width), float(height)))
    if head in ("=", "=="):
        return Block(_ALIGN[head], spans(rest))
    if head in _ALIGN:
        return Block("p", spans(rest), _ALIGN[head])
    return Block("p", [] if line == "." else spans(line))


def parse(text: str) -> Sheet:
    """Turn filled text into a sheet."""
    sheet = Sheet()
    table: Block | None = None
    for line in text.splitlines():
        if line.startswith("!"):
            key, _, value = line[1:].partition(" ")
            sheet.options[key] = value or "yes"
        elif line.startswith("[["):
            shares, _, height = line[2:].partition("/")
            table = Block("table", widths=[float(s) for s in shares.split()])
            table.picture = ("", float(height or 8), 0)
            sheet.blocks.append(table)
        elif line.startswith("]]"):
            table = None
        elif table is not None and line.startswith("|"):
            table.rows.append(_row(line))
        elif line.strip():
            sheet.blocks.append(_line(line))
    return sheet
