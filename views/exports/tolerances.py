"""容缺台账: what is or was owed in the period, by whom, until when, on which commitment (domain f1, f40)."""

from __future__ import annotations

from collections.abc import Iterator

from record.anchors import months_text
from record.owed import owed_between
from record.tolerances import DEBT_STATE_NAMES, OWED, Debt, DebtState
from views.exports.request import Request
from views.exports.sheet import Column, Kind, Row, Sheet

COLUMNS = (
    Column("序号", Kind.COUNT, 6), Column("办件编号", Kind.CODE, 20), Column("单位名称", width=32),
    Column("业务事项", width=26), Column("所欠材料", width=28), Column("办理方式", width=18),
    Column("承诺依据", width=28), Column("容缺受理日期", Kind.DATE, 13), Column("补齐期限", Kind.DATE, 12),
    Column("期限说明", width=28), Column("状态", width=10), Column("超期天数", Kind.COUNT, 9),
    Column("了结时间", Kind.TIME, 17), Column("了结人", width=24),
)

HANDLING_NAMES = {"hold": "补齐后办理", "process-first": "先办后补", "process_first": "先办后补"}


def tolerances(request: Request) -> Sheet:
    """Return the ledger of tolerated materials: what was owed at some time of the period."""
    return Sheet("容缺受理台账", request.note(), COLUMNS, _rows(request))


def _rows(request: Request) -> Iterator[Row]:
    period = request.period
    owed = owed_between(request.work.connection, request.scope, period.start, period.last)
    for number, one in enumerate(owed, 1):
        debt, overdue = one.debt, one.is_overdue(request.today)
        late = (request.today - debt.due).days if overdue and debt.due is not None else None
        yield (
            number, one.number, debt.unit, one.item_name or None, debt.material_name,
            HANDLING_NAMES.get(debt.handling, debt.handling), debt.basis or None, debt.granted_on, debt.due,
            _waits(debt), DEBT_STATE_NAMES[DebtState.OVERDUE if overdue else debt.state], late, debt.settled_at,
            _settled(debt),
        )


def _waits(debt: Debt) -> str | None:
    """Say what stands for a day that is not fixed yet (domain f13)."""
    if debt.due is not None or debt.state not in OWED:
        return None
    return f"{months_text(debt.anchor, debt.anchor_months)}（日期待定）" if debt.anchor else "期限待定"


def _settled(debt: Debt) -> str | None:
    """Say who settled it; material that came by mail is settled by the service itself."""
    if debt.settled_at is None:
        return None
    return "系统核销（收到补交材料）" if debt.settled_by == "system" else debt.settled_by or None
