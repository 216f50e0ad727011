"""Changes of key data that no tolerance covers. Source: S000 二（一）3; domain f43: the changed field decides."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import Finding
from validators import recognition
from validators.severity import find
from validators.subject import Subject

SURE, DOUBT = 0.7, 0.5


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the excluded fields that the form asks to change; none read is a doubt of its own."""
    if not subject.item.excluded_fields:
        return
    asked = [(c, v) for c, values in subject.fields.items() for v in values if v.name == "changed_items"]
    forms = [one for one in subject.materials if one.pages and _has_changes(subject, one.code)]
    for code, value in asked:
        field = _excluded(subject, value.value)
        if field:
            message = f"第{value.page}页申请变更“{field}”，不适用容缺受理，应按材料齐全办理，已转人工核对。"
            yield find(
                subject, "item-excluded-from-tolerance", message,
                confidence=value.confidence, material=code, page=value.page, box=value.box, clause=subject.item.clause,
            )  # fmt: skip
    if forms and not any(value.confidence >= SURE for _, value in asked):
        message = f"未能读出第{forms[0].pages[0]}页申请变更的项目，是否适用容缺受理已转人工核对。"
        yield find(
            subject, "item-excluded-from-tolerance", message,
            confidence=DOUBT, material=forms[0].code, page=forms[0].pages[0], clause=subject.item.clause,
        )  # fmt: skip


def _excluded(subject: Subject, item: str) -> str:
    """Return the excluded field that an item of the form is, empty for none."""
    asked = recognition.plain(item)
    named = (one.name for one in subject.item.excluded_fields if any(word in asked for word in (one.name, *one.words)))
    return next(named, "")


def _has_changes(subject: Subject, code: str) -> bool:
    document = subject.documents.get(code)
    return document is not None and "changed_items" in document.fields
