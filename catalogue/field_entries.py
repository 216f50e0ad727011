"""Reads fields.yaml: names, labels and kinds of value of the fields."""

from __future__ import annotations

from collections.abc import Mapping

from catalogue.fields import Field, Kind, Otherwise, OwnLabels
from catalogue.schema import FIELD_CODE, Node, Problems, Section


def read_fields(node: Node, file: str, problems: Problems) -> dict[str, Field]:
    """Read the fields, by code in file order."""
    fields: dict[str, Field] = {}
    with Section.reading(node, file, problems) as whole:
        for code, entry in whole.entries():
            if not FIELD_CODE.fullmatch(code):
                whole.refuse(f"字段“{code}”应为小写英文字段名", entry.line)
            with Section.reading(entry, file, problems, f"字段 {code}") as section:
                fields[code] = _field(code, section, fields)
    return fields


def _field(code: str, entry: Section, above: Mapping[str, Field]) -> Field:
    field = Field(
        code=code,
        name=entry.text("name"),
        kind=entry.choice("kind", Kind),
        labels=_labels(entry, "labels", above),
        own_labels=_own_labels(entry, above),
        end_labels=entry.texts("end_labels"),
        otherwise=entry.choice("otherwise", Otherwise) if entry.given("otherwise") else None,
        private=entry.flag("private", False),
        public=entry.flag("public", False),
        read_with=entry.text("read_with", ""),
        always=entry.flag("always", False),
    )
    if field.private and field.public:
        entry.refuse("“private”与“public”不能同时为 true", entry.line_of("public"))
    if field.end_labels and field.kind is not Kind.TERM_END:
        entry.refuse(f"只有种类为 {Kind.TERM_END} 的字段可以有“end_labels”", entry.line_of("end_labels"))
    if field.kind is Kind.UNREAD and not field.labels:
        entry.refuse(f"种类为 {Kind.UNREAD} 的字段须有“labels”")
    return field


def _own_labels(entry: Section, above: Mapping[str, Field]) -> tuple[OwnLabels, ...]:
    with entry.inner("own_labels", f"{entry.title}的own_labels") as own:
        return tuple(OwnLabels(document, _labels(own, document, above)) for document in own.keys)


def _labels(entry: Section, key: str, above: Mapping[str, Field]) -> tuple[str, ...]:
    """Take a list of labels, or the code of the field above whose labels these are too."""
    if not entry.is_text(key):
        return entry.texts(key)
    other = entry.text(key)
    if other not in above:
        entry.refuse(f"“{key}”应为列表，或上文已有的字段，现为“{other}”", entry.line_of(key))
    return above[other].labels if other in above else ()
