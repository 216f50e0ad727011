"""Whether the item may be handled as asked: gates, yearly dates, changes never tolerated.

Source: contract §4 Outcome; S000 二(一)1–3, 二(四)2; GSTL 17; LP19; domain f11, f42, f43.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from cases.finding import PAGES, Clause, Finding, Place, Severity
from cases.report import FieldValue
from catalogue.conditions import evaluate, fill
from catalogue.model import Gate, Otherwise, Standing, Unknown
from validators.certainty import UNREAD
from validators.finding import find, milder
from validators.subject import Subject

READ = 0.85
"""How sure a condition is of which all facts were read."""

NO_RULES, EXCLUDED = "item-no-rules", "item-excluded-from-tolerance"
CHANGED_ITEMS, CHANGE_FORM = "changed_items", "insured-change-form"

_CODES = {
    Otherwise.DEFERRED: "item-deferred", Otherwise.OUTSIDE_WINDOW: "item-outside-window",
    Otherwise.REVIEW: "item-below-threshold",
}


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what stands against handling the item, and what has to be known first."""
    yield from _no_rules(subject)
    for gate in subject.item.gates:
        yield from _gate(subject, gate)
    yield from _yearly(subject)
    yield from _officer_only(subject)
    yield from _changes_unread(subject)


def _no_rules(subject: Subject) -> Iterator[Finding]:
    """Say that the item keeps its name only: the rules known for it have ended, or hold at other offices."""
    name, standing = subject.item.name, subject.item.standing
    if standing is Standing.ENDED:
        day = subject.received_on.isoformat()
        message = f"“{name}”的应急办法不适用于{day}收到的办件，也没有录入常规办理规则，由工作人员办理。"
        yield find(subject, NO_RULES, message)
    elif standing is Standing.ELSEWHERE:
        message = f"“{name}”现有的办理规则只适用于其他地方，本机关没有录入办理规则，由工作人员办理。"
        yield find(subject, NO_RULES, message)


def _gate(subject: Subject, gate: Gate) -> Iterator[Finding]:
    if not any(reading.pages for reading in subject.materials):
        return
    held = evaluate(gate.condition.expression, subject.facts)
    label = gate.condition.label
    if held is False:
        end = "，已登记留存。" if gate.otherwise is Otherwise.DEFERRED else "，已转人工核对。"
        message = f"{_not_fulfilled(subject, gate)}{end}"
        yield find(subject, _CODES[gate.otherwise], message, confidence=READ, clause=Clause(gate.clause))
    elif held is None and gate.condition.unknown is Unknown.REVIEW:
        # Not to be told is never a deferral: the sender may well fulfil it.
        code = "item-outside-window" if gate.otherwise is Otherwise.OUTSIDE_WINDOW else "item-below-threshold"
        ask = f"（{gate.ask}）" if gate.ask else ""
        message = f"未能从材料中读出是否“{label}”{ask}，已转人工核对。"
        yield find(subject, code, message, confidence=UNREAD, clause=Clause(gate.clause))


def _not_fulfilled(subject: Subject, gate: Gate) -> str:
    """Say what is not fulfilled: in the words of the gate with their dates, or by its label."""
    told = fill(gate.notice, subject.facts)
    if told is not None and told != gate.notice:
        return told
    follows = f"：{gate.notice}" if told else ""
    return f"“{subject.item.name}”未达到“{gate.condition.label}”{follows}"


def _yearly(subject: Subject) -> Iterator[Finding]:
    """A yearly report after its day is late for that year; it is kept and an officer looks."""
    limit = subject.item.deadlines.submit_by
    if limit is not None and subject.received_on > date(subject.received_on.year, *limit):
        message = f"“{subject.item.name}”应于每年{limit[0]}月{limit[1]}日前报送，本件已逾期，已转人工核对。"
        yield find(subject, "item-outside-window", message, clause=Clause(subject.item.clause))


def _officer_only(subject: Subject) -> Iterator[Finding]:
    item = subject.item
    moved = any(one.code == EXCLUDED for one in subject.extra)  # said already, with the change that moved it
    if not item.officer_only or moved:
        return
    if item.stub:
        message = f"“{item.name}”尚未录入材料清单，由工作人员办理。"
        yield find(subject, "item-unknown", message)
    elif item.queue:
        message = f"“{item.name}”已登记并留存材料，不进入许可办理，由工作人员处理。"
        yield find(subject, "item-unknown", message, clause=Clause(item.clause))
    elif not item.materials:
        message = f"“{item.name}”须由工作人员逐件决定并写明理由。"
        yield find(subject, "item-unknown", message, clause=Clause(item.clause))
    elif item.tolerance.source:
        asked = "、".join(value.value for value in asked_changes(subject.fields))
        what = f"申请变更“{asked}”，" if asked else ""
        message = f"{what}不适用容缺，材料须齐全，文书由工作人员核发。"
        yield milder(find(subject, EXCLUDED, message, clause=Clause(item.clause)), Severity.HINT)
    else:
        message = f"“{item.name}”由工作人员办理{f'：{item.mode_note}' if item.mode_note else ''}。"
        yield find(subject, "item-unknown", message, clause=Clause(item.clause))


def _changes_unread(subject: Subject) -> Iterator[Finding]:
    """Where the form does not tell what is changed, nobody can say whether it may be tolerated."""
    form = next((one for one in subject.materials if one.code == CHANGE_FORM and one.pages), None)
    if not subject.item.excluded_fields or form is None or asked_changes(subject.fields):
        return
    message = f"{PAGES}（{form.name}）未能读出变更项目，不能确定是否属于不适用容缺的变更，已转人工核对。"
    yield find(
        subject, EXCLUDED, message,
        confidence=UNREAD, place=Place(CHANGE_FORM, form.pages[0]), clause=Clause(subject.item.clause),
    )  # fmt: skip


def asked_changes(fields: Mapping[str, tuple[FieldValue, ...]]) -> list[FieldValue]:
    """Return what the change form asks to change."""
    return [value for value in fields.get(CHANGE_FORM, ()) if value.name == CHANGED_ITEMS]
