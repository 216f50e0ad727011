"""Printed choices and which of them is ticked: □银行缴费 ☑网上缴费, 银行缴费☐ 网上缴费√, （√）网上缴费.

Readers lose marks: of 160 ☑ 25 came out as nothing, of 16 ☒ 14, and in tight rows all of them. So a choice that lacks
its mark beside choices that have theirs tells that a mark was lost, and a row without any mark tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cases.plain_text import HAN, plain

TICKED_SIGNS, EMPTY_SIGNS = "☑√✓✔■☒⊠▣●✕✗×☓", "□☐○◯"
_TICKED = re.compile(rf"[(\[【]\s*[{TICKED_SIGNS}vV]\s*[)\]】]|[{TICKED_SIGNS}]")
_EMPTY = re.compile(rf"[(\[【]\s*[{EMPTY_SIGNS}]?\s*[)\]】]|[{EMPTY_SIGNS}]|(?<![户人窗进出])口(?=[{HAN}]{{2}})")
"""A box may be read as 口; that of 户口, 人口 is none."""

_WORD = re.compile(rf"[{HAN}A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class Ticks:
    """What a row of choices shows.

    Attributes:
        chosen: Words of the ticked choices, in order.
        marked: Some mark was read, ticked or empty.
        lost: A mark was not read, so nothing can be said of the choices that are not ticked.
    """

    chosen: tuple[str, ...]
    marked: bool
    lost: bool

    @property
    def only(self) -> str | None:
        """The one choice that is ticked, None where there is none or more than one."""
        return self.chosen[0] if len(self.chosen) == 1 else None


def read_ticks(text: str, choices: Sequence[str] = ()) -> Ticks:
    """Read one row of choices.

    Args:
        text: As read, without its label.
        choices: Words of the printed choices where they are known: what stands without a sign between them is parted.
    """
    signs = _signs(plain(text), choices)
    words = [word for kind, word in signs if kind == "word"]
    marks = [kind for kind, _ in signs if kind != "word"]
    if not marks or not words:
        return Ticks((), bool(marks), False)
    before = signs[0][0] != "word"
    if before == (signs[-1][0] != "word"):  # a mark is lacking at one end, and which side they stand on cannot be told
        return Ticks((), True, True)
    pairs = _paired(signs if before else list(reversed(signs)))
    chosen = tuple(word for mark, word in (pairs if before else reversed(pairs)) if mark == "ticked")
    lost = any(mark is None for mark, _ in pairs) or any(not word for _, word in pairs)
    return Ticks(chosen, True, lost and not chosen)


def _signs(text: str, choices: Sequence[str]) -> list[tuple[str, str]]:
    """Return the marks and words of a row in order: ``ticked``, ``empty`` or ``word``."""
    found = [(match.start(), "ticked", "") for match in _TICKED.finditer(text)]
    found += [(match.start(), "empty", "") for match in _EMPTY.finditer(text)]
    bare = _EMPTY.sub(_blank, _TICKED.sub(_blank, text))
    pattern = re.compile("|".join(sorted(map(re.escape, choices), key=len, reverse=True))) if choices else _WORD
    found += [(match.start(), "word", match[0]) for match in pattern.finditer(bare)]
    return [(kind, word) for _, kind, word in sorted(found)]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _paired(signs: Sequence[tuple[str, str]]) -> list[tuple[str | None, str]]:
    """Give each word the mark that stands next before it; a mark without a word keeps an empty one."""
    pairs: list[tuple[str | None, str]] = []
    mark: str | None = None
    for kind, word in signs:
        if kind != "word":
            if mark is not None:
                pairs.append((mark, ""))
            mark = kind
        else:
            pairs.append((mark, word))
            mark = None
    return [*pairs, (mark, "")] if mark is not None else pairs
