"""Days that must lie before an event: an extension before the permit ends, an explanation before a layoff.

Source: 劳务派遣行政许可实施办法 (延续：有效期届满60日前); 附件4 申请条件、劳动合同法第四十一条 (提前三十日说明).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from cases.finding import Finding, Severity
from catalogue.conditions import Value
from validators.severity import find
from validators.subject import Subject

DOUBT, SURE = 0.5, 0.9
EXTENSION_CLAUSE, LAYOFF_CLAUSE = "劳务派遣行政许可实施办法（延续）", "附件4 申请条件、劳动合同法第四十一条"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield times that are too short or cannot be told."""
    if any(reading.pages for reading in subject.materials):
        yield from _extension(subject)
        yield from _layoff(subject)


def _extension(subject: Subject) -> Iterator[Finding]:
    days, end = subject.item.deadlines.apply_before_expiry, _date(subject.facts.get("permit_to"))
    if days is None:
        return
    if end is None:
        message = f"未能读出许可证的有效期，请核对是否在届满{days}日前提出延续申请。"
        yield _outside(subject, message, DOUBT)
    elif subject.received_on > end - timedelta(days=days):
        message = (
            f"许可证有效期至{end.isoformat()}，收件日{subject.received_on.isoformat()}距届满不足{days}日，"
            "逾期提出的按新申请办理，已转人工核对。"
        )
        yield _outside(subject, message, SURE)


def _outside(subject: Subject, message: str, confidence: float) -> Finding:
    return find(subject, "item-outside-window", message, confidence=confidence, clause=EXTENSION_CLAUSE)


def _layoff(subject: Subject) -> Iterator[Finding]:
    days = subject.item.deadlines.explain_before
    explained, planned = _date(subject.facts.get("explain_date")), _date(subject.facts.get("plan_date"))
    if days is None or explained is None or planned is None or (planned - explained).days >= days:
        return
    message = (
        f"说明情况的日期{explained.isoformat()}距裁减日期{planned.isoformat()}不足{days}日，"
        f"应当提前{days}日向工会或者全体职工说明情况，已转人工核对。"
    )
    yield find(
        subject, "material-uncertain", message, severity=Severity.REVIEW,
        confidence=SURE, material="layoff-schedule", clause=LAYOFF_CLAUSE,
    )  # fmt: skip


def _date(value: Value | None) -> date | None:
    return value if isinstance(value, date) else None
