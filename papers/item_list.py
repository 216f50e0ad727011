"""The item's list and what stands where: every line present, missing, uncertain or not needed.

Source: design §5.11 and 行政许可法 32 (what is missing is told once and completely).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cases.report import FieldValue, MaterialReading, MaterialStatus, Need
from catalogue.conditions import Value, evaluate
from catalogue.model import DocumentType, Material, ServiceItem, Unknown
from papers.assignment import Assignment, Evidence, PageAssignment

PRESENT_CONFIDENCE = 0.7
"""A material resting on less certain pages alone is ``uncertain``."""

MISSING_CONFIDENCE = 0.95
"""Of an absence when every page was read well and recognised."""

MAY_BE_THERE = 0.5
"""Of an absence that is open, because the material may stand on a page that was read badly."""

CONDITION_UNKNOWN = 0.4
"""Of an absence that is open, because nobody can tell whether the material is needed at all."""


def list_materials(
    assignment: Assignment,
    item: ServiceItem,
    facts: Mapping[str, Value],
    fields: Mapping[str, tuple[FieldValue, ...]],
    documents: Mapping[str, DocumentType] | None = None,
) -> tuple[MaterialReading, ...]:
    """Return the item's list in its order, each line present, missing, uncertain or not needed."""
    readings = _ItemList(assignment, item, facts).read(fields, documents or {})
    asked = [one.condition.expression for one in item.materials if one.condition is not None]
    if not any("has_gaps" in expression for expression in asked):
        return readings
    gaps = any(one.need is Need.TOLERABLE and one.status is MaterialStatus.MISSING for one in readings)
    return _ItemList(assignment, item, {**facts, "has_gaps": gaps}).read(fields, documents or {})


@dataclass(frozen=True, slots=True)
class _ItemList:
    """The list of an item, held against the pages that were handed in."""

    assignment: Assignment
    item: ServiceItem
    facts: Mapping[str, Value]

    def read(
        self, fields: Mapping[str, tuple[FieldValue, ...]], documents: Mapping[str, DocumentType]
    ) -> tuple[MaterialReading, ...]:
        """Return a reading of each line."""
        readings = []
        for material in self.lines():
            status, confidence = self._status(material)
            code = material.document
            name = documents[code].name if code in documents else code
            readings.append(
                MaterialReading(
                    code=code,
                    name=f"{name}（{material.of}）" if material.of else name,
                    need=material.need,
                    status=status,
                    pages=tuple(page.page for page in self._pages_of(material)),
                    confidence=confidence,
                    fields=tuple(fields.get(code, ())),
                )
            )
        return tuple(readings)

    def lines(self) -> list[Material]:
        """Return the lines in the order of their numbers."""
        return sorted(self.item.materials, key=lambda one: one.order)

    def _pages_of(self, material: Material) -> tuple[PageAssignment, ...]:
        """Return the pages of one line of the list; where it asks one kind twice, each copy is one line's."""
        pages = self.assignment.of(material.document)
        lines = [one for one in self.lines() if one.document == material.document]
        if len(lines) == 1:
            return pages
        copies, place = self.assignment.copies(material.document), lines.index(material)
        own = copies[place:] if material is lines[-1] else copies[place : place + 1]
        numbers = {number for copy in own for number in copy}
        return tuple(page for page in pages if page.page in numbers)

    def _status(self, material: Material) -> tuple[MaterialStatus, float]:
        pages = self._pages_of(material)
        if pages:
            best = max(page.confidence for page in pages)
            return (MaterialStatus.PRESENT if best >= PRESENT_CONFIDENCE else MaterialStatus.UNCERTAIN), best
        needed = self._needed_in_group(material) if material.alternative else self._needed(material)
        if needed is False:
            return MaterialStatus.NOT_NEEDED, 1.0
        if needed is None:
            return MaterialStatus.UNCERTAIN, CONDITION_UNKNOWN
        if self._may_be_there(material.document):
            return MaterialStatus.UNCERTAIN, MAY_BE_THERE
        return MaterialStatus.MISSING, MISSING_CONFIDENCE

    def _may_be_there(self, code: str) -> bool:
        # One copy where the list asks two of a kind: whose it is, nobody can say from here.
        return bool(self.assignment.of(code)) or any(_may_be(page, code) for page in self.assignment.pages)

    def _needed(self, material: Material) -> bool | None:
        """Return whether the material's condition holds; None where an officer has to tell."""
        if material.need is Need.OPTIONAL:
            return False
        held = self._holds(material)
        if held is None and material.condition is not None and material.condition.unknown is Unknown.NOT_NEEDED:
            return False
        return held

    def _needed_in_group(self, material: Material) -> bool | None:
        """One present member satisfies its group; if none is there, one member stands for the group.

        A member whose own condition is known not to hold leaves the question to an officer.
        """
        group = [other for other in self.item.materials if other.alternative == material.alternative]
        present = [other for other in group if self.assignment.of(other.document)]
        # What the facts ask for by name, the group's general member does not stand for (没有工会的提供会议纪要).
        named = [other for other in group if other.condition is not None and self._holds(other) is True]
        fitting = [other for other in present if other in named or (not named and self._holds(other) is not False)]
        if fitting:
            return False
        asked = named or [other for other in group if self._holds(other) is True] or [
            other for other in group if self._holds(other) is None
        ]
        if not asked or asked[0] is not material:
            return False
        return None if present else True

    def _holds(self, material: Material) -> bool | None:
        return True if material.condition is None else evaluate(material.condition.expression, self.facts)


def _may_be(page: PageAssignment, code: str) -> bool:
    """Tell whether a page may be the material that seems to be missing."""
    if page.evidence in (Evidence.BLANK, Evidence.CONTENTS):
        return False
    if page.evidence is Evidence.NONE:
        return not page.readable or code in page.possible
    return code in page.possible or (not page.readable and page.evidence is Evidence.CONTINUATION)
