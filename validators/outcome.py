"""Findings → outcome. Source: contract §4 "Outcome"; design §2.2, §2.3."""

from __future__ import annotations

from collections.abc import Sequence

from cases.finding import Finding, Severity
from cases.finding_codes import About, Told, code_of
from cases.report import Outcome
from catalogue.model import ServiceItem, ToleranceAllowed

CONFIDENCE_LIMIT = 0.8
"""Below it a defect is put before an officer instead of the sender.

A wrong letter costs an enterprise a day and the office its credit, a question costs an officer a
minute: the limit sits above a bare majority of evidence (0.75: keywords alone, a slot by position)
and below what one clear piece of evidence gives (0.85 and more: a heading, an empty colour page).
The reliability table of ``./run bench submissions`` shows what it rests on: it must lie where every check is right.
"""


def propose(
    findings: Sequence[Finding],
    item: ServiceItem | None,
    confidence_limit: float = CONFIDENCE_LIMIT,
) -> Outcome:
    """Return what the findings come to; ``REFUSE`` is never proposed.

    Args:
        findings: All of the case.
        item: None where no item could be told: an officer picks one, unless the file or the
            mail itself must be corrected first.
        confidence_limit: A blocking or tolerable finding below it needs an officer.
    """
    if any(code_of(finding).about is About.CHECK for finding in findings):
        return Outcome.REVIEW  # what a check that broke down would have found is not known
    if any(code_of(finding).told is Told.GUIDANCE for finding in findings):
        return Outcome.GUIDE
    doubtful = any(_is_doubtful(finding, confidence_limit) for finding in findings)
    blocking = any(_blocks(finding, item) for finding in findings)
    if doubtful or (item is None and not blocking):
        return Outcome.REVIEW
    if blocking:
        return Outcome.SUPPLEMENT
    if any(finding.severity is Severity.TOLERABLE for finding in findings):
        return Outcome.TOLERATE
    return Outcome.ACCEPT


def _is_doubtful(finding: Finding, limit: float) -> bool:
    if finding.severity is Severity.REVIEW:
        return True
    return finding.severity in (Severity.BLOCKING, Severity.TOLERABLE) and finding.confidence < limit


def _blocks(finding: Finding, item: ServiceItem | None) -> bool:
    if finding.severity is Severity.BLOCKING:
        return True
    never = item is None or item.tolerance.allowed is ToleranceAllowed.NEVER
    return finding.severity is Severity.TOLERABLE and never
