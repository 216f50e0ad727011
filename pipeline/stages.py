"""The whole flow, one plain function per stage: read this first.

    store_message   mail → bytes in the store, row in the ledger; only then the mailbox is told
    open_cases      message → submission → cases, receipts                      casework.arrival.filing
    judge_case      case → pages → text, seals → findings → outcome → letters   judging.judge, casework.verdicts
    send_letter     frozen letter → mail system, once                           casework.letters.delivery
    finish_leaving  an act that could be taken back for a minute → done         casework.waiting.leaving
    decide          an officer's decision → state and letter                    casework.decisions
    fail_step       what the last attempt could not do → an officer             casework.given_up

Each stage leaves a step for the next one in the transaction of what it did. Every stage may run twice: the step's
fence decides whose results count (trust I15). The database is the record; RQ only says when to look at it.
"""

from __future__ import annotations

from datetime import timedelta

from cases import queue_names
from cases.case import Step, StepKind
from cases.lifecycle import UNDECIDED_STATES
from casework.arrival.filing import Arrival, file_submission
from casework.arrival.separation import OtherApplication, separate
from casework.decisions import decide
from casework.given_up import give_up
from casework.kept_readings import KeptJoins, KeptReadings
from casework.letters.delivery import send_letter
from casework.services import Services
from casework.verdicts import announce_judgement, take_in_late
from casework.waiting.leaving import finish_leaving
from casework.work import Work
from intake.message import content_digest, parse_message
from intake.source import RawMessage
from judging.judge import Judged, judge, judge_applications
from judging.reader import Progress, Reader
from pipeline.case_question import CaseQuestion, question_about
from record.messages import StoredMessage
from record.steps import LeaseLost, claim
from views.prepared import prepare_pictures

__all__ = [
    "LeaseLost", "decide", "enter_message", "fail_step", "finish_leaving", "judge_case", "open_cases", "send_letter",
    "store_message",
]

MAIL = "message/rfc822"
RETRY_AFTER = (timedelta(seconds=10), timedelta(seconds=60), timedelta(seconds=300))


def store_message(services: Services, account: str, raw: RawMessage) -> str | None:
    """Keep a message for ever and queue its parsing; None when it was known already.

    Only after this returns may the source be told (trust I1): bytes on disk, row committed.
    """
    sha256 = services.store.put(raw.content)
    with services.work() as work:
        return enter_message(work, account, raw, sha256)


def enter_message(work: Work, account: str, raw: RawMessage, sha256: str) -> str | None:
    """Enter a message whose bytes are in the store in the ledger and queue its parsing; None when it is there."""
    message_id = work.messages.add(
        account=account, key=raw.key, channel=raw.channel, media_type=raw.media_type, name=raw.name,
        telephone=raw.telephone, incomplete=raw.incomplete, suspect=raw.suspect, sha256=sha256,
        size=len(raw.content), received_at=raw.received_at, stored_at=work.now,
    )
    if message_id is not None:
        work.steps.add(StepKind.PARSE, message_id, 1, queue_names.INTAKE, work.now)
    return message_id


def open_cases(services: Services, step: Step) -> None:
    """Parse a stored message and open or join its cases, in one transaction with receipts and steps."""
    with services.work() as work:
        row = work.messages.get(step.subject)
        if step.revision == 1 and row.media_type == MAIL and work.messages.same_bytes(row) is not None:
            claim(work.connection, step)
            work.messages.mark(row.id, "duplicate", note="与此前收到的邮件完全相同")
            return
    submission = parse_message(_raw(services, row), services.intake_limits, own_addresses=services.own_addresses)
    digest = content_digest(submission)
    for attachment in submission.attachments:
        services.store.put(attachment.content)
    with services.work() as work:
        claim(work.connection, step)
        state = file_submission(work, Arrival(row, submission), digest)
        work.messages.mark(
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
    with services.reading() as work:
        asked = question_about(work, step.subject)
    reader = Reader(
        services.engine, services.limits, KeptReadings(services), beat, services.signature_roots, KeptJoins(services)
    )
    judged = _judge(services, asked, reader)
    with services.work() as work:
        claim(work.connection, step)
        work.progress.clear(asked.case.id)
        case = work.cases.get(asked.case.id)
        if case.revision != step.revision:
            return
        if case.state in UNDECIDED_STATES:
            others = [OtherApplication(one.question.unit, one.question.item, one.files) for one in judged[1:]]
            separate(work, case, others)
            announce_judgement(work, case, judged[0].report)
        else:
            take_in_late(work, case, judged[0].report)
    prepare_pictures(services, judged[0].report, asked.case.revision)


def _judge(services: Services, asked: CaseQuestion, reader: Reader) -> list[Judged]:
    """Judge a case; only what comes first may hold other applications, a supplement belongs to the case it is for."""
    new = asked.case.revision == 1 and asked.case.state in UNDECIDED_STATES
    if new:
        return judge_applications(
            asked.contents, asked.question, catalogue=asked.catalogue, office=services.office, reader=reader,
            beside=asked.beside,
        )
    report = judge(
        asked.contents, asked.question, catalogue=asked.catalogue, office=services.office, reader=reader,
        beside=asked.beside,
    )
    return [Judged(tuple(range(len(asked.contents))), asked.question, report)]


def fail_step(services: Services, step: Step, code: str, *, final: bool) -> None:
    """Give a step back after an error of ours; after the last attempt the case goes to an officer (trust I8)."""
    with services.work() as work:
        work.progress.clear(step.subject)
        wait = RETRY_AFTER[min(step.fence, len(RETRY_AFTER)) - 1]
        if work.steps.give_back(step, work.now + wait, code, final=final) and final:
            give_up(work, step, code)
