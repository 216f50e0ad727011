"""Public clauses of rules to which neither an item nor a material gives one: by rule and item group.

Format: ``docs/catalogue.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Rule(StrEnum):
    """A rule whose clause depends on the item."""

    MATERIAL_LIST = "material-list"
    FILE_NAME = "file-name"
    CHANNEL = "channel"
    MATERIAL_ORDER = "material-order"
    PAPER_SIZE = "paper-size"
    THRESHOLD = "threshold"
    GROUNDS = "grounds"
    NOTICE_BEFORE_LAYOFF = "notice-before-layoff"
    PROTECTED_WORKERS = "protected-workers"
    CAPITAL = "capital"
    REQUIRED_SUBJECTS = "required-subjects"
    TRAINING_HOURS = "training-hours"
    LICENCE_COPY = "licence-copy"


Clauses = Mapping[Rule, Mapping[str, str]]
"""Clause by rule and by item group or item code; where a rule names neither, no text asks for what it checks."""


def clause_of(clauses: Clauses, rule: Rule, item: str, group: str) -> str:
    """Return the clause for an item, the one of its group where it has none of its own, empty for none."""
    scopes = clauses.get(rule, {})
    return scopes.get(item) or scopes.get(group, "")
