"""Judging: from the files of one case to its report. No database, no queue, no mail.

files → pages → documents → fields → facts → materials → findings → outcome. The service and ``shouli check``
both run exactly this; only where readings are kept differs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from rapidfuzz.distance.Indel import normalized_similarity as ratio

from cases.finding import Finding, Severity
from cases.reading import Coverage, CrossPageSeal, PageReading
from cases.report import FieldValue, ItemRef, MaterialReading, Outcome, Report, ReportFile, Unit
from cases.submission import FileKind
from cases.working_days import receipt_date
from catalogue.model import Catalogue, Channel, Office, ServiceItem
from ocr.cross_page.cross_page_seal import join
from ocr.engine import OcrEngine
from ocr.file.document import open_document
from ocr.read import read_page
from ocr.seals.impressions import reconcile
from papers.applicant import find_applicant
from papers.assignment import Assignment
from papers.facts import derive
from papers.fields.read_fields import read_fields
from papers.materials import assign, detect_items, list_materials
from papers.rounds import keep_newest, replaced_pages
from sandbox.limits import Limits
from validators import Subject, page_seals, seal_similarity, validate
from validators.checks.cross_page_seal import fill, needed_pages
from validators.checks.eligibility import BACKPAY_FORM, backpay_kind, stricter_item
from validators.outcome import propose

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CaseContent:
    """One file to be judged.

    Attributes:
        load: Returns the bytes; called only when the file was not read before.
        revision: Round in which it came; a later round's document replaces an earlier one's.
        findings: What intake already holds against it.
    """

    name: str
    stored_name: str
    kind: FileKind
    sha256: str
    load: Callable[[], bytes]
    revision: int = 1
    findings: tuple[Finding, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether it is worth opening."""
        refused = any(finding.severity is Severity.BLOCKING for finding in self.findings)
        return not refused and self.kind in {FileKind.PDF, FileKind.TIFF, FileKind.IMAGE}


class Readings(Protocol):
    """Keeps what was read; the service keeps it in the database, ``shouli check`` not at all."""

    def page(self, content_key: str) -> PageReading | None:
        """Return the reading of a page of this content."""
        ...

    def keep_page(self, page: PageReading) -> None:
        """Keep one page's reading."""
        ...

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]] | None:
        """Return a file's page keys and findings."""
        ...

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Keep a file's page keys and findings."""
        ...


class NoReadings:
    """Readings that are not kept."""

    def page(self, content_key: str) -> PageReading | None:
        """Return None."""
        return None

    def keep_page(self, page: PageReading) -> None:
        """Forget the page."""

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]] | None:
        """Return None."""
        return None

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Forget the file."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about the files.

    Attributes:
        unit, item: From file names or subject; None: to be found on the pages.
        option: Item given by hand, which wins over all.
        extra: Findings about the mail as a whole.
        file_names: Findings about the names.
    """

    received_at: datetime
    unit: str | None = None
    item: str | None = None
    option: str | None = None
    channel: Channel | None = None
    extra: tuple[Finding, ...] = ()
    file_names: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files page by page, each content once.

    Attributes:
        progress: Called with one Chinese phrase per page.
        roots: DER certificates of the authorities whose digital signatures are trusted.
    """

    engine: Callable[[], OcrEngine]
    limits: Limits
    readings: Readings
    progress: Progress = lambda _: None
    roots: tuple[bytes, ...] = ()

    def read(self, content: CaseContent, seconds: dict[str, float]) -> tuple[list[PageReading], tuple[Finding, ...]]:
        """Return the pages of one file, numbered within the file, and what speaks against the file."""
        if not content.usable:
            return [], (*content.findings, *self._described(content))
        known = self.readings.file(content.sha256)
        if known is not None:
            pages = [self.readings.page(key) for key in known[0]]
            if all(page is not None for page in pages):
                return [page for page in pages if page is not None], (*content.findings, *known[1])
        return self._open(content, seconds)

    def _described(self, content: CaseContent) -> list[Finding]:
        """Say more of a file that has no pages for us but is not refused: an OFD with its signatures."""
        if content.kind is not FileKind.OTHER or any(one.severity is Severity.BLOCKING for one in content.findings):
            return []
        known = {finding.code for finding in content.findings}
        with open_document(content.load(), content.kind, self.limits) as document:
            return [finding for finding in document.findings if finding.code not in known]

    def _open(self, content: CaseContent, seconds: dict[str, float]) -> tuple[list[PageReading], tuple[Finding, ...]]:
        pages = []
        with open_document(content.load(), content.kind, self.limits, self.roots) as document:
            started = time.perf_counter()
            for rendered in document.pages():
                seconds["render"] = seconds.get("render", 0.0) + time.perf_counter() - started
                self.progress(f"识别 {content.name} 第{rendered.file_page}/{document.page_count}页")
                page = self.readings.page(rendered.content_key)
                if page is None:
                    page = replace(read_page(rendered, self.engine(), seconds), content_key=rendered.content_key)
                    self.readings.keep_page(page)
                pages.append(page)
                started = time.perf_counter()
            findings = document.findings
        if not any(finding.code == "file-limit-reached" for finding in findings):  # another time there may be room
            self.readings.keep_file(content.sha256, [page.content_key for page in pages], findings)
        return pages, (*content.findings, *findings)


