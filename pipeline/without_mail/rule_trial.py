"""What a draft rulebook would decide about past cases, side by side with today's.

Nothing is read again and nothing is written: the pages are those of each case's kept report, judged once by today's
rules and once by the draft. A draft item counts as in force on every case's day of receipt, whatever its dates say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cases.case import Case
from cases.errors import CatalogueError, NotFound, UsageError
from cases.finding import Finding
from cases.finding_codes import About, code_of
from cases.report import Outcome, Report
from casework.services import Services
from catalogue.loader import load_draft
from catalogue.model import Catalogue, ServiceItem
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from record.repository import CaseFilter, CaseRepository
from record.scoping import Scope
from record.stored import REPORT

BATCH = 50
MADE_BEFORE_RULES = frozenset({About.FILE, About.MAIL, About.SIGNATURE, About.SUBMISSION})
"""What the findings speak of that intake and reading make; the rules make all others anew."""


@dataclass(frozen=True, slots=True)
class PastCase:
    """A case as it was judged.

    Attributes:
        rounds: Round in which each of the report's files came.
    """

    number: str
    received_at: datetime
    channel: str
    rounds: tuple[int, ...]
    report: Report


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a rulebook says of a case."""

    outcome: Outcome
    item: str | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One case under both rulebooks.

    Attributes:
        added, removed: Findings that only the draft, or only today's rules, make.
    """

    number: str
    today: Verdict
    draft: Verdict
    added: tuple[Finding, ...]
    removed: tuple[Finding, ...]

    @property
    def same(self) -> bool:
        """Whether nothing changes."""
        return not (self.added or self.removed) and self._head(self.today) == self._head(self.draft)

    @staticmethod
    def _head(verdict: Verdict) -> tuple[Outcome, str | None]:
        return verdict.outcome, verdict.item


def draft_files(paths: Sequence[Path]) -> list[Path]:
    """Return the YAML files among paths, those of a folder in order of name.

    Raises:
        UsageError: A path is neither, or a folder holds none.
    """
    found: list[Path] = []
    for path in paths:
        inside = sorted([*path.glob("*.yaml"), *path.glob("items/*.yaml")]) if path.is_dir() else [path]
        if not inside or not all(one.is_file() for one in inside):
            raise UsageError(reason=f"“{path}”不是业务目录文件，或者文件夹中没有 .yaml 文件")
        found += inside
    names = [path.name for path in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise UsageError(reason=f"有两个草稿文件都叫“{twice}”，请改名")
    return found


def draft_catalogue(
    files: Sequence[Path], today: Catalogue, folder: Path | None
) -> tuple[Catalogue, list[CatalogueError]]:
    """Return today's catalogue with the drafts in it, each in force on any day, and what is wrong with it.

    The anchor dates that are set stay set.

    Args:
        files: As of :func:`draft_files`.
        today: Today's catalogue.
        folder: Where today's catalogue lies; None: the packaged data.
    """
    catalogue, errors = load_draft(files, folder)
    codes = [item.code for item in catalogue.items]
    items = (
        _always(item) if item not in today.items and codes.count(item.code) == 1 else item for item in catalogue.items
    )
    set_days = {name: day for name, day in today.anchors.items() if day is not None}
    anchors = {**catalogue.anchors, **set_days}
    return replace(catalogue, items=tuple(items), anchors=anchors, place=today.place), errors


def _always(item: ServiceItem) -> ServiceItem:
    return replace(item, valid_from=None, valid_to=None, emergency=None)


def past_cases(services: Services, item: str | None = None, limit: int = 500) -> Iterator[PastCase]:
    """Yield the office's judged cases, newest first."""
    after: str | None = None
    left = limit
    while left > 0:
        with services.reading() as work:
            cases = work.cases.page(Scope(work.office.code), CaseFilter(item=item), after=after, limit=min(BATCH, left))
            found = [past for case in cases if (past := _past(work.cases, case)) is not None]
        yield from found
        if len(cases) < min(BATCH, left):
            return
        after, left = cases[-1].id, left - len(cases)


def _past(repository: CaseRepository, case: Case) -> PastCase | None:
    try:
        report = REPORT.validate_python(repository.report(case.id))
    except NotFound:
        return None
    rounds = [file.revision for file in repository.files(case.id)][: len(report.files)]
    rounds += [case.revision] * (len(report.files) - len(rounds))
    return PastCase(case.number, case.received_at, case.channel, tuple(rounds), report)


def compare(past: PastCase, services: Services, draft: Catalogue) -> Comparison:
    """Judge one case by both rulebooks."""
    today, new = (_verdict(past, services, catalogue) for catalogue in (services.catalogue, draft))
    before, after = {_key(one) for one in today.findings}, {_key(one) for one in new.findings}
    added = tuple(one for one in new.findings if _key(one) not in before)
    removed = tuple(one for one in today.findings if _key(one) not in after)
    return Comparison(past.number, today, new, added, removed)


def _verdict(past: PastCase, services: Services, catalogue: Catalogue) -> Verdict:
    report = past.report
    read = ReadFiles(report.files, report.pages, past.rounds)
    judged = judge_pages(read, _question(past, catalogue), catalogue, services.office)
    return Verdict(judged.outcome, judged.item.code, judged.findings)


def _question(past: PastCase, catalogue: Catalogue) -> Question:
    """Ask again what was asked then: what the file's name said, and what stood against file and mail."""
    report = past.report
    return Question(
        received_at=past.received_at,
        unit=report.unit.name if report.unit.source == "file-name" else None,
        item=report.item.code if report.item.source == "file-name" else None,
        option=report.item.code if report.item.source == "option" else None,
        channel=catalogue.channels.get(past.channel),
        extra=tuple(one for one in report.findings if code_of(one).about in MADE_BEFORE_RULES),
        file_names=tuple(one for one in report.findings if code_of(one).about is About.NAME and one.file is not None),
    )


def _key(finding: Finding) -> tuple[str, str, str | None, int | None]:
    """What makes two findings the same for a reader; confidence and wording of the clause do not."""
    return finding.code, str(finding.severity), finding.material, finding.page
