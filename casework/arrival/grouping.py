"""Which files of a submission belong to which (unit, business item): one case each (domain d3, Q21)."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from pathlib import PurePath

from cases.finding import Finding
from cases.finding_codes import About, code_of, find
from cases.names import naming
from cases.names.item_names import ItemNames
from cases.names.short_names import whole_name
from cases.submission import Attachment, FileKind
from casework.arrival.hints import NO_HINT, Hint
from casework.arrival.paper_names import without_paper_names
from catalogue.match import name_table
from catalogue.model import Catalogue, ServiceItem

_Key = tuple[str | None, str | None]
"""Unit and item."""

_SEVERAL_CASES = 2

_SILENT = frozenset(("name-unit-missing", "name-item-missing", "name-item-ambiguous"))
_UNNAMED = "来件的主题和文件名未写明{}，今后请按“单位名称+业务名称”命名文件。"


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files of one case.

    Attributes:
        unit, item: From the names of files and folders or the mail's words; None where they say nothing.
        members: Indexes into the submission's files.
        stored_names: Canonical name per member.
        findings: What the naming rule says, per member.
    """

    unit: str | None
    item: str | None
    members: tuple[int, ...]
    stored_names: tuple[str, ...]
    findings: tuple[tuple[Finding, ...], ...]

    def only(self, wanted: Sequence[bool]) -> FileGroup:
        """Return the group with the wanted members alone."""
        return replace(
            self, members=tuple(compress(self.members, wanted)), findings=tuple(compress(self.findings, wanted)),
            stored_names=tuple(compress(self.stored_names, wanted)),
        )


NO_FILES = FileGroup(None, None, (), (), ())


def group_files(
    files: Sequence[Attachment], catalogue: Catalogue, on: date, hint: Hint = NO_HINT
) -> list[FileGroup]:
    """Group files by the unit and item that their names, their folders and the mail's words state.

    A file that states no item belongs to every application of its unit. One that states no unit, where there are
    several, makes a case of its own, because a guess would put a stranger's paper into somebody's case; but for a Word
    copy beside them, which nobody reads and which lacks nothing: it is kept with the first that it fits.
    """
    table = name_table(catalogue.items_on(on))
    parsed = _by_whole_names([_parse(one, table, hint, catalogue, on) for one in files], hint)
    parsed = without_paper_names(parsed, hint, table, catalogue, on)
    material = [index for index, one in enumerate(files) if one.kind is not FileKind.BY_PRODUCT]
    sets = _with_copies(_sets(parsed, material, hint), {index for index in material if files[index].is_office}, hint)
    if sets:  # what mail programs add belongs to nobody: it is kept with the first
        key, members = sets[0]
        sets[0] = key, [*members, *(index for index in range(len(files)) if index not in material)]
    made = [
        _group((unit, item or _wished((unit, item), sets, hint)), sorted(members), files, parsed, catalogue, on)
        for (unit, item), members in sets
    ]
    return _with_one_line(made, parsed, hint)


def _wished(key: _Key, sets: Sequence[tuple[_Key, list[int]]], hint: Hint) -> str | None:
    """Return the item that the mail's words mean for a case; what another unit's own files name is that one's wish."""
    unit, _ = key
    taken = any(unit and other and other != unit and item == hint.item for (other, item), _ in sets)
    return None if taken else hint.item


def _sets(
    parsed: Sequence[naming.ParsedName], material: Sequence[int], hint: Hint
) -> list[tuple[_Key, list[int]]]:
    """Return the files of each case; as many units as files, none of them named, have one file each."""
    if hint.counted == len(material) > 1 and not any(parsed[index].unit for index in material):
        return [((None, parsed[index].item), [index]) for index in material]
    return sorted(_by_unit(parsed, material).items(), key=lambda one: one[1])


def _with_copies(
    sets: list[tuple[_Key, list[int]]], office: Set[int], hint: Hint
) -> list[tuple[_Key, list[int]]]:
    """Return the cases without those that an office suite's files alone would make, naming no unit beside several.

    Where the mail speaks of more units than are named, one of them may have sent nothing else.
    """
    named = [(key, members) for key, members in sets if key[0]]
    if len(named) < _SEVERAL_CASES or hint.counted > len({unit for (unit, _), _ in named}):
        return sets
    kept = []
    for (unit, item), members in sets:
        fitting = next((others for key, others in named if item in (None, key[1])), None)
        if unit is None and fitting is not None and office >= set(members):
            fitting += members
        else:
            kept.append(((unit, item), members))
    return kept


