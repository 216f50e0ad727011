"""Reads the ordered table of back-payments."""

from __future__ import annotations

from catalogue.backpay import BackpayRule, BackpayTable
from catalogue.schema import Node, Problems, Section
from catalogue.term_entries import read_condition_of
from catalogue.terms import Condition, Unknown


def read_backpay(node: Node, file: str, problems: Problems) -> BackpayTable:
    """Read the table; its last row, and no other, holds for all that is left."""
    with Section.reading(node, file, problems) as entry:
        rules = tuple(_rule(one, file, problems) for one in entry.nodes("rules"))
        with entry.inner("declared", "申报类型") as section:
            declared = {key: section.text(key) for key in section.keys}
        with entry.inner("within", "事项自身的范围") as section:
            within = {key: held for key in section.keys if (held := _within(section, key)) is not None}
        for place, rule in enumerate(rules, 1):
            if (rule.condition is None) != (place == len(rules)):
                entry.refuse("只有最后一条规则可以且须写“else: true”", rule.line)
        if not rules and entry.keys:
            entry.refuse("缺少“rules”")
        return BackpayTable(rules, declared, within)


def _rule(node: Node, file: str, problems: Problems) -> BackpayRule:
    with Section.reading(node, file, problems, "补缴分类规则") as entry:
        last = entry.flag("else", False)
        condition = None if last else _condition(entry)
        return BackpayRule(condition, entry.code("item"), entry.text("note", ""), node.line)


def _within(section: Section, key: str) -> Condition | None:
    with section.inner(key, f"事项 {key} 的范围") as own:
        return read_condition_of(own, Unknown.REVIEW)


def _condition(entry: Section) -> Condition:
    """An unknown condition always goes to an officer here."""
    return read_condition_of(entry, Unknown.REVIEW)
