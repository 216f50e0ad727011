"""Exports by name: who may have them, made from one snapshot, each written to the record of operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cases.errors import NotFound, NotPermitted, RequestInvalid
from cases.history import AuditEvent
from casework.services import Services
from record.daily_reports import DailyReport
from record.officers import Officer
from views.exports.audits import audits
from views.exports.figures import figures
from views.exports.injuries import injuries
from views.exports.period import Period, period_of
from views.exports.publications import publications
from views.exports.register import register
from views.exports.request import Request
from views.exports.separated import write_csv
from views.exports.sheet import Sheet
from views.exports.telephones import directory
from views.exports.tolerances import tolerances
from views.exports.workbook import write_xlsx

FORMATS = ("xlsx", "csv")

_REVIEWERS = frozenset({"supervisor", "auditor"})
_OFFICERS = _REVIEWERS | {"officer"}
_ALL = _OFFICERS | {"clerk"}


@dataclass(frozen=True, slots=True)
class Export:
    """One export.

    Attributes:
        title: Chinese name, also of the file.
        make: Returns its table.
        roles: Officers who may have it.
        one_day: Without dates it speaks of one day, not of the year so far.
    """

    title: str
    make: Callable[[Request], Sheet]
    roles: frozenset[str]
    one_day: bool = False


EXPORTS = {
    "register": Export("办件台账", register, _OFFICERS),
    "tolerances": Export("容缺受理台账", tolerances, _OFFICERS),
    "audits": Export("事后稽核清单", audits, _REVIEWERS),
    "injuries": Export("工伤认定情况日报", injuries, _OFFICERS, one_day=True),
    "publications": Export("行政许可双公示信息", publications, _OFFICERS),
    "statistics": Export("办件统计表", figures, _OFFICERS),
    "contacts": Export("联系电话目录", directory, _ALL),
}


@dataclass(frozen=True, slots=True)
class Order:
    """An export that is asked for.

    Attributes:
        name: Key of :data:`EXPORTS`.
        form: ``xlsx`` or ``csv``.
        first: First day of the period, None: see :func:`views.exports.period.period_of`.
        last: Last day of the period, None: today.
    """

    name: str
    form: str
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written, the name it is to be saved under, and its number of rows."""

    path: Path
    file_name: str
    rows: int


def export(services: Services, officer: Officer, order: Order, folder: Path) -> Exported:
    """Write an export into a folder and enter in the record who had it.

    A day's report that was kept when the day was over is given out as it was kept.

    Args:
        services: Record, catalogue, office and clock.
        officer: Who asks; the export shows the cases that he sees.
        order: What is asked for.
        folder: Where the file is written; nobody else should be able to read it.

    Raises:
        NotFound: No such export, or the office is another one.
        NotPermitted: The role may not have it.
        RequestInvalid: The period or the form cannot be.
    """
    one = _permitted(services, officer, order)
    path = folder / f"export.{order.form}"
    with services.reading() as work:
        period = period_of(order.first, order.last, work.today, one_day=one.one_day)
        request = Request(work, period, officer.scope)
        kept = _kept(request, order.name) if order.form == "xlsx" else None
        if kept is not None:
            path.write_bytes(services.store.get(kept.sha256))
        rows = max(len(kept.cases), 1) if kept is not None else _write(one.make(request), path, order.form, request)
    _record(services, officer, order, period, rows)
    days = f"{period.first:%Y%m%d}" if period.first == period.last else f"{period.first:%Y%m%d}-{period.last:%Y%m%d}"
    return Exported(path, f"{one.title}_{days}.{order.form}", rows)


def _permitted(services: Services, officer: Officer, order: Order) -> Export:
    """Return the export that the officer may have."""
    one = EXPORTS.get(order.name)
    if one is None or officer.office != services.office.code:
        raise NotFound(what="该报表")
    if officer.role not in one.roles:
        raise NotPermitted(action=f"导出{one.title}")
    if order.form not in FORMATS:
        raise RequestInvalid(reason=f"导出格式须为 {'、'.join(FORMATS)} 之一")
    return one


def _kept(request: Request, name: str) -> DailyReport | None:
    """Return the report that was made of a single day when it was over: it stays what was reported.

    It is the whole office's; who sees some of its items has one made of those.
    """
    period = request.period
    if period.first != period.last or request.scope.items is not None:
        return None
    return request.work.daily_reports.of_day(request.office.code, name, period.last)


def _write(sheet: Sheet, path: Path, form: str, request: Request) -> int:
    return write_csv(sheet, path) if form == "csv" else write_xlsx(sheet, path, request.now)


def _record(services: Services, officer: Officer, order: Order, period: Period, rows: int) -> None:
    """Enter who had it, before anybody has the first byte."""
    detail: dict[str, object] = {
        "export": order.name, "form": order.form, "from": str(period.first), "to": str(period.last), "rows": rows,
    }
    with services.work() as work:
        work.record(AuditEvent.EXPORT, None, officer.name, **detail)
