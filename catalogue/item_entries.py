"""Reads one business item (业务事项) from its file. Format: ``docs/catalogue.md``."""

from __future__ import annotations

import re

from catalogue.material_entries import check_materials, read_item_seal, read_materials, read_wordings
from catalogue.model import Mode, Priority, ServiceItem, ToleranceAllowed
from catalogue.schema import Node, Problems, Section
from catalogue.source_entries import read_clause, read_source
from catalogue.term_entries import (
    read_amount,
    read_audit,
    read_condition,
    read_deadlines,
    read_drafts,
    read_emergency,
    read_gates,
    read_green_lane,
    read_phone_check,
    read_tolerance,
)

__all__ = ["CHECKS", "GROUPS", "LEGAL_ACTS", "QUEUES", "read_item"]

GROUPS = ("dispatch", "hours", "layoff", "insurance")
"""Item groups; channels and office profiles name them."""

CHECKS = (
    "unit_name", "uscc", "legal_rep", "address", "capital", "headcount", "positions", "resolution", "cycle",
    "protected_workers", "permit_no",
)
"""Cross checks that an item may ask for."""

LEGAL_ACTS = ("electronic-pass", "acceptance", "receipt-certificate", "report-received", "commitment-accepted")
"""Letters that may state a pass."""

QUEUES = ("complaint",)
"""Queues apart from the usual one: complaints never go among the permits (domain a1 10)."""

_VERSION = re.compile(r"\d{4}-\d{2}-\d{2}\.[1-9]\d*")


def read_item(node: Node, file: str, problems: Problems) -> ServiceItem | None:
    """Read an item; None where it cannot even be named."""
    with Section.reading(node, file, problems) as entry:
        if not entry.keys:
            return None
        entry.text("same_as", "")  # resolved before, by catalogue.inheritance
        name = entry.text("name")
        seal_rule, gate, unit = read_item_seal(entry)
        source = read_source(entry)
        emergency, emergency_months = read_emergency(entry)
        item = ServiceItem(
            code=entry.code("code"),
            name=name,
            aliases=tuple(dict.fromkeys((name, *entry.texts("aliases")))),
            name_in_letters=entry.text("name_in_letters", ""),
            broad_names=entry.texts("broad_names"),
            lead=entry.texts("lead"),
            told_by=entry.texts("told_by"),
            group=entry.one_of("group", GROUPS),
            channel=entry.code("channel"),
            channel_note=entry.text("channel_note", ""),
            mode=entry.choice("mode", Mode),
            mode_note=entry.text("mode_note", ""),
            department=entry.code("department"),
            phones=entry.texts("phones"),
            version=_version(entry),
            source=source.told,
            confirmed=source.is_confirmed,
            valid_from=entry.day("valid_from"),
            valid_to=entry.day("valid_to"),
            emergency=emergency,
            emergency_months=emergency_months,
            offices=entry.texts("offices"),
            window_from=entry.day("window_from"),
            window_to=entry.day("window_to"),
            window_note=entry.text("window_note", ""),
            window_adjustable=entry.flag("window_adjustable", False),
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
            entry=entry.text("entry", ""),
            url=entry.text("url", ""),
            tells=entry.texts("tells"),
            no_application=entry.flag("no_application", False),
            deferred_until=entry.text("deferred_until", ""),
            clause=read_clause(entry),
            deadlines=read_deadlines(entry),
            tolerance=read_tolerance(entry),
            gates=read_gates(entry, problems),
            excluded_fields=read_wordings(entry, "excluded_fields"),
            not_excluded=entry.texts("not_excluded"),
            excluded_to=entry.code_or_none("excluded_to"),
            proposes=read_green_lane(entry),
            drafts=read_drafts(entry),
            phone_check=read_phone_check(entry),
            priority=entry.choice("priority", Priority, Priority.NORMAL),
            high_priority_when=read_condition(entry, "high_priority_when"),
            audit=read_audit(entry),
            amount=read_amount(entry),
            whitelist=entry.code_or_none("whitelist"),
            industries=entry.texts("industries"),
            preconditions=entry.texts("preconditions"),
            officer_only=entry.flag("officer_only", False),
            queue=entry.one_of("queue", QUEUES, ""),
            daily_report=entry.flag("daily_report", False),
            late_fee=entry.one_of("late_fee", ("waived", "charged"), ""),
            prepayment=entry.flag("prepayment", False),
            retention_years=entry.number_or_none("retention_years", 1),
            stub=entry.flag("stub", False),
            notes=entry.texts("notes"),
            seal_gate=gate,
            seal_unit=unit,
            threshold=read_condition(entry, "threshold"),
            checks=entry.texts("checks", CHECKS),
            grounds=entry.texts("grounds"),
            main_form=entry.code_or_none("main_form"),
            fields_required=entry.texts("fields_required", names=True),
            expected_fields=_expected(entry),
            materials=read_materials(entry, seal_rule, problems),
        )
        check_materials(entry, item.materials)
        _check_item(entry, item)
    return item


def _version(entry: Section) -> str:
    version = entry.text("version")
    if version and not _VERSION.fullmatch(version):
        entry.refuse(f"“version”应为“日期.序号”，如 2020-02-03.1，现为“{version}”", entry.line_of("version"))
    return version


def _expected(entry: Section) -> dict[str, str]:
    with entry.inner("expected_fields", "预期值") as values:
        return {key: values.text(key) for key in values.keys}


def _check_item(entry: Section, item: ServiceItem) -> None:
    """Note what contradicts itself within one item."""
    for start, end in (("valid_from", "valid_to"), ("window_from", "window_to")):
        first, last = getattr(item, start), getattr(item, end)
        if first and last and last < first:
            entry.refuse(f"“{end}”早于“{start}”", entry.line_of(end))
    if (item.deadlines.anchor is None) != (item.deadlines.anchor_months is None):
        entry.refuse("“anchor”与“anchor_months”须同时给出", entry.line_of("deadlines"))
    if not item.materials and not (item.online_only or item.no_application or item.stub or item.officer_only):
        entry.refuse("材料清单为空", entry.line_of("materials"))
    for code in set(item.lead) - {material.document for material in item.materials}:
        entry.refuse(f"“lead”中的“{code}”不在材料清单中", entry.line_of("lead"))
    if item.main_form is not None and all(one.document != item.main_form for one in item.materials):
        entry.refuse(f"“main_form”的“{item.main_form}”不在材料清单中", entry.line_of("main_form"))
    if item.online_only and not item.online:
        entry.refuse("仅限网上办理的事项须写明系统名称“online”", entry.line_of("online_only"))
    if item.mode is Mode.TOLERANCE and item.tolerance.allowed is ToleranceAllowed.NEVER:
        entry.refuse("容缺受理的事项须写明“tolerance”及其“allowed”", entry.line_of("tolerance"))
    if bool(item.excluded_fields) != (item.excluded_to is not None):
        entry.refuse("“excluded_fields”与“excluded_to”须同时给出", entry.line_of("excluded_fields"))
    if item.excluded_to is not None and item.excluded_to == item.code:
        entry.refuse("“excluded_to”不能是事项自身", entry.line_of("excluded_to"))
    for name in set(item.broad_names) & set(item.aliases):
        entry.refuse(f"“{name}”不能既是别名又是宽泛名称", entry.line_of("broad_names"))
