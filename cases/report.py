"""Report: the whole judgement of one case, from its files to its letters.

The pipeline fills it, ``GET /api/v1/cases/{id}/report`` and ``shouli check --json`` print it,
the letters and the officer's screen are written from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from cases.finding import Finding, Severity
from cases.reading import Coverage, CrossPageSeal, PageReading

COMMITMENT = "tolerance-commitment"
"""Document type of the 容缺受理承诺书."""


class Outcome(StrEnum):
    """What the case comes to; ``REFUSE`` is only ever an officer's."""

    ACCEPT = "accept"          # 合格、受理
    TOLERATE = "tolerate"      # 容缺受理
    SUPPLEMENT = "supplement"  # 补正
    GUIDE = "guide"            # 渠道指引
    REVIEW = "review"          # 人工核对
    REFUSE = "refuse"          # 不予受理


class Need(StrEnum):
    """How much a material is needed."""

    REQUIRED = "required"        # 主件
    TOLERABLE = "tolerable"      # 可容缺
    CONDITIONAL = "conditional"  # 视情形
    OPTIONAL = "optional"        # 选交


class MaterialStatus(StrEnum):
    """Whether a material was found."""

    PRESENT = "present"
    MISSING = "missing"
    UNCERTAIN = "uncertain"
    NOT_NEEDED = "not-needed"


class SealVerdict(StrEnum):
    """Per page: is the applicant's official seal on it?"""

    PRESENT = "present"
    ABSENT = "absent"
    UNCERTAIN = "uncertain"
    UNCOLOURED = "uncoloured"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True)
class FieldValue:
    """A value read from a page.

    Attributes:
        name: Field name of the catalogue (``unit_name``, ``uscc`` …).
        value: Normalised text; a count is its decimal digits, a date ISO 8601.
        page: Page of the submission, from 1.
        box: Place of the line it came from, None when unknown.
        confidence: 0.0–1.0.
        repaired: One OCR slip was mended because exactly one candidate passes the checksum.
    """

    name: str
    value: str
    page: int
    box: tuple[float, float, float, float] | None
    confidence: float
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class MaterialReading:
    """Which pages make up one material, and what they say.

    Attributes:
        code: Document-type code.
        pages: Page numbers in order; empty when nothing was found.
        confidence: Of the assignment of these pages, or of the absence.
        fields: Values read from these pages.
        cross_page_seal: Verdict for these pages; filled after reading.
    """

    code: str
    name: str
    need: Need
    status: MaterialStatus
    pages: tuple[int, ...] = ()
    confidence: float = 1.0
    cross_page_seal: Coverage = Coverage.NOT_NEEDED
    fields: tuple[FieldValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """The applicant; ``source`` says where the name was taken from."""

    name: str | None
    source: str = ""  # file-name | form | licence | seal | sender


@dataclass(frozen=True, slots=True)
class ItemRef:
    """The business item; ``source`` says how it was found.

    Attributes:
        surely: Whether it was chosen by hand or is surely the one that the pages show. Else no letter that announces
            an outcome leaves by itself.
    """

    code: str | None
    name: str = ""
    source: str = ""  # file-name | channel | title | option
    surely: bool = False


@dataclass(frozen=True, slots=True)
class ReportFile:
    """One file of the case, as received and as filed."""

    name: str
    stored_name: str
    kind: str
    pages: int
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """One letter as it would leave.

    Attributes:
        kind: Letter code of the catalogue.
        automatic: True: leaves by itself; False: waits for an officer.
        text: Plain-text body; ``html`` the same with modest mark-up.
        legal: A legal act that is also a dated PDF.
        sealed: That PDF bears the office's seal; until it does, it goes to nobody.
    """

    kind: str
    automatic: bool
    subject: str
    text: str
    html: str = ""
    legal: bool = False
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """Everything known about one case after its files were read and checked.

    Attributes:
        page_seals: Seal verdict by page number.
        cross_page_seals: Verdict by document code, of the materials that need one; of several copies the worst one's.
        replaced_pages: Numbers of the pages that do not count, because a later round brought their document anew.
        tolerance_due: Due date of what is owed, for ``TOLERATE``; None: not fixed yet.
        supplement_due: Due date for the sender's supplement.
        seconds: Time spent by part: total, render, read, seals, rules.
        rulings: Ids of what officers said and this judgement heard.
        asked_unit, asked_item: Unit and item that names of files and mail stated before it: who judges anew asks so.
    """

    outcome: Outcome
    unit: Unit
    item: ItemRef
    files: tuple[ReportFile, ...]
    pages: tuple[PageReading, ...]
    materials: tuple[MaterialReading, ...]
    findings: tuple[Finding, ...]
    page_seals: dict[int, SealVerdict] = field(default_factory=dict)
    page_documents: dict[int, str] = field(default_factory=dict)
    seal_similarity: dict[int, tuple[float, ...]] = field(default_factory=dict)
    cross_page_seals: dict[str, CrossPageSeal] = field(default_factory=dict)
    replaced_pages: tuple[int, ...] = ()
    letters: tuple[LetterDraft, ...] = ()
    tolerance_due: date | None = None
    supplement_due: date | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    rulings: tuple[str, ...] = ()
    asked_unit: str | None = None
    asked_item: str | None = None

    def of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of one severity, in display order."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    @property
    def counting_pages(self) -> tuple[PageReading, ...]:
        """The pages that were judged."""
        return tuple(page for page in self.pages if page.number not in self.replaced_pages)

    @property
    def has_commitment(self) -> bool:
        """Whether the commitment letter for tolerance is among the pages."""
        found = any(one.code == COMMITMENT and one.status is MaterialStatus.PRESENT for one in self.materials)
        return found or COMMITMENT in self.page_documents.values()
