"""Slow loops: an automatic answer without any sign of one, which comes back for each letter of ours (trust T17).

It is told by its words: they are those of the mails before it but for a counter or a date. A day's limit does not end
such a loop where it runs once a day.
"""

from __future__ import annotations

import re
from datetime import timedelta

from cases.case import Case, LetterState
from cases.submission import FileKind, MessageKind, Submission
from cases.tasks import TaskKind
from casework.work import Work
from intake.quotation import own_words
from replies.inquiry import ANSWER

ROUNDS = 3
"""As often is a mail of the same words answered."""

_COUNTER = re.compile(r"(?<!\d)(?:\d{1,4}|20\d{6}(?:\d{4,6})?)(?!\d)")
"""Numbers that change by themselves: counters, days, times. Longer ones name somebody."""

_NOT_LEFT = (LetterState.HELD, LetterState.VOID, LetterState.FAILED)
_LOOKED_AT = 20
_QUIET = timedelta(days=30)


def rounds_before(work: Work, submission: Submission) -> list[Case]:
    """Return the cases, newest first, that mails of a sender with the same words opened and no officer answered."""
    files = any(one.kind is not FileKind.BY_PRODUCT for one in submission.attachments)
    if files or not submission.sender or submission.kind is not MessageKind.SUBMISSION:
        return []
    words = _constant(submission.subject, submission.body)
    said = work.cases.words_of_sender(work.office.code, submission.sender, _LOOKED_AT)
    same = {one.case.id: one.case for one in said if _constant(one.subject, one.body) == words}
    return [case for case in same.values() if not _is_answered(work, case)]


def end_loop(work: Work, case: Case) -> None:
    """Call an officer to what looks like a loop; he is not called again for the same within a month."""
    address = case.applicant or ""
    if not work.tasks.called_about(case.office, address, TaskKind.MAIL_LOOP, work.now - _QUIET):
        text = f"{address} 多次来信，文字相同，疑为自动回复。此后同样的来信只登记，不立件、不回信，请核实。"
        work.tasks.renew(case, TaskKind.MAIL_LOOP, text, work.now)


def _constant(subject: str, body: str) -> str:
    """Return the words of a mail without what counts on."""
    return re.sub(r"[\W_]+", "", _COUNTER.sub("", f"{subject}\n{own_words(body)}"))


def _is_answered(work: Work, case: Case) -> bool:
    return any(one.kind == ANSWER and one.state not in _NOT_LEFT for one in work.letters.of_case(case.id))
