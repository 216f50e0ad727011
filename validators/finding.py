"""Findings of the rules: what the case itself says about their severity and file."""

from __future__ import annotations

from dataclasses import replace

from cases import finding_codes
from cases.finding import Clause, Finding, Place, Severity
from cases.finding_codes import SEALS, code_of
from validators.subject import Subject


def find(
    subject: Subject,
    code: str,
    sentence: str,
    *,
    place: Place | None = None,
    clause: Clause | None = None,
    confidence: float = 1.0,
) -> Finding:
    """Make a finding about a case; the arguments are those of :func:`cases.finding_codes.find`.

    An unconfirmed rule cannot block, it asks an officer. Where the item only advises on seals
    (``seal_gate: advise``), every finding about a seal is a notice.
    """
    found = finding_codes.find(code, sentence, confidence=confidence, place=place, clause=clause)
    number = next((one.file for one in subject.pages if one.number == found.page), None)
    return replace(found, severity=_severity(subject, found), file=number)


def milder(finding: Finding, severity: Severity) -> Finding:
    """Return a finding for a case that is milder than its code's own."""
    return replace(finding, severity=severity)


def _severity(subject: Subject, finding: Finding) -> Severity:
    if code_of(finding).about in SEALS and subject.item.seal_gate.value == "advise":
        return Severity.NOTICE
    if not finding.confirmed and finding.severity is Severity.BLOCKING:
        return Severity.REVIEW
    return finding.severity
