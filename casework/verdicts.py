"""Verdicts: what a judgement does to its case – report kept, letters written or held, debts entered or cleared, moved.

Nothing leaves by itself that a rule of the life cycle speaks against: then the letters are held and an officer looks.
"""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from cases.case import Case, Flag, Letter, LetterState
from cases.lifecycle import Event
from cases.report import Outcome, Report
from cases.working_days import receipt_date
from casework.case_moves import change_flags, move_case, why_not
from casework.debts import clear_debts, debt_name, enter_debts, forgive, lacking, originals, owed_lines, with_dates
from casework.item_rules import debt_due, marks_of
from casework.letters.announcing import since_acceptance
from casework.letters.correspondence import write_letter
from casework.letters.letter_of_event import event_of
from casework.services import Services
from casework.situation import item_of_case, show_dues
from catalogue.model import ServiceItem
from papers.facts import CLEARING_WORDS
from record.repository import CaseRepository
from record.stored import REPORT
from record.tasks import TaskRepository
from record.tolerances import ToleranceRepository
from replies.particulars import Owed, Particulars
from replies.selection import select


def announce_judgement(
    connection: sa.Connection, services: Services, case: Case, report: Report, now: datetime
) -> Case:
    """Keep the report, write the letters it asks for and move the case to where they put it."""
    code = report.item.code
    item = services.catalogue.item(code, receipt_date(case.received_at)) if code else None
    ledger = ToleranceRepository(connection)
    report = forgive(report, ledger.of_case(case.id))
    report = with_dates(services, item, report, receipt_date(now), ledger.owed(case.id))
    _keep(connection, services, case, report, now)
    case = move_case(
        connection, services, case, Event.SCREEN, now, unit=report.unit.name, item=code, item_name=report.item.name,
        outcome=report.outcome, flags=_marked(connection, case, report, item), detail={"outcome": report.outcome},
    )
    case = clear_debts(connection, services, case, report, now, by="system")
    event = event_of(report.outcome, item)
    against = _against(connection, services, case, report, event)
    sent: Letter | None = None
    for kind, automatic in select(report, item, services.office, services.catalogue.letters):
        letter = write_letter(
            connection, services, case, kind, report, now, automatic=automatic and against is None,
            particulars=since_acceptance(
                connection, services, case, event, _particulars(connection, services, case, item, report, now)
            ),
        )
        sent = letter if letter is not None and letter.state is LetterState.QUEUED else sent
    return _go(connection, services, case, report, event if sent is not None else Event.HOLD, sent, against, now)


def take_in_late(connection: sa.Connection, services: Services, case: Case, report: Report, now: datetime) -> Case:
    """Clear debts by material of a case that goes on without it, or was judged too late to say anything.

    The case does not move and no letter leaves (trust I19); what the judgement cannot settle is an officer's.
    """
    _keep(connection, services, case, report, now)
    ledger, tasks = ToleranceRepository(connection), TaskRepository(connection)
    before = ledger.owed(case.id)
    case = clear_debts(connection, services, case, report, now, by="system")
    if before and not ledger.owed(case.id):
        tasks.add(case, "debts-cleared", "容缺材料已全部补齐，请继续办理。", now)
    elif Flag.DEEMED not in case.flags:  # of a case deemed accepted before it was read, an officer knows already
        tasks.add(case, "read-reply", "申请单位补交了材料，请核对是否已补齐并处理。", now)
    return show_dues(connection, services, case)


def _keep(connection: sa.Connection, services: Services, case: Case, report: Report, now: datetime) -> None:
    content = dict(REPORT.dump_python(report, mode="json"))
    CaseRepository(connection).keep_report(
        case, now, rules=services.catalogue.version, reader=services.reader, content=content
    )


def _marked(connection: sa.Connection, case: Case, report: Report, item: ServiceItem | None) -> list[str]:
    """Raise the flags of the item, and the one that tells officers of a unit with overdue debts (domain f40)."""
    unit = report.unit.name
    suspended = unit is not None and ToleranceRepository(connection).has_overdue(case.office, unit)
    proposed = any(finding.code == "item-green-lane" for finding in report.findings)
    raised = {
        Flag.TOLERANCE_SUSPENDED: suspended, Flag.GREEN_LANE_PROPOSED: proposed,
        Flag.ACCOUNT_CLEARING: _clears_an_account(connection, case, report, item),
    }
    lowered = () if proposed else (Flag.GREEN_LANE_PROPOSED,)
    asked = [flag for flag, holds in raised.items() if holds]
    return change_flags(case.flags, raised=(*marks_of(item), *asked), lowered=lowered)


def _clears_an_account(connection: sa.Connection, case: Case, report: Report, item: ServiceItem | None) -> bool:
    """Tell whether mail or pages say that an account is cleared, of an item that goes first then (附件5 四（二）)."""
    priority = item.high_priority_when if item is not None else None
    if priority is None or "account_clearing" not in priority.expression:
        return False
    mails = CaseRepository(connection).joined(case.id)
    texts = [*(f"{one['subject']}\n{one['body']}" for one in mails), *(page.text for page in report.pages)]
    return any(word in text.replace(" ", "") for text in texts for word in CLEARING_WORDS)


def _against(
    connection: sa.Connection, services: Services, case: Case, report: Report, event: Event
) -> str | None:
    """Return what speaks against saying the outcome without an officer, None where nothing does."""
    if event is Event.TOLERATE and Flag.TOLERANCE_SUSPENDED in case.flags:
        return "该单位有超期未补的容缺材料，是否容缺受理须由工作人员决定"
    if event is Event.TOLERATE and not lacking(report):
        return "没有可容缺的材料"
    return why_not(connection, services, case, event) if event is not Event.HOLD else None


def _particulars(
    connection: sa.Connection, services: Services, case: Case, item: ServiceItem | None, report: Report, now: datetime
) -> Particulars:
    today, codes = receipt_date(now), _owed_after(item, report)
    if item is None or not codes:
        return Particulars(day=today, due=report.supplement_due)
    known = {debt.material: debt for debt in ToleranceRepository(connection).owed(case.id)}
    due = debt_due(services.catalogue, item, today)
    owed = tuple(
        owed_lines([known[code]])[0] if code in known
        else Owed(debt_name(services, report, code), due.due, due.text)
        for code in codes
    )
    return Particulars(day=today, due=report.tolerance_due or report.supplement_due, owed=owed)


def _owed_after(item: ServiceItem | None, report: Report) -> tuple[str, ...]:
    """Return the codes of what is owed once the outcome is announced."""
    if report.outcome is Outcome.TOLERATE:
        return (*lacking(report), *originals(item, report))
    return originals(item, report) if report.outcome is Outcome.ACCEPT else ()


def _go(
    connection: sa.Connection, services: Services, case: Case, report: Report, event: Event, sent: Letter | None,
    against: str | None, now: datetime,
) -> Case:
    """Move the case to where its letter puts it; enter what it leaves owed."""
    detail: dict[str, object] = {"letter": sent.id if sent else None}
    if event is Event.CORRECT and report.supplement_due is not None:
        detail["due"] = report.supplement_due.isoformat()
    case = move_case(connection, services, case, event, now, detail=detail, reason=against or "")
    owed = _owed_after(item_of_case(services, case), report) if event is not Event.HOLD else ()
    return enter_debts(connection, services, case, report, now, by="system", materials=owed) if owed else case
