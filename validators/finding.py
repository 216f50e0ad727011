"""Findings of the rules: what the case itself says about their severity and file."""

from __future__ import annotations

from dataclasses import replace

from cases import finding_codes
from cases.finding import Clause, Finding, Place, Severity
from cases.finding_codes import PAPERS, SEALS, code_of
from validators.subject import Subject

_MILDER = (Severity.BLOCKING, Severity.TOLERABLE, Severity.REVIEW, Severity.NOTICE, Severity.HINT)


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

    What no binding text asks of a paper is a hint: for the officer, in no letter, without effect on the outcome. Where
    the item only advises on seals (``seal_gate: advise``), a lacking one is a hint, a wrong one a question.
    """
    found = finding_codes.find(code, sentence, confidence=confidence, place=place, clause=clause)
    files = {one.file for one in subject.pages if found.is_on(one.number)}
    return replace(found, severity=_severity(subject, found), file=files.pop() if len(files) == 1 else None)


def milder(finding: Finding, severity: Severity) -> Finding:
    """Return a finding for a case that is milder than its code's own; one that is milder still stays."""
    return replace(finding, severity=max(finding.severity, severity, key=_MILDER.index))


def asked(finding: Finding) -> Finding:
    """Return a notice as a question to the officer: in this case it is no slip of the reader."""
    return replace(finding, severity=Severity.REVIEW)


def tolerated(finding: Finding, confirmed: bool) -> Finding:
    """Return an absence that may be mended later; a favour that no binding text grants holds its letter."""
    return replace(finding, severity=Severity.TOLERABLE, confirmed=confirmed)


def for_officer(finding: Finding) -> Finding:
    """Return a question to the officer alone: no binding text bears it out, so no letter repeats it."""
    return replace(finding, confirmed=False)


def _severity(subject: Subject, finding: Finding) -> Severity:
    about = code_of(finding).about
    if about in SEALS and subject.item.seal_gate.value == "advise":
        return code_of(finding).advised
    return finding.severity if finding.confirmed or about not in PAPERS else Severity.HINT