SAME_TEXT = 0.9
"""Likeness from which two readings are of the same text; OCR of two scans of one page differs by a few per cent."""


def judge(
    contents: Sequence[CaseContent], question: Question, *, catalogue: Catalogue, office: Office, reader: Reader
) -> Report:
    """Read the files of one case and judge them; letters are written from the report."""
    started, seconds = time.perf_counter(), {"render": 0.0, "read": 0.0, "seals": 0.0}
    files, pages, found = _read_all(contents, reader, seconds)
    joined = time.perf_counter()
    pages = reconcile(pages, reader.engine)
    seconds["seals"] += time.perf_counter() - joined
    ruled = time.perf_counter()
    question = replace(question, extra=(*question.extra, *found))
    report = judge_pages([one.revision for one in contents], files, pages, question, catalogue, office)
    seconds["rules"] = time.perf_counter() - ruled
    seconds["total"] = time.perf_counter() - started
    return replace(report, seconds={name: round(value, 3) for name, value in seconds.items()})


def _read_all(
    contents: Sequence[CaseContent], reader: Reader, seconds: dict[str, float]
) -> tuple[tuple[ReportFile, ...], tuple[PageReading, ...], tuple[Finding, ...]]:
    files: list[ReportFile] = []
    pages: list[PageReading] = []
    findings: list[Finding] = []
    for index, content in enumerate(contents):
        read, against = reader.read(content, seconds)
        for position, page in enumerate(read, 1):
            pages.append(replace(page, number=len(pages) + 1, file=index, file_page=position))
        first = len(pages) - len(read)
        findings += [_placed(finding, index, first) for finding in against]
        files.append(ReportFile(content.name, content.stored_name, str(content.kind), len(read), content.sha256))
    return tuple(files), tuple(pages), tuple(findings)


def _placed(finding: Finding, file: int, first: int) -> Finding:
    """Give a finding about a file its file's index and its page's number in the submission."""
    return replace(finding, file=file, page=finding.page + first if finding.page else None)


def judge_pages(
    rounds: Sequence[int], files: tuple[ReportFile, ...], pages: tuple[PageReading, ...], question: Question,
    catalogue: Catalogue, office: Office,
) -> Report:
    """Judge pages that were read before; pure, so that a draft rulebook can be tried on past cases.

    Args:
        rounds: Round in which each file came.
        files: As in a report.
        pages: As in a report, numbered over all files.
        question: What is asked, with all that intake and reading hold against files and mail.
        catalogue: Rules to judge by; the day of receipt picks their version.
        office: Its profile.
    """
    day = receipt_date(question.received_at)
    item, item_ref = _find_item(question, pages, catalogue)
    if item is None:
        return _without_item(files, pages, question, item_ref)
    if item.proposes is not None and catalogue.item(item.proposes.item, day) is None:
        item = replace(item, proposes=None)  # the green lane has ended
    revisions = {page.number: rounds[page.file] for page in pages}
    assignment, shorter = keep_newest(assign(pages, catalogue.documents, item), revisions, catalogue.documents)
    every_page, old = pages, replaced_pages(assignment)
    pages = tuple(page for page in pages if page.number not in old)
    fields = _read_fields(assignment, pages, catalogue)
    if (move := stricter_item(item, fields)) is not None and catalogue.item(move.item, day) is not None:
        moved = replace(question, option=move.item, extra=(*question.extra, move.finding))
        report = judge_pages(rounds, files, every_page, moved, catalogue, office)
        return replace(report, item=replace(report.item, source="title"))
    unit = Unit(*find_applicant(question.unit, fields, pages))
    facts = {**derive(assignment, fields, unit.name, pages), "received_on": day, "received_month": day.replace(day=1)}
    materials = list_materials(assignment, item, facts, fields, catalogue.documents)
    cross_page = _join_copies(materials, item, assignment, pages)
    materials = fill(materials, item, cross_page)
    if assignment.of(BACKPAY_FORM):
        names = {one.code: one.name for one in catalogue.items_on(day)}
        sorted_out = backpay_kind(item, facts, catalogue.backpay, names)
        question = replace(question, extra=(*question.extra, *filter(None, (sorted_out,))))
    subject = Subject(
        item=item, office=office, documents=catalogue.documents, unit_name=unit.name, unit_source=unit.source,
        pages=pages, assignment=assignment, materials=materials, received_on=day, facts=facts, fields=fields,
        cross_page=cross_page, file_names=question.file_names, channel=question.channel,
        extra=(*question.extra, *shorter), known_fields=catalogue.fields,
    )
    findings = validate(subject)
    report = Report(
        outcome=Outcome.REVIEW, unit=unit, item=item_ref, files=files, pages=every_page, materials=materials,
        findings=findings, page_seals=page_seals(subject), page_documents=assignment.page_documents(),
        seal_similarity=seal_similarity(subject),
    )
    outcome = propose(findings, item)
    return _with_due_dates(replace(report, outcome=outcome), item, question, catalogue)


