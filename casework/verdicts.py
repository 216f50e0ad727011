"""Verdicts: what a judgement does to its case – report kept, letters written or held, debts entered or cleared, moved.

Nothing leaves by itself that a rule of the life cycle speaks against: then the letters are held and an officer looks.
"""

from __future__ import annotations

from cases.case import Case, Flag, Letter, LetterState
from cases.history import AuditEvent
from cases.lifecycle import Event
from cases.report import Outcome, Report
from cases.tasks import TaskKind
from casework.case_moves import Move, change_flags, move_case, show_dues, why_not
from casework.debts import clear_debts, debt_name, enter_debts, forgive, lacking, originals, owed_lines, with_dates
from casework.item_rules import debt_due, marks_of
from casework.letters.announcing import Announcement, since_acceptance
from casework.letters.collecting import draft_notice
from casework.letters.correspondence import write_letter
from casework.letters.receipts import write_if_owed
from casework.letters.sealing import pass_awaits_seal
from casework.ruling_lives import settle_lives
from casework.work import Work
from catalogue.model import ServiceItem
from papers.facts import CLEARING_WORDS
from record.stored import REPORT
from replies.inquiry import is_inquiry
from replies.letter_of_event import event_of
from replies.particulars import Owed, Particulars
from replies.selection import is_rerouted, select

_OF_JUDGEMENT = (
    Flag.COMPLAINT, Flag.POST_AUDIT, Flag.LATE_MARKED, Flag.TOLERANCE_SUSPENDED, Flag.GREEN_LANE_PROPOSED,
)
"""Flags that hold as long as the newest judgement raises them."""


def announce_judgement(work: Work, case: Case, report: Report) -> Case:
    """Keep the report, write the letters it asks for and move the case to where they put it."""
    code = report.item.code
    item = work.catalogue.item_at(code, case.received_at)
    report = forgive(report, work.debts.of_case(case.id))
    report = with_dates(work, item, report, work.debts.owed(case.id))
    keep_judgement(work, case, report)
    case = move_case(
        work, case, Move(Event.SCREEN, detail={"outcome": report.outcome}), unit=report.unit.name, item=code,
        item_name=report.item.name, outcome=report.outcome, flags=marked(work, case, report, item),
        channel=_rerouted(work, case, report, item),
    )
    case = clear_debts(work, case, report, by="system")
    event = event_of(report.outcome, item)
    against = _against(work, case, report, event)
    particulars = since_acceptance(work, case, event, particulars_judged(work, case, item, report))
    sent: Letter | None = None
    for kind, automatic in select(report, item, work.office, work.catalogue.letters):
        told = Announcement(kind, report, particulars, automatic=automatic and against is None)
        letter = write_letter(work, case, told)
        if letter is not None and letter.state is LetterState.QUEUED and kind != "rerouted":
            sent = letter
    if sent is None:
        write_if_owed(work, case, report)
    return _go(work, case, report, event if sent is not None else Event.HOLD, sent, against)


def _rerouted(work: Work, case: Case, report: Report, item: ServiceItem | None) -> str:
    """Return the channel by which the case goes on: its item's, where another mailbox of the office took it in."""
    if item is None or not is_rerouted(report) or work.account(item.channel) is None:
        return case.channel
    work.record(AuditEvent.REROUTED, case.id, "system", received=case.channel, handled=item.channel)
    return item.channel


def take_in_late(work: Work, case: Case, report: Report) -> Case:
    """Clear debts by material of a case that goes on without it, or was judged too late to say anything.

    The case does not move and no letter leaves (trust I19); what the judgement cannot settle is an officer's.
    """
    keep_judgement(work, case, report)
    before = work.debts.owed(case.id)
    case = clear_debts(work, case, report, by="system")
    if before and not work.debts.owed(case.id):
        work.tasks.add(case, TaskKind.DEBTS_CLEARED, "容缺材料已全部补齐，请继续办理。", work.now)
    elif Flag.DEEMED not in case.flags:  # of a case deemed accepted before it was read, an officer knows already
        work.tasks.add(case, TaskKind.READ_REPLY, "申请单位补交了材料，请核对是否已补齐并处理。", work.now)
    return show_dues(work, case)


def keep_judgement(work: Work, case: Case, report: Report) -> None:
    """Keep a report, and what became of what officers said before it."""
    content = dict(REPORT.dump_python(report, mode="json"))
    work.cases.keep_report(case, work.now, rules=work.catalogue.version, reader=work.reader, content=content)
    settle_lives(work, case, report)


