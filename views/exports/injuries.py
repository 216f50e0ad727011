"""工伤认定情况日报: one row per case, and one 零报告 row per day without any.

Source: S002 一(二) 每日汇总报送工伤认定情况（未有情况零报告）.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from cases.lifecycle import DECISIONS, STATE_NAMES
from cases.working_days import receipt_date
from catalogue.model import Catalogue
from record.case_histories import Course
from views.exports.request import Request
from views.exports.sheet import Column, Kind, Row, Sheet

TITLE = "工伤认定情况日报"
ZERO = "零报告"

COLUMNS = (
    Column("日期", Kind.DATE, 12), Column("情况", width=30), Column("办件编号", Kind.CODE, 20),
    Column("单位名称", width=32), Column("业务事项", width=30), Column("收件渠道", width=10),
    Column("收件时间", Kind.TIME, 17), Column("受理日期", Kind.DATE, 12), Column("认定时间", Kind.TIME, 17),
    Column("当前状态", width=16),
)


def injuries(request: Request) -> Sheet:
    """Return the daily report of a period as the record stands."""
    return report(request, found(request))


def report(request: Request, cases: Sequence[Course], late: Sequence[Course] = ()) -> Sheet:
    """Return the table of these cases; the title of a report without any says 零报告.

    Args:
        request: Office, period, catalogue.
        cases: What was received in the period.
        late: Cases of earlier days that no report named: found late, or known late for what they are.
    """
    number = f"共{len(cases) + len(late)}件" + (f"，其中补报{len(late)}件" if late else "")
    title = f"{TITLE}（{number if cases or late else ZERO}）"
    return Sheet(title, request.note(_remark(request)), COLUMNS, [*_late(request, late), *_rows(request, cases)])


def counted_items(catalogue: Catalogue, day: date) -> tuple[str, ...]:
    """Return the items in force on a day that are reported day by day."""
    return tuple(item.code for item in catalogue.items_on(day) if item.daily_report)


def found(request: Request) -> list[Course]:
    """Return the cases of the period that are reported day by day."""
    period = request.period
    items = counted_items(request.catalogue, period.last)
    return list(request.courses.received(request.scope, period.start, period.end, items))


def _remark(request: Request) -> str:
    """Warn of a report about nothing, and of one that is drawn before its last day is over."""
    if not counted_items(request.catalogue, request.period.last):
        return "业务目录中没有须每日汇总的事项"
    return "当日尚未结束，数字以次日生成的日报为准" if request.period.last == request.today else ""


def _late(request: Request, late: Sequence[Course]) -> Iterator[Row]:
    for course in late:
        yield _row(request, receipt_date(course.case.received_at), "补报：此前日报未列入", course)


def _rows(request: Request, cases: Sequence[Course]) -> Iterator[Row]:
    by_day: dict[date, list[Course]] = {}
    for course in cases:
        by_day.setdefault(receipt_date(course.case.received_at), []).append(course)
    for day in request.period.days():
        courses = by_day.get(day, [])
        if not courses:
            yield (day, f"{ZERO}：当日未收到工伤认定申请", *[None] * (len(COLUMNS) - 2))
        for number, course in enumerate(courses, 1):
            yield _row(request, day, f"第{number}件，当日共{len(courses)}件", course)


def _row(request: Request, day: date, situation: str, course: Course) -> Row:
    case, decided = course.case, course.first(DECISIONS)
    return (
        day, situation, case.number, case.unit, case.item_name or None, request.channel(course), case.received_at,
        course.accepted_on, decided.at if decided is not None else None, STATE_NAMES[case.state],
    )
