"""Reads one business item (业务事项) from its file. Format: ``docs/catalogue.md``."""

from __future__ import annotations

import re

from cases.errors import ConditionError
from cases.report import Need
from cases.working_days import parse_due
from catalogue.conditions import parse
from catalogue.model import (
    Condition,
    Deadlines,
    Material,
    Mode,
    SealGate,
    SealRule,
    SealUnit,
    ServiceItem,
    Tolerance,
    ToleranceAllowed,
    Unknown,
)
from catalogue.schema import Node, Problems, Section

GROUPS = ("dispatch", "hours", "layoff", "insurance")
"""Item groups; channels and office profiles name them."""

CHECKS = (
    "unit_name", "uscc", "legal_rep", "address", "capital", "headcount", "positions", "resolution", "cycle",
    "protected_workers",
)
"""Cross checks that an item may ask for."""

LEGAL_ACTS = ("electronic-pass", "acceptance", "receipt-certificate")
"""Letters that may state a pass."""

_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}\.[1-9]\d*")
_UNCONFIRMED = ("memory (verify)", "project default")
_TOLERABLE_ONLY = "tolerable: "


def read_item(node: Node, file: str, problems: Problems) -> ServiceItem | None:
    """Read an item; None where it cannot even be named."""
    with Section.reading(node, file, problems) as entry:
        if not entry.keys:
            return None
        name = entry.text("name")
        seal_rule, gate, unit = _seal_of_item(entry)
        item = ServiceItem(
            code=entry.code("code"),
            name=name,
            aliases=tuple(dict.fromkeys((name, *entry.texts("aliases")))),
            broad_names=entry.texts("broad_names"),
            group=entry.one_of("group", GROUPS),
            channel=entry.code("channel"),
            mode=entry.choice("mode", Mode),
            department=entry.code("department"),
            phones=entry.texts("phones"),
            version=_version(entry),
            valid_from=entry.day("valid_from"),
            valid_to=entry.day("valid_to"),
            window_from=entry.day("window_from"),
            window_to=entry.day("window_to"),
            pass_letter=entry.one_of("pass_letter", LEGAL_ACTS),
            paper_required=entry.flag("paper_required", False),
            site_visit=entry.one_of("site_visit", ("no", "maybe", "yes"), "no"),
            page_size=entry.one_of("page_size", ("A4",), "") or None,
            fax_ok=entry.flag("fax_ok", False),
            result=entry.text("result", ""),
            validity_years=entry.number_or_none("validity_years", 1),
            capital_minimum=entry.number_or_none("capital_minimum", 1),
            online_only=entry.flag("online_only", False),
            online=entry.text("online", ""),
            clause=entry.text("clause", ""),
            deadlines=_deadlines(entry),
            tolerance=_tolerance(entry),
            seal_gate=gate,
            seal_unit=unit,
            threshold=_condition(entry, "threshold"),
            high_priority_when=_condition(entry, "high_priority_when"),
            checks=entry.texts("checks", CHECKS),
            grounds=entry.texts("grounds"),
            fields_required=entry.texts("fields_required", names=True),
            expected_fields=_expected(entry),
            materials=tuple(_material(each, entry, seal_rule, problems) for each in entry.nodes("materials")),
        )
        _check_item(entry, item)
    return item


def confirmed(source: str) -> tuple[bool, bool]:
    """Tell from a recorded source whether the material, and its tolerable mark, are confirmed.

    A public guide of the same city counts as confirmed (contract §4).
    """
    parts = [part.strip() for part in source.split(";")]
    doubtful = [part for part in parts if any(word in part for word in _UNCONFIRMED)]
    material = all(part.startswith(_TOLERABLE_ONLY) for part in doubtful)
    return material, not doubtful


def _version(entry: Section) -> str:
    version = entry.text("version")
    if version and not _VERSION.fullmatch(version):
        entry.refuse(f"“version”应为“日期.序号”，如 2020-02-03.1，现为“{version}”", entry.line_of("version"))
    return version


def _seal_of_item(entry: Section) -> tuple[SealRule, SealGate, SealUnit]:
    with entry.inner("seal", "公章规则") as seal:
        rule = _seal_rule(seal, SealRule(cross_page=False))
        return rule, seal.choice("gate", SealGate, SealGate.ADVISE), seal.choice("unit", SealUnit, SealUnit.PAGE)


def _seal_rule(seal: Section, default: SealRule) -> SealRule:
    return SealRule(
        every_page=seal.flag("every_page", default.every_page),
        cross_page=seal.flag("cross_page", default.cross_page),
        owner=seal.one_of("owner", ("applicant", "parent", "both"), default.owner),
        union_allowed=seal.flag("union_allowed", default.union_allowed),
        clause=seal.text("clause", default.clause),
        cross_page_clause=seal.text("cross_page_clause", default.cross_page_clause),
    )


