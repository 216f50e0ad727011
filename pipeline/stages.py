"""The whole flow, one plain function per stage: read this first.

    store_message   raw bytes → store → ledger row and step, then the mailbox is told
    open_cases      message → submission → cases, receipts, steps   (one transaction)
    judge_case      case → pages → findings → outcome → letters     (one transaction; announced in pipeline.verdicts)
    send_letter     frozen letter → mail system, once               (pipeline.delivery)
    decide          an officer's decision → state and letter        (pipeline.decisions)

Every stage may run twice: the step's fence decides whose results count (trust I15). The database is the
record; RQ only says when to look at it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from cases import queue_names
from cases.case import Case, CaseFile, Flag, Step, StepKind
from cases.finding import Finding
from cases.finding_codes import About, code_of, find
from cases.lifecycle import MOVES, UNDECIDED_STATES, Event
from cases.reading import PageReading
from cases.submission import FileKind, Submission
from casework.arrival.filing import case_values, file_submission, join
from casework.arrival.grouping import NO_FILES, with_file
from casework.case_moves import change_flags, move_case
from casework.decisions import decide, release_letter, send_held
from casework.letters.delivery import send_letter
from casework.services import Services
from casework.verdicts import announce_judgement, take_in_late
from intake.message import content_digest, parse_message
from intake.source import RawMessage
from judging.judge import judge
from judging.question import Question
from judging.reader import CaseContent, Progress, Reader
from record.messages import MessageRepository, StoredMessage
from record.readings import ReadingRepository
from record.repository import CaseRepository
from record.steps import LeaseLost, StepRepository, claim
from record.stored import FINDINGS
from record.tasks import TaskRepository

__all__ = [
    "LeaseLost", "decide", "fail_step", "judge_case", "open_cases", "release_letter", "send_held", "send_letter",
    "store_message",
]

MAIL = "message/rfc822"
RETRY_AFTER = (timedelta(seconds=10), timedelta(seconds=60), timedelta(seconds=300))


def store_message(services: Services, account: str, raw: RawMessage) -> str | None:
    """Keep a message for ever and queue its parsing; None when it was known already.

    Only after this returns may the source be told (trust I1): bytes on disk, row committed.
    """
    now = services.clock()
    sha256 = services.store.put(raw.content)
    with services.database.begin() as connection:
        message_id = MessageRepository(connection).add(
            account=account, key=raw.key, channel=raw.channel, media_type=raw.media_type, name=raw.name,
            telephone=raw.telephone, incomplete=raw.incomplete, suspect=raw.suspect, sha256=sha256,
            size=len(raw.content), received_at=raw.received_at, stored_at=now,
        )
        if message_id is not None:
            StepRepository(connection).add(StepKind.PARSE, message_id, 1, queue_names.INTAKE, now)
    return message_id


def open_cases(services: Services, step: Step) -> None:
    """Parse a stored message and open or join its cases, in one transaction with receipts and steps."""
    with services.database.begin() as connection:
        ledger = MessageRepository(connection)
        row = ledger.get(step.subject)
        if step.revision == 1 and row.media_type == MAIL and ledger.same_bytes(row) is not None:
            claim(connection, step)
            ledger.mark(row.id, "duplicate", note="与此前收到的邮件完全相同")
            return
    submission = parse_message(_raw(services, row), services.intake_limits, own_addresses=services.own_addresses)
    digest = content_digest(submission)
    for attachment in submission.attachments:
        services.store.put(attachment.content)
    now = services.clock()
    with services.database.begin() as connection:
        claim(connection, step)
        state = file_submission(connection, services, row, submission, digest, now)
        MessageRepository(connection).mark(
            row.id, state, rfc_id=submission.message_id, content_digest=digest, sender=submission.sender
        )


def _raw(services: Services, row: StoredMessage) -> RawMessage:
    return RawMessage(
        key=row.key, channel=row.channel, content=services.store.get(row.sha256), received_at=row.received_at,
        media_type=row.media_type, name=row.name, telephone=row.telephone, incomplete=row.incomplete,
        suspect=row.suspect,
    )


def judge_case(services: Services, step: Step, beat: Progress = lambda _: None) -> None:
    """Read the files of a case, judge them, write the letters and move the case.

    Args:
        services: What the flow works with.
        step: The leased step; its results count only while its fence is the newest.
        beat: Called between pages; renews the lease and shows progress.
    """
    with services.database.begin() as connection:
        repository = CaseRepository(connection)
        case = repository.get(step.subject)
        files, joined = repository.files(case.id), repository.joined(case.id)
    question = _question(services, case, files, joined)
    contents = [_content(services, one) for one in files]
    reader = Reader(services.engine, services.limits, _KeptReadings(services), beat, services.signature_roots)
    report = judge(contents, question, catalogue=services.catalogue, office=services.office, reader=reader)
    now = services.clock()
    with services.database.begin() as connection:
        claim(connection, step)
        case = CaseRepository(connection).get(case.id)
        if case.revision != step.revision:
            return
        if case.state in UNDECIDED_STATES:
            announce_judgement(connection, services, case, report, now)
        else:
            take_in_late(connection, services, case, report, now)


def _question(
    services: Services, case: Case, files: Sequence[CaseFile], joined: Sequence[dict[str, object]]
) -> Question:
    last = [one for one in joined if one["revision"] == case.revision]
    extra = [finding for one in last for finding in FINDINGS.validate_python(one["findings"])]
    if Flag.SENDER_DIFFERS in case.flags:
        message = "补正材料来自与原申请不同的邮箱地址，请工作人员核实发件人身份。"
        extra.append(find("mail-sender-unauthenticated", message))
    if files:  # a later mail of words alone asks for nothing
        extra = [finding for finding in extra if finding.code != "mail-no-attachment"]
    named = [
        with_file([finding], one.position)[0]
        for one in files for finding in _stored_findings(one) if code_of(finding).about is About.NAME
    ]
    item = case.item if case.item_name else None
    return Question(
        received_at=case.received_at, unit=case.unit, item=item, channel=services.catalogue.channels.get(case.channel),
        extra=tuple(extra), file_names=tuple(named),
    )


def _stored_findings(file: CaseFile) -> tuple[Finding, ...]:
    return FINDINGS.validate_python(file.findings)


def _content(services: Services, file: CaseFile) -> CaseContent:
    against = tuple(finding for finding in _stored_findings(file) if code_of(finding).about is not About.NAME)
    return CaseContent(
        name=file.name, stored_name=file.stored_name, kind=FileKind(file.kind), sha256=file.sha256,
        load=lambda: services.store.get(file.sha256), revision=file.revision, findings=against,
    )


class _KeptReadings:
    """Readings kept in the database, each in a short transaction of its own."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def page(self, content_key: str) -> PageReading | None:
        """Return the reading of a page of this content."""
        with self._services.database.begin() as connection:
            return ReadingRepository(connection, self._services.reader).page(content_key)

    def keep_page(self, page: PageReading) -> None:
        """Keep one page's reading."""
        with self._services.database.begin() as connection:
            ReadingRepository(connection, self._services.reader).keep_page(page)

    def file(self, sha256: str) -> tuple[list[str], tuple[Finding, ...]] | None:
        """Return a file's page keys and findings."""
        with self._services.database.begin() as connection:
            return ReadingRepository(connection, self._services.reader).file(sha256)

    def keep_file(self, sha256: str, pages: list[str], findings: tuple[Finding, ...]) -> None:
        """Keep a file's page keys and findings."""
        with self._services.database.begin() as connection:
            ReadingRepository(connection, self._services.reader).keep_file(sha256, pages, findings)


