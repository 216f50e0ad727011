"""A line markup for papers: titles, paragraphs, tables, marks for seals and signatures.

Lines: "= title", "=1 smaller title", "# heading", "^ centred", "> right", "- flush", "~ n" blank lines, "+++" new page,
"@land", "@t w,w,w h=9 pt=10.5 border=0 a=c,l" (the next table), "| a |{2<} b" (a row; ¶ breaks lines in a cell).
Inline: ⟦S:text⟧ place of the applicant's seal, ⟦O:key:text⟧ of another seal, ⟦W:name⟧ a signature,
⟦K:text⟧ pen-written, ⟦U:text⟧ underlined, ⟦B:text⟧ bold, ⟦R:text⟧ red.
"""

import re
from dataclasses import dataclass, field

INLINE = re.compile(r"⟦([SOWKUBR]):(.*?)⟧", re.S)
CELL = re.compile(r"^\{(v)?(\d*)([<>^]?)\}\s*")


@dataclass
class Cell:
    """One cell: its text, how many columns it spans, its alignment, whether it continues the cell above."""

    text: str
    span: int = 1
    align: str = ""
    joined: bool = False


@dataclass
class Block:
    """One paragraph-like block or a table."""

    kind: str
    text: str = ""
    rows: list[list[Cell]] = field(default_factory=list)
    heights: list[float] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


def pieces(text: str) -> list[tuple[str, str]]:
    """Cut a text into ("", plain) and (letter, marked) pieces."""
    found, at = [], 0
    for match in INLINE.finditer(text):
        if match.start() > at:
            found.append(("", text[at : match.start()]))
        found.append((match.group(1), match.group(2)))
        at = match.end()
    if at < len(text):
        found.append(("", text[at:]))
    return found


def cell(raw: str) -> Cell:
    """Parse one cell with its optional {v}, {2}, {<} prefix."""
    match = CELL.match(raw.strip())
    if not match:
        return Cell(raw.strip())
    return Cell(
        raw.strip()[match.end() :], int(match.group(2) or 1), match.group(3) or "", bool(match.group(1))
    )


def row(line: str) -> tuple[float, list[Cell]]:
    """Parse a table row; "|h30| a | b" asks for a height of 30 mm."""
    height = 0.0
    match = re.match(r"^\|h(\d+)\|", line)
    if match:
        height, line = float(match.group(1)), line[match.end() - 1 :]
    return height, [cell(part) for part in line[1:].split("|")]


def options(line: str) -> dict[str, str]:
    """Parse "@t 20,30 h=9 a=c,l"."""
    words = line.split()[1:]
    found = {"w": words[0]} if words and "=" not in words[0] else {}
    return found | dict(word.split("=", 1) for word in words if "=" in word)


def plain(line: str) -> Block:
    """Parse a line that is not part of a table."""
    if line.startswith("+++"):
        return Block("page")
    if line == "@land":
        return Block("land")
    for mark, kind in (("=1 ", "subtitle"), ("= ", "title"), ("# ", "heading"), ("^ ", "center"), ("> ", "right"),
        ("- ", "flush")):
        if line.startswith(mark):
            return Block(kind, line[len(mark) :])
    if line.startswith("~"):
        return Block("gap", line[1:].strip() or "1")
    return Block("para", line)


def parse(text: str) -> list[Block]:
    """Parse a whole paper."""
    blocks: list[Block] = []
    pending: dict[str, str] = {}
    for line in (raw.strip() for raw in text.splitlines()):
        if not line:
            continue
        if line.startswith("@t"):
            pending = options(line)
            blocks.append(Block("table", options=pending))
        elif line.startswith("|"):
            height, cells = row(line)
            if not blocks or blocks[-1].kind != "table":
                blocks.append(Block("table", options=pending))
            blocks[-1].rows.append(cells)
            blocks[-1].heights.append(height)
        else:
            blocks.append(plain(line))
    return blocks
