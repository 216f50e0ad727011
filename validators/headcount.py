"""Headcounts that must agree across form, list, plan, explanation and report. Source: domain f17."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import Finding
from validators.severity import find
from validators.subject import Subject

SURE = 0.85


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding where two confidently read counts differ."""
    stated = [
        (code, value)
        for code, values in subject.fields.items()
        for value in values
        if value.name == "headcount" and value.confidence >= SURE and value.value.isdigit()
    ]
    if len({value.value for _, value in stated}) < 2:
        return
    told = {(code, value.page, value.value): None for code, value in stated}
    parts = "，".join(f"第{page}页（{subject.document_name(code)}）为{count}人" for code, page, count in told)
    first = stated[0][1]
    yield find(
        subject, "headcount-inconsistent", f"各材料的人数不一致：{parts}，请核对。",
        confidence=min(value.confidence for _, value in stated), material=stated[0][0], page=first.page, box=first.box,
    )  # fmt: skip
