"""Reads the clauses by rule and item group."""

from __future__ import annotations

from catalogue.clauses import Clauses, Rule
from catalogue.schema import Node, Problems, Section
from catalogue.source_entries import read_clause


def read_clauses(node: Node, file: str, problems: Problems) -> Clauses:
    """Read the clauses; a rule that is not listed has none."""
    with Section.reading(node, file, problems) as whole:
        return {rule: _scopes(whole, rule) for rule in Rule if whole.has(rule)}


def _scopes(whole: Section, rule: Rule) -> dict[str, str]:
    with whole.inner(rule, f"规则 {rule}") as scopes:
        return {scope: read_clause(scopes, scope) for scope in scopes.keys}
