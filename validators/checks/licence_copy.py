"""A licence must be handed in as its 副本. Source: domain f19."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import Finding, Severity
from validators.severity import find
from validators.subject import Subject

SURE = 0.9


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one doubt where a licence says that it is the 正本."""
    said = [v for v in subject.fields.get("business-licence", ()) if v.name == "is_duplicate_copy"]
    value = next((one for one in said if one.value == "false" and one.confidence >= SURE), None)
    if value is not None:
        name = subject.document_name("business-licence")
        message = f"第{value.page}页（{name}）显示为正本，清单要求副本，已转人工核对。"
        yield find(
            subject, "material-uncertain", message, severity=Severity.REVIEW, confidence=value.confidence,
            material="business-licence", page=value.page, box=value.box, confirmed=False,
        )  # fmt: skip
