"""Whether the item may be handled as asked: gates, yearly dates, changes never tolerated, kinds of back-payment.

Source: contract §4 Outcome; S000 二(一)1–3, 二(四)2; GSTL 17; LP19; domain f11, f42, f43.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cases.finding import Finding, Severity
from cases.plain_text import bare
from cases.report import FieldValue
from catalogue.backpay import BackpayTable, classify
from catalogue.conditions import Value, evaluate
from catalogue.model import Gate, Otherwise, ServiceItem, Unknown
from validators.severity import find
from validators.subject import Subject

SURE = 0.7
UNREAD = 0.5
CHANGED_ITEMS, CHANGE_FORM, BACKPAY_FORM = "changed_items", "insured-change-form", "backpay-form"

_CODES = {
    Otherwise.DEFERRED: "item-deferred", Otherwise.OUTSIDE_WINDOW: "item-outside-window",
    Otherwise.REVIEW: "item-below-threshold",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what stands against handling the item, and what has to be known first."""
    for gate in subject.item.gates:
        yield from _gate(subject, gate)
    yield from _yearly(subject)
    yield from _officer_only(subject)
    yield from _changes_unread(subject)


def _gate(subject: Subject, gate: Gate) -> Iterator[Finding]:
    if not any(reading.pages for reading in subject.materials):
        return
    held = evaluate(gate.condition.expression, subject.facts)
    name, label = subject.item.name, gate.condition.label
    if held is False:
        follows = f"：{gate.notice}" if gate.notice else ""
        end = "，已登记留存。" if gate.otherwise is Otherwise.DEFERRED else "，已转人工核对。"
        message = f"“{name}”未达到“{label}”{follows}{end}"
        yield find(subject, _CODES[gate.otherwise], message, confidence=0.85, clause=gate.clause)
    elif held is None and gate.condition.unknown is Unknown.REVIEW:
        # Not to be told is never a deferral: the sender may well fulfil it.
        code = "item-outside-window" if gate.otherwise is Otherwise.OUTSIDE_WINDOW else "item-below-threshold"
        message = f"未能从材料中读出是否“{label}”，已转人工核对。"
        yield find(subject, code, message, confidence=UNREAD, clause=gate.clause)


def _yearly(subject: Subject) -> Iterator[Finding]:
    """A yearly report after its day is late for that year; it is kept and an officer looks."""
    limit = subject.item.deadlines.submit_by
    if limit is not None and subject.received_on > date(subject.received_on.year, *limit):
        message = f"“{subject.item.name}”应于每年{limit[0]}月{limit[1]}日前报送，本件已逾期，已转人工核对。"
        yield find(subject, "item-outside-window", message, clause=subject.item.clause)


def _officer_only(subject: Subject) -> Iterator[Finding]:
    item = subject.item
    if not item.officer_only:
        return
    if item.stub:
        message = f"“{item.name}”尚未录入材料清单，由工作人员办理。"
        yield find(subject, "item-unknown", message)
    elif item.queue:
        message = f"“{item.name}”已登记并留存材料，不进入许可办理，由工作人员处理。"
        yield find(subject, "item-unknown", message, clause=item.clause)
    elif not item.materials:
        message = f"“{item.name}”须由工作人员逐件决定并写明理由。"
        yield find(subject, "item-unknown", message, clause=item.clause)
    else:
        message = f"“{item.name}”不适用容缺，须材料齐全并由工作人员审核。"
        yield find(subject, "item-excluded-from-tolerance", message, clause=item.clause)


def _changes_unread(subject: Subject) -> Iterator[Finding]:
    """Where the form does not tell what is changed, nobody can say whether it may be tolerated."""
    form = next((one for one in subject.materials if one.code == CHANGE_FORM and one.pages), None)
    if not subject.item.excluded_fields or form is None or _changes(subject.fields):
        return
    message = f"第{form.pages[0]}页（{form.name}）未能读出变更项目，不能确定是否属于不适用容缺的变更，已转人工核对。"
    yield find(
        subject, "item-excluded-from-tolerance", message,
        confidence=UNREAD, material=CHANGE_FORM, page=form.pages[0], clause=subject.item.clause,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Move:
    """A case that belongs to another item than the one it was filed under.

    Attributes:
        item: Code of the item it is judged by instead.
        finding: Why, for the officer.
    """

    item: str
    finding: Finding


def stricter_item(item: ServiceItem, fields: Mapping[str, tuple[FieldValue, ...]]) -> Move | None:
    """Return where one excluded change moves the whole case (domain f43); None where there is none.

    The changed field decides, not the file's name. A reading that is not sure moves it too: the
    stricter item asks an officer anyway, the milder one might send an acceptance.
    """
    if item.excluded_to is None:
        return None
    for value in _changes(fields):
        text = bare(value.value)
        for wording in item.excluded_fields:
            if any(bare(word) in text for word in wording.words):
                message = f"第{value.page}页申请变更“{wording.name}”，不适用容缺，整件按关键信息变更审核，已转人工。"
                return Move(item.excluded_to, Finding(
                    "item-excluded-from-tolerance", Severity.REVIEW, message, round(value.confidence, 3), CHANGE_FORM,
                    value.page, None, value.box, item.clause,
                ))
    return None


def _changes(fields: Mapping[str, tuple[FieldValue, ...]]) -> list[FieldValue]:
    return [value for value in fields.get(CHANGE_FORM, ()) if value.name == CHANGED_ITEMS]


def backpay_kind(
    item: ServiceItem, facts: Mapping[str, Value], table: BackpayTable, names: Mapping[str, str]
) -> Finding | None:
    """Return the question that a back-payment raises; None where the table agrees with the item it was filed under.

    Args:
        item: Item that it was filed under.
        facts: What the pages tell.
        table: The catalogue's ordered table.
        names: Names of the items, by code.
    """
    if not table.covers(item.code):
        return None
    kind = classify(table, facts, item.code)
    if kind.item == item.code or kind.rule is None:
        return None
    if kind.item is None:
        label = kind.rule.condition.label if kind.rule.condition else ""
        message = f"未能从补缴申报表读出是否属于“{label}”，不能确定补缴种类，已转人工核对。"
        return Finding("item-unknown", Severity.REVIEW, message, UNREAD, BACKPAY_FORM, clause=item.clause)
    why = kind.rule.condition.label if kind.rule.condition else kind.rule.note
    right = names.get(kind.item, kind.item)
    message = f"申报表所载情形（{why}）属于“{right}”，与申请的“{item.name}”不符，已转人工核定。"
    return Finding("item-unknown", Severity.REVIEW, message, 0.85, BACKPAY_FORM, clause=item.clause)
