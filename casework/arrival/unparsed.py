"""A message that could not be parsed becomes a visible case; its bytes stay where they are (trust I7)."""

from __future__ import annotations

from cases.case import Case
from cases.submission import Submission
from casework.arrival.filing import Arrival, case_values, join
from casework.arrival.grouping import NO_FILES
from casework.work import Work
from record.messages import StoredMessage


def case_of_unparsed(work: Work, message_id: str) -> Case:
    """Return the case of a message that cannot be parsed: the one of an earlier attempt, else a new one."""
    row = work.messages.get(message_id)
    work.messages.mark(row.id, "failed")
    known = work.cases.cases_of_message(row.id)  # it failed before and was tried again
    if known:
        return known[0]
    empty = _without_content(row)
    case = work.cases.add(work.now, row.received_at, **case_values(work, empty, NO_FILES))
    join(work, case, Arrival(row, empty))
    return case


def _without_content(row: StoredMessage) -> Submission:
    return Submission(
        channel=row.channel, received_at=row.received_at, sender=None, sender_name="", telephone=None, message_id=None,
        references=(), subject="（无法解析的邮件）", body="", attachments=(),
    )
