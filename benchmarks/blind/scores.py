"""Right or wrong: what was said of a mail against what is true of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.blind.truth import BlindMail, Defect, TrueCase
from benchmarks.blind.verdict import CaseVerdict, Told, Verdict
from cases.plain_text import name_as_read

NAMED_BY: dict[str, tuple[str, ...]] = {
    "material-missing": ("material-missing", "material-uncertain"),
    "seal-missing": ("seal-missing", "seal-uncertain"),
    "seal-other-unit": ("seal-unit-mismatch", "seal-unreadable", "seal-uncertain"),
    "seal-wrong-kind": ("seal-wrong-kind", "seal-uncertain"),
    "cross-page-missing": ("cross-page-seal-missing", "cross-page-seal-uncertain"),
    "cross-page-partial": ("cross-page-seal-partial", "cross-page-seal-uncertain", "cross-page-seal-missing"),
    "field-missing": ("material-field-missing",),
    "licence-expired": ("material-expired",),
    "code-inconsistent": ("unit-credit-code-inconsistent", "unit-credit-code-invalid"),
    "code-invalid": ("unit-credit-code-invalid", "unit-credit-code-inconsistent"),
    "name-inconsistent": ("unit-name-inconsistent", "seal-unit-mismatch", "name-unit-mismatch"),
    "legal-representative-inconsistent": ("unit-legal-representative-inconsistent",),
    "identity-invalid": ("identity-number-invalid",),
    "item-mismatch": ("item-", "name-item-ambiguous"),
    "excluded-from-tolerance": ("item-excluded-from-tolerance", "material-missing", "item-"),
    "period-too-long": ("item-", "backpay-", "material-"),
    "capital-too-low": ("item-below-threshold",),
    "outside-window": ("item-outside-window", "material-expired"),
    "below-threshold": ("item-below-threshold",),
    "signature-missing": ("material-signature-missing",),
    "file-encrypted": ("file-encrypted",),
    "file-damaged": ("file-damaged",),
    "promise-missing": ("material-missing",),
}
"""Kind of defect → codes, or their beginnings, that name it."""

TOLD = ("blocking", "tolerable", "review")
ANNOUNCING = (
    "electronic-pass", "acceptance", "tolerated-acceptance", "commitment-accepted", "format-correction",
    "channel-guidance", "supplement-notice", "deferred", "receipt-certificate",
)
"""Letters that announce an outcome; one of them that leaves by itself and is not true is a wrong letter."""


@dataclass(frozen=True, slots=True)
class Score:
    """One mail, scored.

    Attributes:
        as_due: The outcome of each case is one that is due.
        alone: No officer was asked.
        placed: Unit and item of each case are right.
        missed: Defects that were neither named nor held before an officer.
        wrong_letters: What is wrong with letters that left by themselves.
        right_claims, wrong_claims: Claims that a material is missing.
    """

    verdict: Verdict
    as_due: bool
    alone: bool
    placed: bool
    missed: tuple[str, ...]
    wrong_letters: tuple[str, ...]
    right_claims: int
    wrong_claims: tuple[str, ...]

    @property
    def mail(self) -> BlindMail:
        """The mail itself."""
        return self.verdict.mail

    @property
    def doubts(self) -> tuple[Told, ...]:
        """All questions to an officer."""
        return tuple(one for case in self.verdict.cases for one in case.doubts)


def score(verdict: Verdict) -> Score:
    """Compare one verdict with the truth."""
    pairs = _pairs(verdict)
    claims = list(_claims(verdict))
    right, wrong = verdict.claims
    return Score(
        verdict,
        as_due=bool(pairs) and all(found is not None and found.outcome in true.outcomes for true, found in pairs),
        alone=not any(case.doubts for case in verdict.cases),
        placed=len(verdict.cases) == len(verdict.mail.cases) and all(_placed(*pair) for pair in pairs),
        missed=tuple(_missed(pairs)), wrong_letters=tuple(_wrong_letters(verdict)),
        right_claims=right + sum(not one for one in claims), wrong_claims=(*wrong, *(one for one in claims if one)),
    )


def _pairs(verdict: Verdict) -> list[tuple[TrueCase, CaseVerdict | None]]:
    return [(true, _of(true, verdict.cases)) for true in verdict.mail.cases]


def _of(true: TrueCase, found: tuple[CaseVerdict, ...]) -> CaseVerdict | None:
    """Return the case that speaks of an application: of the same unit and item, or as near as there is."""
    near = sorted(found, key=lambda one: _nearness(true, one), reverse=True)
    return near[0] if near else None


def _nearness(true: TrueCase, one: CaseVerdict) -> int:
    return 2 * (one.item in true.items) + _same_unit(true, one)


def _same_unit(true: TrueCase, one: CaseVerdict) -> bool:
    return name_as_read(one.unit or "") == name_as_read(true.unit)


def _placed(true: TrueCase, one: CaseVerdict | None) -> bool:
    return one is not None and one.item in true.items and _same_unit(true, one)


def _missed(pairs: list[tuple[TrueCase, CaseVerdict | None]]) -> Iterator[str]:
    for true, one in pairs:
        for defect in true.defects:
            if one is None or not (_held(one) or any(_names(told, defect) for told in one.findings)):
                yield f"{defect.kind} {defect.material or ''} {defect.page or ''}".strip()


def _held(one: CaseVerdict) -> bool:
    """Tell whether an officer looks before anything is announced."""
    return one.outcome == "review"


def _names(told: Told, defect: Defect) -> bool:
    if told.severity not in TOLD or not told.code.startswith(NAMED_BY[defect.kind]):
        return False
    return defect.kind != "material-missing" or defect.material is None or told.material in (None, defect.material)


def _wrong_letters(verdict: Verdict) -> Iterator[str]:
    for case in verdict.cases:
        announced = [kind for kind in case.letters if kind in ANNOUNCING]
        if announced and (wrong := _why_wrong(verdict.mail, case)):
            yield f"{'、'.join(announced)}：{wrong}"


def _why_wrong(mail: BlindMail, case: CaseVerdict) -> str:
    true = [one for one in mail.cases if _placed(one, case)]
    if mail.kind in ("question", "message", "machine"):
        return f"answers a {mail.kind}"
    if not true:
        return f"unit {case.unit}, item {case.item}"
    if case.outcome not in true[0].outcomes:
        return f"{case.outcome}, not {'/'.join(true[0].outcomes)}"
    return "".join(_claims_of(true[0], case))


def _claims(verdict: Verdict) -> Iterator[str]:
    """Yield for each claim that a material is missing what is wrong with it, empty where it is right."""
    for case in verdict.cases:
        of_item = [one for one in verdict.mail.cases if case.item in one.items]
        true = [one for one in of_item if _same_unit(one, case)] or of_item
        for claim in _claims_of(true[0], case) if true else ():
            yield f"{verdict.mail.name} {claim}" if claim else ""


def _claims_of(true: TrueCase, case: CaseVerdict) -> Iterator[str]:
    for told in case.findings:
        if told.code == "material-missing" and told.severity in ("blocking", "tolerable"):
            yield f"claims {told.material}" if told.material in true.present else ""
