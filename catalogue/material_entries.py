"""Reads the material list of an item, and the seal rules that go with it."""

from __future__ import annotations

from cases.report import Need
from catalogue.material import DEMANDS, Material, SealRule, Wording
from catalogue.schema import Node, Problems, Section
from catalogue.source_entries import read_clause, read_source
from catalogue.term_entries import read_condition
from catalogue.terms import SealGate, SealUnit

SIGNERS = ("法定代表人", "经办人", "法定代表人或经办人", "双方")
"""Who signs a letter, beside the seal."""


def read_wordings(entry: Section, key: str) -> tuple[Wording, ...]:
    """Read a mapping of names to the words that show them; empty where it is not given."""
    with entry.inner(key, f"{entry.title}“{key}”" if entry.title else f"“{key}”") as section:
        return tuple(Wording(name, _words(section, name)) for name in section.keys)


def _words(section: Section, name: str) -> tuple[str, ...]:
    words = section.texts(name)
    if not words:
        section.refuse(f"“{name}”至少要有一个用词", section.line_of(name))
    return words


def read_item_seal(entry: Section) -> tuple[SealRule, SealGate, SealUnit]:
    """Read the seal rule of all materials of an item, whether it blocks, and what it counts."""
    with entry.inner("seal", "公章规则") as seal:
        rule = _seal_rule(seal, SealRule(cross_page=False))
        return rule, seal.choice("gate", SealGate, SealGate.ADVISE), seal.choice("unit", SealUnit, SealUnit.PAGE)


def _seal_rule(seal: Section, default: SealRule) -> SealRule:
    return SealRule(
        every_page=seal.flag("every_page", default.every_page),
        cross_page=seal.flag("cross_page", default.cross_page),
        owner=seal.one_of("owner", ("applicant", "parent", "both"), default.owner),
        union_allowed=seal.flag("union_allowed", default.union_allowed),
        clause=read_clause(seal, "clause") or default.clause,
        cross_page_clause=read_clause(seal, "cross_page_clause") or default.cross_page_clause,
    )


def read_materials(entry: Section, seal_rule: SealRule, problems: Problems) -> tuple[Material, ...]:
    """Read the list, in file order."""
    return tuple(_material(node, entry, seal_rule, problems) for node in entry.nodes("materials"))


def _material(node: Node, item: Section, seal_rule: SealRule, problems: Problems) -> Material:
    with Section.reading(node, item.file, problems, "材料") as entry:
        document = entry.code("document")
        entry.title = f"材料 {document}"
        source = read_source(entry, needed=True)
        for about in set(source.abouts) - set(DEMANDS):
            entry.refuse(f"“source”中的“{about}:”应为 {'、'.join(DEMANDS)} 之一", entry.line_of("source"))
        with entry.inner("seal") as seal:
            rule = _seal_rule(seal, seal_rule)
        return Material(
            order=entry.number("order", least=1),
            document=document,
            need=entry.choice("need", Need),
            form=entry.one_of("form", ("original", "copy", "either", "electronic")),
            seal=rule,
            clause=source.clause,
            source=source.told,
            confirmed=source.binds(),
            unfounded=frozenset(demand for demand in DEMANDS if not source.binds(demand)),
            condition=read_condition(entry, "when"),
            alternative=entry.code_or_none("alternative"),
            columns=entry.texts("columns"),
            duplex=entry.flag("duplex", False),
            handwritten_signatures=entry.flag("handwritten_signatures", False),
            copies=entry.number("copies", 1, 1),
            note=entry.text("note", ""),
            of=entry.text("of", ""),
            paper_original=entry.flag("paper_original", False),
            original_later=entry.flag("original_later", False),
            same_page=entry.flag("same_page", False),
            shared_data=entry.flag("shared_data", False),
            whitelist=entry.code_or_none("whitelist"),
            signature=entry.one_of("signature", SIGNERS, ""),
        )


def check_materials(entry: Section, materials: tuple[Material, ...]) -> None:
    """Note what contradicts itself within the list."""
    nodes = entry.nodes("materials")
    orders: dict[int, list[Material]] = {}
    seen: set[tuple[str, str]] = set()
    groups: dict[str, int] = {}
    lowest = 0
    for material, node in zip(materials, nodes, strict=True):
        name = f"材料 {material.document}"
        if (material.document, material.of) in seen:
            entry.refuse(f"{name} 重复；同一种材料要两份的，请用“of”写明各是谁的", node.line)
        if material.need is Need.CONDITIONAL and material.condition is None:
            entry.refuse(f"{name} 视情形提交，须写明“when”", node.line)
        if material.alternative and groups.setdefault(material.alternative, material.order) != material.order:
            first = groups[material.alternative]
            entry.refuse(f"{name} 与同组“{material.alternative}”的材料序号不同（{first}与{material.order}）", node.line)
        elif not _may_share(material, orders.setdefault(material.order, [])):
            entry.refuse(f"{name} 的序号{material.order}重复", node.line)
        if material.original_later and material.form != "copy":
            entry.refuse(f"{name} 原件后补，“form”应为 copy", node.line)
        if material.order < lowest:
            entry.refuse(f"{name} 的序号{material.order}未按顺序排列", node.line)
        seen.add((material.document, material.of))
        orders.setdefault(material.order, []).append(material)
        lowest = max(lowest, material.order)


def _may_share(material: Material, others: list[Material]) -> bool:
    """An order is shared by alternatives, or by a material and what it needs in some cases."""
    if not others:
        return True
    if material.alternative is not None:
        return all(other.alternative == material.alternative for other in others)
    return material.need is Need.CONDITIONAL
