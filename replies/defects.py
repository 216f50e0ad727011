"""Findings as a letter tells them: grouped by material, pages joined, every finding once (行政许可法 32).

What no binding text bears out is told to nobody outside, a favour apart, and a clause is named only where it binds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cases.finding import PAGES, Finding, Severity
from cases.finding_codes import About, Told, code_of
from cases.page_runs import pages_text
from cases.report import Report
from catalogue.model import ServiceItem
from replies.wording import SENTENCE_LIMIT, clean

FORM = frozenset({About.FILE, About.NAME, About.MAIL})
"""What has nothing to do with what a file holds."""

WHOLE = "整体要求"


@dataclass(frozen=True, slots=True)
class Group:
    """Defects of one material or file; ``lines`` are sentences ready to print, without numbers."""

    title: str
    lines: tuple[str, ...]


def is_format(finding: Finding) -> bool:
    """Tell whether the finding is about the form of a file or its name, not about what it holds."""
    return _is_told(finding) and code_of(finding).about in FORM


def to_mend(report: Report) -> tuple[Finding, ...]:
    """Return what the sender has to mend: blocking and tolerable findings in display order."""
    wanted = {Severity.BLOCKING, Severity.TOLERABLE}
    return tuple(finding for finding in report.findings if finding.severity in wanted)


def asked_now(report: Report, item: ServiceItem | None) -> tuple[Finding, ...]:
    """Return what the sender has to mend now: not what the office asks for by its own notice later."""
    later = item is not None and item.tolerance.by_notice
    return tuple(one for one in to_mend(report) if not (later and one.severity is Severity.TOLERABLE))


def to_verify(report: Report) -> tuple[Finding, ...]:
    """Return doubts the sender can settle: review findings without those meant for officers only."""
    return tuple(finding for finding in report.of(Severity.REVIEW) if _is_told(finding))


def hints(report: Report) -> tuple[Finding, ...]:
    """Return remarks worth telling although nothing has to be done."""
    return tuple(one for one in report.of(Severity.NOTICE) if _is_told(one))


def _is_told(finding: Finding) -> bool:
    return code_of(finding).told is Told.SENDER and finding.confirmed and finding.severity is not Severity.HINT


def known_before(finding: Finding, previous: Iterable[Finding]) -> bool:
    """Tell whether an earlier notice named the same defect of the same material; pages move between rounds."""
    return any((old.code, old.material) == (finding.code, finding.material) for old in previous)


def group(findings: Sequence[Finding], report: Report) -> tuple[Group, ...]:
    """Group findings by material, then by file, in order of first appearance; repeats on other pages join."""
    names = {material.code: clean(material.name) for material in report.materials}
    order = {code: place for place, code in enumerate(names)}
    groups: dict[str, list[Finding]] = {}
    for finding in sorted(findings, key=lambda one: order.get(one.material or "", len(order))):
        groups.setdefault(_title(finding, report, names), []).append(finding)
    return tuple(Group(title, _lines(members)) for title, members in groups.items())


def lines(findings: Sequence[Finding], report: Report) -> tuple[str, ...]:
    """Return one sentence per problem, led by its file or material."""
    groups = group(findings, report)
    return tuple(line if one.title == WHOLE else f"{one.title}：{line}" for one in groups for line in one.lines)


def file_name(report: Report, index: int | None) -> str | None:
    """Return the cleaned name of a file as received, None where there is none."""
    if index is None or not 0 <= index < len(report.files):
        return None
    return clean(report.files[index].name)


def page_ranges(report: Report) -> tuple[str, ...]:
    """Tell which pages of the submission each file holds."""
    pages: dict[int, list[int]] = {}
    for page in report.pages:
        pages.setdefault(page.file, []).append(page.number)
    named = ((file_name(report, index), numbers) for index, numbers in sorted(pages.items()))
    return tuple(f"{name}：{pages_text(numbers)}" for name, numbers in named if name)


def _title(finding: Finding, report: Report, names: dict[str, str]) -> str:
    if finding.material in names:
        return names[finding.material]
    name = file_name(report, finding.file)
    return f"文件“{name}”" if name else WHOLE


def _lines(members: Sequence[Finding]) -> tuple[str, ...]:
    joined: dict[tuple[str, str, str], list[int]] = {}
    for finding in members:
        key = (finding.code, _sentence(finding), _clause(finding))
        joined.setdefault(key, []).extend(_pages(finding))
    return tuple(
        f"{sentence.replace(PAGES, pages_text(pages)) if pages else sentence}。{clause}"
        for (_, sentence, clause), pages in joined.items()
    )


def _sentence(finding: Finding) -> str:
    """The cleaned sentence with a place for the pages; where it names none, its page leads it."""
    sentence = clean(finding.sentence, SENTENCE_LIMIT).rstrip("。；; ")
    return f"{PAGES}：{sentence}" if finding.page is not None and not finding.pages else sentence


def _pages(finding: Finding) -> tuple[int, ...]:
    return finding.pages or ((finding.page,) if finding.page is not None else ())


def _clause(finding: Finding) -> str:
    return f"（依据：{clean(finding.clause)}）" if finding.clause and finding.confirmed else ""
