"""What is true about a submission."""

from __future__ import annotations

from typing import Any

from south.assemble import Submission
from south.cases import Case
from south.defects import Job
from south.files import Bundle
from south.papers import Leaf

ALSO = (
    ("excluded-from-tolerance", "insured-change-key-fields"),
    ("period-too-long", "backpay-three-years-general"),
)
EXPECT = {
    "application": "see cases",
    "question": "inquiry",
    "message": "inquiry or task on a case",
    "machine": "case without answer",
}


def clean_outcome(case: Case) -> list[str]:
    """What is due on a clean application."""
    if case.facts.get("tolerated_or_accepted"):
        return ["accept", "tolerate"]
    return ["tolerate"] if case.tolerated else ["accept"]


def tolerated_codes(case: Case) -> list[str]:
    """Needed materials that may come later."""
    if not case.tolerated:
        return []
    if case.item.startswith("enrol-"):
        needed = (
            ("enrolment-addition-form",)
            if case.item == "enrol-part-time"
            else ("labour-contract", "enrolment-addition-form")
        )
        return [c for c in needed if c not in case.codes]
    return ["insured-change-proof" if case.item.startswith("insured") else "employment-and-wage-proof"]


def global_pages(bundle: Bundle, number: int, job: Job) -> dict[int, int]:
    """From a case's page index to the page over the whole submission."""
    order = [x for n, x in bundle.leaves if n == number]
    first = next((k for k, (n, _) in enumerate(bundle.leaves, 1) if n == number), 1)
    own = [x for p in job.papers for x in p.leaves if not x.blank]
    spots = {id(x): first + k for k, x in enumerate(order)}
    return {k: spots[id(x)] for k, x in enumerate(own) if id(x) in spots}


def also_items(job: Job) -> list[str]:
    """Other codes under which a defective case may be taken."""
    also = dict(ALSO) | {"item-mismatch": job.mail_item}
    return [also[d["kind"]] for d in job.defects if d["kind"] in also]


def case_truth(job: Job, number: int, bundle: Bundle) -> dict[str, Any]:
    """One case."""
    case = job.case
    pages = global_pages(bundle, number, job)
    defects = [d | {"page": pages.get(d["page"]) if d["page"] is not None else None} for d in job.defects]
    tolerated = tolerated_codes(case)
    outcome = ["supplement", "review"] if defects else clean_outcome(case)
    out: dict[str, Any] = {"unit": case.facts["unit"], "item": case.item, "outcome": outcome, "defects": defects}
    out["missing"] = job.missing + tolerated
    out["present"] = [c for c in case.codes if c not in bundle.unreadable]
    out["printed"] = printed(job)
    if tolerated:
        out["tolerated"] = tolerated
    if found := also_items(job):
        out["item_also"] = found
    return out


def printed(job: Job) -> dict[str, Any]:
    """The codes, identity numbers and date that the papers show."""
    codes, identities = set(), set()
    for paper in job.papers:
        facts = paper.facts
        codes |= {str(facts[k]) for k in ("code", "licence_code") if facts.get(k)}
        rows = [r for key in ("rows", "roster", "shareholders") for r in facts.get(key, [])]
        numbers = [r.get("id", "") for r in rows] + [
            facts.get(k, "") for k in ("legal_id", "agent_id", "worker_doc_no")
        ]
        identities |= {n for n in numbers if len(n) == 18}
    return {"codes": sorted(codes), "identities": sorted(identities), "dated": job.case.day.isoformat()}


def page_truth(number: int, case: int, leaf: Leaf) -> dict[str, Any]:
    """One page."""
    seals = [{k: s[k] for k in ("kind", "unit", "whole")} for s in leaf.seals]
    return {"page": number, "case": case, "material": leaf.material, "seals": seals, "blank": leaf.blank}


def make_truth(submission: Submission, bundle: Bundle, sender: str, channel: str, client: str) -> dict[str, Any]:
    """The whole truth.json."""
    plan = submission.plan
    handed = plan.slot.kind in ("application", "machine")
    cases = [case_truth(j, n, bundle) for n, j in enumerate(submission.jobs)] if handed else []
    truth: dict[str, Any] = {"id": plan.name, "generator": "south", "style": plan.style, "kind": plan.slot.kind}
    truth |= {"channel": channel, "received": plan.received.isoformat(), "sender": sender, "daily": plan.daily}
    truth |= {"clean": not any(c["defects"] for c in cases), "expect": EXPECT[plan.slot.kind], "cases": cases}
    truth["pages"] = [page_truth(k, n, x) for k, (n, x) in enumerate(bundle.leaves, 1)]
    truth |= {
        "scan": "fax" if plan.fax else plan.mode,
        "pack": "fax" if plan.fax else plan.pack,
        "client": client,
        "twist": plan.slot.twist,
    }
    truth["files"] = [{"name": f.name, "pages": f.pages, "inner": f.inner} for f in bundle.files]
    if bundle.unreadable:
        truth["unreadable"] = bundle.unreadable
    return truth
