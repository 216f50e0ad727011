"""Findings as a letter tells them: grouped by material, pages joined, every finding once (行政许可法 32).

A clause is named only where its source is confirmed (ruling 5.8).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cases.finding import Finding, Severity
from cases.report import Report
from replies.wording import SENTENCE_LIMIT, clean

UNUSABLE = frozenset({
    "file-empty", "file-damaged", "file-encrypted", "file-type-refused", "file-too-large", "file-too-many-pages",
    "file-link-attachment", "file-archive-refused", "mail-no-attachment",
})
"""Defects of a file itself: nothing in it can be read, so nothing is known of what it holds."""

INTERNAL = frozenset({
    "mail-sender-unauthenticated", "mail-reply-to-differs", "file-infected", "file-limit-reached", "page-hidden-text",
    "seal-pasted", "signature-present-unverified", "material-unrecognised-page",
})
"""Doubts that an officer settles and that no sender can mend or should read."""

WHOLE = "整体要求"


@dataclass(frozen=True, slots=True)
class Group:
    """Defects of one material or file; ``lines`` are sentences ready to print, without numbers."""

    title: str
    lines: tuple[str, ...]


def is_format(finding: Finding) -> bool:
    """Tell whether the finding is about the form of a file or its name, not about what it holds."""
    return finding.code in UNUSABLE or finding.code.startswith("name-") or finding.code == "file-extension-mismatch"


def to_mend(report: Report) -> tuple[Finding, ...]:
    """Return what the sender has to mend: blocking and tolerable findings in display order."""
    wanted = {Severity.BLOCKING, Severity.TOLERABLE}
    return tuple(finding for finding in report.findings if finding.severity in wanted)


def to_verify(report: Report) -> tuple[Finding, ...]:
    """Return doubts the sender can settle: review findings without those meant for officers only."""
    return tuple(finding for finding in report.of(Severity.REVIEW) if _is_told(finding))


def hints(report: Report) -> tuple[Finding, ...]:
    """Return remarks worth telling although nothing has to be done."""
    told = ("name-", "material-", "seal-", "cross-page-seal-", "page-not-a4", "file-extension-mismatch")
    return tuple(one for one in report.of(Severity.NOTICE) if one.code.startswith(told) and _is_told(one))


def _is_told(finding: Finding) -> bool:
    return finding.code not in INTERNAL and not finding.code.startswith("item-")


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
    return tuple(f"{name}：第{page_list(sorted(numbers))}页" for name, numbers in named if name)


def _title(finding: Finding, report: Report, names: dict[str, str]) -> str:
    if finding.material in names:
        return names[finding.material]
    name = file_name(report, finding.file)
    return f"文件“{name}”" if name else WHOLE


def _lines(members: Sequence[Finding]) -> tuple[str, ...]:
    joined: dict[tuple[str, str, str], list[int]] = {}
    for finding in members:
        key = (finding.code, _pattern(finding), _clause(finding))
        pages = joined.setdefault(key, [])
        if finding.page is not None and finding.page not in pages:
            pages.append(finding.page)
    return tuple(_sentence(pattern, sorted(pages), clause) for (_, pattern, clause), pages in joined.items())


def _pattern(finding: Finding) -> str:
    message = clean(finding.message, SENTENCE_LIMIT).rstrip("。；; ")
    return message if finding.page is None else message.replace(f"第{finding.page}页", _PAGES)


_PAGES = "\0"  # cleaned text holds no control character, so this can stand for the page numbers


def _sentence(pattern: str, pages: Sequence[int], clause: str) -> str:
    place = f"第{page_list(pages)}页" if pages else ""
    text = pattern.replace(_PAGES, place) if _PAGES in pattern else (f"{place}：{pattern}" if place else pattern)
    return f"{text}。{clause}"


def page_list(pages: Sequence[int]) -> str:
    """Write page numbers, runs of three or more shortened: 1、3—5、8."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return "、".join(f"{run[0]}—{run[-1]}" if len(run) > 2 else "、".join(map(str, run)) for run in runs)


def _clause(finding: Finding) -> str:
    return f"（依据：{clean(finding.clause)}）" if finding.clause and finding.confirmed else ""
