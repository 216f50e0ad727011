"""Filing: from one parsed message to the cases it opens or joins, in the caller's transaction.

A message is a bounce, a repetition, a reply to a case we know, or new material; new material makes one case
for each (unit, item) among its files (domain d3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from cases import queue_names
from cases.case import Case, Flag, StepKind
from cases.lifecycle import BEING_READ, OPEN_STATES
from cases.submission import Attachment, MessageKind, Submission
from cases.tasks import TaskKind
from cases.working_days import due_date, receipt_date
from casework.arrival.bounces import note_bounce
from casework.arrival.grouping import FileGroup, group_files
from casework.arrival.hints import Hint, hint_of
from casework.arrival.known_cases import case_of_number, case_of_thread, case_of_words, cases_supplemented
from casework.arrival.loops import ROUNDS, end_loop, rounds_before
from casework.arrival.mail_without_files import note_questions, take_in_words
from casework.arrival.relevance import concerns_us
from casework.item_rules import terms_of
from casework.letters.receipts import RECEIPT, awaits_correction, is_trusted, write_unread
from casework.rounds import begin_round
from casework.work import Work
from catalogue.match import name_table
from record.messages import StoredMessage
from record.repository import BEIJING
from record.senders import wait_for_turn
from record.stored import FINDINGS
from replies.inquiry import INQUIRY


@dataclass(frozen=True, slots=True)
class Arrival:
    """One message that came in: its row in the ledger, and what it says and holds."""

    row: StoredMessage
    submission: Submission


def file_submission(work: Work, arrival: Arrival, digest: str) -> str:
    """Decide what a message is to us and act on it; return the state for its ledger row.

    Mails of one sender are filed one after the other, so that each sees the cases that the one before it opened.
    """
    row, submission = arrival.row, arrival.submission
    wait_for_turn(work.connection, work.office.code, submission.sender or submission.telephone or "")
    if submission.kind is MessageKind.BOUNCE and submission.by_mail_system:
        note_bounce(work, submission)
    elif submission.kind is MessageKind.BOUNCE and (told := _case_told_of(work, submission)) is not None:
        _take_in(work, told, arrival, _all_files(told, submission))  # a person's words, for an officer
        return "parsed"
    if submission.kind in _NOT_ANSWERED:
        return _ignore(work, arrival, _NOT_ANSWERED[submission.kind])
    earlier = work.messages.same_content(digest, row.id) if submission.attachments or submission.message_id else None
    if earlier is not None:
        if earlier.rfc_id != submission.message_id and submission.kind is MessageKind.SUBMISSION:
            _answer_duplicate(work, earlier)
        return "duplicate"
    thread = case_of_thread(work, submission)
    if thread is not None and not (Flag.INQUIRY in thread.flags and submission.attachments):
        _take_in(work, thread, arrival, _all_files(thread, submission))
        return "parsed"
    hint = hint_of(submission, name_table(work.catalogue.items_on(receipt_date(submission.received_at))))
    spoken_of = case_of_words(work, submission, hint)
    if spoken_of is not None:
        _take_in(work, spoken_of, arrival, _all_files(spoken_of, submission))
        return "parsed"
    return _file_anew(work, arrival, hint)


def _case_told_of(work: Work, submission: Submission) -> Case | None:
    return case_of_thread(work, submission) or case_of_number(work, submission.body)


def _file_anew(work: Work, arrival: Arrival, hint: Hint) -> str:
    """Open or join one case for each (unit, item) of a message that belongs to no case yet."""
    submission, day = arrival.submission, receipt_date(arrival.submission.received_at)
    codes = {finding.code for finding in submission.findings}
    if codes in ({"mail-no-attachment"}, {INQUIRY}) and not concerns_us(submission, work.catalogue.items_on(day)):
        return _ignore(work, arrival, "没有附件，内容是群发广告")
    rounds = rounds_before(work, submission)
    if len(rounds) >= ROUNDS:
        end_loop(work, rounds[0])
        return _ignore(work, arrival, "多次来信文字相同，疑为自动回复")
    groups = group_files(submission.attachments, work.catalogue, day, hint)
    waiting, sure = cases_supplemented(work, submission, groups)
    if sure:
        _take_in(work, waiting[0], arrival, _all_files(waiting[0], submission))
        return "parsed"
    unparsed = work.cases.cases_of_message(arrival.row.id)
    silent = FileGroup(hint.unit, hint.item, (), (), ())
    for group in groups or [silent]:
        known = unparsed.pop() if unparsed else None
        case = _open_again(work, known, arrival, group) if known else _open_or_join(work, arrival, group)
        _propose(work, case, waiting)
    return "parsed"


def _propose(work: Work, case: Case, waiting: Sequence[Case]) -> None:
    """Ask an officer whether a new case is what others of its sender still lack."""
    numbers = [one.number for one in waiting if one.id != case.id]
    if numbers:
        text = f"发件人另有待补材料的办件{'、'.join(numbers)}，本件可能是其补正材料，请核对。"
        work.tasks.add(case, TaskKind.READ_REPLY, text, work.now)


_NOT_ANSWERED = {
    MessageKind.BOUNCE: "退信", MessageKind.AUTO_REPLY: "自动回复", MessageKind.BULK: "群发邮件",
    MessageKind.OWN: "本系统发出的邮件",
}


def _ignore(work: Work, arrival: Arrival, reason: str) -> str:
    """Note why nothing follows from a message; it stays in the ledger for an officer to see."""
    work.messages.mark(arrival.row.id, "ignored", note=f"{reason}：{arrival.submission.subject[:80]}")
    return "ignored"


def _all_files(case: Case, submission: Submission) -> FileGroup:
    names = tuple(attachment.name for attachment in submission.attachments)
    return FileGroup(case.unit, case.item, tuple(range(len(names))), names, ((),) * len(names))


def _open_or_join(work: Work, arrival: Arrival, group: FileGroup) -> Case:
    submission = arrival.submission
    known = group.unit and group.item and submission.sender and submission.kind is MessageKind.SUBMISSION
    case = work.cases.open_case(work.office.code, submission.sender, group.unit, group.item) if known else None
    if case is not None:
        _take_in(work, case, arrival, group)
        return case
    case = work.cases.add(work.now, submission.received_at, **case_values(work, submission, group))
    _fill(work, case, arrival, group)
    return case


def _open_again(work: Work, case: Case, arrival: Arrival, group: FileGroup) -> Case:
    """Give the case of a message that could not be parsed before what the message brought (trust I7)."""
    case = work.cases.change(case, work.now, **case_values(work, arrival.submission, group))
    work.cases.unjoin(case, arrival.row.id)
    _fill(work, case, arrival, group)
    return case


def _fill(work: Work, case: Case, arrival: Arrival, group: FileGroup) -> None:
    """Give a case the message's words and the group's files, queue its reading and acknowledge it."""
    submission = arrival.submission
    join(work, case, arrival)
    _add_files(work, case, submission, group)
    _queue_reading(work, case, [submission.attachments[index] for index in group.members])
    _acknowledge(work, case, submission, group)
    if group.members:
        note_questions(work, case, submission)


def case_values(work: Work, submission: Submission, group: FileGroup) -> dict[str, object]:
    """Return the columns of a new case."""
    item = work.catalogue.item_at(group.item, submission.received_at)
    day = receipt_date(submission.received_at)
    notice = due_date(day, terms_of(item).notice, work.catalogue.day_overrides)
    end_of_day = datetime.combine(notice.date, time(23, 59, 59), tzinfo=BEIJING)
    return {
        "office": work.office.code, "channel": submission.channel, "unit": group.unit, "item": group.item,
        "item_name": item.name if item else "", "flags": _flags(work, submission),
        "applicant": submission.sender if submission.kind is MessageKind.SUBMISSION else None,
        "telephone": submission.telephone, "subject": submission.subject[:500], "notice_due": end_of_day,
        "due_at": end_of_day,
    }


def _flags(work: Work, submission: Submission) -> list[str]:
    asks = any(finding.code == INQUIRY for finding in submission.findings)
    marks = {Flag.FAX: _is_fax(work, submission), Flag.INQUIRY: asks}
    return [flag for flag, holds in marks.items() if holds]


def _is_fax(work: Work, submission: Submission) -> bool:
    channel = work.catalogue.channels.get(submission.channel)
    return submission.telephone is not None or (channel is not None and channel.kind == "fax")


def join(work: Work, case: Case, arrival: Arrival) -> None:
    """Note what a message says and that it belongs to the case."""
    submission = arrival.submission
    work.cases.join(
        case, arrival.row.id, subject=submission.subject, body=submission.body, rfc_id=submission.message_id,
        references=list(submission.references), findings=FINDINGS.dump_python(submission.findings, mode="json"),
    )


def _add_files(work: Work, case: Case, submission: Submission, group: FileGroup) -> None:
    for index, stored_name, named in zip(group.members, group.stored_names, group.findings, strict=True):
        attachment = submission.attachments[index]
        findings = FINDINGS.dump_python((*attachment.findings, *named), mode="json")
        work.cases.add_file(
            case, work.now, name=attachment.name, stored_name=stored_name, kind=attachment.kind,
            size=len(attachment.content), sha256=work.store.put(attachment.content), findings=findings,
        )


def _queue_reading(work: Work, case: Case, files: Sequence[Attachment]) -> None:
    size = sum(len(one.content) for one in files)
    name = queue_names.READ_LONG if size > queue_names.LONG_PAGES_SIZE else queue_names.READ
    work.steps.add(StepKind.READ, case.id, case.revision, name, work.now)


def _acknowledge(work: Work, case: Case, submission: Submission, group: FileGroup) -> None:
    """Answer that the material has arrived: a receipt by mail, or the task to telephone a fax's sender."""
    if submission.kind is MessageKind.MACHINE:
        text = f"来件由 {submission.sender or '未知地址'} 自动发出（如扫描仪、传真网关），"
        text += "不能以邮件答复，请核对申请单位，并以其他方式告知收件及审核情况。"
        work.tasks.add(case, TaskKind.TELEPHONE_SENDER, text, work.now)
        return
    if case.applicant is None:
        number = case.telephone or "（来电号码未知）"
        text = f"传真件无法以邮件答复，请致电 {number} 告知收件及审核情况。"
        if Flag.FAX not in case.flags:
            text = "邮件没有可用的发件地址，无法自动答复，请以其他方式告知申请单位。"
        work.tasks.add(case, TaskKind.TELEPHONE_SENDER, text, work.now)
        return
    if not group.members and Flag.INQUIRY not in case.flags:
        return  # nothing to acknowledge; the judgement answers with what to send
    trusted = is_trusted(submission.findings)
    if trusted and case.state in BEING_READ and awaits_correction(work, case):
        return
    write_unread(work, case, RECEIPT, automatic=trusted)


