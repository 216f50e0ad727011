"""Break Chinese text into lines (避头尾, CLREQ 3.1.3): no closing mark starts a line, no opening mark ends one.

The PDF library's own rule knows Japanese marks only and lets ，！》” start a line.
"""

from __future__ import annotations

import re
from collections.abc import Callable

CLOSING = frozenset("，。、；：！？）》〉」』】〕”’…—·％℃,.;:!?)]}%")
OPENING = frozenset("（《〈「『【〔“‘([{￥")

_TOKEN = re.compile(r"[!-~]+|\s|.")


def break_lines(text: str, width: float, measure: Callable[[str], float], indent: float = 0.0) -> list[str]:
    """Return the lines of one paragraph.

    Latin words and numbers stay whole unless one is wider than a line.

    Args:
        text: One paragraph.
        width: Room of a line, in the unit of ``measure``.
        measure: Width of a piece of text.
        indent: Room the first line lacks.
    """
    tokens = [piece for token in _TOKEN.findall(text) for piece in _cut(token, width - indent, measure)]
    lines: list[str] = []
    line: list[str] = []
    room = width - indent
    for token in tokens:
        line.append(token)
        if measure("".join(line).rstrip()) <= room:
            continue
        rest = _carried(line)
        lines.append("".join(line[: len(line) - len(rest)]).rstrip())
        line, room = [piece for place, piece in enumerate(rest) if place or not piece.isspace()], width
    return [*lines, "".join(line).rstrip()] if line else lines


def _carried(line: list[str]) -> list[str]:
    """Return the end of an overfull line that has to move to the next one, at least its last token."""
    for place in range(len(line) - 1, 0, -1):
        if line[place][0] not in CLOSING and line[place - 1][-1] not in OPENING:
            return line[place:]
    return line[-1:] if len(line) > 1 else []


def _cut(token: str, width: float, measure: Callable[[str], float]) -> list[str]:
    if measure(token) <= width:
        return [token]
    pieces, piece = [], ""
    for character in token:
        if piece and measure(piece + character) > width:
            pieces.append(piece)
            piece = ""
        piece += character
    return [*pieces, piece]
