"""Printed choices and which of them is ticked: □银行缴费 ☑网上缴费, 银行缴费☐ 网上缴费√, （√）网上缴费.

Readers lose marks: of 160 ☑ 25 came out as nothing, of 16 ☒ 14, and in tight rows all of them. So a choice that lacks
its mark beside choices that have theirs tells that a mark was lost, and a row without any mark tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cases.plain_text import HAN, plain

TICKED_SIGNS, EMPTY_SIGNS = "☑√✓✔■☒⊠▣●✕✗×☓", "□☐○◯"
_OPEN, _CLOSE, _UPRIGHT = r"\[【「", r"\]】」", rf"[1lI丨|](?=[{HAN}])"
"""Square brackets as readers take them on faxes: [√] as 「√1, [ ] as [1 or as ] alone."""

_TICKED = re.compile(
    rf"[({_OPEN}]\s*[{TICKED_SIGNS}vV]\s*[){_CLOSE}]|[{_OPEN}][{TICKED_SIGNS}]{_UPRIGHT}"
    rf"|[({_OPEN}]?[{TICKED_SIGNS}][{_CLOSE}]?"
)
_EMPTY = re.compile(
    rf"[({_OPEN}]\s*[{EMPTY_SIGNS}]?\s*[){_CLOSE}]|[{EMPTY_SIGNS}]|(?<![户人窗进出])口(?=[{HAN}]{{2}})"
)
"""A box may be read as 口; that of 户口, 人口 is none."""

_HALF = re.compile(rf"[{_OPEN}]{_UPRIGHT}|[{_CLOSE}](?=[{HAN}])")
_BRACKETED = re.compile(rf"[{_OPEN}][^{_OPEN}{_CLOSE}]+[{_CLOSE}]")
"""What is left of a mark of which one bracket was lost or misread, and with it maybe its tick; a word in brackets is no
mark."""

_SPACED = re.compile(rf"(?<=\S)(\s*)(?:{_TICKED.pattern}|[{EMPTY_SIGNS}])(\s*)(?=\S)")
"""A mark within a row, with the white space on both sides of it."""

_WORD = re.compile(rf"[{HAN}A-Za-z0-9]+(?:\([{HAN}A-Za-z0-9]+\)(?![{HAN}A-Za-z0-9]))?")
"""A choice, with its remark in brackets: 医疗(含生育)."""


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


def read_ticks(text: str, choices: Sequence[str] = (), before: bool | None = None) -> Ticks:
    """Read one row of choices.

    Args:
        text: As read, without its label.
        choices: Words of the printed choices where they are known: what stands without a sign between them is parted.
        before: On which side of their choices the form sets its marks, for a row that lost the mark at one end.
    """
    signs = _signs(plain(text), choices)
    words = [word for kind, word in signs if kind == "word"]
    marks = [kind for kind, _ in signs if kind != "word"]
    if not marks or not words:
        return Ticks((), bool(marks), False)
    if (signs[0][0] != "word") != (signs[-1][0] != "word"):
        before = signs[0][0] != "word"
    elif before is None:  # a mark is lacking at one end, and which side they stand on cannot be told
        return Ticks((), True, True)
    pairs = _paired(signs if before else list(reversed(signs)))
    chosen = tuple(word for mark, word in (pairs if before else reversed(pairs)) if mark == "ticked")
    lost = any(mark in (None, "half") for mark, _ in pairs) or any(not word for _, word in pairs)
    return Ticks(chosen, True, lost and not chosen)


def marks_before(rows: Iterable[str]) -> bool | None:
    """Tell on which side of their choices a form sets its marks, by its rows of two marks and more.

    A row tells that begins or ends with a mark, but not both; else the spaces between it and its neighbours do. None
    where no row tells, or one against another.
    """
    every = [(row, kinds) for row in rows if _is_row(kinds := [kind for kind, _ in _signs(plain(row), ())])]
    told = {kinds[0] != "word" for _, kinds in every if (kinds[0] != "word") != (kinds[-1] != "word")}
    if not told:
        spaced = (mark for row, _ in every for mark in _SPACED.finditer(row))
        told = {bool(mark[1]) for mark in spaced if bool(mark[1]) != bool(mark[2])}
    return told.pop() if len(told) == 1 else None


def _is_row(kinds: Sequence[str]) -> bool:
    return min(kinds.count("word"), len(kinds) - kinds.count("word")) > 1


def _signs(text: str, choices: Sequence[str]) -> list[tuple[str, str]]:
    """Return the marks and words of a row in order: ``ticked``, ``empty``, ``half`` or ``word``."""
    found = [(match.start(), "ticked", "") for match in _TICKED.finditer(text)]
    bare = _TICKED.sub(_blank, text)
    found += [(match.start(), "empty", "") for match in _EMPTY.finditer(bare)]
    bare = _EMPTY.sub(_blank, bare)
    if found:
        found += [(match.start(), "half", "") for match in _HALF.finditer(_BRACKETED.sub(_blank, bare))]
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