def _take_in(work: Work, case: Case, arrival: Arrival, group: FileGroup) -> None:
    """Take further mail of a case in: new files make a supplement; words alone are for an officer."""
    digests = {work.store.put(arrival.submission.attachments[index].content) for index in group.members}
    owed = bool(digests) and bool(work.debts.owed(case.id))
    if not digests or (case.state not in OPEN_STATES and not owed):
        join(work, case, arrival)
        take_in_words(work, case, arrival.submission, files=bool(digests))
        return
    if digests <= work.cases.known_files(case.id):
        join(work, case, arrival)
        if arrival.submission.kind is MessageKind.SUBMISSION:
            _answer_duplicate(work, arrival.row)
        return
    _supplement(work, case, arrival, group)


def _supplement(work: Work, case: Case, arrival: Arrival, group: FileGroup) -> None:
    """Open a new revision of the case with the new files and read it.

    A case that is processed while materials are owed, or is decided, stays where it is: only its debts are settled.
    """
    submission = arrival.submission
    differs = submission.sender != case.applicant
    raised = (Flag.SENDER_DIFFERS,) if differs else ()
    case = begin_round(work, case, {"message": arrival.row.id}, raised=raised)
    known = work.cases.known_files(case.id)
    new = [work.store.put(submission.attachments[index].content) not in known for index in group.members]
    _fill(work, case, arrival, group.only(new))


def _answer_duplicate(work: Work, earlier: StoredMessage) -> None:
    """Tell a sender who sent the same again that we have it; nothing is decided anew (trust I14)."""
    for case in work.cases.cases_of_message(earlier.id):
        if case.applicant is None:
            continue
        write_unread(work, case, "duplicate-notice", automatic=True)
