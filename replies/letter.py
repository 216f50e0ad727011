"""Write letters: one template per kind, one frame for all, every value cleaned before it is used.

The text says everything; the HTML is made from the finished text (:mod:`replies.markup`).
Sources of the wording: 附件3、附件4 of the 2020 notice, 行政许可法 32, domain b3 and d4.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
from catalogue.office import Signatory
from replies import defects
from replies.announcement import announced, basis, missing, reason_of, remedy
from replies.context import LetterContext
from replies.drafts import drafted
from replies.guidance import advised, guide
from replies.inquiry import answered
from replies.markup import to_html
from replies.wording import chinese_date, chinese_due, chinese_number, chinese_time, clean

__all__ = ["NUMBERED", "RULE", "LetterContext", "number_of", "series_of", "with_sealed_copy", "without_sealed_copy",
           "write"]

RULE = "────────────────"
"""Line between the letter itself and the mail's own footer."""

NUMBERED = "文号："
"""What the line with a legal letter's number begins with."""

SEALED_APART = "加盖印章的《{title}》另行送达。"
SEALED_MARK = "（印章见所附PDF）"
"""What a mail says of the seal: it comes on paper, or is seen on the PDF that is attached."""

COMMITMENTS = frozenset({"commitment-letter"})
"""Documents by which an applicant promises something."""

UNKNOWN_UNIT, UNKNOWN_ITEM = "单位名称待核对", "业务名称待核对"
SUBJECT = "【{name}】{unit}＋{item}（{case_no}）"


def write(kind: str, context: LetterContext) -> LetterDraft:
    """Write one letter.

    Raises:
        RequestInvalid: The letter would not say what it has to: nothing to supplement, no reason, no time of a visit,
            no authority for its review; or it would call a report a permit.
        KeyError: ``kind`` is not among the letters of the catalogue.
        jinja2.TemplateNotFound: There is no text for that kind.
    """
    letter = context.catalogue.letters[kind]
    if kind == "supplement-notice" and not _names_a_defect(context):
        raise RequestInvalid(reason="补正告知书没有任何需要补正的内容，请在处理说明中写明")
    if kind == "tolerated-acceptance" and not _owes_something(context):
        raise RequestInvalid(reason="容缺受理通知书没有列明任何容缺材料，请在处理说明中写明")
    if reason := missing(letter, context):
        raise RequestInvalid(reason=f"《{letter.title(context.is_permit)}》{reason}")
    text = _tidy(_templates().get_template(f"{kind}.txt").render(_values(letter, context)))
    subject, sealed = _subject(letter, context), letter.is_sealed(context.is_permit)
    return LetterDraft(kind, context.automatic, subject, text, to_html(text), letter.legal, sealed)


def series_of(letter: LetterKind, signatory: Signatory, permit: bool, year: int) -> str:
    """Return the form of a letter's number (文号) with ``{serial}`` left open, empty for letters without one."""
    if not letter.mark or not signatory.document_number:
        return ""
    values = {"permit": "许" if permit else "", "mark": letter.mark, "year": year, "serial": "{serial}"}
    return signatory.document_number.format(**values)


def number_of(text: str) -> str:
    """Return the number (文号) that a written letter bears, empty for none."""
    line = next((line for line in text.splitlines() if line.startswith(NUMBERED)), "")
    return line.removeprefix(NUMBERED)


def with_sealed_copy(text: str, signer: str) -> str:
    """Return a written letter as it goes with its sealed paper attached."""
    title = text.partition("\n")[0]
    before, sign, after = text.replace(f"{SEALED_APART.format(title=title)}\n", "").rpartition(f"\n{signer}\n")
    return f"{before}\n{signer}{SEALED_MARK}\n{after}" if sign else text


def without_sealed_copy(text: str) -> str:
    """Return the letter as the paper says it, whatever was attached to its mail."""
    return text.replace(SEALED_MARK, "", 1)


def went_sealed(text: str) -> bool:
    """Tell whether a written letter went with its sealed paper attached."""
    return SEALED_MARK in text


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
    title = letter.title(context.is_permit)
    line = (letter.subject or SUBJECT).format(name=title, unit=unit, item=item, case_no=context.case_no)
    return clean(line, 200)


def _unit(context: LetterContext) -> str:
    return clean(context.report.unit.name or "")


def _item(context: LetterContext) -> str:
    item = context.item
    return clean(item.told_name if item is not None else context.report.item.name)


def _values(letter: LetterKind, context: LetterContext) -> dict[str, object]:
    signatory, item = context.signatory, _item(context)
    return {
        "title": letter.title(context.is_permit), "automatic": context.automatic, "rule": RULE,
        "bureau": signatory.name, "we": signatory.own, "sealed": letter.is_sealed(context.is_permit),
        "apart": SEALED_APART.format(title=letter.title(context.is_permit)),
        "unit": _unit(context), "item": item or UNKNOWN_ITEM, "what": f"“{item}”材料" if item else "材料",
        "applied": f"“{item}”申请" if context.is_permit and item else f"“{item}”材料" if item else "材料",
        "case_no": clean(context.case_no), "office": context.office, "round": context.round,
        "officer": clean(context.officer), "contact": _contact(context),
        "today": chinese_date(receipt_date(context.now)),
        "received": chinese_time(context.received_at), "received_on": chinese_date(receipt_date(context.received_at)),
        "number": chinese_number,
        "ranges": defects.page_ranges(context.report), "page_count": len(context.report.pages),
        "is_permit": context.is_permit, "is_report": context.is_report, "basis": basis(letter, context),
        "remedy": remedy(letter, context), "internal": letter.internal,
        "document_number": clean(context.number), "service": context.item, "files": context.report.files,
        "clean": clean, **announced(context), **_times(context), **_problems(context), **_materials(context),
        "guidance": guide(context), **advised(context), **answered(context),
    }


