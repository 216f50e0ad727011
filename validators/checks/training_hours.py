"""Lessons of a training: at least forty of forty-five minutes. Source: 附件1 附件二（六）."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Finding, Place
from catalogue.clauses import Rule
from validators.certainty import SURE_FIGURE
from validators.finding import find
from validators.subject import Subject

LEAST = 40


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one doubt where the plan's lessons are fewer than the subsidy asks."""
    for value in subject.fields.get("training-plan", ()):
        sure = value.name == "hours" and value.confidence >= SURE_FIGURE and value.value.isdigit()
        if sure and int(value.value) < LEAST:
            name = subject.document_name("training-plan")
            message = f"{PAGES}（{name}）的课时为{value.value}，少于{LEAST}课时，已转人工核对。"
            yield find(
                subject, "item-below-threshold", message, confidence=value.confidence,
                place=Place("training-plan", value.page, value.box), clause=subject.clause(Rule.TRAINING_HOURS),
            )  # fmt: skip
            return
