"""What only shows when all catalogue files are seen together: references and versions."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from catalogue.clauses import Rule, clause_of
from catalogue.fields import Field, Kind
from catalogue.item_entries import GROUPS
from catalogue.model import Catalogue, Mode, ServiceItem
from catalogue.office import ListState
from catalogue.schema import Node, Problems

ItemFile = tuple[str, Node, ServiceItem]
"""File name, its content, and the item."""


def check_references(
    catalogue: Catalogue, items: Sequence[ItemFile], nodes: Mapping[str, Node], problems: Problems
) -> None:
    """Note every code that names nothing."""
    codes = {item.code for _, _, item in items}
    for file, node, item in items:
        for code, known, what, line in _item_references(item, node, catalogue, codes):
            if code and known and code not in known:  # none known: their file itself was refused
                problems.note(file, line, f"没有编码为“{code}”的{what}")
        channel = catalogue.channels.get(item.channel)
        if channel is not None and channel.group not in (item.group, "any"):
            reason = f"渠道“{item.channel}”收的是 {channel.group} 组业务，事项属于 {item.group} 组"
            problems.note(file, _line(node, "channel"), reason)
    _check_offices(catalogue, nodes, problems)
    _check_lists(catalogue, nodes["offices.yaml"], problems)
    _check_letters(catalogue, codes, nodes, problems)
    _check_online(catalogue, codes, nodes["online.yaml"], problems)
    for rule in catalogue.backpay.rules:
        if rule.item and rule.item not in codes:
            problems.note("backpay.yaml", rule.line, f"没有编码为“{rule.item}”的事项")
    for key, named in (("declared", catalogue.backpay.declared), ("within", catalogue.backpay.within)):
        for code in named:
            if code not in codes:
                problems.note("backpay.yaml", _line(nodes["backpay.yaml"], key, code), f"没有编码为“{code}”的事项")
    _check_clauses(catalogue, codes, nodes["clauses.yaml"], problems)
    for code in _keys(nodes["sayings.yaml"], "items"):
        if code not in codes:
            problems.note("sayings.yaml", _line(nodes["sayings.yaml"], "items", code), f"没有编码为“{code}”的事项")


Reference = tuple[str | None, Collection[str], str, int]
"""A code, the codes there are, what they name, and the line."""


def _item_references(
    item: ServiceItem, node: Node, catalogue: Catalogue, codes: Collection[str]
) -> Iterator[Reference]:
    yield item.channel, catalogue.channels, "渠道", _line(node, "channel")
    yield item.department, catalogue.departments, "科室", _line(node, "department")
    yield item.pass_letter, catalogue.letters, "文书", _line(node, "pass_letter")
    yield item.deadlines.anchor, catalogue.anchors, "锚点日期", _line(node, "deadlines", "anchor")
    yield item.tolerance.anchor, catalogue.anchors, "锚点日期", _line(node, "tolerance", "due")
    yield item.emergency, catalogue.anchors, "锚点日期", _line(node, "emergency")
    yield item.excluded_to, codes, "事项", _line(node, "excluded_to")
    for place, office in enumerate(item.offices):
        yield office, catalogue.offices, "机关", _line(node, "offices", place)
    for draft in item.drafts:
        line = _line(node, "drafts", draft.finding)
        yield draft.letter, catalogue.letters, "文书", line
        yield draft.list_of, codes, "事项", line
    if item.proposes is not None:
        yield item.proposes.item, codes, "事项", _line(node, "proposes", "item")
    yield item.whitelist, catalogue.whitelists, "名单", _line(node, "whitelist")
    for place, material in enumerate(item.materials):
        yield material.document, catalogue.documents, "材料种类", _line(node, "materials", place, "document")
        yield material.whitelist, catalogue.whitelists, "名单", _line(node, "materials", place, "whitelist")


def _check_offices(catalogue: Catalogue, nodes: Mapping[str, Node], problems: Problems) -> None:
    for file, entries in (("channels.yaml", catalogue.channels), ("online.yaml", catalogue.directory)):
        for code, entry in entries.items():
            if entry.office and entry.office not in catalogue.offices:
                problems.note(file, _line(nodes[file], code, "office"), f"没有编码为“{entry.office}”的机关")


def _check_letters(
    catalogue: Catalogue, codes: Collection[str], nodes: Mapping[str, Node], problems: Problems
) -> None:
    """Note letters that rest on something for no item, and departments that nobody knows among who signs."""
    scopes = {*codes, *(str(mode) for mode in Mode), *(f"{group}-{mode}" for group in GROUPS for mode in Mode)}
    for letter in catalogue.letters.values():
        for scope, _ in letter.basis:
            if scope not in scopes:
                line = _line(nodes["letters.yaml"], letter.code, "basis", scope)
                problems.note("letters.yaml", line, f"没有“{scope}”这种办理方式、业务组加办理方式或者事项")
    for office in catalogue.offices.values():
        for department in office.signs:
            if department not in catalogue.departments:
                line = _line(nodes["offices.yaml"], office.code, "signs", department)
                problems.note("offices.yaml", line, f"没有编码为“{department}”的科室")
        for place, item in enumerate(office.two_stage):
            if item not in {one.code for one in catalogue.items}:
                line = _line(nodes["offices.yaml"], office.code, "two_stage", place)
                problems.note("offices.yaml", line, f"没有编码为“{item}”的事项")


def _check_lists(catalogue: Catalogue, node: Node, problems: Problems) -> None:
    """Note lists of no item, and confirmed ones that no notice of the office asks for: a letter could not cite any."""
    groups = {item.code: item.group for item in catalogue.items}
    for office in catalogue.offices.values():
        for code, state in office.lists.items():
            line = _line(node, office.code, "lists", code)
            if code not in groups:
                problems.note("offices.yaml", line, f"没有编码为“{code}”的事项")
            elif state is ListState.CONFIRMED and not clause_of(
                catalogue.clauses, Rule.MATERIAL_LIST, code, groups[code]
            ):
                where = f"clauses.yaml 的“{Rule.MATERIAL_LIST}”"
                reason = f"事项“{code}”的清单标为已确认，须在 {where}写明本机关要求清单的通知"
                problems.note("offices.yaml", line, reason)


def _check_online(catalogue: Catalogue, codes: Collection[str], node: Node, problems: Problems) -> None:
    for code, system in catalogue.directory.items():
        for place, service in enumerate(system.services):
            if service.item and service.item not in codes:
                line = _line(node, code, "services", place, "item")
                problems.note("online.yaml", line, f"没有编码为“{service.item}”的事项")


def _check_clauses(catalogue: Catalogue, codes: Collection[str], node: Node, problems: Problems) -> None:
    for rule, scopes in catalogue.clauses.items():
        for scope in scopes:
            if scope not in GROUPS and scope not in codes:
                problems.note("clauses.yaml", _line(node, rule, scope), f"没有编码为“{scope}”的业务组或事项")


def check_fields(
    catalogue: Catalogue, items: Sequence[ItemFile], nodes: Mapping[str, Node], problems: Problems
) -> None:
    """Note fields that nothing explains, that no document has, and labels that two fields of a document share."""
    if not catalogue.fields:  # fields.yaml itself was refused
        return
    for name, file, line in _named_fields(catalogue, items, nodes):
        if name not in catalogue.fields:
            problems.note(file, line, f"fields.yaml 中没有字段“{name}”")
    has = {code: document.every_field(catalogue.fields) for code, document in catalogue.documents.items()}
    for code, names in has.items():
        for label, one, other in _clashes(code, [catalogue.fields[name] for name in names if name in catalogue.fields]):
            reason = f"材料 {code} 的字段 {one.code} 与 {other.code} 有相同的标签“{label}”"
            problems.note("documents.yaml", _line(nodes["documents.yaml"], code, "fields"), reason)
    _check_use(catalogue, has, nodes["fields.yaml"], problems)


def _check_use(catalogue: Catalogue, has: Mapping[str, Sequence[str]], node: Node, problems: Problems) -> None:
    """Note fields, and labels of single documents, that no document uses."""
    used = {name for names in has.values() for name in names}
    for name, field in catalogue.fields.items():
        if field.kind is not Kind.UNREAD and name not in used:
            problems.note("fields.yaml", _line(node, name), f"没有材料有字段“{name}”")
        for own in field.own_labels:
            if name not in has.get(own.document, ()):
                reason = f"没有材料“{own.document}”，或其中没有字段“{name}”"
                problems.note("fields.yaml", _line(node, name, "own_labels", own.document), reason)


def _named_fields(
    catalogue: Catalogue, items: Sequence[ItemFile], nodes: Mapping[str, Node]
) -> Iterator[tuple[str, str, int]]:
    """Every field that a file names, with the file and the line."""
    for code, document in catalogue.documents.items():
        for key, names in (("fields", document.fields), ("extra_fields", document.extra_fields)):
            for place, name in enumerate(names):
                yield name, "documents.yaml", _line(nodes["documents.yaml"], code, key, place)
        for content, names in (document.rule.shown_by if document.rule is not None else {}).items():
            for name in names:
                yield name, "documents.yaml", _line(nodes["documents.yaml"], code, "rule", "shown_by", content)
    for file, node, item in items:
        for place, name in enumerate(item.fields_required):
            yield name, file, _line(node, "fields_required", place)
        for name in item.expected_fields:
            yield name, file, _line(node, "expected_fields", name)
    for code, field in catalogue.fields.items():
        if field.read_with:
            yield field.read_with, "fields.yaml", _line(nodes["fields.yaml"], code, "read_with")


_BOTH_ENDS = ({Kind.DAY, Kind.TERM_END}, {Kind.FIRST_MONTH, Kind.LAST_MONTH})
"""Kinds that may share a label on one document: it stands before a term, and each takes one end."""


def _clashes(document: str, fields: Sequence[Field]) -> Iterator[tuple[str, Field, Field]]:
    """Labels behind which two fields of one document would find the same value."""
    said = [(field, {label.replace(" ", "") for label in field.labels_on(document)}) for field in fields]
    for (one, labels), (other, others) in itertools.combinations(said, 2):
        if (shared := labels & others) and {one.kind, other.kind} not in _BOTH_ENDS:
            yield min(shared), one, other


def check_versions(items: Sequence[ItemFile], problems: Problems) -> None:
    """Note overlapping versions of one item, and names that two items claim at the same time."""
    for place, (file, node, item) in enumerate(items):
        for other_file, _, other in items[:place]:
            if item.code == other.code and item.version == other.version:
                reason = f"事项 {item.code} 的版本 {item.version} 与 {other_file} 重复"
                problems.note(file, _line(node, "version"), reason)
            if not _overlap(item, other):
                continue
            if item.code == other.code and _stands_in(item, other):
                continue
            if item.code == other.code:
                problems.note(file, _line(node, "valid_from"), f"事项 {item.code} 的有效期与 {other_file} 重叠")
                continue
            for name in item.aliases:
                if name in other.aliases:
                    problems.note(file, _line(node, "aliases"), f"名称“{name}”已用于 {other_file}")


def _stands_in(one: ServiceItem, two: ServiceItem) -> bool:
    """Tell whether one version stands in for the other: in the emergency, or at some offices."""
    return one.is_special is not two.is_special or one.offices != two.offices


def _overlap(one: ServiceItem, two: ServiceItem) -> bool:
    starts = max(one.valid_from or date.min, two.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, two.valid_to or date.max)


def _keys(node: Node, key: str) -> Iterator[str]:
    inner = node.value.get(key) if isinstance(node.value, dict) else None
    yield from inner.value if inner is not None and isinstance(inner.value, dict) else ()


def _line(node: Node, *path: str | int) -> int:
    """Line of an entry deep in a file, of the nearest one above it where it is not there."""
    line = node.line
    for step in path:
        inner = None
        if isinstance(node.value, dict) and isinstance(step, str):
            inner = node.value.get(step)
        elif isinstance(node.value, list) and isinstance(step, int) and step < len(node.value):
            inner = node.value[step]
        if inner is None:
            return line
        node, line = inner, inner.line
    return line
