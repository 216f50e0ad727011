"""Drafts: the letter that answers a finding which only an officer may act on, and what it says of it.

The catalogue names it (``drafts`` of an item). Nothing is drafted where it could only not be told whether the finding
holds: then there is nothing to tell a sender.
"""

from __future__ import annotations

from dataclasses import dataclass

from cases.report import Report
from catalogue.model import ServiceItem
from replies.wording import SENTENCE_LIMIT, clean

ADVICE = "advice"
SURE = 0.8
"""Confidence from which a finding is told; below it the reader could not tell."""

_TO_OFFICER = "，已转人工核对"


@dataclass(frozen=True, slots=True)
class Drafted:
    """A letter that is drafted, with its sentences ready to print.

    Attributes:
        kind: Kind of the letter.
        sentences: What stands against the case, and what the sender can do.
        list_of: Item whose material list goes with it; None: none.
    """

    kind: str
    sentences: tuple[str, ...]
    list_of: str | None = None


def drafted(report: Report, item: ServiceItem | None) -> Drafted | None:
    """Return the draft that a finding of the report asks for, None where none does."""
    drafts = {one.finding: one for one in item.drafts} if item is not None else {}
    found = next((one for one in report.findings if one.code in drafts and one.confidence >= SURE), None)
    if found is None:
        return None
    draft = drafts[found.code]
    said = (found.message.rstrip("。").removesuffix(_TO_OFFICER), draft.says)
    return Drafted(draft.letter, tuple(f"{clean(one, SENTENCE_LIMIT)}。" for one in said if one), draft.list_of)


def reason_drafted(kind: str, report: Report, item: ServiceItem | None) -> str:
    """Return what a drafted letter of a kind gives as its reason, empty where it is not the drafted one."""
    draft = drafted(report, item)
    return "".join(draft.sentences) if draft is not None and draft.kind == kind else ""
