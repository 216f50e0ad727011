"""A report as a table for people, on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cases.finding import Finding, Severity
from cases.report import MaterialStatus, Outcome, Report, SealVerdict
from pipeline.without_mail.inspection import Inspection
from views.words import CROSS_PAGE_SEALS, MATERIAL_STATUSES, NEEDS, OUTCOMES, PAGE_SEALS, SEVERITIES

_STYLES = {
    Outcome.ACCEPT: "bold green", Outcome.TOLERATE: "bold yellow", Outcome.SUPPLEMENT: "bold red",
    Outcome.REVIEW: "bold magenta", Outcome.GUIDE: "bold cyan", Outcome.REFUSE: "bold red",
}
_STATUS_STYLES = {
    MaterialStatus.PRESENT: "green", MaterialStatus.MISSING: "red", MaterialStatus.UNCERTAIN: "magenta",
    MaterialStatus.NOT_NEEDED: "dim",
}
_SEVERITY_STYLES = {
    Severity.BLOCKING: "red", Severity.TOLERABLE: "yellow", Severity.REVIEW: "magenta", Severity.NOTICE: "dim",
    Severity.HINT: "dim",
}


def print_inspection(console: Console, inspection: Inspection) -> None:
    """Print outcome, materials, findings and letters of one case."""
    report = inspection.report
    head = Text(OUTCOMES[report.outcome], _STYLES[report.outcome])
    console.print(Text("结论：").append_text(head))
    console.print(f"单位：{report.unit.name or '未能确定'}    业务：{report.item.name or '未能确定'}", highlight=False)
    for one in report.files:
        console.print(f"文件：{one.name} → {one.stored_name}（{one.pages}页）", highlight=False)
    if report.materials:
        console.print(_materials(report))
    hints = report.of(Severity.HINT)
    if told := [one for one in report.findings if one not in hints]:
        _print_findings(console, "审核意见", told)
    if hints:
        _print_findings(console, "提示（没有文件这样要求，只供工作人员参考，不写进文书）", hints)
    for letter in inspection.letters:
        way = "自动发出" if letter.automatic else "待工作人员确认后发出"
        console.print(f"回信：{letter.subject}（{way}）", highlight=False)
    seconds = report.seconds.get("total", 0.0)
    console.print(f"用时 {seconds:.1f} 秒，共 {len(report.pages)} 页", style="dim", highlight=False)


def _materials(report: Report) -> Table:
    table = Table(title="材料清单", title_justify="left")
    for column in ("材料", "要求", "状态", "页", "每页公章", "骑缝章"):
        table.add_column(column)
    for one in report.materials:
        seals = _page_seals([(page, report.page_seals[page]) for page in one.pages if page in report.page_seals])
        pages = "、".join(str(page) for page in one.pages)
        status = Text(MATERIAL_STATUSES[one.status], _STATUS_STYLES[one.status])
        table.add_row(one.name, NEEDS[one.need], status, pages, seals, CROSS_PAGE_SEALS[one.cross_page_seal])
    return table


def _page_seals(verdicts: Sequence[tuple[int, SealVerdict]]) -> str:
    """Return 有 where every page has its seal, else the pages that have not."""
    lacking = [(page, verdict) for page, verdict in verdicts if verdict is not SealVerdict.PRESENT]
    if verdicts and not lacking:
        return PAGE_SEALS[SealVerdict.PRESENT]
    return "、".join(f"第{page}页{PAGE_SEALS[verdict]}" for page, verdict in lacking)


def _print_findings(console: Console, title: str, findings: Sequence[Finding]) -> None:
    """Print findings; the texts that they rest on have long titles, so each stands once below the table."""
    clauses = tuple(dict.fromkeys(one.clause for one in findings if one.clause))
    table = Table(title=title, title_justify="left")
    for column in ("级别", "说明", "依据", "代码"):
        table.add_column(column)
    for one in findings:
        mark = f"[{clauses.index(one.clause) + 1}]" if one.clause else ""
        weight = Text(SEVERITIES[one.severity], _SEVERITY_STYLES[one.severity])
        table.add_row(weight, one.message, Text(mark), Text(one.code, "dim"))
    console.print(table)
    for number, clause in enumerate(clauses, 1):
        console.print(f"  依据[{number}]：{clause}", style="dim", highlight=False, markup=False)
