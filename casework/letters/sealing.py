"""Sealing: what bears the office's seal waits for an officer, who has it sealed and sends the scan after it.

A letter says itself what it announces; the paper under it is signed and sealed by hand. Source: 行政许可法 32 末款.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from cases import queue_names
from cases.case import Case, Letter, LetterState, StepKind, new_id
from cases.errors import MoveNotAllowed, NotPermitted, RequestInvalid
from cases.history import AuditEvent
from cases.moves import Handling
from cases.report import LetterDraft, Report
from cases.tasks import TaskKind
from cases.working_days import due_date, receipt_date
from casework.kept_for_seal import ACCEPTANCE, decision_of_acceptance, kept_for_seal
from casework.letters.announcing import Announcement
from casework.letters.correspondence import envelope_of, write_letter
from casework.work import Work
from record.officers import Officer
from replies.context import signatory_of
from replies.letter import with_sealed_copy, without_sealed_copy
from replies.markup import to_html
from replies.message import compose, message_id
from replies.particulars import Particulars
from replies.pdf import letter_pdf

LARGEST_SCAN = 20 * 1024 * 1024


def await_seal(work: Work, case: Case, report: Report, accepted: date) -> None:
    """Write the decision to accept a permit's application, once, and have an officer seal it in time.

    Args:
        work: The transaction in which the application is accepted.
        case: The case after it.
        report: What was judged.
        accepted: Day of acceptance.
    """
    if work.situation(case).handling is not Handling.PERMIT or decision_of_acceptance(work, case) is not None:
        return
    letter = write_letter(work, case, Announcement(ACCEPTANCE, report, Particulars(day=accepted)))
    item = work.item(case)
    if letter is None or item is None:
        return
    due = due_date(receipt_date(case.received_at), item.deadlines.notice, work.catalogue.day_overrides).date
    text = f"《受理决定书》待用印，请在{max(due, work.today):%Y-%m-%d}前打印、用印并送达申请单位。"
    work.tasks.renew(case, TaskKind.SEAL_NEEDED, text, work.now)


def pass_awaits_seal(work: Work, case: Case, report: Report) -> None:
    """Do so for an electronic pass, where the office takes that for acceptance (domain f3)."""
    accepted = work.situation(case).chronicle.accepted
    if accepted is not None and work.office.acceptance_event == "electronic":
        await_seal(work, case, report, accepted)


def seal_later(work: Work, case: Case, title: str) -> None:
    """Have an officer seal the paper of a letter that announces his decision."""
    text = f"《{title}》待用印，请打印、用印并送达申请单位。"
    work.tasks.renew(case, TaskKind.SEAL_NEEDED, text, work.now)


def is_for_seal(work: Work, letter: Letter) -> bool:
    """Tell whether a held letter only waits for the seal and decides nothing any more."""
    return letter.id in kept_for_seal(work, work.cases.get(letter.case_id))


def paper_of(work: Work, letter: Letter) -> bytes:
    """Return a legal letter as the PDF that is printed and sealed.

    Raises:
        RequestInvalid: The letter is no legal act.
    """
    kind = work.catalogue.letters[letter.kind]
    if not kind.legal:
        raise RequestInvalid(reason="该信件不是正式文书，没有PDF")
    case = work.cases.get(letter.case_id)
    sealed = kind.is_sealed(work.situation(case).handling is Handling.PERMIT)
    text = without_sealed_copy(letter.text)
    draft = LetterDraft(letter.kind, letter.automatic, letter.subject, text, "", legal=True, sealed=sealed)
    return letter_pdf(draft, signatory_of(work.office, work.item(case)), case.number, letter.created_at)


def send_sealed(work: Work, letter: Letter, officer: Officer, scan: bytes) -> Letter:
    """Send the sealed paper of a letter as a PDF: the held letter itself, or a copy of one that announced it before.

    Raises:
        NotPermitted: The role may not send letters.
        RequestInvalid: The scan is no PDF or too large, or the letter bears no seal.
        MoveNotAllowed: The decision is not made yet, or there is no address to send it to.
    """
    case = work.cases.get(letter.case_id)
    permit = work.situation(case).handling is Handling.PERMIT
    check_scan(scan, officer)
    if not work.catalogue.letters[letter.kind].is_sealed(permit):
        raise RequestInvalid(reason="该信件无需加盖印章")
    held = letter.state is LetterState.HELD
    reason = ""
    if letter.state is LetterState.VOID or (held and not is_for_seal(work, letter)):
        reason = "请先作出决定"
    elif letter.recipient is None or not letter.sender:
        reason = "该信件没有收件邮箱，请送达纸质文书"
    if reason:
        raise MoveNotAllowed(state=str(letter.state), event="发送盖章件", reason=reason)
    sent = _queue(work, case, letter, scan, again=not held)
    work.tasks.finish(case.id, (TaskKind.SEAL_NEEDED,), work.now)
    work.record(AuditEvent.LETTER_RELEASED, case.id, officer.name, letter=sent.id)
    return sent


def check_scan(scan: bytes, officer: Officer) -> None:
    """Refuse a scan that cannot be sent, or not by this officer.

    Raises:
        NotPermitted: The role may not send letters.
        RequestInvalid: It is no PDF, or too large.
    """
    if not officer.decides:
        raise NotPermitted(action="发送信件")
    if not scan.startswith(b"%PDF-") or len(scan) > LARGEST_SCAN:
        raise RequestInvalid(reason="盖章件应为PDF，且不超过20MB")


def _queue(work: Work, case: Case, letter: Letter, scan: bytes, *, again: bool) -> Letter:
    """Freeze the letter with its scan and queue it, as itself or as another one of its kind."""
    letter_id = new_id(work.now) if again else letter.id
    rfc_id = message_id(letter_id, letter.sender) if again else letter.message_id
    text = with_sealed_copy(letter.text, signatory_of(work.office, work.item(case)).name)
    draft = LetterDraft(letter.kind, False, letter.subject, text, to_html(text), legal=True, sealed=True)
    content = compose(draft, envelope_of(work, case, letter.sender, rfc_id), scan)
    place = work.letters.next_round(case.id, letter.kind) if again else letter.round
    row = replace(
        letter, id=letter_id, round=place, state=LetterState.QUEUED, automatic=False, text=text, message_id=rfc_id,
        content_sha256=work.store.put(content), attempts=0, created_at=work.now, sent_at=None, error="",
    )
    if again:
        work.letters.add(row)
    else:
        work.letters.move(
            letter.id, (LetterState.HELD,), LetterState.QUEUED, text=text, content_sha256=row.content_sha256,
        )
    work.steps.add(StepKind.LETTER, row.id, 1, queue_names.LETTERS, work.now)
    return row

