"""Clock watch: what the passing of days asks for – alarms, reminders, deemed acceptance, overdue.

One case at a time, in a transaction of its own, from what the record says: whatever was done stands there, so that
running twice, being killed in the middle or starting late changes nothing and repeats nothing. Source: domain a4 75,
b1, b3.3, f5, f13, f40; 行政许可法 32, 42, 44.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import structlog

from cases.case import Case, Flag, Letter
from cases.clocks import CLOCK_NAMES, REMINDERS, Clock, ClockKind, reminder_days
from cases.error_places import place_of
from cases.errors import RequestInvalid, ShouliError
from cases.history import AuditEvent
from cases.lifecycle import MOVES, Event
from cases.moves import Handling
from cases.tasks import TaskKind
from casework.case_moves import Move, change_flags, move_case, show_dues
from casework.debts import owed_lines
from casework.item_rules import names_day
from casework.kept_for_seal import kept_for_seal
from casework.letters.announcing import Announcement, particulars_of
from casework.letters.correspondence import write_letter
from casework.reports import known_report
from casework.services import Services
from casework.situation import Situation
from casework.work import Work
from record.tolerances import DebtState
from replies.particulars import NOTHING_MORE, Owed, Particulars

LOG = structlog.get_logger()
AHEAD = timedelta(days=30)
"""A case is looked at when its next date is nearer: four working days over the longest holiday are fewer."""

_OWN = {
    ClockKind.DECISION: (TaskKind.DECISION_DUE, TaskKind.DECISION_OVERDUE),
    ClockKind.DELIVERY: (TaskKind.DELIVERY_DUE, TaskKind.DELIVERY_OVERDUE),
    ClockKind.PUBLICATION: (TaskKind.PUBLICATION_DUE, TaskKind.PUBLICATION_OVERDUE),
}
"""Clocks whose end is the office's own matter, with the tasks before it and after it."""


@dataclass(frozen=True, slots=True)
class _Look:
    """One look at one case."""

    work: Work
    situation: Situation

    @property
    def case(self) -> Case:
        return self.situation.case

    @property
    def today(self) -> date:
        return self.work.today

    def call(self, task: TaskKind, text: str) -> None:
        """Give the officers something to do."""
        self.work.tasks.add(self.case, task, text, self.work.now)


def watch_clocks(services: Services) -> bool:
    """Look at every case whose next date is near; tell whether all could be dealt with.

    One case that cannot never stops the others (trust I6); it is looked at again with the next call.
    """
    whole, after = True, ""
    until = services.clock() + AHEAD
    while True:
        with services.reading() as work:
            ids = work.cases.watched(until, after)
        for case_id in ids:
            try:
                watch_case(services, case_id)
            except Exception as error:
                code = error.code if isinstance(error, ShouliError) else type(error).__name__
                LOG.error("clock.failed", case=case_id, code=code, where=place_of(error))
                whole = False
        if not ids:
            return whole
        after = ids[-1]


def watch_case(services: Services, case_id: str) -> None:
    """Do what the present day asks of one case, in one transaction."""
    with services.work() as work:
        look = _Look(work, work.situation(work.cases.get(case_id)))
        for act in (_notice, _guided, _sender, _debts, _clear_decision, _office):
            look = replace(look, situation=work.situation(act(look)))
        show_dues(work, look.case)


def _notice(look: _Look) -> Case:
    """Call out an unanswered case on the third and fourth day; after the fifth a permit is deemed accepted."""
    clock, case = look.situation.clock(ClockKind.NOTICE), look.case
    if clock is None:
        return case
    if clock.is_over(look.today):
        return _notice_missed(look, clock)
    for alarm, flag in zip(clock.alarms, (Flag.NOTICE_ALARM, Flag.NOTICE_URGENT), strict=False):
        if alarm <= look.today:
            urgent = flag is Flag.NOTICE_URGENT
            who = "，请科室负责人督办" if urgent else "，请承办人员抓紧办理"
            text = f"答复期限{clock.due:%Y-%m-%d}届满，尚未告知申请单位{who}。"
            look.call(TaskKind.NOTICE_ALARM_4 if urgent else TaskKind.NOTICE_ALARM_3, text)
            case = _raise(look, case, flag)
    return case


