"""What a letter says of the move that it announces: reason, days, visit, result, debts.

An empty particular has a careful sentence in the template where the letter can stand without it. Where it cannot
(a refusal without its reason, 行政许可法 38), :func:`missing` says what to ask the officer for.
"""

from __future__ import annotations

from datetime import date, timedelta

from cases.working_days import due_date, receipt_date
from catalogue.model import Deadlines, LetterKind, Office
from replies.context import LetterContext
from replies.drafts import reason_drafted
from replies.particulars import Owed
from replies.wording import chinese_date, chinese_due, chinese_time, clean

REASON_LIMIT = 4000
"""Characters of a reason; an officer's words are never cut where a person writes them."""

_REASONED = frozenset(("non-acceptance", "refused", "extension", "deferred"))
_PERMIT_ONLY = frozenset(("granted", "refused"))
_EXTENSION_DAYS = 10  # 行政许可法 42：经本机关负责人批准，可以延长十日
_DELIVERY_DAYS = 10    # 行政许可法 44：自作出决定之日起十日内颁发、送达；82：以工作日计算


def missing(letter: LetterKind, context: LetterContext) -> str:
    """Return why a letter of this kind cannot be written yet, empty when it can."""
    known, kind = context.particulars, letter.code
    unset = unset_authorities(letter, context.office)
    if unset:
        return f"须告知复议和诉讼的途径，请先在机关配置（offices.yaml）中写明{unset}"
    if kind in _PERMIT_ONLY and not context.is_permit:
        return "只用于行政许可事项，请先选定业务事项"
    if kind in _REASONED and not (reason_of(context) or (kind == "deferred" and deferral(context))):
        return "必须写明理由"
    if kind == "site-visit" and (known.visit_at is None or not known.visit_place.strip()):
        return "必须写明核查时间和地点"
    return ""


def reason_of(context: LetterContext) -> str:
    """Return the reason of the move, else what the officer noted."""
    return clean(context.particulars.reason or context.particulars.note, REASON_LIMIT)


def deferral(context: LetterContext) -> str:
    """Return why the rulebook itself defers the case; empty where only an officer can say."""
    said = next((one.message for one in context.report.findings if one.code == "item-deferred"), "")
    return clean(said or reason_drafted("deferred", context.report, context.item), REASON_LIMIT)


def unset_authorities(letter: LetterKind, office: Office) -> str:
    """Return the settings of the office that a letter's remedy needs and that are not set, empty for none."""
    needed = (("复议机关（review_authority）", office.review_authority), ("管辖法院（court）", office.court))
    return "和".join(name for name, value in needed if letter.remedy and not value)


def remedy(letter: LetterKind, context: LetterContext) -> str:
    """Return the sentence on review and litigation with the authorities named, empty for letters without one."""
    office = context.office
    return letter.remedy.format(review_authority=clean(office.review_authority), court=clean(office.court))


def basis(letter: LetterKind, context: LetterContext) -> str:
    """Return the clauses that a letter rests on for this item, empty where none is given."""
    item = context.item
    scopes = (item.mode.value, f"{item.group}-{item.mode.value}", item.code) if item is not None else ()
    return "、".join(clause for scope, clause in letter.basis if scope in scopes)


def announced(context: LetterContext) -> dict[str, object]:
    """Return the particulars as templates print them: cleaned, masked, dates in Chinese."""
    known = context.particulars
    remarks = dict.fromkeys(filter(None, (_sentence(known.note), _sentence(known.reason))))
    return {
        "remarks": tuple(remarks), "deferral": deferral(context),
        "reason": _sentence(reason_of(context) or reason_drafted("not-required", context.report, context.item)),
        "note": _sentence(known.note),
        "due": chinese_due(known.due, known.provisional),
        "told_due": chinese_due(known.due if _names_day(context) else None, known.provisional),
        "debt_due": chinese_due(min(_debt_dues(context), default=None)),
        "debts": tuple(_debt(one, context.names_tolerance_day) for one in known.owed),
        "headcount": known.headcount or "", "duration": clean(known.duration),
        "visit_at": chinese_time(known.visit_at) if known.visit_at is not None else "",
        "visit_place": clean(known.visit_place, 300), "visitors": "、".join(clean(name) for name in known.visitors),
        "bring": _sentence(known.bring), "result": _sentence(known.result),
        "decision_no": clean(known.document_no), "permit_no": clean(known.permit_no),
        "valid_from": chinese_due(known.valid_from), "valid_to": chinese_due(known.valid_to),
        "pickup": _sentence(known.pickup),
        "paper": tuple(clean(name) for name in known.received), "tracking_no": clean(known.tracking_no),
        "paper_received_on": chinese_due(known.received_on), "right_office": clean(known.right_office),
        "resume_when": _sentence(known.resume_when or (context.item.deferred_until if context.item else "")),
        "promise": _sentence(known.promise),
        **_counted(context),
    }


def _counted(context: LetterContext) -> dict[str, object]:
    """Return what is counted from the day of the move: delivery, the decision's limit, its extension."""
    limits = context.item.deadlines if context.item is not None else Deadlines()
    day, received = context.particulars.day or receipt_date(context.now), receipt_date(context.received_at)
    deliver = limits.deliver or _DELIVERY_DAYS
    return {
        "act_day": chinese_date(day), "deliver_days": deliver, "deliver_due": _after(day, deliver, context),
        "next_day": _after(day, 1, context), "term": _term(limits),
        "term_due": _term_due(received if limits.from_receipt else day, limits, context),
        "deemed_due": _term_due(received, limits, context), "extend_days": limits.extend or _EXTENSION_DAYS,
    }


def _term(limits: Deadlines) -> str:
    """Return the time to decide; empty where there is none, or none that the office has confirmed."""
    if not limits.confirmed:
        return ""
    if limits.decide_days is not None:
        return f"{limits.decide_days}日（自然日）"
    return f"{limits.decide}个工作日" if limits.decide is not None else ""


def _term_due(start: date, limits: Deadlines, context: LetterContext) -> str:
    if not limits.confirmed:
        return ""
    if limits.decide_days is not None:
        return chinese_date(start + timedelta(days=limits.decide_days))
    return _after(start, limits.decide, context) if limits.decide is not None else ""


def _after(start: date, days: int, context: LetterContext) -> str:
    due = due_date(start, days, context.catalogue.day_overrides)
    return chinese_due(due.date, due.provisional)


def _sentence(text: str) -> str:
    """Close what somebody wrote with a full stop; nothing stays nothing."""
    shown = clean(text, REASON_LIMIT)
    return shown if not shown or shown[-1] in "。！？；…" else f"{shown.rstrip('，、.;')}。"


def _names_day(context: LetterContext) -> bool:
    """Tell whether the sender was named the day by which he has to bring what is lacking."""
    return context.names_tolerance_day if context.particulars.owed else context.names_supplement_day


def _debt_dues(context: LetterContext) -> tuple[date, ...]:
    named = context.particulars.owed if context.names_tolerance_day else ()
    return tuple(one.due for one in named if one.due is not None)


def _debt(one: Owed, names_day: bool) -> str:
    day = f"应于{chinese_date(one.due)}前（含当日）补齐" if one.due is not None and names_day else ""
    until = day or (clean(one.due_text) if one.due is None else "")
    return f"{clean(one.name)}（{until}）" if until else clean(one.name)
