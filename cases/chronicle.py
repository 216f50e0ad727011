"""Chronicle: what the record of a case says about its days, as the clocks and the rules of its moves need it.

The audit record is the only memory of a case's life: this module reads it from the first line to the last, each
event by one small function, and never asks the present state. Days are days of the office's zone. Source: domain
b1–b3, trust I27.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.clocks import Pause
from cases.history import AuditEvent, AuditRecord
from cases.lifecycle import Event, State
from cases.working_days import receipt_date

VERIFY, INFORM = "verify", "inform"
"""Purposes of a call: 与参保人核实, 电话告知结果."""


@dataclass(frozen=True, slots=True)
class Chronicle:
    """The days on which things happened; None: not yet, or no longer in force.

    Attributes:
        received: Day 0 of the notice clock: receipt, the supplement after a notice, or resumption.
        answered: First letter that stops the notice clock.
        accepted: Acceptance of any kind; when deemed accepted, the day of receipt.
        electronic: It was accepted as 电子材料审核合格, which some offices take for acceptance only with the paper.
        resumed: Day on which a deferred case went on.
        supplement_due: Last day for the sender to mend what the notice named.
        corrections: Notices of defects that were sent.
        new_material: Something came in since the last of them.
        paper_on: Day on which the paper came that still counts.
        paper_compared: It was compared with the electronic material.
        guided: Day of a channel guidance.
        visitors: Officers of the newest site visit.
        verified: Days of telephone checks with the person concerned.
        pauses: Times in which the clocks stand still, each with its reason.
    """

    received: date
    answered: date | None = None
    accepted: date | None = None
    decided: date | None = None
    informed: date | None = None
    published: date | None = None
    extended: bool = False
    deemed: bool = False
    electronic: bool = False
    resumed: date | None = None
    supplement_due: date | None = None
    corrections: int = 0
    new_material: bool = True
    paper_on: date | None = None
    paper_compared: bool = False
    paper_differed: bool = False
    guided: date | None = None
    visit_open: bool = False
    visitors: int = 0
    verified: tuple[date, ...] = ()
    pauses: tuple[Pause, ...] = ()


def read_chronicle(received: date, lines: Iterable[AuditRecord]) -> Chronicle:
    """Return what the lines of a case's record, oldest first, amount to."""
    known = Chronicle(received)
    for line in lines:
        known = follow(known, line)
    return known


def follow(known: Chronicle, line: AuditRecord) -> Chronicle:
    """Return the chronicle after one more line; lines that tell nothing about days change nothing."""
    step = _STEPS.get(line.event)
    return step(known, line, receipt_date(line.at)) if step is not None else known


_Step = Callable[[Chronicle, AuditRecord, date], Chronicle]


def _supplement(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    if line.detail.get("reprocess"):
        return known
    known = replace(_go_on(known, day), new_material=True, supplement_due=None)
    if line.before != State.CORRECTION or known.accepted is not None:
        return known
    return replace(known, received=day, answered=None)  # a new round, a new answer (行政许可法 32)


def _correct(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    known = replace(
        known, answered=known.answered or day, corrections=known.corrections + 1, new_material=False,
        supplement_due=_date(line.detail.get("due")),
    )
    return _pause(known, day, "等待补正") if known.accepted is not None else known


def _paper_differs(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(_correct(known, line, day), paper_on=None, paper_differed=True)


def _hold(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    if line.before not in {State.CORRECTION, State.DEFERRED}:
        return known
    return replace(_go_on(known, day), supplement_due=None)


def _accept(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    known = _go_on(known, day)
    return replace(known, answered=known.answered or day, accepted=known.accepted or day, supplement_due=None)


def _pass(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(_accept(known, line, day), electronic=known.accepted is None or known.electronic)


def _deem(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(known, answered=day, accepted=known.accepted or known.received, deemed=True)


def _certify(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(_accept(known, line, day), decided=day)


def _refuse(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(known, answered=known.answered or day, supplement_due=None)


def _guide(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(known, guided=known.guided or day)


def _extend(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(known, extended=True)


def _decide(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(known, decided=day)


def _publish(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(known, published=day)


def _defer(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return _pause(known, day, str(line.detail.get("note") or "延后办理"))


def _resume(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    known = replace(_go_on(known, day), resumed=day)
    if known.accepted is not None:
        return known
    return replace(known, received=day, answered=None, supplement_due=None)  # domain b2: a new receipt basis


def _arrange_visit(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    visitors = line.detail.get("visitors")
    return replace(known, visit_open=True, visitors=len(visitors) if isinstance(visitors, list) else 0)


def _record_visit(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(known, visit_open=False)


def _receive_paper(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    compared = line.detail.get("compared") in {"equal", "different"}
    came = _date(line.detail.get("received_on")) or day
    return replace(known, paper_on=came, paper_compared=compared, new_material=True)


def _compare_paper(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    return replace(known, paper_compared=True)


def _call(known: Chronicle, line: AuditRecord, day: date) -> Chronicle:
    if line.detail.get("purpose") == VERIFY:
        return replace(known, verified=(*known.verified, day))
    return replace(known, informed=known.informed or day) if known.decided is not None else known


_STEPS: dict[str, _Step] = {
    Event.SUPPLEMENT: _supplement,
    Event.CORRECT: _correct,
    Event.PAPER_DIFFERS: _paper_differs,
    Event.HOLD: _hold,
    Event.SINGLE_OUT: _hold,
    Event.ACCEPT: _accept,
    Event.PASS: _pass,
    Event.TOLERATE: _accept,
    Event.PROMISE: _accept,
    Event.CERTIFY: _certify,
    Event.DEEM: _deem,
    Event.REFUSE: _refuse,
    Event.RELEASE: _refuse,
    Event.GUIDE: _guide,
    Event.EXTEND: _extend,
    Event.GRANT: _decide,
    Event.DENY: _decide,
    Event.PUBLISH: _publish,
    Event.DEFER: _defer,
    Event.RESUME: _resume,
    Event.ARRANGE_VISIT: _arrange_visit,
    Event.RECORD_VISIT: _record_visit,
    Event.RECEIVE_PAPER: _receive_paper,
    AuditEvent.CALL: _call,
    AuditEvent.PAPER_COMPARED: _compare_paper,
}


def _pause(known: Chronicle, day: date, reason: str) -> Chronicle:
    known = _go_on(known, day)
    return replace(known, pauses=(*known.pauses, Pause(day, None, reason)))


def _go_on(known: Chronicle, day: date) -> Chronicle:
    """End the pause that lasts: the day itself counts again."""
    ended = tuple(
        replace(one, until=day - timedelta(days=1)) if one.until is None else one for one in known.pauses
    )
    return replace(known, pauses=ended)


def _date(value: object) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) and value else None
