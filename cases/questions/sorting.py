"""Which kind a finding is asked as, and which findings are one question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cases.finding import Finding, Severity
from cases.questions.case_kinds import BY_OFFICER, CASE_KINDS, NO_ITEM, NOBODY_NAMED
from cases.questions.causes import Cause, Seen, cause_of
from cases.questions.kind import Kind, Together
from cases.questions.paper_kinds import (
    ASKED_MATERIAL,
    LIKELY_MATERIAL,
    ONE_OF_SOUGHT,
    PAPER_KINDS,
    PROPOSED_MATERIALS,
    SOUGHT_AMONG,
    SOUGHT_MATERIAL,
    WHOLE_PAPER,
)
from cases.questions.seal_kinds import SEAL_KINDS
from cases.report import Outcome, Report

KINDS: dict[str, Kind] = {**CASE_KINDS, **SEAL_KINDS, **PAPER_KINDS}
"""How the findings of each code are asked; some are asked otherwise by what they state."""

SURE = 0.8
"""Confidence from which a defect is no doubt; the limit of :mod:`validators.outcome`."""

_UNCERTAIN = (
    (re.compile(r"是否为《"), LIKELY_MATERIAL),
    (re.compile(r"可能即为所缺材料"), ONE_OF_SOUGHT),
    (re.compile(r"可能在未识别的页面中"), SOUGHT_MATERIAL),
    (re.compile(r"尚待本机关确认"), PROPOSED_MATERIALS),
    (re.compile(r"是否需要（"), ASKED_MATERIAL),
    (re.compile(r"缺页|页数少于"), WHOLE_PAPER),
)
_HANDLED_BY_OFFICERS = re.compile(r"由工作人员办理|由工作人员处理|由工作人员逐件决定")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A finding that is asked about, with its place among the report's findings."""

    index: int
    finding: Finding
    kind: Kind
    cause: Cause


def doubts(report: Report, seen: Seen) -> Iterator[Doubt]:
    """Yield the findings that need an officer; none of what is handled elsewhere anyway."""
    if report.outcome is Outcome.GUIDE:
        return
    for index, finding in enumerate(report.findings):
        if is_doubtful(finding):
            yield Doubt(index, finding, kind_of(finding, report), cause_of(finding, seen))


def is_doubtful(finding: Finding) -> bool:
    """Tell whether a finding is an officer's: a question, or a defect that is not sure enough."""
    if finding.severity is Severity.REVIEW:
        return True
    return finding.severity in (Severity.BLOCKING, Severity.TOLERABLE) and finding.confidence < SURE


def kind_of(finding: Finding, report: Report) -> Kind:
    """Return how a finding is asked."""
    if finding.code == "unit-unknown" and not report.unit.name:
        return NOBODY_NAMED
    if finding.code == "item-unknown" and report.item.code is None:
        return NO_ITEM
    if finding.code == "item-unknown" and _HANDLED_BY_OFFICERS.search(finding.sentence):
        return BY_OFFICER
    if finding.code == "material-uncertain":
        found = next((kind for said, kind in _UNCERTAIN if said.search(finding.sentence)), None)
        if found is ONE_OF_SOUGHT and finding.material:
            pages = finding.all_pages
            return LIKELY_MATERIAL if pages[-1:] == (pages[0] + len(pages) - 1,) else SOUGHT_AMONG
        if found is not None:
            return found
    return KINDS.get(finding.code, KINDS["material-uncertain"])


def together(found: Sequence[Doubt]) -> list[list[Doubt]]:
    """Return the doubts by their causes, in their order."""
    groups: list[list[Doubt]] = []
    for doubt in found:
        same = next((group for group in groups if _is_of(doubt, group)), None)
        if same is None:
            groups.append([doubt])
        else:
            same.append(doubt)
    return groups


def _is_of(doubt: Doubt, group: Sequence[Doubt]) -> bool:
    first = group[0]
    if doubt.kind is not first.kind or doubt.cause.family != first.cause.family:
        return False
    match doubt.kind.together:
        case Together.ALL:
            return True
        case Together.FACT:
            return doubt.cause.fact == first.cause.fact
        case Together.ADJOINING:
            return _follows(doubt.finding, group[-1].finding)
        case Together.SAME:
            return doubt.cause == first.cause


def _follows(finding: Finding, before: Finding) -> bool:
    own, others = finding.all_pages, before.all_pages
    return bool(own and others) and own[0] == others[-1] + 1 and finding.file == before.file
