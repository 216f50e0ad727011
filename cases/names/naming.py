"""File names: parse what senders write, compose what we store (domain d).

Required is ``单位名称+业务名称``; stored is ``{单位名称}+{业务名称}.pdf``, parts of a package as
``{单位名称}+{业务名称}+{NN材料名}.pdf``. A bad name alone never refuses a case: what was changed is
noted, step by step, as findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cases.finding import Finding
from cases.finding_codes import find
from cases.names.contact_words import without_contact
from cases.names.identifiers import mask
from cases.names.item_names import ItemNames, rank, resolve
from cases.names.name_cleaning import (
    WEAK_SEPARATORS,
    clean_name,
    clean_piece,
    clean_unit,
    same_name,
    without_noise,
)
from cases.names.unit_names import Cut, cuts, is_office, is_unit, units_in, without_units
from cases.plain_text import half_brackets
from cases.submission import FileKind

__all__ = ["ParsedName", "clean_unit", "compose", "is_exactly_item", "parse", "same_name"]

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
    item_name = next((item.names[0] for item in items if item.code == code and item.names), None)
    findings = (*cleaned.findings, *_findings(name, split, unit, cleaned.spelt_unit(unit)))
    return ParsedName(name, unit, split.items, part, findings, number, item_name)


def is_exactly_item(name: str, items: ItemNames) -> bool:
    """Tell whether a file's name is an item's name and nothing else."""
    return _exactly_item(clean_name(name[-MAX_LENGTH:], None, lambda text: False).stem, items)


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
    return _in_words(segments[0], items) if segments else _Split()


def _by_plus(segments: list[str], items: ItemNames) -> _Split:
    """Take segments apart: one of them is, or holds, the unit's name, others the item and the material."""
    found = [_in_words(segment, items) for segment in segments]
    whole = [place for place, segment in enumerate(segments) if is_unit(clean_unit(segment))]
    holding = [place for place, split in enumerate(found) if split.unit]
    unit_at = next(iter(whole or holding), None)
    named = [split if place == unit_at else _item_in(segments[place], items) for place, split in enumerate(found)]
    at = _item_places(segments, named, items)
    codes = tuple(dict.fromkeys(code for place in at for code in named[place].items))
    extras = [extra for place in at for extra in named[place].extras]
    extras += [segment for place, segment in enumerate(segments) if place not in (*at, unit_at)]
    sure = len(codes) == 1 and all(named[place].sure for place in at)
    swapped = unit_at is not None and bool(at) and min(at) < unit_at
    return _Split(found[unit_at].unit if unit_at is not None else None, codes, sure, tuple(extras), "+", swapped)


def _item_places(segments: list[str], named: list[_Split], items: ItemNames) -> list[int]:
    """Return the segments that name the item.

    Beside the item itself, a piece that only contains its name is a material (不定时工作制申请表).
    """
    at = [place for place, split in enumerate(named) if split.sure]
    exact = {named[place].items for place in at if _exactly_item(segments[place], items)}
    at = [place for place in at if named[place].items not in exact or _exactly_item(segments[place], items)]
    return at or [place for place, split in enumerate(named) if split.items][:1]


def _exactly_item(text: str, items: ItemNames) -> bool:
    ranked = rank(without_noise(text), items)
    return bool(ranked) and ranked[0][1] == 1.0


def _in_words(text: str, items: ItemNames) -> _Split:
    """Take text without a plus apart: the unit's name ends where enterprises end, the rest may name the item."""
    ways = cuts(text)
    if not ways or len(units_in(text)) > 1:
        whole = clean_unit(text)
        found = _item_in(text, items)
        return _Split(whole, separator=None) if not ways and is_unit(whole) else replace(found, separator=None)
    read = [_way(cut, items) for cut in ways]
    return next((one for one in read if one.sure), None) or next((one for one in read if one.items), read[0])


def _way(cut: Cut, items: ItemNames) -> _Split:
    after, before = _item_in(cut.after, items), _item_in(cut.before, items)
    found, swapped = (after, False) if after.items or not before.items else (before, True)
    beside = cut.before[-1:] if swapped else cut.after[:1]
    separator = beside if beside in tuple(WEAK_SEPARATORS) else None
    extras = found.extras or ((cut.after,) if not found.items and cut.after else ())
    return _Split(cut.unit, found.items, found.sure, extras, separator, swapped)


def _item_in(text: str, items: ItemNames) -> _Split:
    """Resolve a segment that may carry extras after a weak separator, or several items by slash."""
    text = without_noise(without_units(text))
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
    said = (without_contact(half_brackets(extra)) for extra in extras)
    pieces = [piece for extra in said if (piece := clean_piece(extra)) and not is_unit(piece) and not is_office(piece)]
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
