"""Write letters: one template per kind, one frame for all, every value cleaned before it is used.

The text says everything; the HTML is made from the finished text (:mod:`replies.markup`).
Sources of the wording: 附件3、附件4 of the 2020 notice, 行政许可法 32, domain b3 and d4.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import jinja2

from cases.errors import RequestInvalid
from cases.finding import Finding, Severity
from cases.page_runs import page_runs
from cases.report import COMMITMENT, LetterDraft, MaterialStatus
from cases.working_days import due_date, receipt_date, tolerance_due
from catalogue.model import Deadlines, LetterKind, Material, Tolerance
from replies import defects
from replies.announcement import announced, basis, missing, reason_of
from replies.context import LetterContext
from replies.drafts import drafted
from replies.guidance import advised, guide
from replies.inquiry import answered
from replies.markup import to_html
from replies.wording import beijing_time, chinese_date, chinese_due, chinese_number, clean

__all__ = ["NUMBERED", "RULE", "LetterContext", "document_number", "write"]

RULE = "────────────────"
"""Line between the letter itself and the mail's own footer."""

NUMBERED = "文号："
"""What the line with a legal letter's number begins with."""

UNKNOWN_UNIT, UNKNOWN_ITEM = "单位名称待核对", "业务名称待核对"
SUBJECT = "【{name}】{unit}＋{item}（{case_no}）"


def write(kind: str, context: LetterContext) -> LetterDraft:
    """Write one letter.

    Raises:
        RequestInvalid: The letter would not say what it has to: nothing to supplement, no reason, no time of a visit;
            or it would call a report a permit.
        KeyError: ``kind`` is not among the letters of the catalogue.
        jinja2.TemplateNotFound: There is no text for that kind.
    """
    letter = context.catalogue.letters[kind]
    if kind == "supplement-notice" and not _names_a_defect(context):
        raise RequestInvalid(reason="补正告知书没有任何需要补正的内容，请在处理说明中写明")
    if kind == "tolerated-acceptance" and not _owes_something(context):
        raise RequestInvalid(reason="容缺受理通知书没有列明任何容缺材料，请在处理说明中写明")
    if reason := missing(kind, context):
        raise RequestInvalid(reason=f"《{letter.name}》{reason}")
    text = _tidy(_templates().get_template(f"{kind}.txt").render(_values(letter, context)))
    subject = _subject(letter, context)
    return LetterDraft(kind, context.automatic, subject, text, to_html(text), letter.legal)


def document_number(letter: LetterKind, case_no: str, serial: int) -> str:
    """Return the number (文号) that a legal letter bears, empty for others."""
    return f"{clean(case_no)}-{letter.mark}{serial}" if letter.mark else ""


def _names_a_defect(context: LetterContext) -> bool:
    asked = defects.asked_now(context.report, context.item)
    noted = reason_of(context) or _conditions(context)
    return bool(noted or asked or defects.to_verify(context.report))


def _owes_something(context: LetterContext) -> bool:
    return bool(context.particulars.owed or _tolerated(context) or context.particulars.note.strip())


def _tolerated(context: LetterContext) -> tuple[Finding, ...]:
    return tuple(one for one in defects.to_mend(context.report) if one.severity is Severity.TOLERABLE)


@cache
def _templates() -> jinja2.Environment:
    # No autoescape: this is plain text; replies.markup escapes each finished line for the HTML.
    folder = Path(__file__).parent / "templates"
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder, encoding="utf-8"), undefined=jinja2.StrictUndefined,
        autoescape=False, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )


