"""Filing: from one parsed message to the cases it opens or joins, in the caller's transaction.

A message is a bounce, a repetition, a reply to a case we know, or new material; new material makes one case
for each (unit, item) among its files (domain d3).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from cases import queue_names
from cases.case import Case, Flag, LetterState, StepKind
from cases.errors import CaseNotFound
from cases.lifecycle import OPEN_STATES, Event, State
from cases.submission import Attachment, MessageKind, Submission
from cases.working_days import due_date, receipt_date
from casework.arrival.grouping import NO_FILES, FileGroup, group_files
from casework.arrival.mail_without_files import take_in_words
from casework.arrival.relevance import concerns_us
from casework.arrival.short_replies import courier_number, says_little_else
from casework.case_moves import change_flags, move_case
from casework.item_rules import processes_first
from casework.letters.correspondence import unread_report, write_letter
from casework.services import Services
from casework.situation import item_of_case
from intake.thread import case_numbers
from record import audit
from record.letters import LetterRepository
from record.messages import MessageRepository, StoredMessage
from record.repository import BEIJING, CaseRepository
from record.senders import wait_for_turn
from record.steps import StepRepository
from record.stored import FINDINGS
from record.tasks import TaskRepository
from record.tolerances import ToleranceRepository


def file_submission(
    connection: sa.Connection, services: Services, row: StoredMessage, submission: Submission, digest: str,
    now: datetime,
) -> str:
    """Decide what a message is to us and act on it; return the state for its ledger row.

    Mails of one sender are filed one after the other, so that each sees the cases that the one before it opened.
    """
    wait_for_turn(connection, services.office.code, submission.sender or submission.telephone or "")
    ledger = MessageRepository(connection)
    if submission.kind is MessageKind.BOUNCE:
        _note_bounce(connection, services, submission, now)
    if submission.kind is not MessageKind.SUBMISSION:
        return _ignore(ledger, row, submission, _NOT_ANSWERED[submission.kind])
    earlier = ledger.same_content(digest, row.id) if submission.attachments or submission.message_id else None
    if earlier is not None:
        if earlier.rfc_id != submission.message_id:
            _answer_duplicate(connection, services, earlier, now)
        return "duplicate"
    thread = _thread_case(connection, submission, services.office.code)
    if thread is not None:
        _take_in(connection, services, thread, row, submission, _all_files(thread, submission), now)
        return "parsed"
    posted = _posted_case(connection, submission, services.office.code)
    if posted is not None:
        _take_in(connection, services, posted, row, submission, NO_FILES, now)
        return "parsed"
    day = receipt_date(submission.received_at)
    unsent = {"mail-no-attachment"} == {finding.code for finding in submission.findings}
    if unsent and not concerns_us(submission, services.catalogue.items_on(day)):
        return _ignore(ledger, row, submission, "没有附件，内容与业务无关")
    names = [attachment.name for attachment in submission.attachments]
    kinds = [attachment.kind for attachment in submission.attachments]
    unparsed = CaseRepository(connection).cases_of_message(row.id)
    for group in group_files(names, kinds, submission.subject, services.catalogue, day) or [NO_FILES]:
        if unparsed:
            _open_again(connection, services, unparsed.pop(), row, submission, group, now)
        else:
            _open_or_join(connection, services, row, submission, group, now)
    return "parsed"


_NOT_ANSWERED = {
    MessageKind.BOUNCE: "退信", MessageKind.AUTO_REPLY: "自动回复", MessageKind.BULK: "群发邮件",
    MessageKind.OWN: "本系统发出的邮件",
}


def _ignore(ledger: MessageRepository, row: StoredMessage, submission: Submission, reason: str) -> str:
    """Note why nothing follows from a message; it stays in the ledger for an officer to see."""
    ledger.mark(row.id, "ignored", note=f"{reason}：{submission.subject[:80]}")
    return "ignored"


def _all_files(case: Case, submission: Submission) -> FileGroup:
    names = tuple(attachment.name for attachment in submission.attachments)
    return FileGroup(case.unit, case.item, tuple(range(len(names))), names, ((),) * len(names))


def _open_or_join(
    connection: sa.Connection, services: Services, row: StoredMessage, submission: Submission, group: FileGroup,
    now: datetime,
) -> None:
    repository = CaseRepository(connection)
    known = group.unit and group.item and submission.sender
    office = services.office.code
    case = repository.open_case(office, submission.sender, group.unit, group.item) if known else None
    if case is not None:
        _take_in(connection, services, case, row, submission, group, now)
        return
    case = repository.add(now, submission.received_at, **case_values(services, submission, group))
    _fill(connection, services, case, row, submission, group, now)


def _open_again(
    connection: sa.Connection, services: Services, case: Case, row: StoredMessage, submission: Submission,
    group: FileGroup, now: datetime,
) -> None:
    """Give the case of a message that could not be parsed before what the message brought (trust I7)."""
    repository = CaseRepository(connection)
    case = repository.change(case, now, **case_values(services, submission, group))
    repository.unjoin(case, row.id)
    _fill(connection, services, case, row, submission, group, now)


def _fill(
    connection: sa.Connection, services: Services, case: Case, row: StoredMessage, submission: Submission,
    group: FileGroup, now: datetime,
) -> None:
    """Give a case the message's words and the group's files, queue its reading and acknowledge it."""
    join(CaseRepository(connection), case, row, submission)
    _add_files(connection, services, case, submission, group, now)
    _queue_reading(connection, case, [submission.attachments[index] for index in group.members], now)
    _acknowledge(connection, services, case, submission, group, now)


def case_values(services: Services, submission: Submission, group: FileGroup) -> dict[str, object]:
    """Return the columns of a new case."""
    day = receipt_date(submission.received_at)
    item = services.catalogue.item(group.item, day) if group.item else None
    notice = due_date(day, item.deadlines.notice if item else 5, services.catalogue.day_overrides)
    end_of_day = datetime.combine(notice.date, time(23, 59, 59), tzinfo=BEIJING)
    return {
        "office": services.office.code, "channel": submission.channel, "unit": group.unit, "item": group.item,
        "item_name": item.name if item else "", "flags": [Flag.FAX] if _is_fax(services, submission) else [],
        "applicant": submission.sender, "telephone": submission.telephone, "subject": submission.subject[:500],
        "notice_due": end_of_day, "due_at": end_of_day,
    }


def _is_fax(services: Services, submission: Submission) -> bool:
    channel = services.catalogue.channels.get(submission.channel)
    return submission.telephone is not None or (channel is not None and channel.kind == "fax")


def join(repository: CaseRepository, case: Case, row: StoredMessage, submission: Submission) -> None:
    """Note what a message says and that it belongs to the case."""
    repository.join(
        case, row.id, subject=submission.subject, body=submission.body, rfc_id=submission.message_id,
        references=list(submission.references), findings=FINDINGS.dump_python(submission.findings, mode="json"),
    )


def _add_files(
    connection: sa.Connection, services: Services, case: Case, submission: Submission, group: FileGroup, now: datetime
) -> None:
    repository = CaseRepository(connection)
    for index, stored_name, named in zip(group.members, group.stored_names, group.findings, strict=True):
        attachment = submission.attachments[index]
        findings = FINDINGS.dump_python((*attachment.findings, *named), mode="json")
        repository.add_file(
            case, now, name=attachment.name, stored_name=stored_name, kind=attachment.kind,
            size=len(attachment.content), sha256=services.store.put(attachment.content), findings=findings,
        )


def _queue_reading(connection: sa.Connection, case: Case, files: Sequence[Attachment], now: datetime) -> None:
    size = sum(len(one.content) for one in files)
    name = queue_names.READ_LONG if size > queue_names.LONG_PAGES_SIZE else queue_names.READ
    StepRepository(connection).add(StepKind.READ, case.id, case.revision, name, now)


def _acknowledge(
    connection: sa.Connection, services: Services, case: Case, submission: Submission, group: FileGroup, now: datetime
) -> None:
    """Answer that the material has arrived: a receipt by mail, or the task to telephone a fax's sender."""
    repository = CaseRepository(connection)
    if case.applicant is None:
        number = case.telephone or "（来电号码未知）"
        text = f"传真件无法以邮件答复，请致电 {number} 告知收件及审核情况。"
        if Flag.FAX not in case.flags:
            text = "邮件没有可用的发件地址，无法自动答复，请以其他方式告知申请单位。"
        TaskRepository(connection).add(case, "telephone-sender", text, now)
        return
    if not group.members:
        return  # nothing to acknowledge; the judgement answers with what to send
    trusted = all(finding.code != "mail-sender-unauthenticated" for finding in submission.findings)
    report = unread_report(case, repository.files(case.id))
    write_letter(connection, services, case, "receipt", report, now, automatic=trusted)


