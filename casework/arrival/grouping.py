"""Which files of a submission belong to which (unit, business item): one case each (domain d3, Q21)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from pathlib import PurePath

from cases.finding import Finding
from cases.finding_codes import About, code_of
from cases.names import naming
from cases.names.item_names import ItemNames
from cases.submission import FileKind
from catalogue.match import name_table
from catalogue.model import Catalogue, ServiceItem

_Key = tuple[str | None, str | None]
"""Unit and item."""


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files of one case.

    Attributes:
        unit, item: From the file names or the subject; None where they say nothing.
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
    names: Sequence[str], kinds: Sequence[FileKind], subject: str, catalogue: Catalogue, on: date
) -> list[FileGroup]:
    """Group files by the unit and item that their names state.

    A file whose name states neither joins the only group there is; where there are several, it makes one of
    its own, because a guess would put a stranger's paper into somebody's case.
    """
    table = name_table(catalogue.items_on(on))
    parsed = [_parsed(name, kind, table) for name, kind in zip(names, kinds, strict=True)]
    hint = naming.parse(subject, table) if subject else None
    groups: dict[_Key, list[int]] = {}
    for index, name in enumerate(parsed):
        if kinds[index] is not FileKind.BY_PRODUCT:
            groups.setdefault((name.unit, name.item), []).append(index)
    hinted: dict[_Key, list[int]] = {}
    for key, members in _joined(groups).items():  # the subject may make two groups one
        hinted.setdefault(_with_hint(key, hint), []).extend(members)
    for members in list(hinted.values())[:1]:  # what mail programs add belongs to nobody: it is kept with the first
        members += [index for index, kind in enumerate(kinds) if kind is FileKind.BY_PRODUCT]
    return [_group(key, sorted(members), names, parsed, catalogue, on) for key, members in hinted.items()]


def _parsed(name: str, kind: FileKind, table: ItemNames) -> naming.ParsedName:
    """Parse a name; the sender did not choose that of a by-product."""
    found = naming.parse(name, table, kind)
    return replace(found, findings=()) if kind is FileKind.BY_PRODUCT else found


def _with_hint(key: _Key, hint: naming.ParsedName | None) -> _Key:
    unit, item = key
    return (unit or hint.unit, item or hint.item) if hint is not None else key


def _joined(groups: dict[_Key, list[int]]) -> dict[_Key, list[int]]:
    """Put files that state less into the one group that agrees with what they state."""
    full = [key for key in groups if key[0] and key[1]]
    merged = {key: list(groups[key]) for key in full}
    for key, members in groups.items():
        if key in merged:
            continue
        agreeing = [other for other in full if key[0] in (None, other[0]) and key[1] in (None, other[1])]
        target = agreeing[0] if len(agreeing) == 1 else key
        merged.setdefault(target, []).extend(members)
    if not full and len(merged) > 1:
        merged = _sole_unit(merged)
    return {key: sorted(members) for key, members in merged.items()}


def _sole_unit(groups: dict[_Key, list[int]]) -> dict[_Key, list[int]]:
    """Without any full name: one group when units and items do not contradict each other."""
    units = {unit for unit, _ in groups if unit}
    items = {item for _, item in groups if item}
    if len(units) > 1 or len(items) > 1:
        return groups
    key = (next(iter(units), None), next(iter(items), None))
    return {key: [index for members in groups.values() for index in members]}


def _group(
    key: _Key, members: Sequence[int], names: Sequence[str], parsed: Sequence[naming.ParsedName],
    catalogue: Catalogue, on: date,
) -> FileGroup:
    unit, item = key
    found = catalogue.item(item, on) if item else None
    stored = [
        _stored_name(names[index], parsed[index], unit, found, position if len(members) > 1 else 0)
        for position, index in enumerate(members, 1)
    ]
    # What a file is by its content is said by intake; here only its name speaks.
    said = (tuple(one for one in parsed[index].findings if code_of(one).about is About.NAME) for index in members)
    return FileGroup(unit, item, tuple(members), tuple(stored), tuple(said))


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
