"""Lessons of a training: at least forty of forty-five minutes. Source: 附件二（六） of S004-1."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import Finding
from validators.severity import find
from validators.subject import Subject

LEAST = 40
SURE = 0.85
CLAUSE = "附件 二（六）"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one doubt where the plan's lessons are fewer than the subsidy asks."""
    for value in subject.fields.get("training-plan", ()):
        if value.name == "hours" and value.confidence >= SURE and value.value.isdigit() and int(value.value) < LEAST:
            name = subject.document_name("training-plan")
            message = f"第{value.page}页（{name}）的课时为{value.value}，少于{LEAST}课时，已转人工核对。"
            yield find(
                subject, "item-below-threshold", message,
                confidence=value.confidence, material="training-plan", page=value.page, box=value.box, clause=CLAUSE,
            )  # fmt: skip
            return