def fail_step(services: Services, step: Step, code: str, *, final: bool) -> None:
    """Give a step back after an error of ours; after the last attempt the case goes to an officer (trust I8)."""
    now = services.clock()
    with services.database.begin() as connection:
        wait = RETRY_AFTER[min(step.fence, len(RETRY_AFTER)) - 1]
        if not StepRepository(connection).give_back(step, now + wait, code, final=final) or not final:
            return
        if step.kind is StepKind.PARSE:
            _quarantine(connection, services, step, now)
        elif step.kind is StepKind.READ:
            case = CaseRepository(connection).get(step.subject)
            if case.revision != step.revision or Event.HOLD not in MOVES[case.state]:
                return  # a newer round is queued, or the case is over
            text = "材料自动识别三次未成功，请人工核对。"
            TaskRepository(connection).add(case, "reading-failed", text, now)
            flags = change_flags(case.flags, raised=(Flag.READING_FAILED,))
            move_case(connection, services, case, Event.HOLD, now, flags=flags, detail={"code": code})


def _quarantine(connection: sa.Connection, services: Services, step: Step, now: datetime) -> None:
    """Make a message that cannot be parsed a visible case; its bytes stay where they are (trust I7)."""
    repository, ledger = CaseRepository(connection), MessageRepository(connection)
    row = ledger.get(step.subject)
    empty = Submission(
        channel=row.channel, received_at=row.received_at, sender=None, sender_name="", telephone=None, message_id=None,
        references=(), subject="（无法解析的邮件）", body="", attachments=(),
    )
    known = repository.cases_of_message(row.id)  # it failed before and was tried again
    case = known[0] if known else repository.add(now, row.received_at, **case_values(services, empty, NO_FILES))
    if not known:
        join(repository, case, row, empty)
    ledger.mark(row.id, "failed")
    TaskRepository(connection).add(case, "reading-failed", "邮件无法解析，请下载原始邮件人工处理。", now)
    flags = change_flags(case.flags, raised=(Flag.READING_FAILED,))
    move_case(connection, services, case, Event.HOLD, now, flags=flags)
