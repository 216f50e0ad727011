"""What the answer to a question says: the material list of the item that is asked about, and where it goes."""

from __future__ import annotations

from cases.report import Report
from replies.context import LetterContext
from replies.guidance import mailbox_of
from replies.material_list import required

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
        "is_inquiry": is_inquiry(context.report), "required": tuple(required(context)),
        "mail_to": mailbox_of(context), "paper_follows": item is not None and item.paper_required,
        "mailbox": MAILBOXES.get(item.group, "另一业务邮箱") if item is not None else "另一业务邮箱",
    }