def _deadlines(entry: Section) -> Deadlines:
    with entry.inner("deadlines", "期限") as clock:
        standard = Deadlines()
        return Deadlines(
            notice=clock.number("notice", standard.notice, 1),
            decide=clock.number_or_none("decide", 1),
            extend=clock.number_or_none("extend", 1),
            deliver=clock.number_or_none("deliver", 1),
            publish=clock.number_or_none("publish", 1),
            supplement=clock.number("supplement", standard.supplement, 1),
            explain_before=clock.number_or_none("explain_before", 1),
            anchor=clock.text_or_none("anchor"),
            anchor_months=clock.number_or_none("anchor_months", 1),
        )


def _tolerance(entry: Section) -> Tolerance:
    standard = Tolerance()
    with entry.inner("tolerance", "容缺规则") as rule:
        tolerance = Tolerance(
            allowed=rule.choice("allowed", ToleranceAllowed, ToleranceAllowed.NEVER),
            kind=rule.one_of("kind", ("hold", "process_first"), standard.kind),
            due=rule.text("due", standard.due),
            commitment_needed=rule.flag("commitment_needed", True),
        )
        try:
            parse_due(tolerance.due)
        except ValueError as error:
            rule.refuse(str(error), rule.line_of("due"))
    return tolerance


def _condition(entry: Section, key: str) -> Condition | None:
    if not entry.given(key):
        return None
    with entry.inner(key, "条件") as when:
        condition = Condition(when.text("if"), when.text("label"), when.choice("unknown", Unknown))
        try:
            if condition.expression:
                parse(condition.expression)
        except ConditionError as error:
            when.refuse(error.message, when.line_of("if"))
    return condition


def _expected(entry: Section) -> dict[str, str]:
    with entry.inner("expected_fields", "预期值") as values:
        return {key: values.text(key) for key in values.keys}


def _material(node: Node, item: Section, seal_rule: SealRule, problems: Problems) -> Material:
    with Section.reading(node, item.file, problems, "材料") as entry:
        document = entry.code("document")
        entry.title = f"材料 {document}"
        source = entry.text("source")
        clause = entry.text("clause", "")
        known, tolerable_known = confirmed(source)
        if known != bool(clause):
            reason = "来源已确认的材料须写明“clause”" if known else "来源未确认的材料不得写“clause”"
            entry.refuse(reason, entry.line_of("clause"))
        with entry.inner("seal") as seal:
            rule = _seal_rule(seal, seal_rule)
        return Material(
            order=entry.number("order", least=1),
            document=document,
            need=entry.choice("need", Need),
            form=entry.one_of("form", ("original", "copy", "either", "electronic")),
            seal=rule,
            clause=clause,
            source=source,
            confirmed=known,
            tolerable_confirmed=tolerable_known,
            condition=_condition(entry, "when"),
            alternative=entry.code_or_none("alternative"),
            columns=entry.texts("columns"),
            duplex=entry.flag("duplex", False),
            handwritten_signatures=entry.flag("handwritten_signatures", False),
            copies=entry.number("copies", 1, 1),
            note=entry.text("note", ""),
        )


def _check_item(entry: Section, item: ServiceItem) -> None:
    """Note what contradicts itself within one item."""
    for start, end, key in (("valid_from", "valid_to", "valid_to"), ("window_from", "window_to", "window_to")):
        first, last = getattr(item, start), getattr(item, end)
        if first and last and last < first:
            entry.refuse(f"“{end}”早于“{start}”", entry.line_of(key))
    if (item.deadlines.anchor is None) != (item.deadlines.anchor_months is None):
        entry.refuse("“anchor”与“anchor_months”须同时给出", entry.line_of("deadlines"))
    if not item.materials and not item.online_only:
        entry.refuse("材料清单为空", entry.line_of("materials"))
    orders: dict[int, list[Material]] = {}
    for material, node in zip(item.materials, entry.nodes("materials"), strict=True):
        if sum(other.document == material.document for other in item.materials) > 1:
            entry.refuse(f"材料 {material.document} 重复", node.line)
        if material.need is Need.CONDITIONAL and material.condition is None:
            entry.refuse(f"材料 {material.document} 视情形提交，须写明“when”", node.line)
        if not _may_share(material, orders.setdefault(material.order, [])):
            entry.refuse(f"材料 {material.document} 的序号{material.order}重复", node.line)
        orders[material.order].append(material)
    lowest = 0
    for material, node in zip(item.materials, entry.nodes("materials"), strict=True):
        if material.order < lowest:
            entry.refuse(f"材料 {material.document} 的序号{material.order}未按顺序排列", node.line)
        lowest = max(lowest, material.order)
    for name in set(item.broad_names) & set(item.aliases):
        entry.refuse(f"“{name}”不能既是别名又是宽泛名称", entry.line_of("broad_names"))


def _may_share(material: Material, others: list[Material]) -> bool:
    """An order is shared by alternatives, or by a material and what it needs in some cases."""
    if not others:
        return True
    if material.alternative is not None:
        return all(other.alternative == material.alternative for other in others)
    return material.need is Need.CONDITIONAL
