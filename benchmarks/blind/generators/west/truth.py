"""Write down what is true of a submission."""

from __future__ import annotations

from typing import Any

from . import NAME
from .assembly import Bundle
from .growing import Submission
from .paper import Case, Defect
from .sending import channel
from .stamping import Page

KINDS = {
    "clean": "application",
    "defective": "application",
    "two-items": "application",
    "two-firms": "application",
    "wrong-mailbox": "application",
    "question": "question",
    "message": "message",
    "machine": "machine",
}
EXPECT = {
    "application": "application: see cases",
    "question": "inquiry",
    "message": "inquiry or task on a case",
    "machine": "case without answer",
}


def record(sub: Submission, made: Bundle, sender: str) -> dict[str, Any]:
    """Return the truth of a submission."""
    kind = KINDS[sub.spec.kind]
    talks = kind in ("question", "message")
    return {
        "id": sub.name,
        "generator": NAME,
        "style": f"{sub.look.style}/{made.way or 'words'}",
        "kind": kind,
        "channel": channel(sub),
        "received": sub.spec.received.strftime("%Y-%m-%dT%H:%M:%S+08:00"),
        "sender": sender,
        "daily": sub.spec.daily,
        "clean": not sub.spec.defects and not talks,
        "expect": EXPECT[kind],
        "variant": sub.spec.kind,
        "cases": [] if talks else [_case(case, number, made.pages) for number, case in enumerate(sub.cases)],
        "pages": [_page(page, number) for number, page in enumerate(made.pages, 1)],
    }


def _case(case: Case, number: int, pages: list[Page]) -> dict[str, Any]:
    out: dict[str, Any] = {
        "unit": case.firm.name,
        "code": case.firm.code,
        "persons": [case.firm.lr.id, case.handler.id],
        "item": case.item,
        "outcome": case.outcome,
        "defects": [_defect(d, number, pages) for d in case.defects],
        "missing": case.missing,
        "present": [p.code for p in case.papers if p.code != "cover"],
    }
    if case.item_also:
        out["item_also"] = case.item_also
    return out


def _defect(defect: Defect, case: int, pages: list[Page]) -> dict[str, Any]:
    """Return a defect with its page counted over the submission from 1."""
    page = None
    if defect.page is not None and defect.material:
        own = [n for n, p in enumerate(pages, 1) if p.material == defect.material and p.case == case]
        page = own[min(defect.page, len(own) - 1)] if own else None
    return {"kind": defect.kind, "material": defect.material, "page": page, "note": defect.note}


def _page(page: Page, number: int) -> dict[str, Any]:
    seals = [{"kind": m.seal.kind, "unit": m.seal.unit, "whole": m.whole} for m in page.prints]
    return {
        "page": number,
        "material": page.material,
        "case": page.case,
        "seals": seals,
        "blank": page.blank,
        "grey_copy": page.photocopy,
    }
