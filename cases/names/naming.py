"""File names: parse what senders write, compose what we store (domain d).

Required is ``单位名称+业务名称``; stored is ``{单位名称}+{业务名称}.pdf``, parts of a package as
``{单位名称}+{业务名称}+{NN材料名}.pdf``. A bad name alone never refuses a case: what was changed is
noted, step by step, as findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.finding import Finding
from cases.finding_codes import find
from cases.names.identifiers import mask
from cases.names.item_names import ItemNames, rank, resolve
from cases.names.name_cleaning import (
    WEAK_SEPARATORS,
    clean_name,
    clean_piece,
    clean_unit,
    looks_like_unit,
    same_name,
    without_noise,
)
from cases.submission import FileKind

__all__ = ["ParsedName", "compose", "parse", "same_name"]

MAX_BYTES = 200
"""Longest stored name in UTF-8 bytes; file systems stop at 255 and leave room for a suffix."""

MAX_LENGTH = 300
"""Characters of a received name that are looked at, the last ones: no file system gives more than 255."""

UNKNOWN_UNIT = "待核单位"
UNKNOWN_ITEM = "待核业务"
_ILLEGAL = re.compile(r'[<>:"/\\|?*+\x00-\x1f\x7f]')
_NUMBERED = re.compile(r"(?P<number>\d{1,2})(?!\d)[ ._、-]*(?P<rest>[^\d ._、-].*|)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ParsedName:
    """What a file name says.

    Attributes:
        original: As received.
        unit: Applicant's name, None where the name does not tell.
        items: Codes it may mean: none, the one, or the candidates among which an officer picks.
        part: Name of the material that this file holds, None for a whole package.
        number: Place of that part, from its two-digit prefix.
        item_name: Name of the item to store under, None unless there is exactly one.
    """

    original: str
    unit: str | None
    items: tuple[str, ...]
    part: str | None
    findings: tuple[Finding, ...]
    number: int | None = None
    item_name: str | None = None

    @property
    def item(self) -> str | None:
        """Code of the item where the name leaves no doubt; ``items`` may hold one doubtful candidate."""
        return self.items[0] if self.item_name is not None else None

    def canonical(self) -> str:
        """Return the name to store the file under."""
        part = None if self.part is None else (f"{self.number:02}" if self.number is not None else "") + self.part
        return compose(self.unit or UNKNOWN_UNIT, self.item_name or UNKNOWN_ITEM, part)


@dataclass(frozen=True, slots=True)
class _Split:
    """A stem taken apart; ``sure`` says that ``items`` is not a choice for an officer."""

    unit: str | None = None
    items: tuple[str, ...] = ()
    sure: bool = False
    extras: tuple[str, ...] = ()
    separator: str | None = "+"
    swapped: bool = False


def parse(name: str, items: ItemNames, kind: FileKind | None = None) -> ParsedName:
    """Parse a file name. Never raises; parsing a canonical name gives the same parts back.

    Args:
        name: As the sender wrote it, decoded or with undecodable bytes as surrogates.
        items: Codes with their names, the storing name first.
        kind: What the content is, where it is known, to judge the extension.
    """
    cleaned = clean_name(name[-MAX_LENGTH:], kind, lambda text: resolve(text, items)[1])
    split = _take_apart(cleaned.stem, items)
    unit = clean_unit(split.unit) or None if split.unit else None
    number, part = _part(split.extras)
    code = split.items[0] if split.sure else None
    item_name = next((names[0] for key, names in items if key == code and names), None)
    findings = (*cleaned.findings, *_findings(name, split, unit, cleaned.spelt_unit(unit)))
    return ParsedName(name, unit, split.items, part, findings, number, item_name)


def compose(unit: str, item: str, part: str | None = None, extension: str = ".pdf") -> str:
    """Return a stored file name, safe on Windows and at most :data:`MAX_BYTES` long."""
    pieces = [_ILLEGAL.sub("_", piece).strip(" .") for piece in (unit, item, part or "")]
    while len(("+".join(filter(None, pieces)) + extension).encode()) > MAX_BYTES:
        longest = max(range(len(pieces)), key=lambda place: len(pieces[place].encode()))
        pieces[longest] = pieces[longest][:-1].rstrip(" .")
    return "+".join(filter(None, pieces)) + extension


def _take_apart(stem: str, items: ItemNames) -> _Split:
    segments = [segment.strip() for segment in stem.split("+") if segment.strip()]
    if len(segments) > 1:
        return _by_plus(segments, items)
    text = without_noise(segments[0]) if segments else ""
    if not text:
        return _Split()
    return _by_weak_separator(text, items) or _without_separator(text, items)


def _by_plus(segments: list[str], items: ItemNames) -> _Split:
    """Take segments apart; the unit is the one that looks like a unit, else the first that is no item."""
    named = [_item_in(segment, items) for segment in segments]
    unit_at = _unit_place(segments, named)
    at = [place for place, split in enumerate(named) if split.sure and place != unit_at]
    exact = {named[place].items for place in at if _exactly_item(segments[place], items)}
    # Beside the item itself, a piece that only contains its name is a material (不定时工作制申请表).
    at = [place for place in at if named[place].items not in exact or _exactly_item(segments[place], items)]
    at = at or [place for place, split in enumerate(named) if split.items and place != unit_at][:1]
    codes = tuple(dict.fromkeys(code for place in at for code in named[place].items))
    extras = [extra for place in at for extra in named[place].extras]
    extras += [segment for place, segment in enumerate(segments) if place not in (*at, unit_at)]
    sure = len(codes) == 1 and all(named[place].sure for place in at)
    unit = segments[unit_at] if unit_at is not None else None
    return _Split(unit, codes, sure, tuple(extras), "+", unit_at is not None and bool(at) and min(at) < unit_at)


def _exactly_item(text: str, items: ItemNames) -> bool:
    ranked = rank(without_noise(text), items)
    return bool(ranked) and ranked[0][1] == 1.0


def _unit_place(segments: list[str], named: list[_Split]) -> int | None:
    places = range(len(segments))
    likely = [place for place in places if looks_like_unit(segments[place]) and not named[place].sure]
    likely += [place for place in places if looks_like_unit(segments[place]) and place == 0]
    free = [place for place in places if not named[place].items and clean_unit(segments[place])]
    if free[:1] == [0] and named[1].sure:
        return 0  # the required order outweighs how the pieces look
    first = free[:1] if not likely and free and (free[0] == 0 or named[0].items) else []
    return next(iter(likely + first), None)


def _by_weak_separator(text: str, items: ItemNames) -> _Split | None:
    for separator, left, right in _cuts(text):
        tail, head = _item_in(right, items), _item_in(left, items)
        if tail.items and looks_like_unit(left) and not looks_like_unit(right):
            return _Split(left, tail.items, tail.sure, tail.extras, separator)
        if head.sure and looks_like_unit(right):
            return _Split(right, head.items, True, head.extras, separator, True)
    return None


def _without_separator(text: str, items: ItemNames) -> _Split:
    """Find the longest name of an item at either end; the rest may be the unit."""
    for code, name in sorted(((code, n) for code, names in items for n in names), key=lambda pair: -len(pair[1])):
        swapped = text.startswith(name)
        if not name or not (swapped or text.endswith(name)):
            continue
        rest = text[len(name) :] if swapped else text[: -len(name)]
        codes, sure = resolve(name, items)
        if not sure or codes == (code,):
            if looks_like_unit(rest) and resolve(text, items)[0]:
                return _Split(rest, codes, sure, (), None, swapped)
            break
    if looks_like_unit(text):
        return _Split(text, separator=None)
    found = _item_in(text, items)
    return _Split(None, found.items, found.sure, found.extras, None)


def _item_in(text: str, items: ItemNames) -> _Split:
    """Resolve a segment that may carry extras after a weak separator, or several items by slash."""
    text = without_noise(text)
    if "/" in text:
        choices = [resolve(choice, items) for choice in text.split("/") if choice.strip()]
        codes = tuple(dict.fromkeys(code for found, _ in choices for code in found))
        return _Split(None, codes, len(codes) == 1 and all(sure for _, sure in choices))
    codes, sure = resolve(text, items)
    if sure:
        for _, left, right in _cuts(text):
            if resolve(left, items) == (codes, True) and not resolve(right, items)[0]:
                return _Split(None, codes, True, (right,))
    return _Split(None, codes, sure)


def _cuts(text: str) -> Iterator[tuple[str, str, str]]:
    """Every place where a weak separator stands, from the left, with what is on both sides."""
    for place, sign in enumerate(text):
        left, right = text[:place].strip(WEAK_SEPARATORS), text[place + 1 :].strip(WEAK_SEPARATORS)
        if sign in WEAK_SEPARATORS and left and right:
            yield sign, left, right


def _part(extras: tuple[str, ...]) -> tuple[int | None, str | None]:
    """Return number and name of the material that a file holds, from what is left of its name."""
    pieces = [piece for extra in extras if (piece := clean_piece(extra))]
    text = "_".join(pieces)
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return None, text or None
    rest = clean_piece(match["rest"])
    return (int(match["number"]), rest) if rest else (None, None)


def _findings(name: str, split: _Split, unit: str | None, respelt: bool) -> Iterator[Finding]:
    shown = mask(name if name.isprintable() else "".join(filter(str.isprintable, name)))[:80]
    if respelt:
        yield find("name-normalised", f"文件名中单位名称的括号或空格已规范为“{mask(unit or '')[:80]}”。")
    if unit and split.items and split.separator not in ("+", None):
        sign = "空格" if split.separator == " " else f"“{split.separator}”"
        yield find("name-weak-separator", f"文件名以{sign}分隔单位名称与业务名称，已按“+”处理，无需重发。")
    if unit and split.items and split.separator is None:
        yield find("name-weak-separator", "文件名的单位名称与业务名称之间没有“+”，已自动分开，无需重发。")
    if split.swapped:
        yield find("name-order-swapped", "文件名中业务名称写在单位名称之前，已按“单位名称+业务名称”归档，无需重发。")
    if not unit:
        yield find("name-unit-missing", f"文件名“{shown}”未写明单位名称，请按“单位名称+业务名称”命名。")
    if not split.items:
        yield find("name-item-missing", f"文件名“{shown}”未写明业务名称，请按“单位名称+业务名称”命名。")
    elif not split.sure:
        yield find("name-item-ambiguous", f"文件名“{shown}”可能指多项业务，由工作人员核对。")
