"""Year of an audit report: an old one does not show the capital of today. Source: project default, a hint."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Clause, Finding, Place
from validators.certainty import SURE_VALUE
from validators.finding import find
from validators.subject import Subject

OLDEST = 2
"""Years back from the year of receipt: until the spring's audits are done the report of the year before last is the
newest there is."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one doubt about a report of a year too long ago, or of one that is not over."""
    for value in subject.fields.get("audit-report", ()):
        if value.name != "year" or value.confidence < SURE_VALUE or not value.value.isdigit():
            continue
        if not subject.received_on.year - OLDEST <= int(value.value) <= subject.received_on.year:
            name = subject.document_name("audit-report")
            sentence = f"{PAGES}（{name}）为{value.value}年度，请核对是否为最近年度。"
            yield find(
                subject, "material-uncertain", sentence, confidence=value.confidence,
                place=Place("audit-report", value.page, value.box), clause=Clause(confirmed=False),
            )  # fmt: skip
        return
