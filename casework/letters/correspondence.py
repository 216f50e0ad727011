"""Correspondence: from a letter's kind to a frozen message in the outbox of the database.

A letter is composed once, its bytes are kept in the store, and its row and the step that sends it are written
in the transaction of what it announces. Nothing is ever composed again between attempts (trust I16).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from cases import queue_names
from cases.case import Case, Letter, LetterState, StepKind, new_id
from cases.errors import DeliveryRejected
from cases.finding import Finding
from cases.history import AuditEvent
from cases.report import LetterDraft, Report
from casework.letters.office_telephones import with_telephones
from casework.work import Work
from catalogue.model import Catalogue, Department, Office, ServiceItem
from record.stored import REPORT
from replies.label import label_for
from replies.letter import LetterContext, write
from replies.message import Envelope, compose, message_id
from replies.particulars import Particulars
from replies.pdf import letter_pdf
from replies.selection import select

NOTHING_MORE = Particulars()
"""Particulars of a letter that says what the judged case says, and no more."""


class Rulebook(Protocol):
    """What letters are written by: a transaction's work, or the services where there is no record."""

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue."""
        ...

    @property
    def office(self) -> Office:
        """The office that writes."""
        ...


def draft(
    kind: str, rules: Rulebook, report: Report, item: ServiceItem | None, *, case_no: str, received_at: datetime,
    now: datetime, automatic: bool, round_: int = 1, previous: tuple[Finding, ...] = (), officer: str = "",
    department: Department | None = None, original_no: str = "", note: str = "",
    particulars: Particulars = NOTHING_MORE, serial: int = 0,
) -> LetterDraft:
    """Write one letter for a report; shared by the service and ``shouli check``."""
    catalogue = rules.catalogue
    context = LetterContext(
        case_no=case_no, report=report, item=item, office=rules.office, department=department,
        letters=catalogue.letters, received_at=received_at, now=now, round=round_, previous=previous, officer=officer,
        document_names={code: one.name for code, one in catalogue.documents.items()},
        days=catalogue.day_overrides, original_no=original_no, automatic=automatic,
        right_address=_right_address(catalogue, report, item), note=note, particulars=particulars,
        paper_received_on=particulars.day if kind == "paper-received" else None, tracking_no=particulars.tracking_no,
        directory=catalogue.directory, serial=serial,
    )
    return write(kind, context)


def write_letter(
    work: Work, case: Case, kind: str, report: Report, *, automatic: bool, officer: str = "", note: str = "",
    particulars: Particulars = NOTHING_MORE, serial: bool = False, internal: bool = False,
) -> Letter | None:
    """Write one letter of a case and post it.

    Args:
        work: The transaction of what the letter announces.
        case: The case after what the letter announces.
        kind: Letter code.
        report: What the letter speaks of.
        automatic: Nothing speaks against its leaving by itself; the office's policy must allow it too.
        officer: Name of the officer who lets it leave, empty for none.
        note: What the officer adds.
        particulars: What the move knows that the letter announces.
        serial: The kind may leave several times in one round (reminders, visits): it gets a number of its own.
        internal: It goes to the office itself, never to the sender.
    """
    round_ = work.letters.next_round(case.id, kind) if serial else case.revision
    letter = compose_letter(
        work, case, kind, report, automatic=automatic, officer=officer, note=note, particulars=particulars,
        round_=round_,
    )
    if internal:
        letter = replace(letter, automatic=True)  # the office's policy is about what leaves the office
    return post(work, case, letter, actor=officer or "system", round_=round_, internal=internal)


def compose_letter(
    work: Work, case: Case, kind: str, report: Report, *, automatic: bool, officer: str, note: str,
    particulars: Particulars = NOTHING_MORE, round_: int | None = None,
) -> LetterDraft:
    """Write one letter of a case, with all that was told before; arguments as for :func:`write_letter`.

    ``round_`` is the letter's place among those of its kind, which its number (文号) bears; None: the case's round.
    """
    judged = work.catalogue.item_at(case.item or report.item.code, case.received_at)  # as set, else as judged
    item, department = with_telephones(work, judged)
    allowed = work.office.policy in work.catalogue.letters[kind].automatic
    return draft(
        kind, work, report, item, case_no=case.number, received_at=case.received_at, now=work.now,
        automatic=(automatic and allowed) or bool(officer), round_=case.revision, previous=_previous(work, case),
        officer=officer, department=department, original_no=case.number, note=note, particulars=particulars,
        serial=case.revision if round_ is None else round_,
    )


def _previous(work: Work, case: Case) -> tuple[Finding, ...]:
    """Return what the sender was told in the last round that has a report."""
    content = work.cases.report_before(case.id, case.revision)
    return REPORT.validate_python(content).findings if content is not None else ()


def drafts(
    rules: Rulebook, report: Report, item: ServiceItem | None, received_at: datetime, now: datetime
) -> tuple[LetterDraft, ...]:
    """Return the letters a judgement would lead to, unsent and without a case number (``shouli check``)."""
    department = rules.catalogue.departments.get(item.department) if item is not None else None
    return tuple(
        draft(kind, rules, report, item, case_no="未编号", received_at=received_at, now=now, automatic=automatic,
              department=department)
        for kind, automatic in select(report, item, rules.office, rules.catalogue.letters)
    )


def post(
    work: Work, case: Case, letter: LetterDraft, *, actor: str = "system", round_: int | None = None,
    internal: bool = False,
) -> Letter | None:
    """Freeze a letter and queue it, or hold it for an officer; None when this round already has one of its kind.

    A letter without an address to go to is held: somebody has to telephone. So is one above the daily number of
    automatic letters to one address, because two machines may be answering each other (trust T17). An internal one
    goes to the office's own address.
    """
    account = work.account(case.channel)
    sender = account.address if account is not None else ""
    case = replace(case, applicant=sender or None) if internal else case
    letter_id = new_id(work.now)
    rfc_id = message_id(letter_id, sender or "office@localhost")
    content = _freeze(work, case, letter, sender, rfc_id)
    watched = actor == "system" and not internal  # two machines may answer each other, an officer never does
    goes = letter.automatic and bool(content) and not (watched and _too_many(work, case))
    row = Letter(
        id=letter_id, case_id=case.id, kind=letter.kind, round=case.revision if round_ is None else round_,
        state=LetterState.QUEUED if goes else LetterState.HELD, automatic=letter.automatic, sender=sender,
        recipient=case.applicant, subject=letter.subject, text=letter.text, message_id=rfc_id,
        content_sha256=work.store.put(content), attempts=0, created_at=work.now, sent_at=None, error="",
    )
    if not work.letters.add(row):
        return None
    if goes:
        work.steps.add(StepKind.LETTER, letter_id, 1, queue_names.LETTERS, work.now)
    work.record(AuditEvent.LETTER_WRITTEN, case.id, actor, letter=letter_id, kind=letter.kind, state=row.state)
    return row


def release(work: Work, case: Case, held: Letter, letter: LetterDraft, *, actor: str) -> bool:
    """Freeze a letter that waits, or waited, anew, dated now and in its officer's name, and queue it.

    Returns:
        False when it is no longer there to leave.
    """
    content = _freeze(work, case, letter, held.sender, held.message_id)
    moved = work.letters.move(
        held.id, (LetterState.HELD, LetterState.VOID), LetterState.QUEUED, subject=letter.subject, text=letter.text,
        content_sha256=work.store.put(content), created_at=work.now,
    )
    if moved:
        work.steps.add(StepKind.LETTER, held.id, 1, queue_names.LETTERS, work.now)
        work.record(AuditEvent.LETTER_RELEASED, case.id, actor, letter=held.id)
    return moved


def _freeze(work: Work, case: Case, letter: LetterDraft, sender: str, rfc_id: str) -> bytes:
    """Return the message's bytes, empty when there is no address it could go to."""
    if case.applicant is None or not sender:
        return b""
    joined = work.cases.joined(case.id)
    ids = [str(one["rfc_id"]) for one in joined if one["rfc_id"]]
    thread = [str(id_) for one in joined for id_ in one["references"]]
    envelope = Envelope(
        sender=sender, recipient=case.applicant, message_id=rfc_id, sent_at=work.now, sender_name=work.office.bureau,
        in_reply_to=ids[-1] if ids else None, references=tuple(dict.fromkeys([*thread, *ids[:-1]])),
    )
    certificate = letter_pdf(letter, work.office, case.number, work.now) if letter.legal else None
    label = label_for(letter.kind, case.number, case.unit or "", work.item(case), work.office)
    try:
        return compose(letter, envelope, certificate, label)
    except DeliveryRejected:
        return b""


def _too_many(work: Work, case: Case) -> bool:
    made = work.letters.count_automatic(case.applicant or "", work.now - timedelta(days=1))
    return made >= work.letters_per_sender_and_day


def _right_address(catalogue: Catalogue, report: Report, item: ServiceItem | None) -> str:
    """Return the mailbox that handles the item, for material sent to the wrong one."""
    if item is None or not any(finding.code == "item-wrong-channel" for finding in report.findings):
        return ""
    channel = catalogue.channels.get(item.channel)
    return (channel.address or "") if channel is not None else ""
