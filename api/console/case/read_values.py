"""What was read from the pages, and what their papers may hold beside it: each can be entered anew."""

from __future__ import annotations

from dataclasses import dataclass

from cases.names.identifiers import mask
from cases.report import FieldValue, MaterialReading, Report
from catalogue.fields import Kind
from catalogue.model import Catalogue

_TABLES = frozenset({Kind.ROWS, Kind.COLUMNS, Kind.POSTS, Kind.CHANGES, Kind.UNREAD})
"""What no single line says."""


@dataclass(frozen=True, slots=True)
class ReadValue:
    """One value as it was read.

    Attributes:
        place: By what its box on the page finds it.
        text: As read; empty where it is not shown.
    """

    place: str
    field: str
    name: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadMaterial:
    """One material of the submission.

    Attributes:
        page: Its first page.
        unread: Code and name of what its paper may tell and was not read.
    """

    code: str
    name: str
    page: int
    values: tuple[ReadValue, ...]
    unread: tuple[tuple[str, str], ...]


def read_materials(report: Report, catalogue: Catalogue) -> tuple[ReadMaterial, ...]:
    """Return what was read of the materials that are there, in the order of their list."""
    found = (_material(one, catalogue) for one in report.materials if one.pages)
    return tuple(one for one in found if one.values or one.unread)


def place_of(document: str, value: FieldValue) -> str:
    """Return by what a value's box on its page finds the field in which it is entered anew."""
    return f"{value.page} {document} {value.name}"


def _material(material: MaterialReading, catalogue: Catalogue) -> ReadMaterial:
    document, fields = catalogue.documents.get(material.code), catalogue.fields
    values = tuple(
        ReadValue(
            place_of(material.code, one), one.name, fields[one.name].name if one.name in fields else one.name,
            one.page, one.value if mask(one.value) == one.value else "",
        )
        for one in material.fields
    )
    known = {one.name for one in material.fields}
    holds = (*document.fields, *document.extra_fields) if document is not None else ()
    unread = tuple(
        (code, fields[code].name) for code in dict.fromkeys(holds)
        if code not in known and fields[code].kind not in _TABLES
    )
    return ReadMaterial(material.code, material.name, material.pages[0], values, unread)
