"""Filing: from one parsed message to the cases it opens or joins, in the caller's transaction.

A message is a bounce, a repetition, a reply to a case we know, or new material; new material makes one case
for each (unit, item) among its files (domain d3).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time

import sqlalchemy as sa

from cases import audit
from cases.case import Case, CaseFile, Flag, LetterState, StepKind
from cases.errors import CaseNotFound
from cases.letters import LetterRepository
from cases.lifecycle import OPEN_STATES, Event, State
from cases.report import ItemRef, Outcome, Report, ReportFile, Unit
from cases.repository import BEIJING, CaseRepository, StoredMessage
from cases.steps import StepRepository
from cases.submission import Attachment, MessageKind, Submission
from cases.working_days import due_date, receipt_date
from intake.thread import case_numbers
from pipeline import queues
from pipeline.correspondence import write_letter
from pipeline.grouping import NO_FILES, FileGroup, group_files
from pipeline.services import Services
from pipeline.stored import FINDINGS


def file_submission(
    connection: sa.Connection, services: Services, row: StoredMessage, submission: Submission, digest: str,
    now: datetime,
) -> str:
    """Decide what a message is to us and act on it; return the state for its ledger row."""
    repository = CaseRepository(connection)
    if submission.kind is MessageKind.BOUNCE:
        _note_bounce(connection, services, submission, now)
        return "ignored"
    if submission.kind is not MessageKind.SUBMISSION:
        return "ignored"
    earlier = repository.same_content(digest, row.id)
    if earlier is not None:
        if earlier.rfc_id != submission.message_id:
            _answer_duplicate(connection, services, earlier, now)
        return "duplicate"
    thread = _thread_case(connection, submission, services.office.code)
    if thread is not None:
        _join_thread(connection, services, thread, row, submission, now)
        return "parsed"
    names = [attachment.name for attachment in submission.attachments]
    kinds = [attachment.kind for attachment in submission.attachments]
    day = receipt_date(submission.received_at)
    for group in group_files(names, kinds, submission.subject, services.catalogue, day) or [NO_FILES]:
        _open_or_join(connection, services, row, submission, group, now)
    return "parsed"


def _open_or_join(
    connection: sa.Connection, services: Services, row: StoredMessage, submission: Submission, group: FileGroup,
    now: datetime,
) -> None:
    repository = CaseRepository(connection)
    known = group.unit and group.item and submission.sender
    case = repository.open_case(submission.sender, group.unit, group.item) if known else None
    if case is not None and case.state in {State.CORRECTION, State.TOLERATED, State.REVIEW}:
        _supplement(connection, services, case, row, submission, now)
        return
    case = repository.add(now, submission.received_at, **case_values(services, submission, group))
    join(repository, case, row, submission)
    _add_files(connection, services, case, submission, group, now)
    _queue_reading(connection, case, submission.attachments, now)
    _acknowledge(connection, services, case, submission, now)


def case_values(services: Services, submission: Submission, group: FileGroup) -> dict[str, object]:
    """Return the columns of a new case."""
    day = receipt_date(submission.received_at)
    item = services.catalogue.item(group.item, day) if group.item else None
    notice = due_date(day, item.deadlines.notice if item else 5, services.catalogue.day_overrides)
    end_of_day = datetime.combine(notice.date, time(23, 59, 59), tzinfo=BEIJING)
    return {
        "office": services.office.code, "channel": submission.channel, "unit": group.unit, "item": group.item,
        "item_name": item.name if item else "", "flags": [Flag.FAX] if submission.telephone is not None else [],
        "applicant": submission.sender, "telephone": submission.telephone, "subject": submission.subject[:500],
        "notice_due": end_of_day, "due_at": end_of_day,
    }


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
    name = queues.READ_LONG if size > queues.LONG_PAGES_SIZE else queues.READ
    StepRepository(connection).add(StepKind.READ, case.id, case.revision, name, now)


def _acknowledge(
    connection: sa.Connection, services: Services, case: Case, submission: Submission, now: datetime
) -> None:
    """Answer that the material has arrived: a receipt by mail, or the task to telephone a fax's sender."""
    if case.applicant is None:
        text = f"传真件无法以邮件答复，请致电 {case.telephone or '（来电号码未知）'} 告知收件及审核情况。"
        CaseRepository(connection).add_task(case, "telephone-sender", text, now)
        return
    if not submission.attachments:
        return  # nothing to acknowledge; the judgement answers with what to send
    report = _unread_report(services, case, CaseRepository(connection).files(case.id))
    write_letter(connection, services, case, "receipt", report, now, automatic=True)


