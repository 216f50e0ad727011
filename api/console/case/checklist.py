"""The checklist of a case: the item's materials in their order, with what is known of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cases.finding import Finding, Severity
from cases.page_runs import page_runs
from cases.report import MaterialReading, MaterialStatus, Report
from casework.asked_questions import Asked

WORDS = {
    "material-missing": "缺少", "seal-missing": "未见公章", "seal-unit-mismatch": "章与单位不符",
    "seal-wrong-kind": "不是公章", "seal-uncoloured": "须彩色件", "cross-page-seal-missing": "未见骑缝章",
    "cross-page-seal-partial": "骑缝章不完整", "material-signature-missing": "未见签字", "material-expired": "已过期",
    "material-field-missing": "有空白", "material-wrong-columns": "缺栏目", "page-unreadable": "看不清",
    "page-not-a4": "不是A4", "unit-name-inconsistent": "名称不一致",
    "unit-legal-representative-inconsistent": "法定代表人不一致", "headcount-inconsistent": "人数不一致",
}
"""Defects in as few words as a line has room for; any other is 须补正."""


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """One material of the list.

    Attributes:
        sign, look, state: The mark, its class, and what it says.
        why: A word on what is lacking.
        pages: Their numbers as text, a dash for none.
        page: The first of them, 0 for none.
    """

    code: str
    name: str
    sign: str
    look: str
    state: str
    why: str
    pages: str
    page: int


def checklist(report: Report, asked: Sequence[Asked]) -> tuple[MaterialRow, ...]:
    """Return the materials in the order of their list.

    Args:
        report: The judgement.
        asked: Its open questions, in their order.
    """
    numbers = _numbers(report, asked)
    return tuple(_row(one, report, numbers) for one in report.materials)


def tally(rows: Sequence[MaterialRow]) -> str:
    """Return how many materials stand how, in one line."""
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    return f"{len(rows)}项：" + "，".join(f"{count}{state}" for state, count in counts.items()) if rows else ""


def _numbers(report: Report, asked: Sequence[Asked]) -> dict[str, int]:
    """Return by material the number of the first question that is about it."""
    found: dict[str, int] = {}
    for number, one in enumerate(asked, 1):
        codes = {one.question.material, *(report.page_documents.get(page, "") for page in one.question.pages)}
        for code in codes:
            found.setdefault(code, number)
    return found


def _row(material: MaterialReading, report: Report, numbers: Mapping[str, int]) -> MaterialRow:
    sign, look, state, why = _state(material, report, numbers)
    pages = page_runs(material.pages) if material.pages else "—"
    return MaterialRow(material.code, material.name, sign, look, state, why, pages, next(iter(material.pages), 0))


def _state(material: MaterialReading, report: Report, numbers: Mapping[str, int]) -> tuple[str, str, str, str]:
    if material.code in numbers:
        return "?", "ask", "待答", f"第{numbers[material.code]}问"
    about = [one for one in report.findings if _is_about(one, material)]
    blocking = next((one for one in about if one.severity is Severity.BLOCKING), None)
    if blocking is not None:
        return "✕", "stop", "须补正", WORDS.get(blocking.code, "须补正")
    if any(one.severity is Severity.TOLERABLE for one in about):
        return "容", "tol", "容缺", "可容缺"
    if material.status is MaterialStatus.NOT_NEEDED:
        return "–", "na", "不需要", ""
    if material.status is MaterialStatus.PRESENT:
        return "✓", "ok", "齐", ""
    return "–", "na", "未见", ""


def _is_about(finding: Finding, material: MaterialReading) -> bool:
    if finding.material is not None:
        return finding.material == material.code
    return bool(set(finding.all_pages) & set(material.pages))
