"""The truth file of a submission."""

import re
from typing import Any

from .defects import tolerated
from .submission import Case, Submission

EXPECT = {"question": "inquiry", "message": "inquiry or task on a case", "machine": "case without answer"}


def outcome(case: Case) -> list[str]:
    """What a good clerk may decide."""
    if case.defects:
        return ["supplement", "review"]
    if case.item.startswith("benefit"):
        return ["accept", "tolerate"]
    return ["tolerate"] if tolerated(case) else ["accept"]


IDENTITY = re.compile(r"^\d{17}[\dX]$")


def _identities(case: Case) -> list[str]:
    """All identity numbers of 18 signs on the papers."""
    values = [v for facts in (case.facts, *case.overrides.values()) for v in facts.values()]
    rows = [row for value in values if isinstance(value, list) for row in value]
    texts = [v for v in (*values, *(v for row in rows for v in row.values())) if isinstance(v, str)]
    return sorted({text for text in texts if IDENTITY.match(text)})


def _case(case: Case) -> dict[str, Any]:
    """One application."""
    present = [m.code for m in case.materials if m.code != "front"]
    made: dict[str, Any] = {
        "unit": case.firm.name, "item": case.item, "outcome": outcome(case),
        "defects": [{"kind": d.kind, "material": d.material, "page": d.page, "note": d.note} for d in case.defects],
        "missing": case.missing, "present": present, "code": case.firm.code,
        "identities": _identities(case), "dated": case.today.isoformat(),
    }
    if case.also:
        made["item_also"] = case.also
    return made


def _pages(made: Submission) -> list[dict[str, Any]]:
    """All pages in the order of the attachments."""
    sheets = [sheet for case in made.cases for sheet in case.sheets]
    return [
        {"page": n, "material": s.material if s.leaf is not None else None, "seals": s.seals, "blank": s.leaf is None}
        for n, s in enumerate(sheets, 1)
    ]


def truth(made: Submission, sender: str) -> dict[str, Any]:
    """Everything the submission should be judged by."""
    asked = made.kind in ("question", "message")
    return {
        "id": made.name, "generator": "east", "style": made.cases[0].style, "kind": made.kind,
        "channel": made.channel, "received": made.received.isoformat(), "sender": sender, "daily": made.daily,
        "clean": not any(case.defects for case in made.cases), "expect": EXPECT.get(made.kind, "cases"),
        "situation": made.situation, "packing": made.bundle,
        "scanner": {"mode": made.scanner.mode, "dpi": made.scanner.dpi}, "mailer": "fax" if made.fax else made.mailer,
        "cases": [] if asked else [_case(case) for case in made.cases], "pages": _pages(made),
    }
