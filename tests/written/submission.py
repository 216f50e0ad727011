"""A submission of written papers, judged as the service judges it: everything but the reading of pixels is real."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from cases.errors import EngineFailed
from cases.finding import Finding, Severity
from cases.reading import PageReading
from cases.report import Need, Report
from cases.submission import FileKind
from catalogue.model import Catalogue, ServiceItem
from judging.judge import judge
from judging.question import Question
from judging.reader import CaseContent, Reader
from ocr.engine import OcrEngine
from sandbox.limits import Limits
from tests.packaged import packaged
from tests.written import benefits, dispatch, hours, insurance, layoff, letters, people, subsidies
from tests.written.sheet import Paper, set_page
from tests.written.world import World

Writer = Callable[[World], Paper]
RECEIVED = datetime.fromisoformat("2020-02-24T09:00:00+08:00")
MODULES = (letters, dispatch, hours, layoff, insurance, people, benefits, subsidies)


@cache
def rulebook() -> Catalogue:
    """The catalogue as shipped, at the office that judges here."""
    return packaged().at("bj-chaoyang")


def service(code: str, received: datetime = RECEIVED) -> ServiceItem:
    """An item in the version in force on the day of receipt."""
    found = rulebook().item(code, received.date())
    assert found is not None, f"{code} is not in force on {received.date()}"
    return found


WRITERS: dict[str, Writer] = {
    code: vars(module)[name] for module in MODULES for code in rulebook().documents
    if (name := code.replace("-", "_")) in vars(module)
}  # fmt: skip
"""Who writes a paper, by document type."""


@dataclass(frozen=True, slots=True)
class Written:
    """Readings that are there already, as the service finds those of a page it has read before."""

    pages: tuple[PageReading, ...]

    def page(self, content_key: str) -> PageReading | None:
        """Return the page of this content."""
        return next((page for page in self.pages if page.content_key == content_key), None)

    def keep_page(self, page: PageReading) -> None:
        """Nothing new is read."""

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]]:
        """Return the keys of all pages."""
        return [page.content_key for page in self.pages], ()

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Nothing new is read."""


def write(codes: Iterable[str], world: World) -> list[PageReading]:
    """Write one paper of each kind, in order; asked for twice, the second is that of the branch's company."""
    pages: list[PageReading] = []
    written: set[str] = set()
    for code in codes:
        whose = world.company if code in written else world
        pages.append(set_page(WRITERS[code](whose), len(pages) + 1, whose.unit))
        written.add(code)
    return pages


def judged(
    item: str | None, pages: Sequence[PageReading], world: World, received: datetime = RECEIVED,
    catalogue: Catalogue | None = None,
) -> Report:
    """Judge one file that holds these pages and is named after unit and item, by the shipped catalogue or another."""
    rules = catalogue or rulebook()
    pages = [replace(one, number=at, file_page=at, content_key=f"page-{at}") for at, one in enumerate(pages, 1)]
    content = CaseContent("材料.pdf", "材料.pdf", FileKind.PDF, "0" * 64, _unopened)
    reader = Reader(_unread, Limits(), Written(tuple(pages)))
    question = Question(received, unit=world.unit, item=item)
    return judge([content], question, catalogue=rules, office=rules.offices["bj-chaoyang"], reader=reader)


def _unopened() -> bytes:
    raise AssertionError("a file whose pages are known is not opened")


def _unread() -> OcrEngine:
    raise EngineFailed(reason="没有页面要识别")


def listed(item: ServiceItem, also: Sequence[str] = ()) -> list[str]:
    """Return the documents of the list that every sender owes, one of each alternative, in the order of the list."""
    groups: set[str] = set()
    codes = []
    for line in sorted(item.materials, key=lambda one: one.order):
        owed = line.need in (Need.REQUIRED, Need.TOLERABLE) and line.condition is None
        if (owed and line.alternative not in groups) or line.document in also:
            codes.append(line.document)
        if line.alternative is not None and (owed or line.document in also):
            groups.add(line.alternative)
    return codes


def defects(report: Report) -> list[Finding]:
    """Return the findings of a report but what an officer is told of the item beside its judgement."""
    return [one for one in report.findings if not _is_told_beside(one)]


def _is_told_beside(finding: Finding) -> bool:
    return finding.code == "item-reminder" or (finding.severity is Severity.HINT and finding.code.startswith("item-"))
