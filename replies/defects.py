"""Findings as a letter tells them: by material, pages joined, every finding and every name once (行政许可法 32).

What no binding text bears out is told to nobody outside, a favour apart, and a clause is named only where it binds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from cases.finding import PAGES, Finding, Severity
from cases.finding_codes import About, Told, code_of
from cases.page_runs import pages_text
from cases.report import Report
from catalogue.model import ServiceItem
from replies.wording import SENTENCE_LIMIT, clean

FORM = frozenset({About.FILE, About.NAME, About.MAIL})
"""What has nothing to do with what a file holds."""

_MISSING = re.compile(r"缺少(《.*》)(（[^）]*）)?(?:，(?:请补充后重新提交|该材料可以容缺，请在期限内补交))?")
_FOR_OFFICERS = re.compile(r"，?(?:已转人工核对|请人工核对)$")


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


def lines(findings: Sequence[Finding], report: Report) -> tuple[str, ...]:
    """Return one sentence for each problem, materials in the order of their list, repeats on other pages joined."""
    names = {material.code: clean(material.name) for material in report.materials}
    order = {code: place for place, code in enumerate(names)}
    joined: dict[tuple[str, str, str], list[int]] = {}
    for finding in sorted(findings, key=lambda one: order.get(one.material or "", len(order))):
        key = (finding.code, _subject(finding, report, names), sentence_of(finding))
        joined.setdefault(key, []).extend(finding.all_pages)
    return tuple(dict.fromkeys(
        f"{_led(subject, sentence.replace(PAGES, pages_text(pages)) if pages else sentence)}。"
        for (_, subject, sentence), pages in joined.items()
    ))


def clauses(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return what the problems rest on, each text and article once; only what binds."""
    told = (clean(one.clause, SENTENCE_LIMIT) for one in findings if one.clause and one.confirmed)
    return tuple(dict.fromkeys(told))


def sentence_of(finding: Finding) -> str:
    """Return the sentence as its sender reads it, without full stop, with a place for the pages.

    Where the sentence names no page its page leads it; what it says to officers is left out.
    """
    sentence = _FOR_OFFICERS.sub("", clean(finding.sentence, SENTENCE_LIMIT).rstrip("。；; "))
    if missing := _MISSING.fullmatch(sentence):
        return f"{missing[1]}未提交{missing[2] or ''}，请补交"
    return f"{PAGES}：{sentence}" if finding.page is not None and not finding.pages else sentence


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


def _subject(finding: Finding, report: Report, names: dict[str, str]) -> str:
    """Return what the problem is about as a sentence begins with it, empty for the whole submission."""
    if finding.material in names:
        return f"《{names[finding.material]}》"
    name = file_name(report, finding.file)
    return f"文件“{name}”" if name else ""


def _led(subject: str, sentence: str) -> str:
    """Lead a sentence by what it is about, unless it names that itself."""
    if not subject or subject in sentence or f"（{subject[1:-1]}）" in sentence:
        return sentence
    if subject.startswith("文件") and sentence.startswith("文件"):
        return f"{subject}{sentence[2:]}"
    return f"{subject}{sentence}" if sentence.startswith("第") else f"{subject}：{sentence}"
