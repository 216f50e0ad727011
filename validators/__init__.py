"""Materials → findings: the rules in their order, and what findings come to.

``assign`` (:mod:`papers.materials`) and ``list_materials`` (:mod:`papers.item_list`) sort the pages, ``derive``
(:mod:`papers.facts`) tells the facts, :func:`validate` runs the rules, ``propose``
(:mod:`validators.outcome`) says what they come to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from cases.finding import Finding
from validators.checks import (
    agreement,
    audit_year,
    completeness,
    content,
    cross_page_seal,
    eligibility,
    expiry,
    file_name,
    headcount,
    identity_number,
    layoff_notice,
    licence_copy,
    official_seal,
    page_numbers,
    page_state,
    paper_size,
    reminders,
    repeated_file,
    required_contents,
    resolution,
    signature,
    threshold,
    training_hours,
    unit_name,
    way_in,
)
from validators.checks.official_seal import page_seals, seal_similarity
from validators.subject import Subject

__all__ = ["CHECKS", "Subject", "page_seals", "seal_similarity", "validate"]

Check = Callable[[Subject], Iterable[Finding]]

CHECKS: tuple[Check, ...] = (
    way_in.check,
    eligibility.check,
    repeated_file.check,
    file_name.check,
    completeness.check,
    page_numbers.check,
    content.check,
    required_contents.check,
    signature.check,
    expiry.check,
    licence_copy.check,
    audit_year.check,
    official_seal.check,
    cross_page_seal.check,
    unit_name.check,
    identity_number.check,
    headcount.check,
    agreement.check,
    resolution.check,
    threshold.check,
    training_hours.check,
    layoff_notice.check,
    paper_size.check,
    page_state.check,
    reminders.check,
)
"""All rules, in the order in which a letter and the officer's screen show them."""


def validate(subject: Subject) -> tuple[Finding, ...]:
    """Return every finding of the case once: those made before the rules first, then the rules' own."""
    found = [*subject.extra, *(finding for check in CHECKS for finding in check(subject))]
    return tuple(dict.fromkeys(found))
