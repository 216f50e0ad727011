"""Every finding code once: its severity, who is told of it and what it is about. Source: contract §4.

``docs/findings.md`` says the same in words. All findings are made by :func:`find`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from cases.finding import PAGES, Clause, Finding, Place, Severity

BLOCKING, REVIEW, NOTICE = Severity.BLOCKING, Severity.REVIEW, Severity.NOTICE


class Told(StrEnum):
    """Who is told of a finding; officers see all of them."""

    SENDER = "sender"      # a line of a letter
    GUIDANCE = "guidance"  # the whole letter: where or when the item is handled
    OFFICER = "officer"    # no letter: no sender can mend it or should read it


class About(StrEnum):
    """What a finding speaks of."""

    FILE = "file"
    NAME = "name"
    ITEM = "item"
    MATERIAL = "material"
    SEAL = "seal"
    CROSS_PAGE_SEAL = "cross-page-seal"
    UNIT = "unit"
    PERSON = "person"
    PAGE = "page"
    SIGNATURE = "signature"
    MAIL = "mail"
    SUBMISSION = "submission"
    CHECK = "check"


SEALS = frozenset({About.SEAL, About.CROSS_PAGE_SEAL})
PAPERS = SEALS | {About.NAME, About.MATERIAL, About.PAGE}
"""What is asked of a paper or its file: where no binding text asks it, it is a hint."""


@dataclass(frozen=True, slots=True)
class FindingCode:
    """One row of the table.

    Attributes:
        severity: What it means by itself; a doubtful variant is milder.
        advised: Of a seal: what it means where no text asks the item for seals. A lacking one is a hint, a wrong one a
            question.
    """

    severity: Severity
    told: Told
    about: About
    advised: Severity = Severity.HINT

    @property
    def unusable(self) -> bool:
        """Whether a file, or the whole mail, cannot be used: what it would have held is not known."""
        return self.severity is BLOCKING and self.about in (About.FILE, About.MAIL)


CODES: dict[str, FindingCode] = {
    "file-empty": FindingCode(BLOCKING, Told.SENDER, About.FILE),
    "file-damaged": FindingCode(BLOCKING, Told.SENDER, About.FILE),
    "file-encrypted": FindingCode(BLOCKING, Told.SENDER, About.FILE),
    "file-type-refused": FindingCode(BLOCKING, Told.SENDER, About.FILE),
    "file-too-large": FindingCode(BLOCKING, Told.SENDER, About.FILE),
    "file-too-many-pages": FindingCode(BLOCKING, Told.SENDER, About.FILE),
    "file-limit-reached": FindingCode(REVIEW, Told.OFFICER, About.FILE),
    "file-active-content": FindingCode(NOTICE, Told.OFFICER, About.FILE),
    "file-embedded-files": FindingCode(NOTICE, Told.OFFICER, About.FILE),
    "file-link-attachment": FindingCode(BLOCKING, Told.SENDER, About.FILE),
    "file-archive-refused": FindingCode(BLOCKING, Told.SENDER, About.FILE),
    "file-extension-mismatch": FindingCode(NOTICE, Told.SENDER, About.FILE),
    "file-infected": FindingCode(REVIEW, Told.OFFICER, About.FILE),
    "name-unit-missing": FindingCode(NOTICE, Told.SENDER, About.NAME),
    "name-item-missing": FindingCode(NOTICE, Told.SENDER, About.NAME),
    "name-item-ambiguous": FindingCode(NOTICE, Told.SENDER, About.NAME),
    "name-order-swapped": FindingCode(NOTICE, Told.SENDER, About.NAME),
    "name-weak-separator": FindingCode(NOTICE, Told.SENDER, About.NAME),
    "name-normalised": FindingCode(NOTICE, Told.SENDER, About.NAME),
    "name-unit-mismatch": FindingCode(NOTICE, Told.SENDER, About.NAME),
    "item-unknown": FindingCode(REVIEW, Told.OFFICER, About.ITEM),
    "item-wrong-channel": FindingCode(NOTICE, Told.OFFICER, About.ITEM),
    "item-online-only": FindingCode(NOTICE, Told.GUIDANCE, About.ITEM),
    "item-deferred": FindingCode(NOTICE, Told.GUIDANCE, About.ITEM),
    "item-nothing-to-file": FindingCode(NOTICE, Told.GUIDANCE, About.ITEM),
    "item-outside-window": FindingCode(REVIEW, Told.OFFICER, About.ITEM),
    "item-excluded-from-tolerance": FindingCode(REVIEW, Told.OFFICER, About.ITEM),
    "item-below-threshold": FindingCode(REVIEW, Told.OFFICER, About.ITEM),
    "item-green-lane": FindingCode(REVIEW, Told.OFFICER, About.ITEM),
    "item-no-rules": FindingCode(REVIEW, Told.OFFICER, About.ITEM),
    "item-reminder": FindingCode(NOTICE, Told.OFFICER, About.ITEM),
    "material-missing": FindingCode(BLOCKING, Told.SENDER, About.MATERIAL),
    "material-uncertain": FindingCode(REVIEW, Told.SENDER, About.MATERIAL),
    "material-unrecognised-page": FindingCode(REVIEW, Told.OFFICER, About.MATERIAL),
    "material-out-of-order": FindingCode(NOTICE, Told.SENDER, About.MATERIAL),
    "material-duplicate": FindingCode(NOTICE, Told.SENDER, About.MATERIAL),
    "material-expired": FindingCode(BLOCKING, Told.SENDER, About.MATERIAL),
    "material-field-missing": FindingCode(BLOCKING, Told.SENDER, About.MATERIAL),
    "material-wrong-columns": FindingCode(REVIEW, Told.SENDER, About.MATERIAL),
    "material-signature-missing": FindingCode(BLOCKING, Told.SENDER, About.MATERIAL),
    "seal-missing": FindingCode(BLOCKING, Told.SENDER, About.SEAL),
    "seal-uncertain": FindingCode(REVIEW, Told.SENDER, About.SEAL),
    "seal-uncoloured": FindingCode(REVIEW, Told.SENDER, About.SEAL),
    "seal-unit-mismatch": FindingCode(BLOCKING, Told.SENDER, About.SEAL, REVIEW),
    "seal-wrong-kind": FindingCode(BLOCKING, Told.SENDER, About.SEAL, REVIEW),
    "seal-pasted": FindingCode(REVIEW, Told.OFFICER, About.SEAL, REVIEW),
    "seal-unreadable": FindingCode(REVIEW, Told.SENDER, About.SEAL, REVIEW),
    "cross-page-seal-missing": FindingCode(BLOCKING, Told.SENDER, About.CROSS_PAGE_SEAL),
    "cross-page-seal-partial": FindingCode(BLOCKING, Told.SENDER, About.CROSS_PAGE_SEAL),
    "cross-page-seal-uncertain": FindingCode(REVIEW, Told.SENDER, About.CROSS_PAGE_SEAL),
    "unit-name-inconsistent": FindingCode(REVIEW, Told.SENDER, About.UNIT),
    "unit-unknown": FindingCode(REVIEW, Told.OFFICER, About.UNIT),
    "unit-credit-code-invalid": FindingCode(NOTICE, Told.OFFICER, About.UNIT),
    "unit-credit-code-inconsistent": FindingCode(REVIEW, Told.SENDER, About.UNIT),
    "unit-legal-representative-inconsistent": FindingCode(REVIEW, Told.SENDER, About.UNIT),
    "identity-number-invalid": FindingCode(NOTICE, Told.OFFICER, About.PERSON),
    "headcount-inconsistent": FindingCode(REVIEW, Told.SENDER, About.UNIT),
    "page-blank": FindingCode(NOTICE, Told.OFFICER, About.PAGE),
    "page-unreadable": FindingCode(REVIEW, Told.SENDER, About.PAGE),
    "page-not-a4": FindingCode(REVIEW, Told.SENDER, About.PAGE),
    "page-rotated": FindingCode(NOTICE, Told.OFFICER, About.PAGE),
    "page-hidden-text": FindingCode(REVIEW, Told.OFFICER, About.PAGE),
    "page-low-resolution": FindingCode(NOTICE, Told.OFFICER, About.PAGE),
    "signature-present-unverified": FindingCode(NOTICE, Told.OFFICER, About.SIGNATURE),
    "signature-valid": FindingCode(NOTICE, Told.OFFICER, About.SIGNATURE),
    "signature-invalid": FindingCode(REVIEW, Told.SENDER, About.SIGNATURE),
    "mail-damaged": FindingCode(NOTICE, Told.OFFICER, About.MAIL),
    "mail-sender-unauthenticated": FindingCode(REVIEW, Told.OFFICER, About.MAIL),
    "mail-reply-to-differs": FindingCode(NOTICE, Told.OFFICER, About.MAIL),
    "mail-inquiry": FindingCode(REVIEW, Told.OFFICER, About.MAIL),
    "mail-no-attachment": FindingCode(BLOCKING, Told.SENDER, About.MAIL),
    "submission-duplicate": FindingCode(NOTICE, Told.OFFICER, About.SUBMISSION),
    "check-failed": FindingCode(REVIEW, Told.OFFICER, About.CHECK),
}


def code_of(finding: Finding) -> FindingCode:
    """Return the row of a finding's code."""
    return CODES[finding.code]


def find(
    code: str,
    sentence: str,
    *,
    severity: Severity | None = None,
    confidence: float = 1.0,
    place: Place | None = None,
    clause: Clause | None = None,
) -> Finding:
    """Make a finding.

    Args:
        code: One of :data:`CODES`.
        sentence: As in :class:`Finding`.
        severity: For a doubtful variant of the code; by default the code's own.
        confidence: How sure it is, 0.0–1.0.
        place: Where it was seen; None: of the file or the mail as a whole.
        clause: What it rests on; None: no clause asks for it.
    """
    at, rests = place or Place(), clause or Clause()
    page = at.page if at.page is not None else next(iter(at.pages), None)
    named = (at.pages or ((page,) if page is not None else ())) if PAGES in sentence else ()
    return Finding(
        code=code, severity=severity or CODES[code].severity, sentence=sentence, confidence=round(confidence, 3),
        material=at.material, page=page, file=at.file, box=at.box, clause=rests.text, confirmed=rests.confirmed,
        pages=named,
    )  # fmt: skip