def _notice_missed(look: _Look, clock: Clock) -> Case:
    permit = look.situation.handling is Handling.PERMIT and Event.DEEM in MOVES[look.case.state]
    if permit and not clock.provisional:
        return _deem(look)
    text = f"已超过答复期限{clock.due:%Y-%m-%d}，仍未告知申请单位，请立即处理并说明原因。"
    if permit:
        text = f"按暂定日历，答复期限{clock.due:%Y-%m-%d}已过；请核对当年放假安排，确已逾期的视为受理。"
    look.call(TaskKind.NOTICE_LATE, text)
    return _raise(look, look.case, Flag.NOTICE_LATE)


def _deem(look: _Look) -> Case:
    """Deem a permit's application accepted from its receipt, and tell the head at once (行政许可法 32)."""
    work, reason = look.work, "自收到申请材料之日起五个工作日内未告知，视为受理"
    case = move_case(work, look.case, Move(Event.DEEM, reason=reason))
    work.letters.void_held(case.id, *kept_for_seal(work, case))
    particulars = particulars_of(Event.DEEM, look.situation, work.situation(case), NOTHING_MORE, look.today)
    alert = Announcement("deemed-accepted-alert", known_report(work, case), particulars, internal=True)
    write_letter(work, case, alert)
    text = "逾期未告知，该申请自收到之日起视为受理，请科室负责人指定承办人员依法审查。"
    work.tasks.add(case, TaskKind.DEEMED, text, work.now)
    return case


def _guided(look: _Look) -> Case:
    """Offer to end a case whose sender was shown another way and did not come back (domain b1 ROUTED)."""
    clock = look.situation.clock(ClockKind.GUIDANCE)
    if clock is not None and clock.is_over(look.today):
        text = "已作渠道指引，申请单位十个工作日内未再来信，可以办结。"
        look.call(TaskKind.GUIDED_UNANSWERED, text)
    return look.case


def _sender(look: _Look) -> Case:
    """Remind the sender of what he has to mend; when his time is over, lay its end before an officer."""
    clock, case = look.situation.clock(ClockKind.SUPPLEMENT), look.case
    if clock is None or clock.due is None:
        return case
    if not clock.is_over(look.today):
        _remind(look, ClockKind.SUPPLEMENT, clock.due, clock.provisional, ())
        return case
    return _lay_before_officer(look, TaskKind.SUPPLEMENT_OVERDUE, clock.due, ())


def _debts(look: _Look) -> Case:
    """Remind of tolerated materials by their due dates; mark what is overdue (never without a date, domain f13)."""
    for due in sorted({debt.due for debt in look.situation.debts if debt.due is not None}):
        same = tuple(debt for debt in look.situation.debts if debt.due == due and debt.state is DebtState.OPEN)
        if same and look.today <= due:
            _remind(look, ClockKind.TOLERANCE, due, False, owed_lines(same))
    open_dates = [debt.due for debt in look.situation.debts if debt.state is DebtState.OPEN and debt.due is not None]
    if not any(due < look.today for due in open_dates):
        return look.case
    late = look.work.debts.mark_overdue(look.today, look.case.id)
    look.work.record(AuditEvent.DEBTS_OVERDUE, look.case.id, "system", materials=[debt.material for debt in late])
    by_notice = all(debt.by_notice for debt in late)
    return _lay_before_officer(
        look, TaskKind.TOLERANCE_OVERDUE, min(open_dates), owed_lines(late), by_notice=by_notice
    )


def _office(look: _Look) -> Case:
    """Warn of the office's own dates, and call out those that passed: decision, delivery, publication."""
    case = look.case
    for clock in look.situation.clocks:
        if clock.kind not in _OWN or clock.due is None:
            continue
        name = CLOCK_NAMES[clock.kind]
        before, after = _OWN[clock.kind]
        guess = "（暂定）" if clock.provisional else ""
        if clock.is_over(look.today):
            text = f"{name}{clock.due:%Y-%m-%d}{guess}已过，请立即办理并说明原因。"
            look.call(after, text)
            case = _raise(look, case, Flag.DECISION_LATE)
        elif any(alarm <= look.today for alarm in clock.alarms):
            text = f"{name}{clock.due:%Y-%m-%d}{guess}将至，请抓紧办理。"
            look.call(before, text)
    return case


