"""Acts that wait: an officer's act that was asked for and is carried out later, or by leave of a second officer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LEASE = timedelta(minutes=15)
"""How long a case stays with the officer who has it open; acting renews it."""


class Stage(StrEnum):
    """Where an act stands that was not carried out at once."""

    PROPOSED = "proposed"  # 待复核
    LEAVING = "leaving"    # 即将发出，尚可撤回
    DONE = "done"          # 已办
    RECALLED = "recalled"  # 已撤回
    RETURNED = "returned"  # 复核退回
    REFUSED = "refused"    # 情况有变，没有办


WAITING = (Stage.PROPOSED, Stage.LEAVING)
"""Stages of an act that is still to be carried out; a case has one such act at most."""


@dataclass(frozen=True, slots=True)
class WaitingAct:
    """An act that waits.

    Attributes:
        asked: What was asked for, as :mod:`casework.waiting.asked` keeps it.
        officer: Name of who asked.
        state, revision: Where the case stood then: the act holds for that alone.
        letter_kind, subject, text: The letter that it lets leave, as it would be written at that moment.
        leaves_at: When it is carried out; None while nobody has approved it.
        second: Name of the officer who approved or returned it, empty for none.
        note: What the second officer wrote, or why it was not carried out.
    """

    id: str
    case_id: str
    stage: Stage
    asked: Mapping[str, object]
    officer: str
    state: str
    revision: int
    letter_kind: str
    subject: str
    text: str
    leaves_at: datetime | None
    second: str
    note: str
    made_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Lease:
    """Who has a case open, and until when the others leave it to him.

    Attributes:
        wanted_by: Who asked to have it instead, empty for nobody.
    """

    case_id: str
    officer: str
    until: datetime
    wanted_by: str = ""