def _unread_report(services: Services, case: Case, files: Sequence[CaseFile]) -> Report:
    """What is known at arrival: names, nothing read."""
    return Report(
        outcome=Outcome.REVIEW, unit=Unit(case.unit, "file-name" if case.unit else ""),
        item=ItemRef(case.item, case.item_name, "file-name" if case.item else ""), pages=(), materials=(), findings=(),
        files=tuple(
            ReportFile(one.name, one.stored_name, one.kind, 0, one.sha256)
            for one in files if one.revision == case.revision
        ),
    )


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


def _join_thread(
    connection: sa.Connection, services: Services, case: Case, row: StoredMessage, submission: Submission, now: datetime
) -> None:
    """Take a reply in: new files make a supplement; words alone are for an officer."""
    repository = CaseRepository(connection)
    digests = {services.store.put(one.content) for one in submission.attachments}
    if not submission.attachments or case.state not in OPEN_STATES:
        join(repository, case, row, submission)
        repository.add_task(case, "read-reply", "申请单位回复了邮件，请阅看并处理。", now)
        return
    if digests <= repository.known_files(case.id):
        join(repository, case, row, submission)
        _answer_duplicate(connection, services, row, now)
        return
    _supplement(connection, services, case, row, submission, now)


def _supplement(
    connection: sa.Connection, services: Services, case: Case, row: StoredMessage, submission: Submission, now: datetime
) -> None:
    """Open a new revision of the case with the new files and read it."""
    repository = CaseRepository(connection)
    flags = list(case.flags)
    if submission.sender != case.applicant and Flag.SENDER_DIFFERS not in flags:
        flags.append(Flag.SENDER_DIFFERS)
    case = repository.move(
        case, Event.SUPPLEMENT, now, actor="system", detail={"message": row.id}, revision=case.revision + 1, flags=flags
    )
    LetterRepository(connection).void_held(case.id)
    known = repository.known_files(case.id)
    members = [
        index for index, one in enumerate(submission.attachments) if services.store.put(one.content) not in known
    ]
    names = tuple(submission.attachments[index].name for index in members)
    join(repository, case, row, submission)
    group = FileGroup(case.unit, case.item, tuple(members), names, ((),) * len(members))
    _add_files(connection, services, case, submission, group, now)
    _queue_reading(connection, case, submission.attachments, now)
    _acknowledge(connection, services, case, submission, now)


def _answer_duplicate(
    connection: sa.Connection, services: Services, earlier: StoredMessage, now: datetime
) -> None:
    """Tell a sender who sent the same again that we have it; nothing is decided anew (trust I14)."""
    repository = CaseRepository(connection)
    for case in repository.cases_of_message(earlier.id):
        if case.applicant is None:
            continue
        report = _unread_report(services, case, repository.files(case.id))
        write_letter(connection, services, case, "duplicate-notice", report, now, automatic=True)


def _note_bounce(connection: sa.Connection, services: Services, submission: Submission, now: datetime) -> None:
    """Mark the letter that came back and call an officer; a bounce never makes a case (trust Q15)."""
    letters = LetterRepository(connection)
    case_id = letters.case_of_message(submission.references) if submission.references else None
    if case_id is None:
        return
    repository = CaseRepository(connection)
    case = repository.get(case_id)
    for letter in letters.of_case(case_id):
        if letter.message_id in submission.references:
            letters.move(letter.id, (LetterState.SENT,), LetterState.FAILED, error="bounced")
    repository.add_task(case, "letter-failed", "信件被退回，请核对收件地址并以其他方式告知申请单位。", now)
    audit.record(connection, case_id=case_id, at=now, actor="system", event="letter-bounced")