def _thread_case(connection: sa.Connection, submission: Submission, office: str) -> Case | None:
    """Find the case a reply belongs to: by the letters and mails it refers to, else by the number in its subject."""
    repository = CaseRepository(connection)
    case_id = None
    if submission.references:
        case_id = LetterRepository(connection).case_of_message(submission.references)
        case_id = case_id or repository.case_of_rfc_ids(submission.references)
    case_id = case_id or next(iter(case_numbers(submission.subject)), None)
    if case_id is None:
        return None
    try:
        return repository.get(case_id, office)
    except CaseNotFound:
        return None


def _posted_case(connection: sa.Connection, submission: Submission, office: str) -> Case | None:
    """Find the case of a new mail that only holds a courier number: the sender's one case that waits for paper."""
    text = f"{submission.subject}\n{submission.body}"
    number = courier_number(text) if not submission.attachments and submission.sender else None
    if number is None or not says_little_else(submission.body, number):
        return None
    waiting = CaseRepository(connection).waiting_for_paper(office, submission.sender or "")
    return waiting[0] if len(waiting) == 1 else None


def _take_in(
    connection: sa.Connection, services: Services, case: Case, row: StoredMessage, submission: Submission,
    group: FileGroup, now: datetime,
) -> None:
    """Take further mail of a case in: new files make a supplement; words alone are for an officer."""
    repository = CaseRepository(connection)
    digests = {services.store.put(submission.attachments[index].content) for index in group.members}
    owed = bool(digests) and bool(ToleranceRepository(connection).owed(case.id))
    if not digests or (case.state not in OPEN_STATES and not owed):
        join(repository, case, row, submission)
        take_in_words(connection, services, case, submission, now, files=bool(digests))
        return
    if digests <= repository.known_files(case.id):
        join(repository, case, row, submission)
        _answer_duplicate(connection, services, row, now)
        return
    _supplement(connection, services, case, row, submission, group, now)


