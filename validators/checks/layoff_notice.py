"""Thirty days between telling the union or the staff and the layoff. Source: 附件4 申请条件; 劳动合同法第四十一条."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cases.finding import Finding, Place
from catalogue.clauses import Rule
from validators.finding import find
from validators.subject import Subject

SCHEDULE = "layoff-schedule"
COUNTED = 0.9
"""How sure the days between two dates are that were both read."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one doubt where the days between two dates that were both read are too few."""
    days = subject.item.deadlines.explain_before
    plan = next((one for one in subject.materials if one.code == SCHEDULE and one.pages), None)
    if days is None or plan is None:
        return
    explained, planned = subject.facts.get("explain_date"), subject.facts.get("plan_date")
    if not isinstance(explained, date) or not isinstance(planned, date) or (planned - explained).days >= days:
        return
    message = (
        f"说明情况的日期{explained.isoformat()}距裁减日期{planned.isoformat()}不足{days}日，"
        f"应当提前{days}日向工会或者全体职工说明情况，已转人工核对。"
    )
    yield find(
        subject, "material-uncertain", message,
        confidence=COUNTED, place=Place(SCHEDULE, plan.pages[0]), clause=subject.clause(Rule.NOTICE_BEFORE_LAYOFF),
    )  # fmt: skip
