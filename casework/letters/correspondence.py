"""Correspondence: from a letter's kind to a frozen message in the outbox of the database.

A letter is frozen once, when it is let leave: its bytes are kept in the store, and its row and the step that sends it
are written in the transaction of what it announces. Nothing is ever composed again between attempts (trust I16). Of a
draft that waits only the words are kept; setting its paper takes longer than judging the case anew.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Protocol

from cases import queue_names
from cases.case import DAILY_CAP, Case, Letter, LetterState, StepKind, new_id
from cases.errors import DeliveryRejected
from cases.finding import Finding
from cases.history import AuditEvent
from cases.moves import Handling
from cases.report import LetterDraft, Report
from casework.letters.announcing import Announcement
from casework.letters.daily_cap import call_officer, is_reached
from casework.letters.office_telephones import with_telephones
from casework.work import Work
from catalogue.model import Catalogue, Mode, Office, ServiceItem
from record.stored import REPORT
from replies.context import signatory_of
from replies.editing import Edit, Passage, edited
from replies.label import label_for
from replies.letter import LetterContext, number_of, series_of, write
from replies.markup import to_html
from replies.message import Envelope, compose, message_id
from replies.pdf import letter_pdf
from replies.selection import select

DECISIONS = frozenset({"granted", "refused"})
"""Letters that are the decision itself: its number is theirs."""


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


def write_letter(work: Work, case: Case, told: Announcement) -> Letter | None:
    """Write one letter of a case as it is after what the letter announces, and post it.

    Returns:
        None when this round already has one of its kind.
    """
    place = work.letters.next_round(case.id, told.kind) if told.serial else case.revision
    return _post(work, case, told, compose_letter(work, case, told), place)


def compose_letter(work: Work, case: Case, told: Announcement, number: str = "") -> LetterDraft:
    """Write one letter of a case, with all that was told before, and with what an officer changed of it.

    Args:
        work: The transaction of what the letter announces.
        case: The case after it.
        told: The letter.
        number: Document number (文号) that it bears already; empty: it gets the next one.
    """
    letter = compose_unedited(work, case, told, number)
    kept = work.letter_edits.of(case.id, told.kind, case.revision)
    if kept is None or told.internal:
        return letter
    edit = Edit(kept.salutation, tuple(Passage(after, text) for after, text in kept.passages))
    text = edited(letter.text, edit)
    return replace(letter, text=text, html=to_html(text))


def compose_unedited(work: Work, case: Case, told: Announcement, number: str = "") -> LetterDraft:
    """Write one letter of a case as :func:`compose_letter` does, whatever an officer changed of it."""
    code = case.item or told.report.item.code  # as set, else as judged
    item, department = with_telephones(work, work.catalogue.item_at(code, case.received_at))
    allowed = told.automatic and work.office.policy in work.catalogue.letters[told.kind].automatic
    return write(told.kind, LetterContext(
        case_no=case.number, report=told.report, item=item, office=work.office, department=department,
        catalogue=work.catalogue, received_at=case.received_at, now=work.now, round=case.revision,
        number=number or _next_number(work, told, item), previous=_previous(work, case), officer=told.officer,
        automatic=allowed or told.internal or bool(told.officer), particulars=told.particulars,
    ))


def _next_number(work: Work, told: Announcement, item: ServiceItem | None) -> str:
    """Return the number that an officer stated, else the next one of the letter's series; empty for none."""
    kind, permit = work.catalogue.letters[told.kind], item is not None and item.mode is Mode.PERMIT
    if told.kind in DECISIONS and told.particulars.document_no:
        return told.particulars.document_no
    series = series_of(kind, signatory_of(work.office, item), permit, work.today.year)
    return series.format(serial=work.letters.next_serial(series)) if series else ""


def _previous(work: Work, case: Case) -> tuple[Finding, ...]:
    """Return what the sender was told in the last round that has a report."""
    content = work.cases.report_before(case.id, case.revision)
    return REPORT.validate_python(content).findings if content is not None else ()


def drafts(
    rules: Rulebook, report: Report, item: ServiceItem | None, received_at: datetime, now: datetime
) -> tuple[LetterDraft, ...]:
    """Return the letters a judgement would lead to, unsent and without a case number (``shouli check``)."""
    catalogue = rules.catalogue
    context = LetterContext(
        case_no="未编号", report=report, item=item, office=rules.office,
        department=catalogue.departments.get(item.department) if item is not None else None, catalogue=catalogue,
        received_at=received_at, now=now,
    )
    chosen = select(report, item, rules.office, catalogue.letters)
    return tuple(write(kind, replace(context, automatic=automatic)) for kind, automatic in chosen)


