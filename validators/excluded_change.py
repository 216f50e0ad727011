"""Changes of key data that no tolerance covers. Source: S000 二（一）3; domain f43: the changed field decides."""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import Finding
from validators.severity import find
from validators.subject import Subject

SURE, DOUBT = 0.7, 0.5
SAME = {"公民身份号码": "身份证号码", "身份证号": "身份证号码", "证件号码": "身份证号码", "户口性质": "户籍性质",
        "户籍类型": "户籍性质", "人员类别": "缴费人员类别", "干部身份": "工人变更干部身份"}  # fmt: skip
"""Other words for the fields of the list."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield the excluded fields that the form asks to change; none read is a doubt of its own."""
    if not subject.item.excluded_fields:
        return
    asked = [(c, v) for c, values in subject.fields.items() for v in values if v.name == "changed_items"]
    forms = [one for one in subject.materials if one.pages and _has_changes(subject, one.code)]
    for code, value in asked:
        field = next((one for one in subject.item.excluded_fields if one in SAME.get(value.value, value.value)), None)
        if field is not None:
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


def _has_changes(subject: Subject, code: str) -> bool:
    document = subject.documents.get(code)
    return document is not None and "changed_items" in document.fields
