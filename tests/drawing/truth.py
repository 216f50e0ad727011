"""Ground truth of a drawn submission, in the units of the product (PDF points, upright page)."""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class LineTruth:
    """One printed line and its place; lines stand in reading order."""

    text: str
    box: Box
    under_seal: bool = False


@dataclass(frozen=True, slots=True)
class SealTruth:
    """One impression. ``applicant`` says whether it satisfies the rule: the applicant's own 公章."""

    kind: str
    shape: str
    colour: str
    text: str
    inner_text: str
    box: Box
    size_mm: tuple[float, float]
    applicant: bool


@dataclass(frozen=True, slots=True)
class FragmentTruth:
    """One strip of a cross-page seal.

    Attributes:
        picture: The strip as it was pressed, RGBA; None on a scanned page.
    """

    edge: str
    box: Box
    group: int
    alien: bool
    picture: Image.Image | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PageTruth:
    """What one page holds.

    Attributes:
        document: Document-type code.
        seal_present: A whole coloured seal of the applicant (or the union where it counts) is on it.
        signatures: Names written by hand.
        size_mm: Paper size.
        colour: colour, grey or bilevel.
        rotation: Degrees clockwise by which the picture lies wrong.
    """

    number: int
    document: str
    lines: tuple[LineTruth, ...]
    seals: tuple[SealTruth, ...]
    fragments: tuple[FragmentTruth, ...]
    seal_present: bool
    signatures: tuple[str, ...]
    size_mm: tuple[float, float]
    colour: str = "colour"
    rotation: int = 0

    @property
    def text(self) -> str:
        """All lines, one below the other."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class MaterialTruth:
    """One material: its pages, its values and its cross-page seal (complete, partial, absent, not-needed)."""

    code: str
    name: str
    pages: tuple[int, ...]
    cross_page_seal: str
    values: dict[str, str] = field(hash=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class ExpectedFinding:
    """A finding that must be reported; ``code`` may name alternatives joined by ``|``, ``defect`` what it is due to."""

    code: str
    page: int | None = None
    material: str | None = None
    defect: str = ""


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that is known of a drawn submission.

    Attributes:
        missing: Codes of the materials left out.
        allowed_outcomes: ``expected_outcome`` and those that are no error either.
    """

    pages: tuple[PageTruth, ...]
    materials: tuple[MaterialTruth, ...]
    missing: tuple[str, ...]
    expected_outcome: str
    allowed_outcomes: frozenset[str]
    expected_findings: tuple[ExpectedFinding, ...]
