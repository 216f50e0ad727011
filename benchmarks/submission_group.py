"""The submissions of one seed, drawn and judged as the service judges them; pages they share are read once."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from datetime import datetime
from functools import cache

from benchmarks.reliability import observe
from benchmarks.submission_mix import SHOW_COLOUR, Mixed, submissions_of
from benchmarks.submission_record import DefectRecord, FindingRecord, SubmissionRecord
from cases.finding import Finding, Severity
from cases.plain_text import name_as_read
from cases.report import Report
from cases.submission import Attachment, FileKind
from cases.working_days import receipt_date
from casework.arrival.grouping import group_files, with_file
from casework.services import Services
from catalogue.model import ServiceItem
from judging.judge import judge
from judging.kept_readings import ReadingsOfOneRun
from judging.question import Question
from judging.reader import CaseContent, Reader
from pipeline.bootstrap import build_judging
from pipeline.settings import Settings
from record.repository import BEIJING
from replies.defects import to_mend
from replies.selection import select
from tests.drawing import DrawnSubmission, ExpectedFinding, draw_submission
from tests.drawing.binding import ScannedPages, bind_scans
from tests.drawing.expectations import TOLD_IN_COLOUR, combine

RECEIVED = datetime(2020, 2, 20, 9, 0, tzinfo=BEIJING)
KINDS = {"application/pdf": FileKind.PDF, "image/tiff": FileKind.TIFF, "image/jpeg": FileKind.IMAGE}
IMPLIED = {"no-seals": "cross-page-seal-missing"}
"""What is found too where a defect is: a package without any seal has no cross-page seal either."""

DOUBTS = ("seal-uncertain", "seal-unreadable", "seal-uncoloured")
"""Where an item only advises on seals, a doubt is a remark and still says that the place was not taken for right."""


@cache
def services() -> Services:
    """Return this process's catalogue, office bj-chaoyang and engine of one thread."""
    return build_judging(Settings(threads=1))


def judge_seed(seed: int) -> list[SubmissionRecord]:
    """Draw and judge the submissions of one seed; those that cannot be drawn are left out."""
    group = SubmissionGroup(ReadingsOfOneRun())
    return [record for mixed in submissions_of(seed) if (record := group.record(mixed)) is not None]


class SubmissionGroup:
    """Submissions of one enterprise from one device."""

    def __init__(self, readings: ReadingsOfOneRun) -> None:
        self._readings = readings
        self._reader = Reader(services().engine, services().limits, readings)
        self._drawn: ScannedPages = {}
        self._keys: dict[bytes, str] = {}
        self._seen: set[str] = set()

    def record(self, mixed: Mixed) -> SubmissionRecord | None:
        """Draw and judge one submission; None where its defects find no room in it."""
        started = time.perf_counter()
        try:
            drawn = draw_submission(mixed.spec, self._drawn)
        except ValueError:
            return None
        judging = time.perf_counter()
        report = self.judge(drawn)
        done = time.perf_counter()
        new = [page.number for page in report.pages if page.content_key not in self._seen]
        self._seen.update(page.content_key for page in report.pages)
        return _record(mixed, drawn, report, new, (judging - started, done - judging))

    def judge(self, drawn: DrawnSubmission) -> Report:
        """Judge one submission, reading only pages that were not read before."""
        kind = KINDS[drawn.media_type]
        sha256 = hashlib.sha256(drawn.content).hexdigest()
        if drawn.scans and self._readings.file(sha256) is None:
            self._readings.keep_file(sha256, self._read(drawn.scans), ())
        file = Attachment(drawn.file_name, b"", kind)
        group = group_files([file], services().catalogue, receipt_date(RECEIVED))[0]
        content = CaseContent(drawn.file_name, group.stored_names[0], kind, sha256, lambda: drawn.content)
        names = tuple(with_file(group.findings[0], 0))
        question = Question(received_at=RECEIVED, unit=group.unit, item=group.item, file_names=names)
        catalogue, office = services().catalogue, services().office
        return judge([content], question, catalogue=catalogue, office=office, reader=self._reader)

    def _read(self, scans: tuple[bytes, ...]) -> list[str]:
        """Return the content keys of scanned pages; the pages that are new are read as a file of their own."""
        new = list(dict.fromkeys(scan for scan in scans if scan not in self._keys))
        if new:
            content = bind_scans(new)
            sha256 = hashlib.sha256(content).hexdigest()
            pages, _ = self._reader.read(CaseContent("", "", FileKind.PDF, sha256, lambda: content), {})
            self._keys.update(zip(new, (page.content_key for page in pages), strict=True))
        return [self._keys[scan] for scan in scans]