def _tidy(text: str) -> str:
    text = re.sub(r"[ \t]+\n", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def _subject(letter: LetterKind, context: LetterContext) -> str:
    unit, item = _unit(context) or UNKNOWN_UNIT, _item(context) or UNKNOWN_ITEM
    line = (letter.subject or SUBJECT).format(name=letter.name, unit=unit, item=item, case_no=context.case_no)
    return clean(line, 200)


def _unit(context: LetterContext) -> str:
    return clean(context.report.unit.name or "")


def _item(context: LetterContext) -> str:
    name = context.item.name if context.item is not None else context.report.item.name
    return clean(name)


def _values(letter: LetterKind, context: LetterContext) -> dict[str, object]:
    return {
        "title": letter.name, "legal": letter.legal, "automatic": context.automatic, "rule": RULE,
        "unit": _unit(context), "item": _item(context) or UNKNOWN_ITEM,
        "what": f"“{_item(context)}”材料" if _item(context) else "材料",
        "case_no": clean(context.case_no), "office": context.office, "round": context.round,
        "officer": clean(context.officer), "contact": _contact(context),
        "today": chinese_date(receipt_date(context.now)),
        "received": beijing_time(context.received_at), "received_on": chinese_date(receipt_date(context.received_at)),
        "number": chinese_number, "date": chinese_date,
        "ranges": defects.page_ranges(context.report),
        "is_permit": context.is_permit, "is_report": context.is_report, "basis": basis(letter, context),
        "remedy": letter.remedy, "internal": letter.internal,
        "document_number": document_number(letter, context.case_no, context.serial or context.round),
        "service": context.item, "files": context.report.files, "clean": clean,
        **announced(context), **_times(context), **_problems(context), **_materials(context),
        "guidance": guide(context), **advised(context), **answered(context),
    }


def _contact(context: LetterContext) -> tuple[str, ...]:
    """Return who answers: the item's own telephones, else the department's (附件3 五，附件4)."""
    department = context.department
    if department is None:
        return ()
    numbers = (context.item.phones if context.item is not None else ()) or department.phones
    phones = f"，联系电话：{'、'.join(numbers)}" if numbers else ""
    return (f"{department.name}{phones}",)


def _times(context: LetterContext) -> dict[str, object]:
    received, today = receipt_date(context.received_at), receipt_date(context.now)
    limits = context.item.deadlines if context.item is not None else Deadlines()
    return {
        "notice_days": limits.notice, "first_day": _due(received, 1, context),
        "answer_due": _due(received, limits.notice, context),
        "fixed_due": chinese_due(context.report.supplement_due or context.report.tolerance_due),
        "mend_due": chinese_due(context.particulars.due or context.report.supplement_due)
        or _due(today, limits.supplement, context),
        "owed_due": chinese_due(context.report.tolerance_due) or _owed_due(context),
    }


def _due(start: date, days: int, context: LetterContext) -> str:
    due = due_date(start, days, context.catalogue.day_overrides)
    return chinese_due(due.date, due.provisional)


def _owed_due(context: LetterContext) -> str:
    item = context.item
    if item is None or item.tolerance.anchor is not None:
        return ""
    received, overrides = receipt_date(context.received_at), context.catalogue.day_overrides
    due = tolerance_due(item.tolerance.due, received, item.deadlines.decide, overrides)
    return chinese_due(due.date, due.provisional)


def _problems(context: LetterContext) -> dict[str, object]:
    report = context.report
    mend, verify = defects.asked_now(report, context.item), defects.to_verify(report)
    formal = tuple(one for one in report.findings if defects.is_format(one))
    old = tuple(one for one in mend if defects.known_before(one, context.previous))
    fresh = tuple(one for one in mend if one not in old)
    return {
        "repeated": defects.group(old, report), "defects": (*defects.group(fresh, report), *_conditions(context)),
        "doubts": defects.group(verify, report), "hints": defects.lines(defects.hints(report), report),
        "format_problems": defects.lines(formal, report),
        "resend": context.item is None or any(one.severity is not Severity.NOTICE for one in formal),
        "some_readable": bool(report.pages), "example": _example(context),
    }


def _conditions(context: LetterContext) -> tuple[defects.Group, ...]:
    """Return what stands against the case beside its papers, where a notice of defects was drafted for it."""
    draft = drafted(context.report, context.item)
    if draft is None or draft.kind != "supplement-notice":
        return ()
    return (defects.Group("办理条件", ("".join(draft.sentences),)),)


def _example(context: LetterContext) -> str:
    return f"{_unit(context) or '单位名称'}+{_item(context) or '业务名称'}.pdf"


def _materials(context: LetterContext) -> dict[str, object]:
    commitment = next((one for one in context.report.materials if one.code == COMMITMENT), None)
    pages = page_runs(commitment.pages) if commitment is not None else ""
    rule = context.item.tolerance if context.item is not None else Tolerance()
    return {
        "materials": _list_in_order(context), "owed": defects.group(_tolerated(context), context.report),
        "lacking": _lacking(context), "by_notice": rule.by_notice,
        "commitment": context.report.has_commitment, "commitment_pages": pages,
        "waits_for_epidemic_end": rule.anchor is not None, "anchor_months": chinese_number(rule.anchor_months or 3),
        "held": context.item is None or context.item.tolerance_kind(context.office) == "hold",
    }


def _lacking(context: LetterContext) -> tuple[str, ...]:
    """Return the names of the tolerated materials, as the list has them."""
    names = {one.code: clean(one.name) for one in context.report.materials}
    return tuple(names[one.material] for one in _tolerated(context) if one.material in names)


def _list_in_order(context: LetterContext) -> tuple[str, ...]:
    """List the materials handed in, in the order of the 材料清单, once each, with form and copies."""
    if context.item is None:
        return ()
    status = {one.code: one for one in context.report.materials}
    ordered = sorted(context.item.materials, key=lambda one: one.order)
    lines = []
    for material in ordered:
        reading = status.get(material.document)
        if reading is not None and reading.status is MaterialStatus.PRESENT:
            lines.append(f"{clean(reading.name)}{_form(material, reading.name)}")
        elif reading is None and material.document in context.catalogue.documents and not status:
            name = context.catalogue.documents[material.document].name
            lines.append(f"{clean(name)}{_form(material, name)}")
    return tuple(dict.fromkeys(lines))


def _form(material: Material, name: str) -> str:
    form = {"original": "原件", "copy": "复印件"}.get(material.form, "")
    form = "" if form and form in name else form
    copies = f"一式{chinese_number(material.copies)}份" if material.copies > 1 and material.founds("copies") else ""
    inside = "，".join(part for part in (form, copies) if part)
    return f"（{inside}）" if inside else ""
