"""Materials → findings: the rules in their order, and what findings come to.

``assign`` (:mod:`papers.materials`) and ``list_materials`` (:mod:`papers.item_list`) sort the pages, ``derive``
(:mod:`papers.facts`) tells the facts, :func:`validate` runs the rules, ``propose``
(:mod:`validators.outcome`) says what they come to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from cases.finding import Finding
from validators.checks.official_seal import page_seals, seal_similarity
from validators.subject import Subject

__all__ = ["CHECKS", "ORDER", "Subject", "page_seals", "seal_similarity", "validate"]

Check = Callable[[Subject], Iterable[Finding]]

ORDER = (
    "way_in",
    "eligibility",
    "repeated_file",
    "file_name",
    "completeness",
    "page_numbers",
    "content",
    "required_contents",
    "signature",
    "expiry",
    "licence_copy",
    "audit_year",
    "official_seal",
    "cross_page_seal",
    "unit_name",
    "identity_number",
    "headcount",
    "agreement",
    "resolution",
    "threshold",
    "training_hours",
    "layoff_notice",
    "paper_size",
    "page_state",
    "reminders",
)
"""The files of :mod:`validators.checks`, in the order in which letters and the officer's screen show what they find."""

CHECKS: tuple[Check, ...] = tuple(import_module(f"validators.checks.{name}").check for name in ORDER)
"""All rules, in that order."""


def validate(subject: Subject) -> tuple[Finding, ...]:
    """Return every finding of the case once: those made before the rules first, then the rules' own."""
    found = [*subject.extra, *(finding for check in CHECKS for finding in check(subject))]
    return tuple(dict.fromkeys(found))
