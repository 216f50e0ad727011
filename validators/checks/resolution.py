"""Votes of a staff congress: who came, who agreed. Source: 企业民主管理规定 (memory); domain f17.

Where the figures contradict each other an officer looks. That two thirds must attend and more than half of all agree
we know from memory only: a hint.
"""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Clause, Finding, Place
from cases.report import FieldValue
from validators.certainty import SURE_FIGURE
from validators.finding import find
from validators.subject import Subject

RESOLUTION = "staff-congress-resolution"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one doubt about the figures of a resolution."""
    figures = {
        name: found for name in ("due", "attend", "agree", "against", "abstain")
        if (found := _figure(subject, name)) is not None
    }  # fmt: skip
    numbers = {name: int(value.value) for name, value in figures.items()}
    contradiction = _contradiction(numbers)
    wrong = contradiction or _too_few(numbers)
    if wrong:
        value = next(iter(figures.values()))
        message = f"{PAGES}（{subject.document_name(RESOLUTION)}）{wrong}，请核对。"
        yield find(
            subject, "material-uncertain", message, confidence=value.confidence,
            place=Place(RESOLUTION, value.page, value.box), clause=Clause(confirmed=bool(contradiction)),
        )  # fmt: skip


def _figure(subject: Subject, name: str) -> FieldValue | None:
    found = [v for v in subject.fields.get(RESOLUTION, ()) if v.name == name and v.confidence >= SURE_FIGURE]
    told = {value.value for value in found}
    return found[0] if len(told) == 1 and found[0].value.isdigit() else None


def _contradiction(figures: dict[str, int]) -> str:
    """Say which figures cannot both be right; empty where none are, or where too little was read."""
    due, attend, agree = figures.get("due"), figures.get("attend"), figures.get("agree")
    votes = [figures[name] for name in ("agree", "against", "abstain") if name in figures]
    if due is not None and attend is not None and attend > due:
        return f"实到{attend}人多于应到{due}人"
    if attend is not None and agree is not None and sum(votes) > attend:
        return f"表决票数{sum(votes)}多于实到{attend}人"
    return ""


def _too_few(figures: dict[str, int]) -> str:
    """Say where the usual majority was missed; empty where it was not, or where too little was read."""
    due, attend, agree = figures.get("due"), figures.get("attend"), figures.get("agree")
    if due is not None and attend is not None and 3 * attend < 2 * due:
        return f"应到{due}人，实到{attend}人，不足三分之二"
    whole = due if due is not None else attend
    if agree is not None and whole is not None and 2 * agree <= whole:
        return f"{'应到' if due is not None else '实到'}{whole}人，同意{agree}人，未过半数"
    return ""
