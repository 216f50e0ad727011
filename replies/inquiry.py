"""What the answer to a question says: the material list of the item that is asked about, and where it goes."""

from __future__ import annotations

from collections.abc import Iterator

from cases.report import Need, Report
from catalogue.model import Material
from replies.context import LetterContext
from replies.guidance import mailbox_of
from replies.wording import clean

INQUIRY = "mail-inquiry"
"""Finding that a mail asks, thanks or announces, and brings nothing."""

ANSWER = "inquiry-answer"

MAILBOXES = {
    "dispatch": "劳务派遣业务邮箱", "hours": "特殊工时业务邮箱", "layoff": "裁减人员业务邮箱",
    "insurance": "社会保险业务邮箱",
}
"""What the mailbox of a group of items is called; its address alone tells a sender little."""


def is_inquiry(report: Report) -> bool:
    """Tell whether a case is a question (咨询) and no application."""
    return any(finding.code == INQUIRY for finding in report.findings)


def answered(context: LetterContext) -> dict[str, object]:
    """Return what templates print of an answer; empty where the item is not known."""
    item = context.item
    return {
        "is_inquiry": is_inquiry(context.report), "required": tuple(_required(context)),
        "mail_to": mailbox_of(context), "paper_follows": item is not None and item.paper_required,
        "mailbox": MAILBOXES.get(item.group, "另一业务邮箱") if item is not None else "另一业务邮箱",
    }


def _required(context: LetterContext) -> Iterator[str]:
    """Yield the materials in the order of the list; of an alternative one line says which may stand for which."""
    item, told = context.item, set()
    for material in sorted(item.materials, key=lambda one: one.order) if item is not None else ():
        if material.need is Need.OPTIONAL or (material.alternative and material.alternative in told):
            continue
        told.add(material.alternative)
        same = [
            one for one in (item.materials if item is not None else ())
            if one is material or (material.alternative and one.alternative == material.alternative)
        ]
        yield "或者".join(dict.fromkeys(_name(one, context) for one in same)) + _remark(material)


def _name(material: Material, context: LetterContext) -> str:
    document = context.catalogue.documents.get(material.document)
    name = clean(document.name) if document is not None else material.document
    return f"{name}（{material.of}）" if material.of else name


def _remark(material: Material) -> str:
    form = {"original": "原件", "copy": "复印件"}.get(material.form, "")
    copies = f"一式{material.copies}份" if material.copies > 1 else ""
    when = clean(material.condition.label) if material.condition is not None else ""
    inside = "，".join(part for part in (form, copies, f"{when}的提交" if when else "") if part)
    return f"（{inside}）" if inside else ""