def _post(work: Work, case: Case, told: Announcement, letter: LetterDraft, place: int) -> Letter | None:
    """Freeze a letter and queue it, or hold it for an officer; None when this round already has one of its kind.

    A letter without an address to go to is held: somebody has to telephone. So is one above the daily cap, because two
    machines may be answering each other (trust T17); an officer is called to it. An internal one goes to the office's
    own address.
    """
    account = work.account(case.channel)
    sender = account.address if account is not None else ""
    case = replace(case, applicant=sender or None) if told.internal else case
    letter_id = new_id(work.now)
    envelope = envelope_of(work, case, sender, message_id(letter_id, sender or "office@localhost"))
    content = _freeze(work, case, letter, envelope) if letter.automatic else b""
    watched = not told.officer and not told.internal  # two machines may answer each other, an officer never does
    ready = letter.automatic and bool(content)
    capped = ready and watched and is_reached(work, case)
    goes = ready and not capped
    row = Letter(
        id=letter_id, case_id=case.id, kind=letter.kind, round=place,
        state=LetterState.QUEUED if goes else LetterState.HELD, automatic=letter.automatic, sender=sender,
        recipient=case.applicant, subject=letter.subject, text=letter.text, message_id=envelope.message_id,
        content_sha256=work.store.put(content), attempts=0, created_at=work.now, sent_at=None,
        error=DAILY_CAP if capped else "",
    )
    if not work.letters.add(row):
        return None
    if goes:
        work.steps.add(StepKind.LETTER, letter_id, 1, queue_names.LETTERS, work.now)
    if capped:
        call_officer(work, case)
    actor = told.officer or "system"
    work.record(AuditEvent.LETTER_WRITTEN, case.id, actor, letter=letter_id, kind=letter.kind, state=row.state)
    return row


def release(work: Work, case: Case, held: Letter, told: Announcement) -> bool:
    """Write and freeze a letter that waits, or waited, anew, dated now and in its officer's name, and queue it.

    Returns:
        False when it is no longer there to leave.
    """
    letter = compose_letter(work, case, told, number_of(held.text))
    content = _freeze(work, case, letter, envelope_of(work, case, held.sender, held.message_id))
    moved = work.letters.move(
        held.id, (LetterState.HELD, LetterState.VOID), LetterState.QUEUED, subject=letter.subject, text=letter.text,
        content_sha256=work.store.put(content), created_at=work.now, error="",
    )
    if moved:
        work.steps.add(StepKind.LETTER, held.id, 1, queue_names.LETTERS, work.now)
        work.record(AuditEvent.LETTER_RELEASED, case.id, told.officer, letter=held.id)
    return moved


def rewrite_letter(work: Work, case: Case, waiting: Letter, told: Announcement) -> bool:
    """Write a draft that waits anew, or one that was void, under its number; it goes on waiting.

    Returns:
        False when it is no longer there to write.
    """
    letter = compose_letter(work, case, told, number_of(waiting.text))
    return work.letters.move(
        waiting.id, (LetterState.HELD, LetterState.VOID), LetterState.HELD, subject=letter.subject, text=letter.text,
        content_sha256=work.store.put(b""), created_at=work.now, automatic=letter.automatic, error="",
    )


def freeze_kept(work: Work, letter: Letter) -> str:
    """Freeze a draft as it was written, and return the digest under which its message is kept."""
    case, kind = work.cases.get(letter.case_id), work.catalogue.letters[letter.kind]
    sealed = kind.is_sealed(work.situation(case).handling is Handling.PERMIT)
    draft = LetterDraft(
        letter.kind, letter.automatic, letter.subject, letter.text, to_html(letter.text), kind.legal, sealed
    )
    envelope = envelope_of(work, replace(case, applicant=letter.recipient), letter.sender, letter.message_id)
    return work.store.put(_freeze(work, case, draft, envelope))


def envelope_of(work: Work, case: Case, sender: str, rfc_id: str) -> Envelope:
    """Return from whom, to whom and in which thread of mails a letter goes."""
    joined = work.cases.joined(case.id)
    ids = [str(one["rfc_id"]) for one in joined if one["rfc_id"]]
    thread = [str(id_) for one in joined for id_ in one["references"]]
    return Envelope(
        sender=sender, recipient=case.applicant or "", message_id=rfc_id, sent_at=work.now,
        sender_name=signatory_of(work.office, work.item(case)).name, in_reply_to=ids[-1] if ids else None,
        references=tuple(dict.fromkeys([*thread, *ids[:-1]])),
    )


def _freeze(work: Work, case: Case, letter: LetterDraft, envelope: Envelope) -> bytes:
    """Return the message's bytes, empty when there is no address it could go to.

    A paper that bears a seal is not attached without it; none is set while an act is only tried.
    """
    if not envelope.recipient or not envelope.sender:
        return b""
    enclosed = _enclosed(work, case, letter) if not work.is_trial else (None, None)
    try:
        return compose(letter, envelope, *enclosed)
    except DeliveryRejected:
        return b""


def _enclosed(work: Work, case: Case, letter: LetterDraft) -> tuple[bytes | None, bytes | None]:
    """Return the paper of a letter and the label for what is to be posted, as PDF, where they go with it."""
    item = work.item(case)
    is_paper = letter.legal and not letter.sealed
    paper = letter_pdf(letter, signatory_of(work.office, item), case.number, work.now) if is_paper else None
    return paper, label_for(letter.kind, case.number, case.unit or "", item, work.office)
