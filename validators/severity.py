"""Severity of every finding code, and clauses by item group. Source: contract §4."""

from __future__ import annotations

from cases.finding import Finding, Severity
from cases.reading import Box
from validators.subject import Subject

BLOCKING, TOLERABLE, REVIEW, NOTICE = Severity.BLOCKING, Severity.TOLERABLE, Severity.REVIEW, Severity.NOTICE

SEVERITY: dict[str, Severity] = {
    "file-empty": BLOCKING, "file-damaged": BLOCKING, "file-encrypted": BLOCKING, "file-type-refused": BLOCKING,
    "file-too-large": BLOCKING, "file-too-many-pages": BLOCKING, "file-limit-reached": REVIEW,
    "file-active-content": NOTICE, "file-embedded-files": NOTICE, "file-link-attachment": BLOCKING,
    "file-archive-refused": BLOCKING, "file-extension-mismatch": NOTICE, "file-infected": REVIEW,
    "name-unit-missing": NOTICE, "name-item-missing": NOTICE, "name-item-ambiguous": REVIEW,
    "name-order-swapped": NOTICE, "name-weak-separator": NOTICE, "name-normalised": NOTICE,
    "name-unit-mismatch": NOTICE,
    "item-unknown": REVIEW, "item-wrong-channel": NOTICE, "item-online-only": NOTICE, "item-deferred": NOTICE,
    "item-outside-window": REVIEW, "item-excluded-from-tolerance": REVIEW, "item-below-threshold": REVIEW,
    "item-green-lane": REVIEW, "item-reminder": NOTICE,
    "material-missing": BLOCKING, "material-uncertain": REVIEW, "material-unrecognised-page": REVIEW,
    "material-out-of-order": NOTICE, "material-duplicate": NOTICE, "material-expired": BLOCKING,
    "material-field-missing": BLOCKING, "material-wrong-columns": REVIEW, "material-signature-missing": BLOCKING,
    "seal-missing": BLOCKING, "seal-uncertain": REVIEW, "seal-uncoloured": REVIEW, "seal-unit-mismatch": BLOCKING,
    "seal-wrong-kind": BLOCKING, "seal-pasted": REVIEW, "seal-unreadable": REVIEW,
    "cross-page-seal-missing": BLOCKING, "cross-page-seal-partial": BLOCKING, "cross-page-seal-uncertain": REVIEW,
    "unit-name-inconsistent": REVIEW, "unit-credit-code-invalid": NOTICE, "unit-credit-code-inconsistent": REVIEW,
    "unit-legal-representative-inconsistent": REVIEW, "identity-number-invalid": NOTICE,
    "headcount-inconsistent": REVIEW,
    "page-blank": NOTICE, "page-unreadable": REVIEW, "page-not-a4": REVIEW, "page-rotated": NOTICE,
    "page-hidden-text": REVIEW, "page-low-resolution": NOTICE,
    "signature-present-unverified": NOTICE, "signature-valid": NOTICE, "signature-invalid": REVIEW,
    "mail-damaged": NOTICE, "mail-sender-unauthenticated": REVIEW, "mail-reply-to-differs": NOTICE,
    "mail-no-attachment": BLOCKING, "submission-duplicate": NOTICE,
}  # fmt: skip
"""Every code of the contract with the severity it has by itself; ``docs/findings.md`` says the same in words."""

PAPER_CLAUSES = {"layoff": "附件4 二（一）"}
THRESHOLD_CLAUSES = {"layoff": "附件4 申请条件", "dispatch": "劳务派遣行政许可实施办法第七条"}
CHANNEL_CLAUSES = {"dispatch": "附件3 一", "hours": "附件3 一", "insurance": "附件5 二（二）3"}
"""Public clauses by item group of the rules that the catalogue gives no clause of their own."""


def find(
    subject: Subject,
    code: str,
    message: str,
    *,
    confidence: float = 1.0,
    material: str | None = None,
    page: int | None = None,
    box: Box | None = None,
    clause: str = "",
    confirmed: bool = True,
    severity: Severity | None = None,
) -> Finding:
    """Make a finding with the contract's severity.

    An unconfirmed rule cannot block, it asks an officer; where the item only advises on seals
    (``seal_gate: advise``) every seal finding is a notice.
    """
    level = severity or SEVERITY[code]
    if not confirmed and level is BLOCKING:
        level = REVIEW
    if code.startswith(("seal-", "cross-page-seal-")) and subject.item.seal_gate.value == "advise":
        level = NOTICE
    number = next((one.file for one in subject.pages if one.number == page), None)
    return Finding(code, level, message, round(confidence, 3), material, page, number, box, clause, confirmed)
