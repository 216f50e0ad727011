"""Files → pages: the files of a case, opened and read page by page."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from cases.finding import Finding, Severity
from cases.reading import PageReading
from cases.report import ReportFile
from cases.submission import FileKind
from judging.kept_joins import Joins, JoinsOfOneRun
from judging.kept_readings import Readings
from ocr.engine import OcrEngine
from ocr.file.document import open_document
from ocr.read import read_page
from sandbox.limits import Limits

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


@dataclass(frozen=True, slots=True)
class ReadFiles:
    """The files of a case as they were read.

    Attributes:
        files: As in a report.
        pages: As in a report, numbered over all files.
        rounds: Round in which each file came.
        findings: What speaks against the files.
        beside: Reads what the unit sent with them for other applications: its stamp stands on those pages, too.
        joins: Where verdicts on cross-page seals are kept.
    """

    files: tuple[ReportFile, ...]
    pages: tuple[PageReading, ...]
    rounds: tuple[int, ...]
    findings: tuple[Finding, ...] = ()
    beside: Callable[[], tuple[PageReading, ...]] = tuple
    joins: Joins = field(default_factory=JoinsOfOneRun, compare=False)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files page by page, each content once.

    Attributes:
        progress: Called with one Chinese phrase per page.
        roots: DER certificates of the authorities whose digital signatures are trusted.
        joins: Where verdicts on cross-page seals are kept.
    """

    engine: Callable[[], OcrEngine]
    limits: Limits
    readings: Readings
    progress: Progress = lambda _: None
    roots: tuple[bytes, ...] = ()
    joins: Joins = field(default_factory=JoinsOfOneRun)

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


def read_files(contents: Sequence[CaseContent], reader: Reader, seconds: dict[str, float]) -> ReadFiles:
    """Read all files of a case, adding to ``seconds`` what it took."""
    files: list[ReportFile] = []
    pages: list[PageReading] = []
    findings: list[Finding] = []
    for index, content in enumerate(contents):
        read, against = reader.read(content, seconds)
        findings += [_placed(finding, index, len(pages)) for finding in against]
        for position, page in enumerate(read, 1):
            pages.append(replace(page, number=len(pages) + 1, file=index, file_page=position))
        files.append(ReportFile(content.name, content.stored_name, str(content.kind), len(read), content.sha256))
    rounds = tuple(one.revision for one in contents)
    return ReadFiles(tuple(files), tuple(pages), rounds, tuple(findings), joins=reader.joins)


def _placed(finding: Finding, file: int, before: int) -> Finding:
    """Give a finding about a file its file's index and its page's number in the submission."""
    return replace(finding, file=file, page=finding.page + before if finding.page else None)