def _record(
    mixed: Mixed, drawn: DrawnSubmission, report: Report, new: list[int], seconds: tuple[float, float]
) -> SubmissionRecord:
    item = services().catalogue.item(mixed.spec.item, receipt_date(RECEIVED))
    assert item is not None
    letters = select(report, item, services().office, services().catalogue.letters)
    automatic = tuple(kind for kind, alone in letters if alone)
    told = [one for one in report.findings if one.severity not in (Severity.NOTICE, Severity.HINT)]
    false = tuple(_finding(one) for one in to_mend(report) if not _is_true(one, drawn, item))
    allowed = _allowed(mixed, drawn)
    return SubmissionRecord(
        seed=mixed.spec.seed, item=mixed.spec.item, device=mixed.device, defects=_names(mixed),
        wanted=drawn.truth.expected_outcome, allowed=tuple(sorted(allowed)),
        outcome=str(report.outcome), automatic=automatic,
        wrong_letter=_wrong(drawn, allowed, report, bool(false)) if automatic else "",
        found=tuple(_defects(mixed, drawn, report, item)), false_defects=false,
        findings=tuple(_finding(one) for one in told), misplaced=tuple(_misplaced(drawn, report)),
        observations=tuple(observe(report, drawn, new)), pages=len(report.pages), new_pages=len(new),
        drawing_seconds=round(seconds[0], 3), judging_seconds=round(seconds[1], 3),
    )  # fmt: skip


def _names(mixed: Mixed) -> tuple[str, ...]:
    return tuple(str(defect) for defect in mixed.spec.defects)


def _finding(one: Finding) -> FindingRecord:
    return FindingRecord(one.code, str(one.severity), one.page, one.material, one.confidence)


def _allowed(mixed: Mixed, drawn: DrawnSubmission) -> frozenset[str]:
    """Return the outcomes that are no error; what only colour tells need not be told of a fax or a grey copy."""
    told = [one for one in mixed.spec.defects if (mixed.spec.item, one) not in TOLD_IN_COLOUR]
    if mixed.device in SHOW_COLOUR or len(told) == len(mixed.spec.defects):
        return drawn.truth.allowed_outcomes
    wanted, also = combine(mixed.spec.item, told)
    return drawn.truth.allowed_outcomes | also | {wanted}


def _wrong(drawn: DrawnSubmission, allowed: frozenset[str], report: Report, false: bool) -> str:
    """Return why a letter that leaves by itself is wrong, empty where it is right."""
    if str(report.outcome) not in allowed:
        return f"{report.outcome}, not {drawn.truth.expected_outcome}"
    if report.item.code != drawn.item:
        return f"item {report.item.code}, not {drawn.item}"
    if name_as_read(report.unit.name or "") != name_as_read(drawn.unit):
        return f"unit {report.unit.name}, not {drawn.unit}"
    return "claims a defect that is not there" if false else ""


def _is_true(one: Finding, drawn: DrawnSubmission, item: ServiceItem) -> bool:
    return any(_is_of(one, wanted, item) or one.code == IMPLIED.get(wanted.defect)
               for wanted in drawn.truth.expected_findings)  # fmt: skip


def _is_of(one: Finding, wanted: ExpectedFinding, item: ServiceItem) -> bool:
    """Tell whether a finding names an expected one's defect at its place."""
    if one.code not in wanted.code.split("|"):
        return False
    return wanted.page in (None, one.page) and (wanted.material is None or _same_material(one, wanted, item))


def _same_material(one: Finding, wanted: ExpectedFinding, item: ServiceItem) -> bool:
    """Tell whether two name the same material; of several that stand for each other, one is named for all."""
    groups = {material.document: material.alternative for material in item.materials}
    group = groups.get(wanted.material or "")
    return one.material == wanted.material or bool(group and groups.get(one.material or "") == group)


def _defects(mixed: Mixed, drawn: DrawnSubmission, report: Report, item: ServiceItem) -> Iterator[DefectRecord]:
    """Yield each defect; where nothing shows colour, seals cannot be judged, and that is the answer."""
    held = report.outcome.value == "review"
    for defect in _names(mixed):
        places = [one for one in drawn.truth.expected_findings if one.defect == defect]
        blind = mixed.device not in SHOW_COLOUR and any("seal" in one.code for one in places)
        found = all(_is_found(one, report, item) for one in places)
        yield DefectRecord(defect, found or (blind and _says_uncoloured(report)), held)


def _is_found(wanted: ExpectedFinding, report: Report, item: ServiceItem) -> bool:
    """Tell whether a finding names the defect, or an officer looks because of the very place."""
    return any(_is_of(one, wanted, item) or _holds(one, wanted) for one in report.findings)


def _holds(one: Finding, wanted: ExpectedFinding) -> bool:
    if one.severity is not Severity.REVIEW and one.code not in DOUBTS:
        return False
    return one.is_on(wanted.page) if wanted.page is not None else one.material == wanted.material is not None


def _says_uncoloured(report: Report) -> bool:
    return any(one.code in ("seal-uncoloured", "cross-page-seal-uncertain") for one in report.findings)


def _misplaced(drawn: DrawnSubmission, report: Report) -> Iterator[tuple[int, str, str]]:
    for page in drawn.truth.pages:
        given = report.page_documents.get(page.number, "")
        if given != page.document:
            yield page.number, given, page.document
