"""Headcounts that must agree across form, list, plan, explanation and report. Source: domain f17."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from cases.finding import PAGES, Finding, Place
from cases.page_runs import pages_text
from validators.certainty import SURE_FIGURE
from validators.finding import find
from validators.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding where two papers have no confidently read count in common; a paper may hold partial counts."""
    stated = [
        (code, value)
        for code, values in subject.fields.items()
        for value in values
        if value.name == "headcount" and value.confidence >= SURE_FIGURE and value.value.isdigit()
    ]
    counts: dict[str, set[str]] = {}
    for code, value in stated:
        counts.setdefault(code, set()).add(value.value)
    if not any(one.isdisjoint(two) for one, two in combinations(counts.values(), 2)):
        return
    told = dict.fromkeys((code, value.page, value.value) for code, value in stated)
    document, first = stated[0]
    parts = "，".join(
        f"{PAGES if page == first.page else pages_text([page])}（{subject.document_name(code)}）为{count}人"
        for code, page, count in told
    )
    yield find(
        subject, "headcount-inconsistent", f"各材料的人数不一致：{parts}，请核对。",
        confidence=min(value.confidence for _, value in stated),
        place=Place(document, first.page, first.box),
    )  # fmt: skip