def _clear_decision(look: _Look) -> Case:
    """Call out once that a shorter time runs where the facts are clear; whether they are, an officer knows."""
    clock = look.situation.clock(ClockKind.CLEAR_DECISION)
    if clock is not None and clock.due is not None and any(alarm <= look.today for alarm in (*clock.alarms, clock.due)):
        text = f"{CLOCK_NAMES[clock.kind]}{clock.due:%Y-%m-%d}；不属于事实清楚的，按决定期限办理。"
        look.call(TaskKind.CLEAR_DECISION_DUE, text)
    return look.case


def _remind(look: _Look, kind: ClockKind, due: date, provisional: bool, owed: tuple[Owed, ...]) -> None:
    """Send the newest reminder whose day has come, once; those that a standstill skipped are not made up for.

    A sender who was named no day is not reminded of one: an officer is.
    """
    days = zip(REMINDERS, reminder_days(due, look.work.catalogue.day_overrides), strict=True)
    passed = [before for before, day in days if day <= look.today]
    if not passed:
        return
    key = {"clock": str(kind), "due": due.isoformat(), "before": passed[-1]}
    lines = (line for line in look.work.history(look.case.id) if line.event == AuditEvent.REMINDED)
    if any({name: line.detail.get(name) for name in key} == key for line in lines):
        return
    letter: Letter | None = None
    if names_day(kind, look.situation.item, look.work.office):
        particulars = Particulars(due=due, provisional=provisional, owed=owed)
        report = known_report(look.work, look.case)
        reminder = Announcement("supplement-reminder", report, particulars, automatic=True, serial=True)
        letter = write_letter(look.work, look.case, reminder)
    else:
        text = f"申请单位尚未补齐材料（未告知具体期限，按{due:%Y-%m-%d}跟进），请酌情提醒。"
        look.call(TaskKind.REMIND_SENDER, text)
    if look.case.applicant is None:
        text = f"请电话提醒申请单位：{CLOCK_NAMES[kind]}{due:%Y-%m-%d}。"
        look.call(TaskKind.TELEPHONE_REMINDER, text)
    written = letter.id if letter is not None else None
    look.work.record(AuditEvent.REMINDED, look.case.id, "system", **key, letter=written)


def _lay_before_officer(
    look: _Look, task: TaskKind, due: date, owed: tuple[Owed, ...], *, by_notice: bool = False
) -> Case:
    """Mark a case whose sender is late, and hold the closing letter for an officer: nothing ends by itself.

    Where the office asked by its own notice, no text says that the case ends: there is no letter to hold.
    """
    case = look.case
    if Flag.OVERDUE in case.flags:
        return case
    case = _raise(look, case, Flag.OVERDUE)
    kind = ClockKind.TOLERANCE if owed else ClockKind.SUPPLEMENT
    named = names_day(kind, look.situation.item, look.work.office)
    until = f"期限{due:%Y-%m-%d}" if named else f"未告知具体期限，已至{due:%Y-%m-%d}"
    text = f"申请单位逾期未补齐（{until}），请决定终止办理或者另行处理。"
    particulars = Particulars(day=look.today, due=due if named else None, owed=owed)
    unwritten = _hold_closure(look, case, particulars) if not by_notice else ""
    look.work.tasks.add(case, task, f"{text}{unwritten}", look.work.now)
    return case


def _hold_closure(look: _Look, case: Case, particulars: Particulars) -> str:
    """Hold the closing letter for an officer; return why it cannot be written yet, empty where it can."""
    if Event.LAPSE not in MOVES[case.state]:
        return ""
    closure = Announcement("overdue-closure", known_report(look.work, case), particulars)
    try:
        write_letter(look.work, case, closure)
    except RequestInvalid as error:
        return f"告知尚不能拟写：{error.detail['reason']}。"
    return ""


def _raise(look: _Look, case: Case, flag: Flag) -> Case:
    if flag in case.flags:
        return case
    return look.work.cases.change(case, look.work.now, flags=change_flags(case.flags, raised=(flag,)))
