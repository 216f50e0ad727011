"""What is kept of one judged submission."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.reliability import Observation


@dataclass(frozen=True, slots=True)
class DefectRecord:
    """One defect that was worked in; ``found``: every place of it is named, or held before an officer."""

    defect: str
    found: bool
    held: bool


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """One finding that is no remark."""

    code: str
    severity: str
    page: int | None
    material: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class SubmissionRecord:
    """How one submission was judged.

    Attributes:
        wanted, allowed, outcome: Outcome that is right, those that are no error, the one proposed.
        automatic: Letters that leave by themselves.
        wrong_letter: Why one of them is wrong; empty where none is.
        false_defects: Blocking or tolerable findings of defects that are not there.
        misplaced: Pages given to another document than their own, the right one behind it.
        seconds: For drawing, and for reading and judging what earlier submissions of the seed did not show.
    """

    seed: int
    item: str
    device: str
    defects: tuple[str, ...]
    wanted: str
    allowed: tuple[str, ...]
    outcome: str
    automatic: tuple[str, ...]
    wrong_letter: str
    found: tuple[DefectRecord, ...]
    false_defects: tuple[FindingRecord, ...]
    findings: tuple[FindingRecord, ...]
    misplaced: tuple[tuple[int, str, str], ...]
    observations: tuple[Observation, ...]
    pages: int
    new_pages: int
    drawing_seconds: float
    judging_seconds: float

    @property
    def clean(self) -> bool:
        """Nothing is wrong with it."""
        return not self.defects
