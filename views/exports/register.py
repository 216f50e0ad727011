"""台账: every case that was received in the period, with its course (S003 七; domain a3 63)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from cases.case import LETTER_STATE_NAMES, LetterState
from cases.lifecycle import ANSWERS, DECISIONS, STATE_NAMES, Event
from cases.report import Outcome
from cases.working_days import receipt_date
from record.case_histories import Course
from views.exports.request import Request
from views.exports.sheet import Column, Kind, Row, Sheet

OUTCOME_WORDS = {
    Outcome.ACCEPT: "合格、受理", Outcome.TOLERATE: "容缺受理", Outcome.SUPPLEMENT: "补正", Outcome.GUIDE: "渠道指引",
    Outcome.REVIEW: "人工核对", Outcome.REFUSE: "不予受理",
}

COLUMNS = (
    Column("序号", Kind.COUNT, 6), Column("办件编号", Kind.CODE, 20), Column("单位名称", width=32),
    Column("业务事项", width=26), Column("收件渠道", width=10), Column("收件时间", Kind.TIME, 17),
    Column("补交轮次", Kind.COUNT, 9), Column("审核结论", width=12), Column("首次答复时间", Kind.TIME, 17),
    Column("补正告知时间", Kind.TIME, 17), Column("受理日期", Kind.DATE, 12), Column("决定或出证时间", Kind.TIME, 17),
    Column("办结时间", Kind.TIME, 17), Column("当前状态", width=16), Column("当前期限", Kind.DATE, 12),
    Column("经办人", width=12), Column("已发文书", width=48),
)

_CORRECT = frozenset({Event.CORRECT})
_RESULTS = DECISIONS | {Event.CERTIFY}


def register(request: Request) -> Sheet:
    """Return the register of cases."""
    return Sheet("办件台账", request.note(), COLUMNS, _rows(request))


def _rows(request: Request) -> Iterator[Row]:
    for number, course in enumerate(request.received(), 1):
        case = course.case
        yield (
            number, case.number, case.unit, case.item_name or None, request.channel(course), case.received_at,
            case.revision - 1, OUTCOME_WORDS[Outcome(case.outcome)] if case.outcome else None,
            _at(course, ANSWERS), _at(course, _CORRECT), course.accepted_on, _at(course, _RESULTS), course.ended_at,
            STATE_NAMES[case.state], receipt_date(case.due_at) if case.due_at is not None else None,
            course.officer or None, _letters(request, course) or None,
        )


def _at(course: Course, events: frozenset[Event]) -> datetime | None:
    move = course.first(events)
    return move.at if move is not None else None


def _letters(request: Request, course: Course) -> str:
    """List the letters with the day on which each left, or why it has not."""
    names = request.catalogue.letters
    return "；".join(
        f"{names[one.kind].name if one.kind in names else one.kind}"
        f"（{receipt_date(one.sent_at) if one.sent_at is not None else LETTER_STATE_NAMES[one.state]}）"
        for one in course.letters if one.state is not LetterState.VOID
    )