def _contact(context: LetterContext) -> tuple[str, ...]:
    """Return who answers: the item's own telephones, else the department's (附件3 五，附件4)."""
    department = context.department
    if department is None:
        return ()
    numbers = (context.item.phones if context.item is not None else ()) or department.phones
    way = f"联系电话：{'、'.join(numbers)}" if numbers else "请直接回复本邮件"
    return (f"{department.name}，{way}",)


def _times(context: LetterContext) -> dict[str, object]:
    """Return the days that letters name; of what no text and no office says there is none."""
    received, report = receipt_date(context.received_at), context.report
    limits = context.item.deadlines if context.item is not None else Deadlines()
    supplement = report.supplement_due if context.names_supplement_day else None
    owed = report.tolerance_due if context.names_tolerance_day else None
    return {
        "notice_days": limits.notice, "first_day": _due(received, 1, context),
        "answer_due": _due(received, limits.notice, context),
        "fixed_due": chinese_due(supplement or owed), "mend_due": _mend_due(context),
        "owed_due": chinese_due(owed) or _owed_due(context),
    }


def _mend_due(context: LetterContext) -> str:
    days = context.office.supplement
    if days is None:
        return ""
    told = context.particulars.due or context.report.supplement_due
    return chinese_due(told) or _due(receipt_date(context.now), days, context)


def _due(start: date, days: int, context: LetterContext) -> str:
    due = due_date(start, days, context.catalogue.day_overrides)
    return chinese_due(due.date, due.provisional)


def _owed_due(context: LetterContext) -> str:
    item = context.item
    if item is None or item.tolerance.anchor is not None or not context.names_tolerance_day:
        return ""
    received, overrides = receipt_date(context.received_at), context.catalogue.day_overrides
    due = tolerance_due(item.tolerance.due, received, item.deadlines.decide, overrides)
    return chinese_due(due.date, due.provisional)


def _problems(context: LetterContext) -> dict[str, object]:
    report = context.report
    mend, verify = defects.asked_now(report, context.item), defects.to_verify(report)
    formal = tuple(one for one in report.findings if defects.is_format(one) and one.severity is not Severity.NOTICE)
    old = tuple(one for one in mend if defects.known_before(one, context.previous))
    fresh = tuple(one for one in mend if one not in old)
    doubts = defects.lines(verify, report)
    return {
        "repeated": defects.lines(old, report), "defects": (*defects.lines(fresh, report), *_conditions(context)),
        "doubts": doubts, "clauses": defects.clauses((*mend, *verify)),
        "hints": defects.lines(defects.hints(report), report),
        "format_problems": defects.lines(formal, report), "asks_unit": not _unit(context),
        "asks_item": not _item(context), "example": _example(context),
    }


def _conditions(context: LetterContext) -> tuple[str, ...]:
    """Return what stands against the case beside its papers, where a notice of defects was drafted for it."""
    draft = drafted(context.report, context.item)
    if draft is None or draft.kind != "supplement-notice":
        return ()
    return ("".join(draft.sentences),)


def _example(context: LetterContext) -> str:
    return f"{_unit(context) or '单位名称'}+{_item(context) or '业务名称'}.pdf"


def _materials(context: LetterContext) -> dict[str, object]:
    commitment = next((one for one in context.report.materials if one.code == COMMITMENT), None)
    pages = page_runs(commitment.pages) if commitment is not None else ""
    rule = context.item.tolerance if context.item is not None else Tolerance()
    return {
        "materials": _list_in_order(context), "owed": tuple(_owed_names(context)), "by_notice": rule.by_notice,
        "commitment": context.report.has_commitment, "commitment_pages": pages, "promised": _promised(context),
        "waits_for_epidemic_end": rule.anchor is not None, "anchor_months": chinese_number(rule.anchor_months or 3),
        "held": context.item is None or context.item.tolerance_kind(context.office) == "hold",
    }


def _owed_names(context: LetterContext) -> Iterator[str]:
    """Yield what is tolerated by name and form, else in the sentence that says so."""
    listed = {one.document: one for one in context.item.materials} if context.item is not None else {}
    names = {one.code: one.name for one in context.report.materials}
    for finding in _tolerated(context):
        code = finding.material or ""
        document = context.catalogue.documents.get(code)
        name = names.get(code) or (document.name if document is not None else "")
        if name:
            yield f"{clean(name)}{_form(listed[code], name) if code in listed else ''}"
        else:
            yield f"{defects.sentence_of(finding)}。"


def _promised(context: LetterContext) -> bool:
    """Tell whether a commitment of the item's own list is among the pages."""
    return any(
        one.code in COMMITMENTS and one.status is MaterialStatus.PRESENT for one in context.report.materials
    )


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
            lines.append(f"{clean(reading.name)}{_form(material, reading.name, len(reading.pages))}")
        elif reading is None and material.document in context.catalogue.documents and not status:
            name = context.catalogue.documents[material.document].name
            lines.append(f"{clean(name)}{_form(material, name)}")
    return tuple(dict.fromkeys(lines))


def _form(material: Material, name: str, pages: int = 0) -> str:
    form = {"original": "原件", "copy": "复印件"}.get(material.form, "")
    form = "" if form and form in name else form
    copies = f"一式{chinese_number(material.copies)}份" if material.copies > 1 and material.founds("copies") else ""
    inside = "，".join(part for part in (form, copies, f"{pages}页" if pages else "") if part)
    return f"（{inside}）" if inside else ""