def marked(work: Work, case: Case, report: Report, item: ServiceItem | None) -> list[str]:
    """Raise the flags of the item, and the one that tells officers of a unit with overdue debts (domain f40).

    What an earlier judgement raised by another item or unit is lowered: a complaint's clocks stand still.
    """
    unit = report.unit.name
    suspended = unit is not None and work.debts.has_overdue(case.office, unit)
    proposed = any(finding.code == "item-green-lane" for finding in report.findings)
    raised = {
        Flag.TOLERANCE_SUSPENDED: suspended, Flag.GREEN_LANE_PROPOSED: proposed,
        Flag.ACCOUNT_CLEARING: _clears_an_account(work, case, report, item),
        Flag.INQUIRY: is_inquiry(report),
    }
    asked = [flag for flag, holds in raised.items() if holds]
    marks = marks_of(item)
    if Flag.INQUIRY in asked or Flag.INQUIRY in case.flags:  # nothing is done that would have to be checked afterwards
        marks = tuple(mark for mark in marks if mark is Flag.COMPLAINT)
    stays = {*marks, *asked, *((Flag.POST_AUDIT,) if Flag.CASE_BY_CASE in case.flags else ())}
    lowered = [flag for flag in _OF_JUDGEMENT if flag not in stays]
    return change_flags(case.flags, raised=(*marks, *asked), lowered=lowered)


def _clears_an_account(work: Work, case: Case, report: Report, item: ServiceItem | None) -> bool:
    """Tell whether mail or pages say that an account is cleared, of an item that goes first then (附件5 四（二）)."""
    priority = item.high_priority_when if item is not None else None
    if priority is None or "account_clearing" not in priority.expression:
        return False
    mails = work.cases.joined(case.id)
    texts = [*(f"{one['subject']}\n{one['body']}" for one in mails), *(page.text for page in report.pages)]
    return any(word in text.replace(" ", "") for text in texts for word in CLEARING_WORDS)


def _against(work: Work, case: Case, report: Report, event: Event) -> str | None:
    """Return what speaks against saying the outcome without an officer, None where nothing does."""
    if event is Event.TOLERATE and Flag.TOLERANCE_SUSPENDED in case.flags:
        return "该单位有超期未补的容缺材料，是否容缺受理须由工作人员决定"
    if event is Event.TOLERATE and not lacking(report):
        return "没有可容缺的材料"
    return why_not(work, case, event) if event is not Event.HOLD else None


def particulars_judged(work: Work, case: Case, item: ServiceItem | None, report: Report) -> Particulars:
    """Return what the letter of a judgement says beyond the report: its day, what is owed and until when."""
    codes = _owed_after(item, report)
    if item is None or not codes:
        return Particulars(day=work.today, due=report.supplement_due)
    known = {debt.material: debt for debt in work.situation(case).debts}
    due = debt_due(work.catalogue, item, work.today)
    owed = tuple(
        owed_lines([known[code]])[0] if code in known
        else Owed(debt_name(work.catalogue, report, code), due.due, due.text)
        for code in codes
    )
    return Particulars(day=work.today, due=report.tolerance_due or report.supplement_due, owed=owed)


def _owed_after(item: ServiceItem | None, report: Report) -> tuple[str, ...]:
    """Return the codes of what is owed once the outcome is announced."""
    if report.outcome is Outcome.TOLERATE:
        return (*lacking(report), *originals(item, report))
    return originals(item, report) if report.outcome is Outcome.ACCEPT else ()


def _go(
    work: Work, case: Case, report: Report, event: Event, sent: Letter | None, against: str | None
) -> Case:
    """Move the case to where its letter puts it; enter what it leaves owed."""
    detail: dict[str, object] = {"letter": sent.id if sent else None}
    if event is Event.CORRECT and report.supplement_due is not None:
        detail["due"] = report.supplement_due.isoformat()
    case = move_case(work, case, Move(event, reason=against or "", detail=detail))
    if event is Event.PASS:
        pass_awaits_seal(work, case, report)
    owed = _owed_after(work.item(case), report) if event is not Event.HOLD else ()
    if not owed:
        return case
    case = enter_debts(work, case, report, owed, by="system")
    draft_notice(work, case)
    return case
