"""The parts of a submission while it is made."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import Any

from .facts import Facts
from .firms import Firm
from .fodt import Look
from .ink import Mark
from .items import Choices
from .leaves import Leaf
from .scan import Scanner
from .seals import Seal


@dataclass
class SealChoice:
    """A seal in use: what it is for the truth and how it looks."""

    kind: str
    unit: str
    seal: Seal

    def truth(self, whole: bool = True) -> dict[str, Any]:
        """Entry of the truth file."""
        return {"kind": self.kind if whole else "cross-page", "unit": self.unit, "whole": whole}


@dataclass
class Material:
    """A paper of the submission: template or drawing, its facts, its pages and how they are sealed."""

    code: str
    template: str
    facts: Facts
    leaves: list[Leaf] = field(default_factory=list)
    sealed: bool = True
    strip: bool = False
    odd_seals: dict[int, SealChoice | None] = field(default_factory=dict)
    strip_skip: set[int] = field(default_factory=set)
    unsigned: bool = False


@dataclass
class Sheet:
    """A finished page: its leaf (none for a blank back), ink and seals for the truth."""

    material: str | None
    leaf: Leaf | None
    marks: list[Mark] = field(default_factory=list)
    seals: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Defect:
    """A planted defect for the truth; page counts over the whole submission."""

    kind: str
    material: str | None
    note: str
    page: int | None = None
    leaf: int | None = None


@dataclass
class Case:
    """One application of one firm."""

    firm: Firm
    item: str
    style: str
    look: Look
    facts: Facts
    choices: Choices
    today: date
    planned: list[str] = field(default_factory=list)
    overrides: dict[str, Facts] = field(default_factory=dict)
    materials: list[Material] = field(default_factory=list)
    needed: list[str] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)
    said_item: str = ""
    said_unit: str = ""
    also: list[str] = field(default_factory=list)
    habit: tuple[float, float] = (0.68, 0.82)
    face: str = "song"
    package_strip: bool = False
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def missing(self) -> list[str]:
        """Needed materials that are absent."""
        there = {m.code for m in self.materials}
        return [code for code in self.needed if code not in there]


@dataclass
class Submission:
    """One mail or fax."""

    name: str
    kind: str
    rng: Random
    received: datetime
    cases: list[Case]
    channel: str
    scanner: Scanner
    bundle: str
    daily: bool
    mailer: str
    situation: str = ""
    fax: bool = False
    spoil_file: str = ""
    agency: str = ""
