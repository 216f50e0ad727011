"""事后稽核清单: cases handled under emergency rules or marked, with a sample that anybody can draw again.

Sources: S000 二(七)4 (手工应急、系统外经办须做标识，后审核、结算、稽核内审); S001 一, 五; S003 三; domain a3 and a5.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from math import ceil

from cases.case import Flag
from cases.history import AuditEvent
from cases.lifecycle import STATE_NAMES, Event
from casework.item_rules import marks_of, processes_first
from catalogue.model import Mode, Office, ServiceItem
from record.case_histories import Course
from views.exports.request import Request
from views.exports.sheet import Column, Kind, Row, Sheet

DEFAULT_SHARE = 10
"""Per cent drawn where the item's data does not say (project default, 待确认)."""

FLAG_REASONS: dict[str, str] = {
    Flag.POST_AUDIT: "须事后审核",
    Flag.LATE_MARKED: "逾期办理标识",
    Flag.CASE_BY_CASE: "一事一议",
    Flag.PREPAID: "预发待遇",
}
EVENT_REASONS = {Event.TOLERATE: "容缺受理", Event.PROMISE: "承诺办理"}
PROCESSED_FIRST = "先办后补"
EMERGENCY_RULE = "适用应急规定"

COLUMNS = (
    Column("序号", Kind.COUNT, 6), Column("抽查", width=8), Column("办件编号", Kind.CODE, 20),
    Column("单位名称", width=32), Column("业务事项", width=26), Column("列入原因", width=36),
    Column("收件时间", Kind.TIME, 17), Column("当前状态", width=16), Column("经办人", width=12),
    Column("抽查比例", Kind.SHARE, 9), Column("抽样值", Kind.CODE, 20), Column("稽核情况", width=10),
    Column("稽核人", width=12), Column("稽核时间", Kind.TIME, 17), Column("稽核意见", width=28),
)


def audits(request: Request) -> Sheet:
    """Return the worklist: every case that is due for audit, those that are drawn marked."""
    last_drawn = _last_drawn(request)
    remark = "抽样方法：按事项分组，以机关、期间和办件编号的SHA-256摘要由小到大取足比例（向上取整），可重复验证"
    return Sheet("事后稽核清单", request.note(remark), COLUMNS, _rows(request, last_drawn))


def reasons(course: Course, item: ServiceItem | None, office: Office) -> tuple[str, ...]:
    """Say why a case is due for audit, by its flags, its moves and its item's data; nothing when it is not.

    A mark that an auditor has cleared stays a reason: the list, and with it the draw, is the same after the audit.
    """
    done = course.last(frozenset({AuditEvent.AUDITED}))
    cleared = (Flag.POST_AUDIT,) if done is not None and done.detail.get("cleared") else ()
    flags = (*course.case.flags, *marks_of(item), *cleared)
    found = [FLAG_REASONS[flag] for flag in flags if flag in FLAG_REASONS]
    found += [reason for event, reason in EVENT_REASONS.items() if course.first(frozenset({event})) is not None]
    if item is not None and item.mode is Mode.CASE_BY_CASE:
        found.append(FLAG_REASONS[Flag.CASE_BY_CASE])
    if course.first(frozenset({Event.TOLERATE})) is not None and processes_first(item, office):
        found.append(PROCESSED_FIRST)
    if item is not None and item.emergency is not None:
        found.append(EMERGENCY_RULE)
    return tuple(dict.fromkeys(found))


def sampling_value(request: Request, number: str) -> str:
    """Return the value that orders the cases for the draw: the same office, period and number give the same."""
    seed = f"{request.office.code}|{request.period.first}|{request.period.last}|{number}"
    return hashlib.sha256(seed.encode()).hexdigest()[:16]


def _due(request: Request) -> Iterator[tuple[Course, tuple[str, ...]]]:
    for course in request.received():
        found = reasons(course, request.item(course), request.office)
        if found:
            yield course, found


def _share(request: Request, course: Course) -> int:
    """Return the per cent to be drawn, as the item's data says."""
    item = request.item(course)
    return item.audit.share if item is not None and item.audit is not None else DEFAULT_SHARE


def _last_drawn(request: Request) -> dict[str, str]:
    """Return the greatest value that is drawn, by item; two passes keep the rows themselves out of memory."""
    values: dict[str, list[str]] = {}
    shares: dict[str, int] = {}
    for course, _ in _due(request):
        code = course.case.item or ""
        values.setdefault(code, []).append(sampling_value(request, course.case.number))
        shares[code] = max(shares.get(code, 0), _share(request, course))
    return {code: sorted(found)[ceil(len(found) * shares[code] / 100) - 1] for code, found in values.items()}


def _rows(request: Request, last_drawn: dict[str, str]) -> Iterator[Row]:
    for number, (course, found) in enumerate(_due(request), 1):
        case, value = course.case, sampling_value(request, course.case.number)
        drawn = value <= last_drawn[case.item or ""]
        yield (
            number, "抽中" if drawn else None, case.number, case.unit, case.item_name or None, "、".join(found),
            case.received_at, STATE_NAMES[case.state], course.officer or None, _share(request, course) / 100, value,
            *_finding(course),
        )


def _finding(course: Course) -> Row:
    """Return whether the case was audited, by whom, when and what was found; a mark raised since asks again."""
    done = course.last(frozenset({AuditEvent.AUDITED}))
    if done is None:
        return ("待稽核", None, None, None)
    word = "须再稽核" if Flag.POST_AUDIT in course.case.flags else "已稽核"
    return (word, done.actor, done.at, str(done.detail.get("note") or "") or None)