def _find_item(
    question: Question, pages: Sequence[PageReading], catalogue: Catalogue
) -> tuple[ServiceItem | None, ItemRef]:
    """The item by hand, by name, by the titles on the pages, or by the only item of its channel."""
    day = receipt_date(question.received_at)
    for code, source in ((question.option, "option"), (question.item, "file-name")):
        item = catalogue.item(code, day) if code else None
        if item is not None:
            return item, ItemRef(item.code, item.name, source)
    candidates = catalogue.items_on(day)
    group = question.channel.group if question.channel is not None else ""
    own = [item for item in candidates if item.group == group] or list(candidates)
    ranked = detect_items(pages, own, catalogue.documents) or detect_items(pages, candidates, catalogue.documents)
    if ranked and (len(ranked) == 1 or ranked[0][1] - ranked[1][1] >= 0.1):
        return ranked[0][0], ItemRef(ranked[0][0].code, ranked[0][0].name, "title")
    if group and len(own) == 1:
        return own[0], ItemRef(own[0].code, own[0].name, "channel")
    return None, ItemRef(None)


def _without_item(
    files: tuple[ReportFile, ...], pages: tuple[PageReading, ...], question: Question, item: ItemRef
) -> Report:
    """Judge a submission whose item nobody can tell: usable files go to an officer, unusable ones go back."""
    findings = [*question.extra, *question.file_names]
    blocked = any(finding.severity is Severity.BLOCKING for finding in findings)
    outcome = Outcome.SUPPLEMENT if blocked and not pages else Outcome.REVIEW
    if outcome is Outcome.REVIEW:
        message = "无法确定申请的业务事项，请按“单位名称+业务名称”命名文件，或由工作人员选定事项。"
        findings.append(Finding("item-unknown", Severity.REVIEW, message))
    unit = Unit(question.unit, "file-name" if question.unit else "")
    return Report(outcome, unit, item, files, pages, (), tuple(findings))


def _read_fields(
    assignment: Assignment, pages: Sequence[PageReading], catalogue: Catalogue
) -> dict[str, tuple[FieldValue, ...]]:
    by_number = {page.number: page for page in pages}
    codes = dict.fromkeys(assignment.page_documents().values())
    return {
        code: read_fields([by_number[one.page] for one in assignment.of(code)], document, catalogue.fields)
        for code in codes
        if (document := catalogue.documents.get(code)) is not None
    }


_WORST_FIRST = (Coverage.ABSENT, Coverage.PARTIAL, Coverage.UNCERTAIN, Coverage.COMPLETE)


def _join_copies(
    materials: Sequence[MaterialReading], item: ServiceItem, assignment: Assignment, pages: Sequence[PageReading]
) -> dict[str, CrossPageSeal]:
    """Judge the cross-page seal of every material that needs one; of several copies the worst counts."""
    by_number = {page.number: page for page in pages}
    rules = {material.document: material for material in item.materials}
    verdicts = {}
    for reading in materials:
        if needed_pages(rules.get(reading.code), reading.pages):
            copies = _copies([[by_number[number] for number in one] for one in assignment.copies(reading.code)])
            joined = [join(copy, pages) for copy in copies if len(copy) >= 2]
            alone = CrossPageSeal(Coverage.NOT_NEEDED, 1.0)  # copies of one page each
            verdicts[reading.code] = min(joined, key=lambda one: _WORST_FIRST.index(one.coverage), default=alone)
    return verdicts


def _copies(runs: list[list[PageReading]]) -> list[list[PageReading]]:
    """Return the runs as they are where they say the same, else as one set.

    A list that repeats its title on every page is one document of many pages, not many documents.
    """
    texts = ["".join(page.text for page in run) for run in runs]
    if len(runs) > 1 and any(ratio(texts[0], text) < SAME_TEXT for text in texts[1:]):
        return [[page for run in runs for page in run]]
    return runs


def _with_due_dates(report: Report, item: ServiceItem, question: Question, catalogue: Catalogue) -> Report:
    """Fix what is owed until when; the time to supplement counts from the notice, not from the receipt."""
    if report.outcome is not Outcome.TOLERATE:
        return report
    day = receipt_date(question.received_at)
    due = item.tolerance.due_date(day, item.deadlines.decide, catalogue.anchors, catalogue.day_overrides)
    return replace(report, tolerance_due=due.date if due is not None else None)

