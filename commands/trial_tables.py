"""A trial of draft rules, as a table for people and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cases.finding import Finding
from catalogue.model import Catalogue
from pipeline.without_mail.rule_trial import Comparison, Verdict
from views.words import OUTCOMES

NO_CASES = "没有可供试行的办件：本机关还没有已审核的办件，或者所选业务事项没有。"


def trial_document(compared: Sequence[Comparison]) -> dict[str, Any]:
    """Return all comparisons as plain values."""
    changed = sum(not one.same for one in compared)
    return {
        "cases": len(compared), "same": len(compared) - changed, "changed": changed,
        "rows": [
            {
                "number": one.number, "same": one.same, "today": _verdict(one.today), "draft": _verdict(one.draft),
                "added": [_finding(finding) for finding in one.added],
                "removed": [_finding(finding) for finding in one.removed],
            }
            for one in compared
        ],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "outcome": str(verdict.outcome), "item": verdict.item, "findings": [_finding(one) for one in verdict.findings]
    }


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "code": one.code, "severity": str(one.severity), "material": one.material, "page": one.page,
        "message": one.message,
    }


def print_trial(console: Console, compared: Sequence[Comparison], draft: Catalogue) -> None:
    """Print the changed cases side by side, and how many stay the same."""
    if not compared:
        console.print(NO_CASES, highlight=False)
        return
    changed = [one for one in compared if not one.same]
    if changed:
        console.print(_table(changed, draft))
    same = len(compared) - len(changed)
    console.print(f"共试行{len(compared)}件：{same}件结论与意见不变，{len(changed)}件有变化。", highlight=False)
    console.print("草稿视为在各件收件之日有效；未重新识别材料，未改动任何办件。", style="dim", highlight=False)


def _table(changed: Sequence[Comparison], draft: Catalogue) -> Table:
    table = Table(title="草稿与现行规则逐件对照", title_justify="left", show_lines=True)
    for column in ("办件", "业务事项", "现行", "草稿", "草稿增加的意见", "草稿减少的意见"):
        table.add_column(column)
    names = {item.code: item.name for item in draft.items}
    for one in changed:
        table.add_row(
            one.number, _items(one, names), OUTCOMES[one.today.outcome],
            Text(OUTCOMES[one.draft.outcome], "bold" if one.today.outcome is not one.draft.outcome else ""),
            _lines(one.added), _lines(one.removed),
        )
    return table


def _items(one: Comparison, names: dict[str, str]) -> str:
    codes = dict.fromkeys((one.today.item, one.draft.item))
    return " → ".join(names.get(code, code) if code else "未能确定" for code in codes)


def _lines(findings: Sequence[Finding]) -> Text:
    return Text("\n".join(f"{one.message}（{one.code}）" for one in findings))
