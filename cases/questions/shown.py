"""What is shown beside a question: the places that a look has to compare."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cases.evidence import Evidence, EvidenceKind, Spot
from cases.finding import Finding
from cases.questions import stated
from cases.questions.sorting import Doubt
from cases.reading import Box, Seal
from cases.report import FieldValue, Report


def evidence_of(group: Sequence[Doubt], report: Report) -> Evidence:
    """Return what is drawn beside a question."""
    kind, first = group[0].kind.evidence, group[0].finding
    facts = tuple(("核对结果", one.finding.message) for one in group)
    match kind:
        case EvidenceKind.SEAL | EvidenceKind.IMPRESSIONS:
            spots = tuple(spot for one in group for spot in _seals(one.finding, report))
        case EvidenceKind.NAMES:
            spots = tuple(_contradicting(first, report))
        case EvidenceKind.CROPS if first.code == "headcount-inconsistent":
            told = stated.counts(first)
            spots = tuple(Spot(page, _box_of(report, page, count), f"{count}人") for page, count in told)
        case EvidenceKind.CELL | EvidenceKind.PLACE | EvidenceKind.CROPS if first.box is None:
            kind, spots = EvidenceKind.PAGE, tuple(_places(group))
        case EvidenceKind.SHEET | EvidenceKind.WORDS:
            spots = ()
        case _:
            spots = tuple(_places(group))
    if not spots and kind not in (EvidenceKind.SHEET, EvidenceKind.WORDS):
        kind = EvidenceKind.WORDS
    return Evidence(kind, spots, _expected(kind, report), first.material or "", facts)


def _expected(kind: EvidenceKind, report: Report) -> str:
    named = kind in (EvidenceKind.SEAL, EvidenceKind.NAMES)
    return report.unit.name or "" if named else ""


def _places(group: Sequence[Doubt]) -> Iterator[Spot]:
    for one in group:
        for page in one.finding.all_pages:
            box = one.finding.box if page == one.finding.page else None
            yield Spot(page, box, "", stated.paper(one.finding))


def _seals(finding: Finding, report: Report) -> Iterator[Spot]:
    """Yield the impression in doubt of each page: where the finding points, else the one most like the applicant's."""
    for page in report.pages:
        if not finding.is_on(page.number):
            continue
        if finding.page == page.number and finding.box is not None:
            seal = next((one for one in page.seals if one.box == finding.box), None)
            yield Spot(page.number, finding.box, seal.text if seal else "")
        elif page.seals:
            likely = _likeliest(page.seals, report.seal_similarity.get(page.number, ()))
            yield Spot(page.number, likely.box, likely.text)
        else:
            yield Spot(page.number)


def _likeliest(seals: Sequence[Seal], alike: Sequence[float]) -> Seal:
    scored = [(alike[at] if at < len(alike) else 0.0, seal.score, -at) for at, seal in enumerate(seals)]
    return seals[-max(scored)[2]]


def _contradicting(finding: Finding, report: Report) -> Iterator[Spot]:
    """Yield the place of a finding and the one that it contradicts."""
    words = stated.quoted(finding)
    if finding.page is not None:
        yield Spot(finding.page, finding.box, words[0] if words else "", stated.paper(finding))
    other = stated.other_place(finding)
    if other is not None:
        yield Spot(other.page, _box_of(report, other.page, other.text), other.text, other.paper)
    elif (own := _place_of_unit(report, finding.page)) is not None:
        yield Spot(own.page, own.box, own.value)


def _place_of_unit(report: Report, besides: int | None) -> FieldValue | None:
    """Return where the applicant's name was read, on another page if there is one."""
    named = [one for one in _values(report) if one.name == "unit_name" and one.value == report.unit.name]
    return min(named, key=lambda one: (one.page == besides, -one.confidence), default=None)


def _box_of(report: Report, page: int, text: str) -> Box | None:
    return next((one.box for one in _values(report) if one.page == page and one.value == text), None)


def _values(report: Report) -> Iterator[FieldValue]:
    for material in report.materials:
        yield from material.fields
