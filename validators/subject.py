"""Subject: all that the rules may look at, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from cases.boxes import holds_middle
from cases.finding import Clause, Finding, Severity
from cases.finding_codes import code_of
from cases.reading import CrossPageSeal, PageReading
from cases.report import FieldValue, MaterialReading
from catalogue.clauses import Clauses, Rule, clause_of
from catalogue.conditions import Value
from catalogue.fields import Field
from catalogue.model import Channel, DocumentType, Material, Office, SealUnit, ServiceItem
from catalogue.office import ListState
from papers.assignment import Assignment


@dataclass(frozen=True, slots=True)
class Subject:
    """One case, read and sorted into materials, before it is judged.

    Attributes:
        unit_name: The applicant; None where nothing told it.
        unit_source: ``file-name``, ``form``, ``licence``, ``seal`` or ``sender``.
        named_unit: The unit that names of files, or the mail's words, name.
        file_names: Findings about the file names.
        fields: Values read, by document code.
        cross_page: Verdict over the pages of one material, by document code.
        received_on: Date of receipt at the office (Asia/Shanghai).
        channel: None where the way in is unknown (a file checked by hand).
        own_channel: The item's own; None where it is not known.
        extra: Findings made before the rules: about files, the mail, signatures.
        clauses: Public clauses by rule and item group, for the rules that no item or material gives one.
        said_codes: Sound credit codes that the mail's own words state.
        known_fields: What fields there are, by code.
    """

    item: ServiceItem
    office: Office
    documents: Mapping[str, DocumentType]
    unit_name: str | None
    unit_source: str
    pages: tuple[PageReading, ...]
    assignment: Assignment
    materials: tuple[MaterialReading, ...]
    received_on: date
    facts: Mapping[str, Value] = field(default_factory=dict)
    fields: Mapping[str, tuple[FieldValue, ...]] = field(default_factory=dict)
    cross_page: Mapping[str, CrossPageSeal] = field(default_factory=dict)
    file_names: tuple[Finding, ...] = ()
    channel: Channel | None = None
    extra: tuple[Finding, ...] = ()
    clauses: Clauses = field(default_factory=dict)
    known_fields: Mapping[str, Field] = field(default_factory=dict)
    named_unit: str | None = None
    own_channel: Channel | None = None
    said_codes: frozenset[str] = frozenset()

    @property
    def seal_unit(self) -> SealUnit:
        """每页 or 每张纸: the office's profile overrides the item (design §5.2)."""
        return self.office.seal_unit.get(self.item.group, self.item.seal_unit)

    @property
    def has_unusable_file(self) -> bool:
        """True where a file or the whole mail could not be used, or only in part, so that absence proves nothing."""
        lost = (Severity.BLOCKING, Severity.REVIEW)
        return any(one.severity in lost and code_of(one).unusable for one in self.extra)

    def clause(self, rule: Rule) -> Clause:
        """Return the public clause that asks of such an item what the rule checks; an unconfirmed one for none."""
        text = clause_of(self.clauses, rule, self.item.code, self.item.group)
        return Clause(text, confirmed=bool(text))

    def counts(self, material: Material) -> bool:
        """Whether a material has to be there: by a binding text, by the office's own list, or as the main form."""
        return material.confirmed or self._is_list_confirmed or material.document == self.item.main_form

    @property
    def main_forms(self) -> frozenset[str]:
        """The forms that may be the application: the item's own, else the first of its list, or one in its place."""
        first = next(iter(sorted(self.item.materials, key=lambda one: one.order)), None)
        own = self.item.main_form or (first.document if first is not None else "")
        places = {line.alternative for line in self.item.materials if line.document == own and line.alternative}
        return frozenset((own, *(line.document for line in self.item.materials if line.alternative in places)))

    def listing(self, material: Material) -> str:
        """Return the clause that lists a material: its own, else the notice by which the office asks for its list."""
        if material.clause or not self._is_list_confirmed:
            return material.clause
        return self.clause(Rule.MATERIAL_LIST).text

    @property
    def _is_list_confirmed(self) -> bool:
        return self.office.list_of(self.item.code) is ListState.CONFIRMED

    def material(self, code: str | None) -> Material | None:
        """The line of the item's list for a document, or None for one that is not asked."""
        return next((material for material in self.item.materials if material.document == code), None)

    def line(self, reading: MaterialReading) -> Material | None:
        """The line of the item's list that a reading stands for: one kind may be asked twice (分公司、总公司)."""
        lines = [material for material in self.item.materials if material.document == reading.code]
        named = (one for one in lines if one.of and reading.name.endswith(f"（{one.of}）"))
        return next(named, lines[0] if lines else None)

    def line_of(self, page: int, code: str | None) -> Material | None:
        """The line of the list that a page is handed in for."""
        reading = next((one for one in self.materials if one.code == code and page in one.pages), None)
        return self.line(reading) if reading is not None else self.material(code)

    def document_name(self, code: str | None) -> str:
        """Chinese name of a document, 未识别材料 for none."""
        document = self.documents.get(code) if code else None
        return document.name if document else "未识别材料"

    def field_name(self, code: str) -> str:
        """Chinese name of a field, as letters print it."""
        return self.known_fields[code].name

    def line_score(self, value: FieldValue) -> float:
        """Return how surely the lines of a value were read; how the value was found lowers its own confidence."""
        if value.box is None:
            return value.confidence
        lines = (line for page in self.pages if page.number == value.page for line in page.lines)
        scores = [line.score for line in lines if line.box == value.box or holds_middle(value.box, line.box)]
        return min(scores, default=value.confidence)

    def sheet_pages(self) -> tuple[PageReading, ...]:
        """The pages that are not blank: only they can need a seal (domain f37)."""
        return tuple(page for page in self.pages if not page.is_blank)
