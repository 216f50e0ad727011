"""What a checkout said of one mail, taken from the report of the contract (``shouli check --json``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from benchmarks.blind.truth import BlindMail


@dataclass(frozen=True, slots=True)
class Told:
    """One finding."""

    code: str
    severity: str
    material: str | None
    page: int | None
    message: str


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """One case that was made of a mail.

    Attributes:
        letters: Kinds of the letters that leave by themselves.
    """

    unit: str | None
    item: str | None
    outcome: str
    findings: tuple[Told, ...]
    letters: tuple[str, ...]

    @property
    def doubts(self) -> tuple[Told, ...]:
        """Questions to an officer."""
        return tuple(one for one in self.findings if one.severity == "review")


@dataclass(frozen=True, slots=True)
class Verdict:
    """All cases of one mail, the seconds it took, and claims of missing materials in versions with one left out.

    Attributes:
        claims: (right, wrong) counts of claims that a material is missing where one was taken away.
    """

    mail: BlindMail
    cases: tuple[CaseVerdict, ...]
    seconds: float
    claims: tuple[int, tuple[str, ...]] = (0, ())


def case_verdicts(document: dict[str, Any]) -> tuple[CaseVerdict, ...]:
    """Return the cases of a report, in its order."""
    return tuple(_case(one) for one in document.get("cases") or [document])


def _case(one: dict[str, Any]) -> CaseVerdict:
    findings = tuple(
        Told(it["code"], it["severity"], it.get("material"), it.get("page"), it["message"]) for it in one["findings"]
    )
    letters = tuple(it["kind"] for it in one["letters"] if it["automatic"])
    return CaseVerdict(one["unit"]["name"], one["item"]["code"], one["outcome"], findings, letters)
