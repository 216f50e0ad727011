"""Correspondence: from a letter's kind to a frozen message in the outbox of the database.

A letter is composed once, its bytes are kept in the store, and its row and the step that sends it are written
in the transaction of what it announces. Nothing is ever composed again between attempts (trust I16).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from cases import queue_names
from cases.case import Case, CaseFile, Letter, LetterState, StepKind, new_id
from cases.errors import DeliveryRejected
from cases.finding import Finding
from cases.report import ItemRef, LetterDraft, Outcome, Report, ReportFile, Unit
from cases.working_days import receipt_date
from casework.letters.office_telephones import with_contacts
from casework.services import Services
from catalogue.model import ServiceItem
from record import audit
from record.letters import LetterRepository
from record.repository import CaseRepository
from record.steps import StepRepository
from record.stored import REPORT
from replies.label import label_for
from replies.letter import LetterContext, write
from replies.message import Envelope, compose, message_id
from replies.particulars import Particulars
from replies.pdf import letter_pdf
from replies.selection import select

NOTHING_MORE = Particulars()
"""Particulars of a letter that says what the judged case says, and no more."""


def draft(
    kind: str, services: Services, report: Report, item: ServiceItem | None, *, case_no: str, received_at: datetime,
    now: datetime, automatic: bool, round_: int = 1, previous: tuple[Finding, ...] = (), officer: str = "",
    contact: tuple[str, ...] = (), original_no: str = "", note: str = "", particulars: Particulars = NOTHING_MORE,
    serial: int = 0,
) -> LetterDraft:
    """Write one letter for a report; shared by the service and ``shouli check``."""
    catalogue = services.catalogue
    context = LetterContext(
        case_no=case_no, report=report, item=item, office=services.office,
        department=catalogue.departments.get(item.department) if item is not None else None,
        letters=catalogue.letters, received_at=received_at, now=now, round=round_, previous=previous, officer=officer,
        contact=contact, document_names={code: one.name for code, one in catalogue.documents.items()},
        days=catalogue.day_overrides, original_no=original_no, automatic=automatic,
        right_address=_right_address(services, report, item), note=note, particulars=particulars,
        paper_received_on=particulars.day if kind == "paper-received" else None, tracking_no=particulars.tracking_no,
        directory=catalogue.directory, serial=serial,
    )
    return write(kind, context)


def item_of(services: Services, report: Report, case: Case) -> ServiceItem | None:
    """Return the item of a case, as set or as judged, in the version in force when the case was received."""
    code = case.item or report.item.code
    return services.catalogue.item(code, receipt_date(case.received_at)) if code else None


def unread_report(case: Case, files: Sequence[CaseFile]) -> Report:
    """Return what is known before anything was read: names and files of the present round."""
    return Report(
        outcome=Outcome.REVIEW, unit=Unit(case.unit, "file-name" if case.unit else ""),
        item=ItemRef(case.item, case.item_name, "file-name" if case.item else ""), pages=(), materials=(), findings=(),
        files=tuple(
            ReportFile(one.name, one.stored_name, one.kind, 0, one.sha256)
            for one in files if one.revision == case.revision
        ),
    )


def write_letter(
    connection: sa.Connection, services: Services, case: Case, kind: str, report: Report, now: datetime, *,
    automatic: bool, officer: str = "", note: str = "", particulars: Particulars = NOTHING_MORE, serial: bool = False,
    internal: bool = False,
) -> Letter | None:
    """Write one letter of a case and post it.

    Args:
        connection: The transaction of what the letter announces.
        services: Catalogue, office and accounts.
        case: The case after what the letter announces.
        kind: Letter code.
        report: What the letter speaks of.
        now: Time of writing.
        automatic: Nothing speaks against its leaving by itself; the office's policy must allow it too.
        officer: Name of the officer who lets it leave, empty for none.
        note: What the officer adds.
        particulars: What the move knows that the letter announces.
        serial: The kind may leave several times in one round (reminders, visits): it gets a number of its own.
        internal: It goes to the office itself, never to the sender.
    """
    round_ = LetterRepository(connection).next_round(case.id, kind) if serial else case.revision
    letter = compose_letter(
        connection, services, case, kind, report, now, automatic=automatic, officer=officer, note=note,
        particulars=particulars, round_=round_,
    )
    if internal:
        letter = replace(letter, automatic=True)  # the office's policy is about what leaves the office
    return post(
        connection, services, case, letter, now, actor=officer or "system", round_=round_, internal=internal
    )


def compose_letter(
    connection: sa.Connection, services: Services, case: Case, kind: str, report: Report, now: datetime, *,
    automatic: bool, officer: str, note: str, particulars: Particulars = NOTHING_MORE, round_: int | None = None,
) -> LetterDraft:
    """Write one letter of a case, with all that was told before; arguments as for :func:`write_letter`.

    ``round_`` is the letter's place among those of its kind, which its number (文号) bears; None: the case's round.
    """
    services = with_contacts(connection, services, receipt_date(now))
    allowed = services.office.policy in services.catalogue.letters[kind].automatic
    return draft(
        kind, services, report, item_of(services, report, case), case_no=case.number, received_at=case.received_at,
        now=now, automatic=(automatic and allowed) or bool(officer), round_=case.revision,
        previous=_previous(connection, case), officer=officer, original_no=case.number, note=note,
        particulars=particulars, serial=case.revision if round_ is None else round_,
    )


def _previous(connection: sa.Connection, case: Case) -> tuple[Finding, ...]:
    """Return what the sender was told in the last round that has a report."""
    content = CaseRepository(connection).report_before(case.id, case.revision)
    return REPORT.validate_python(content).findings if content is not None else ()


def drafts(
    services: Services, report: Report, item: ServiceItem | None, received_at: datetime, now: datetime
) -> tuple[LetterDraft, ...]:
    """Return the letters a judgement would lead to, unsent and without a case number (``shouli check``)."""
    return tuple(
        draft(kind, services, report, item, case_no="未编号", received_at=received_at, now=now, automatic=automatic)
        for kind, automatic in select(report, item, services.office, services.catalogue.letters)
    )


def post(
    connection: sa.Connection, services: Services, case: Case, letter: LetterDraft, now: datetime, *,
    actor: str = "system", round_: int | None = None, internal: bool = False,
) -> Letter | None:
    """Freeze a letter and queue it, or hold it for an officer; None when this round already has one of its kind.

    A letter without an address to go to is held: somebody has to telephone. So is one above the daily number of
    automatic letters to one address, because two machines may be answering each other (trust T17). An internal one
    goes to the office's own address.
    """
    account = services.account(case.channel)
    sender = account.address if account is not None else ""
    case = replace(case, applicant=sender or None) if internal else case
    letter_id = new_id(now)
    rfc_id = message_id(letter_id, sender or "office@localhost")
    content = _freeze(connection, services, case, letter, sender, rfc_id, now)
    watched = actor == "system" and not internal  # two machines may answer each other, an officer never does
    goes = letter.automatic and bool(content) and not (watched and _too_many(connection, services, case, now))
    row = Letter(
        id=letter_id, case_id=case.id, kind=letter.kind, round=case.revision if round_ is None else round_,
        state=LetterState.QUEUED if goes else LetterState.HELD, automatic=letter.automatic, sender=sender,
        recipient=case.applicant, subject=letter.subject, text=letter.text, message_id=rfc_id,
        content_sha256=services.store.put(content), attempts=0, created_at=now, sent_at=None, error="",
    )
    if not LetterRepository(connection).add(row):
        return None
    if goes:
        StepRepository(connection).add(StepKind.LETTER, letter_id, 1, queue_names.LETTERS, now)
    audit.record(
        connection, case_id=case.id, at=now, actor=actor, event="letter-written", detail={"letter": letter_id,
        "kind": letter.kind, "state": row.state},
    )
    return row


def release(
    connection: sa.Connection, services: Services, case: Case, held: Letter, letter: LetterDraft, now: datetime, *,
    actor: str,
) -> bool:
    """Freeze a letter that waits, or waited, anew, dated now and in its officer's name, and queue it.

    Returns:
        False when it is no longer there to leave.
    """
    content = _freeze(connection, services, case, letter, held.sender, held.message_id, now)
    moved = LetterRepository(connection).move(
        held.id, (LetterState.HELD, LetterState.VOID), LetterState.QUEUED, subject=letter.subject, text=letter.text,
        content_sha256=services.store.put(content), created_at=now,
    )
    if moved:
        StepRepository(connection).add(StepKind.LETTER, held.id, 1, queue_names.LETTERS, now)
        audit.record(
            connection, case_id=case.id, at=now, actor=actor, event="letter-released", detail={"letter": held.id}
        )
    return moved


def _freeze(
    connection: sa.Connection, services: Services, case: Case, letter: LetterDraft, sender: str, rfc_id: str,
    now: datetime,
) -> bytes:
    """Return the message's bytes, empty when there is no address it could go to."""
    if case.applicant is None or not sender:
        return b""
    joined = CaseRepository(connection).joined(case.id)
    ids = [str(one["rfc_id"]) for one in joined if one["rfc_id"]]
    thread = [str(id_) for one in joined for id_ in one["references"]]
    envelope = Envelope(
        sender=sender, recipient=case.applicant, message_id=rfc_id, sent_at=now, sender_name=services.office.bureau,
        in_reply_to=ids[-1] if ids else None, references=tuple(dict.fromkeys([*thread, *ids[:-1]])),
    )
    certificate = letter_pdf(letter, services.office, case.number, now) if letter.legal else None
    item = services.catalogue.item(case.item, receipt_date(case.received_at)) if case.item else None
    label = label_for(letter.kind, case.number, case.unit or "", item, services.office)
    try:
        return compose(letter, envelope, certificate, label)
    except DeliveryRejected:
        return b""


def _too_many(connection: sa.Connection, services: Services, case: Case, now: datetime) -> bool:
    since = now - timedelta(days=1)
    made = LetterRepository(connection).count_automatic(case.applicant or "", since)
    return made >= services.letters_per_sender_and_day


def _right_address(services: Services, report: Report, item: ServiceItem | None) -> str:
    """Return the mailbox that handles the item, for material sent to the wrong one."""
    if item is None or not any(finding.code == "item-wrong-channel" for finding in report.findings):
        return ""
    channel = services.catalogue.channels.get(item.channel)
    return (channel.address or "") if channel is not None else ""
