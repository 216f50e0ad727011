"""Letters held above the daily cap: an officer lets all that wait for one address go on in one act."""

from __future__ import annotations

from cases.case import DAILY_CAP, Case, Letter
from cases.errors import CaseError, MoveNotAllowed, NotPermitted
from cases.history import AuditEvent
from cases.lifecycle import STATE_NAMES
from cases.tasks import TaskKind
from casework.decisions import send_held
from casework.leases import go_on
from casework.letters.daily_cap import call_again
from casework.waiting.leaving import refuse_beside
from casework.work import Work
from record.database import apart
from record.officers import Officer
from record.scoping import Scope
from replies.letter_of_event import EVENT_OF_LETTER


def send_capped(work: Work, case: Case, officer: Officer) -> Case:
    """Let what waits for the applicant of a case leave, of all cases that the officer sees; return the case.

    They would have left by themselves, so they wait for no minute. What another officer has open, or a second one has
    to approve, stays; somebody is called to it.

    Raises:
        NotPermitted: The role may not send letters.
        MoveNotAllowed: Nothing waits.
    """
    if not officer.decides:
        raise NotPermitted(action="发送信件")
    address = case.applicant or ""
    waiting = work.letters.held_because(officer.scope, address, DAILY_CAP)
    if not waiting:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="发送", reason="没有暂缓发出的信件")
    sent = sum(_send(work, letter, officer) for letter in waiting)
    work.record(AuditEvent.HELD_SENT, case.id, officer.name, letters=sent)
    work.tasks.finish_about(case.office, address, TaskKind.LETTERS_HELD, work.now)
    left = work.letters.held_because(Scope(case.office), address, DAILY_CAP)
    if left:
        call_again(work, work.cases.get(left[0].case_id))
    return work.cases.get(case.id)


def _send(work: Work, letter: Letter, officer: Officer) -> bool:
    """Let one letter leave; False where it has to be looked at alone."""
    case = work.cases.get(letter.case_id)
    if letter.kind in EVENT_OF_LETTER and case.item in work.office.two_stage:
        return False
    try:
        with apart(work.connection):
            refuse_beside(work, case)
            go_on(work, case, officer)
            send_held(work, letter, officer)
    except CaseError:
        return False
    return True
