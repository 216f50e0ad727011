"""How far a confidence can be trusted: what each check said against what was so, in bins of its confidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.figure import Figure
from cases.plain_text import name_as_read
from cases.reading import UNREADABLE_MARKS, Coverage, PageReading, Seal
from cases.report import FieldValue, MaterialReading, MaterialStatus, Report, SealVerdict
from papers.fields.values import count, yuan
from tests.drawing import DrawnSubmission, MaterialTruth, PageTruth

EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.0001)
CHECKS = {
    "impression": "印章有无",
    "own-seal": "本单位公章",
    "seal-name": "印章名称",
    "cross-page": "骑缝章",
    "material": "材料有无",
    "unit_name": "单位名称",
    "uscc": "统一社会信用代码",
    "legal_rep": "法定代表人",
    "threshold": "人数与金额",
}
_ABSENT_CODES = ("seal-missing", "seal-unit-mismatch", "seal-wrong-kind")
_NUMBERS = {"headcount": count, "total_staff": count, "capital": yuan, "rows": count}


@dataclass(frozen=True, slots=True)
class Observation:
    """One statement of a check, its confidence, and whether it was so."""

    check: str
    confidence: float
    right: bool


def observe(report: Report, drawn: DrawnSubmission, new_pages: Iterable[int]) -> Iterator[Observation]:
    """Yield what the checks said of one submission.

    Args:
        report: The judgement.
        drawn: The truth.
        new_pages: Pages that no earlier submission showed; the others were counted there.
    """
    truths = {page.number: page for page in drawn.truth.pages}
    pages = {page.number: page for page in report.pages}
    for number in new_pages:
        if truths[number].colour == "colour":
            yield from _of_page(report, pages[number], truths[number])
    values = {one.code: one for one in drawn.truth.materials}
    for reading in report.materials:
        yield from _of_material(reading, values)
        yield from _of_strips(reading, values, report)
        yield from _of_fields(reading, values.get(reading.code), drawn)


def _of_page(report: Report, page: PageReading, truth: PageTruth) -> Iterator[Observation]:
    found = [one for one in report.findings if one.page == page.number and one.code in _ABSENT_CODES]
    if page.seals:
        yield Observation("impression", max(seal.score for seal in page.seals), bool(truth.seals))
    elif found:
        yield Observation("impression", found[0].confidence, not truth.seals)
    verdict = report.page_seals.get(page.number)
    if verdict in (SealVerdict.PRESENT, SealVerdict.ELECTRONIC):
        best = max(min(seal.score, seal.text_score) for seal in page.seals)
        yield Observation("own-seal", best, truth.seal_present)
    elif found:
        yield Observation("own-seal", found[0].confidence, not truth.seal_present)
    for seal in page.seals:
        text = _true_text(seal, truth)
        if text and seal.text_score > 0 and not set(UNREADABLE_MARKS) & set(seal.text):
            name = name_as_read(seal.text.rstrip("0123456789 "))
            yield Observation("seal-name", seal.text_score, name == name_as_read(text))


def _true_text(seal: Seal, truth: PageTruth) -> str:
    x, y = (seal.box[0] + seal.box[2]) / 2, (seal.box[1] + seal.box[3]) / 2
    around = (one for one in truth.seals if one.box[0] < x < one.box[2] and one.box[1] < y < one.box[3])
    return next((one.text for one in around if one.kind != "name"), "")


def _of_material(reading: MaterialReading, truths: dict[str, MaterialTruth]) -> Iterator[Observation]:
    if reading.status is MaterialStatus.PRESENT:
        right = reading.code in truths and set(reading.pages) == set(truths[reading.code].pages)
        yield Observation("material", reading.confidence, right)
    elif reading.status is MaterialStatus.MISSING:
        yield Observation("material", reading.confidence, reading.code not in truths)


def _of_strips(
    reading: MaterialReading, truths: dict[str, MaterialTruth], report: Report
) -> Iterator[Observation]:
    truth, seal = truths.get(reading.code), report.cross_page_seals.get(reading.code)
    if truth is None or seal is None or seal.coverage in (Coverage.NOT_NEEDED, Coverage.UNCERTAIN):
        return
    first = next(page for page in report.pages if page.number == reading.pages[0])
    if set(truth.pages) == set(reading.pages) and first.colour == "colour":
        yield Observation("cross-page", seal.confidence, seal.coverage == truth.cross_page_seal)


def _of_fields(reading: MaterialReading, truth: MaterialTruth | None, drawn: DrawnSubmission) -> Iterator[Observation]:
    if truth is None:
        return
    for value in reading.fields:
        if value.name in _NUMBERS and value.name in truth.values:
            wanted = _NUMBERS[value.name](truth.values[value.name])
            yield Observation("threshold", value.confidence, value.value == wanted)
        elif value.name in ("unit_name", "uscc", "legal_rep"):
            known = {"unit_name": drawn.unit, "uscc": drawn.dossier.code,
                     "legal_rep": drawn.dossier.legal_representative.name}  # fmt: skip
            wanted = truth.values.get(value.name, known[value.name])
            yield Observation(value.name, value.confidence, _same(value, wanted))


def _same(value: FieldValue, wanted: str) -> bool:
    return name_as_read(value.value) == name_as_read(wanted)


def calibration_error(observations: Sequence[Observation]) -> float:
    """Return the expected calibration error: the mean gap between confidence and share right, by bins."""
    gaps = (len(one) * abs(_right(one) - _confidence(one)) for _, one in _bins(observations))
    return sum(gaps) / len(observations) if observations else 0.0


def table(observations: Sequence[Observation]) -> list[Figure]:
    """Return per check the share right in each bin of confidence, and the expected calibration error."""
    figures = []
    for check, title in CHECKS.items():
        own = [one for one in observations if one.check == check]
        for label, members in _bins(own):
            name = f"置信度 {label}（平均 {_confidence(members):.3f}）说对"
            figures.append(Figure("submissions", title, name, _right(members), "", count=len(members)))
        if own:
            error = calibration_error(own)
            figures.append(Figure("submissions", title, "期望校准误差", error, "", count=len(own)))
    return figures


def _bins(observations: Sequence[Observation]) -> Iterator[tuple[str, list[Observation]]]:
    for low, high in pairwise(EDGES):
        members = [one for one in observations if low <= one.confidence < high]
        if members:
            yield f"{low:g}–{min(high, 1.0):g}", members


def _right(observations: Sequence[Observation]) -> float:
    return sum(one.right for one in observations) / len(observations)


def _confidence(observations: Sequence[Observation]) -> float:
    return sum(one.confidence for one in observations) / len(observations)
