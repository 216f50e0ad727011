"""Particulars: what a move and its letter say beyond the judged case.

An officer states some of them with what he enters; what the record and the clocks know is filled in before the letter
is written (:mod:`casework.letters.announcing`).
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Owed:
    """One material owed under a tolerated acceptance.

    Attributes:
        name: Chinese name of the material.
        due: Last day to hand it in; None while its anchor date is not set.
        due_text: What stands for the day while there is none, e.g. 疫情解除后三个月内.
    """

    name: str
    due: date | None = None
    due_text: str = ""


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a move knows and its letter must say; each value is empty where it does not apply.

    Attributes:
        note: What an officer adds in own words, one paragraph.
        reason: Why (不予受理、不予许可、延长、延后、撤回); the officer's note where he decides.
        day: Day of what is announced: acceptance, decision, withdrawal, deemed acceptance.
        due: Last day of the clock that the letter speaks of.
        provisional: ``due`` rests on a year without official holidays.
        owed: Materials owed, for reminders and overdue notices.
        right_office: Office that is competent (不予受理).
        resume_when: What must happen before a deferred case goes on.
        document_no: Number of the decision; of a case that is closed, of what it led to.
        pickup: How and when the result is fetched, in batches.
        bring: What to have ready for the visit, or to bring when fetching the result.
        result: What was decided or done (办理结果, 处理结果).
        promise: What the applicant promised (承诺事项).
        materials: Codes of materials that are owed too, beside those the judgement found; the ledger names them.
        received: Paper materials that came, by name.
        received_on: Day on which they came, today where nobody states it.
        tracking_no: Courier number.
        visit_at: Time of a site visit, aware.
        visit_place: Where the officers come.
        visitors: Names of the officers who come.
        permit_no: Number of the permit (证照编号).
        valid_from, valid_to: First and last day of the permit.
        headcount: How many are laid off (裁减人数).
        duration: How long a site visit takes, in words.
        prepaid: The benefit is paid before the check is done (预发待遇); no letter says so.
    """

    note: str = ""
    reason: str = ""
    day: date | None = None
    due: date | None = None
    provisional: bool = False
    owed: tuple[Owed, ...] = ()
    right_office: str = ""
    resume_when: str = ""
    document_no: str = ""
    pickup: str = ""
    bring: str = ""
    result: str = ""
    promise: str = ""
    materials: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    received_on: date | None = None
    tracking_no: str = ""
    visit_at: datetime | None = None
    visit_place: str = ""
    visitors: tuple[str, ...] = ()
    permit_no: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    prepaid: bool = False
    headcount: int | None = None
    duration: str = ""

    def said(self) -> dict[str, object]:
        """Return what an officer stated, as the record keeps it beside the move's own day and reason."""
        kept: dict[str, object] = {}
        for one in fields(self):
            value = getattr(self, one.name)
            if value and one.name not in _OF_THE_MOVE:
                plain = value.isoformat() if isinstance(value, date) else value
                kept[one.name] = list(plain) if isinstance(plain, tuple) else plain
        return kept


NOTHING_MORE = Particulars()
"""Particulars of a letter that says what the judged case says, and no more."""

_OF_THE_MOVE = frozenset({"note", "reason", "day", "due", "provisional", "owed"})
"""What the record tells by itself: reason and day of each line, the dates of clocks, the ledger."""