def _parse(
    file: Attachment, table: ItemNames, hint: Hint, catalogue: Catalogue, on: date
) -> naming.ParsedName:
    """Return what a file's name says, and where it is silent its folder, its archive and the mail's words.

    Of one kind of business a name that is not exactly an item's is a material's: 不定时工作制申报表 in a folder
    综合计算工时工作制和不定时工作制 asks for both.
    """
    own = naming.parse(file.name, table, file.kind)
    if file.kind is FileKind.BY_PRODUCT:  # the sender did not choose its name
        own = replace(own, findings=())
    unit, code, name = own.unit, own.item, own.item_name
    around = [naming.parse(one, table) for one in reversed(file.origin)]
    if unit is None:
        unit = next((one.unit for one in around if one.unit), hint.unit)
        wider = next((one.item for one in around if one.item), hint.item)
        if wider is not None and code != wider and _is_material_of(own, wider, table, catalogue, on):
            code = wider
    code = code or next((one.item for one in around if one.item), None)
    if code != own.item:
        name = next((one.names[0] for one in table if one.code == code), None)
    return replace(own, unit=unit, items=(code,) if code else own.items, item_name=name)


def _by_whole_names(parsed: Sequence[naming.ParsedName], hint: Hint) -> list[naming.ParsedName]:
    """Return what names say with each short name of a unit made the whole one that other names or the mail state."""
    named = [unit for unit in (hint.unit, *(one.unit for one in parsed)) if unit]
    return [replace(one, unit=whole_name(one.unit, named)) if one.unit else one for one in parsed]


def _is_material_of(
    own: naming.ParsedName, wider: str, table: ItemNames, catalogue: Catalogue, on: date
) -> bool:
    if own.item is None or naming.is_exactly_item(own.original, table):
        return False
    one, two = catalogue.item(own.item, on), catalogue.item(wider, on)
    return one is not None and two is not None and one.group == two.group


def _by_unit(parsed: Sequence[naming.ParsedName], material: Sequence[int]) -> dict[_Key, list[int]]:
    units = tuple(dict.fromkeys(parsed[index].unit for index in material if parsed[index].unit))
    if len(units) < 2:
        return _by_item(next(iter(units), None), material, parsed) if material else {}
    groups: dict[_Key, list[int]] = {}
    for unit in units:
        groups |= _by_item(unit, [index for index in material if parsed[index].unit == unit], parsed)
    for index in material:
        if parsed[index].unit is None:
            item = parsed[index].item
            fitting = [key for key in groups if key[0] and item and key[1] == item]
            groups.setdefault(fitting[0] if len(fitting) == 1 else (None, item), []).append(index)
    return {key: sorted(members) for key, members in groups.items()}


def _by_item(unit: str | None, members: Sequence[int], parsed: Sequence[naming.ParsedName]) -> dict[_Key, list[int]]:
    """Group one unit's files; those that name no item go with each of its applications."""
    items = tuple(dict.fromkeys(item for index in members if (item := parsed[index].item)))
    return {
        (unit, item): [index for index in members if parsed[index].item in (None, item)]
        for item in items or (None,)
    }


def _group(
    key: _Key, members: Sequence[int], files: Sequence[Attachment], parsed: Sequence[naming.ParsedName],
    catalogue: Catalogue, on: date,
) -> FileGroup:
    unit, item = key
    found = catalogue.item(item, on) if item else None
    stored = tuple(
        _stored_name(files[index].name, parsed[index], unit, found, position if len(members) > 1 else 0)
        for position, index in enumerate(members, 1)
    )
    return FileGroup(unit, item, tuple(members), stored, ((),) * len(members))


def _with_one_line(groups: list[FileGroup], parsed: Sequence[naming.ParsedName], hint: Hint) -> list[FileGroup]:
    """Say at most one thing about names, of the first group with something to say; nothing where the subject tells."""
    if hint.complete:
        return groups
    for place, group in enumerate(groups):
        line = _line(group, parsed)
        if line is not None:
            rest = group.findings[1:]
            return [*groups[:place], replace(group, findings=((line,), *rest)), *groups[place + 1 :]]
    return groups


def _line(group: FileGroup, parsed: Sequence[naming.ParsedName]) -> Finding | None:
    """Return the one thing to say about the names of a group's files."""
    # What a file is by its content is said by intake; here only its name speaks.
    said = [
        one for index in group.members for one in parsed[index].findings if code_of(one).about is About.NAME
    ]
    telling = [one for one in said if one.code not in _SILENT]
    if group.item is None:
        vague = next((one for one in said if one.code == "name-item-ambiguous"), None)
        return vague or find("name-item-missing", _UNNAMED.format("业务名称" if group.unit else "单位名称和业务名称"))
    if group.unit is None:
        return find("name-unit-missing", _UNNAMED.format("单位名称"))
    return next(iter(sorted(telling, key=lambda one: one.code == "name-normalised")), None)


def _stored_name(
    name: str, parsed: naming.ParsedName, unit: str | None, item: ServiceItem | None, position: int
) -> str:
    """Return the canonical name; files of a set that name no part are numbered."""
    if unit is None or item is None:
        return name
    part = parsed.part or ""
    if position and not part:
        part = f"{position:02d}"
    elif parsed.number is not None:
        part = f"{parsed.number:02d}{part}"
    return naming.compose(unit, item.name, part or None, PurePath(name).suffix.lower() or ".pdf")


def with_file(findings: Sequence[Finding], file: int) -> tuple[Finding, ...]:
    """Return the findings with the index of the file they are about."""
    return tuple(replace(finding, file=file) for finding in findings)
