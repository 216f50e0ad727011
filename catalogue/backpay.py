"""Which item a back-payment is: an ordered table of conditions, the first that holds decides.

Source: S000 二(一)1–3; domain f11, f42 (borders). A condition that cannot be told stops the table: what comes after it
might be wrong, so an officer is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from catalogue.conditions import Value, evaluate, unknown_facts
from catalogue.terms import Condition


@dataclass(frozen=True, slots=True)
class BackpayRule:
    """One row of the table.

    Attributes:
        condition: None for the last row, which holds for all that is left.
        item: Item that it leads to.
        note: Why, for officers.
        line: Line of the file, for lint.
    """

    condition: Condition | None
    item: str
    note: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class BackpayTable:
    """The rows in their order.

    Attributes:
        declared: What an item's own name says of ``filing_kind`` where the form does not tell it.
        within: What an item filed under its own name has to hold, before the rows are asked.
    """

    rules: tuple[BackpayRule, ...] = ()
    declared: dict[str, str] = field(default_factory=dict)
    within: dict[str, Condition] = field(default_factory=dict)

    def covers(self, item: str) -> bool:
        """Tell whether a back-payment filed under an item is checked against the table."""
        return item in self.declared


@dataclass(frozen=True, slots=True)
class BackpayKind:
    """What the table comes to.

    Attributes:
        item: Item; None where a condition cannot be told.
        rule: The row that decided, or that cannot be told; None for an empty table.
        unknown: Facts that leave it open.
        outside: What the item filed under asks and the form surely does not fulfil; empty: nothing.
    """

    item: str | None
    rule: BackpayRule | None
    unknown: tuple[str, ...] = ()
    outside: str = ""


def classify(table: BackpayTable, facts: Mapping[str, Value | None], filed_as: str = "") -> BackpayKind:
    """Return the item that a back-payment belongs to, or what has to be known first.

    Args:
        table: The rows.
        facts: What the pages tell; see :mod:`catalogue.facts`.
        filed_as: Item it was filed under; it stands for a missing ``filing_kind`` alone.
    """
    known = dict(facts)
    if known.get("filing_kind") is None and filed_as in table.declared:
        known["filing_kind"] = table.declared[filed_as]
    own = table.within.get(filed_as)
    belongs = evaluate(own.expression, known) if own is not None else False
    if own is not None and belongs is not False:
        row = BackpayRule(own, filed_as)
        unknown = unknown_facts(own.expression, known)
        return BackpayKind(filed_as, row) if belongs else BackpayKind(None, row, unknown)
    return _by_rows(table, known, own.label if own is not None else "")


def _by_rows(table: BackpayTable, known: Mapping[str, Value | None], outside: str) -> BackpayKind:
    for rule in table.rules:
        held = True if rule.condition is None else evaluate(rule.condition.expression, known)
        if held:
            return BackpayKind(rule.item, rule, outside=outside)
        if held is None and rule.condition is not None:
            return BackpayKind(None, rule, unknown_facts(rule.condition.expression, known), outside)
    return BackpayKind(None, None, outside=outside)


def may_be(table: BackpayTable, facts: Mapping[str, Value | None], item: str) -> bool:
    """Tell whether the table may still lead to the item that a back-payment was filed under, whatever is not known."""
    known = {**facts, "filing_kind": facts.get("filing_kind") or table.declared.get(item)}
    own = table.within.get(item)
    if own is not None and evaluate(own.expression, known) is not False:
        return True
    for rule in table.rules:
        held = True if rule.condition is None else evaluate(rule.condition.expression, known)
        if held is not False and rule.item == item:
            return True
        if held:
            return False
    return False
