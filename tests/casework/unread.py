"""A case whose material nobody could read, by a mail as it came."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cases.case import Case, StepKind
from casework.arrival.filing import Arrival, file_submission
from casework.given_up import give_up
from intake.message import content_digest, parse_message
from record.messages import MessageRepository
from tests.intake.letters import raw
from tests.office.counter import UNIT, Counter
from tests.office.office import mail
from tests.record.made import message


def unread_case(counter: Counter, unit: str = UNIT, body: str = "请查收。") -> Case:
    """File a mail and let the reading of its file fail for the last time."""
    subject, sender = f"{unit}-劳务派遣经营许可新办", f"{len(unit)}@corp.test"
    named = [(f"{subject}.pdf", f"%PDF-1.4 {unit}".encode())]
    sent: dict[str, Any] = {"subject": subject, "body": body, "message_id": f"<{sender}>", "sender": sender}
    content = mail(named, **sent).as_bytes()
    submission = replace(parse_message(raw(content)), channel="mail-dispatch", received_at=counter.watch())
    with counter.services.work() as work:
        ledger = MessageRepository(work.connection)
        row = ledger.get(message(ledger, sender, sha256=work.store.put(content)) or "")
        state = file_submission(work, Arrival(row, submission), content_digest(submission))
        ledger.mark(row.id, state, rfc_id=submission.message_id)
        case, = work.cases.cases_of_message(row.id)
    fail_reading(counter)
    return counter.case(case)


def fail_reading(counter: Counter) -> None:
    """Let whatever waits to be read fail for the last time."""
    with counter.services.work() as work:
        for one in work.steps.due(work.now):
            if one.kind is StepKind.READ and (step := work.steps.lease(one.id, "here:1", work.now)) is not None:
                work.steps.give_back(step, work.now, "OSError", final=True)
                give_up(work, step, "OSError")
