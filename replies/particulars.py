"""Particulars: what a letter says beyond the judged case, as the move that it announces knows it."""

from __future__ import annotations

from dataclasses import dataclass
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
        reason: Why, in the officer's words (不予受理、不予许可、延长、延后、撤回).
        day: Day of what is announced: acceptance, decision, withdrawal, arrival of paper, deemed acceptance.
        due: Last day of the clock that the letter speaks of.
        provisional: ``due`` rests on a year without official holidays.
        owed: Materials owed, for reminders and overdue notices.
        visit_at: Time of a site visit, aware.
        visit_place: Where the officers come.
        visitors: Names of the officers who come.
        bring: What to have ready for the visit, or to bring when fetching the result.
        result: What was decided or done (办理结果, 处理结果).
        document_no: Number of the decision; of a case that is closed, of what it led to.
        permit_no: Number of the permit (证照编号).
        valid_from, valid_to: First and last day of the permit.
        pickup: How and when the result is fetched, in batches.
        received: Paper materials that came, by name.
        tracking_no: Courier number.
        right_office: Office that is competent (不予受理).
        resume_when: What must happen before a deferred case goes on.
        promise: What the applicant promised (承诺事项).
    """

    reason: str = ""
    day: date | None = None
    due: date | None = None
    provisional: bool = False
    owed: tuple[Owed, ...] = ()
    visit_at: datetime | None = None
    visit_place: str = ""
    visitors: tuple[str, ...] = ()
    bring: str = ""
    result: str = ""
    document_no: str = ""
    pickup: str = ""
    received: tuple[str, ...] = ()
    tracking_no: str = ""
    right_office: str = ""
    resume_when: str = ""
    promise: str = ""
    permit_no: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