def _supplement(
    connection: sa.Connection, services: Services, case: Case, row: StoredMessage, submission: Submission,
    group: FileGroup, now: datetime,
) -> None:
    """Open a new revision of the case with the new files and read it.

    A case that is processed while materials are owed, or is decided, stays where it is: only its debts are settled.
    """
    repository = CaseRepository(connection)
    differs = submission.sender != case.applicant
    values: dict[str, Any] = {
        "revision": case.revision + 1,
        "flags": change_flags(case.flags, raised=(Flag.SENDER_DIFFERS,) if differs else ()),
    }
    detail = {"message": row.id}
    if case.state in OPEN_STATES and not _stays(services, case):
        case = move_case(connection, services, case, Event.SUPPLEMENT, now, detail=detail, **values)
        LetterRepository(connection).void_held(case.id)
    else:
        case = repository.change(case, now, **values)
        audit.record(
            connection, case_id=case.id, at=now, actor="system", event="debts-material", detail=detail
        )
    known = repository.known_files(case.id)
    new = [services.store.put(submission.attachments[index].content) not in known for index in group.members]
    _fill(connection, services, case, row, submission, group.only(new), now)


def _stays(services: Services, case: Case) -> bool:
    return case.state is State.TOLERATED and processes_first(item_of_case(services, case), services.office)


def _answer_duplicate(
    connection: sa.Connection, services: Services, earlier: StoredMessage, now: datetime
) -> None:
    """Tell a sender who sent the same again that we have it; nothing is decided anew (trust I14)."""
    repository = CaseRepository(connection)
    for case in repository.cases_of_message(earlier.id):
        if case.applicant is None:
            continue
        report = unread_report(case, repository.files(case.id))
        write_letter(connection, services, case, "duplicate-notice", report, now, automatic=True)


def _note_bounce(connection: sa.Connection, services: Services, submission: Submission, now: datetime) -> None:
    """Mark the letter that came back and call an officer; a bounce never makes a case (trust Q15)."""
    letters = LetterRepository(connection)
    case_id = letters.case_of_message(submission.references) if submission.references else None
    if case_id is None or _only_delayed(submission.body):
        return
    repository = CaseRepository(connection)
    case = repository.get(case_id)
    for letter in letters.of_case(case_id):
        if letter.message_id in submission.references:
            letters.move(letter.id, (LetterState.SENT,), LetterState.FAILED, error="bounced")
    if Flag.LETTER_FAILED not in case.flags:
        repository.change(case, now, flags=[*case.flags, Flag.LETTER_FAILED])
    TaskRepository(connection).add(case, "letter-failed", "信件被退回，请核对收件地址并以其他方式告知申请单位。", now)
    audit.record(connection, case_id=case_id, at=now, actor="system", event="letter-bounced")


def _only_delayed(text: str) -> bool:
    """Tell whether a mail system only says that it is still trying (RFC 3464, 2.3.3)."""
    actions = {action.lower() for action in re.findall(r"(?im)^Action:[ \t]*([a-z]+)", text)}
    return actions == {"delayed"}
