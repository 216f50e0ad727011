"""Looks at personal data in full: pages without cover, files and mails as they came, each with who, when and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases.case import Case, CaseFile
from cases.errors import NotFound, RequestInvalid
from cases.history import AuditEvent
from casework.reports import judged_report
from casework.work import Work
from record.material import VIEW_LASTS
from record.messages import StoredMessage
from record.officers import Officer

_LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Look:
    """One look at a page: the token that opens it, and until when it holds."""

    token: str
    until: datetime


def open_look(work: Work, case: Case, page: int, reason: str, officer: Officer) -> Look:
    """Note that an officer looks at a page without cover, and return what opens it once.

    Raises:
        NotFound: The case has no such page.
        RequestInvalid: No reason is given.
    """
    note = _noted(reason)
    if all(one.number != page for one in judged_report(work, case).pages):
        raise NotFound(what=f"第{page}页")
    work.record(AuditEvent.UNMASKED, case.id, officer.name, page=page, note=note)
    return Look(work.material.open_view(case, page, officer.id, work.now), work.now + VIEW_LASTS)


def take_original(work: Work, case: Case, position: int, officer: Officer, reason: str) -> CaseFile:
    """Return a file that an officer takes as it was received, and note that he did.

    Raises:
        NotFound: The case has no such file.
        RequestInvalid: No reason is given.
    """
    note = _noted(reason)
    file = next((one for one in work.cases.all_files(case.id) if one.position == position), None)
    if file is None:
        raise NotFound(what=f"第{position}个文件")
    work.record(AuditEvent.ORIGINAL_TAKEN, case.id, officer.name, file=file.name, note=note)
    return file


def take_message(work: Work, message_id: str, officer: Officer, reason: str) -> StoredMessage:
    """Return a mail or fax that an officer takes as it came, and note that he did on each of its cases.

    Raises:
        NotFound: There is no such message, or none that the officer sees.
        RequestInvalid: No reason is given.
    """
    note = _noted(reason)
    message = work.messages.get(message_id, officer.scope)
    cases: list[str | None] = [case.id for case in work.cases.cases_of_message(message.id)]
    for case_id in cases or [None]:
        work.record(AuditEvent.ORIGINAL_TAKEN, case_id, officer.name, file=message.file_name, note=note)
    return message


def _noted(reason: str) -> str:
    """Return a reason as it is recorded, or refuse to show anything without one."""
    if not reason.strip():
        raise RequestInvalid(reason="请填写查看理由")
    return reason.strip()[:_LONGEST_REASON]
