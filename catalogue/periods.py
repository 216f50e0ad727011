"""Periods of an item one by one, with what each rests on: so that an office sees which it still has to confirm."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.model import ServiceItem
from catalogue.sources import UNSAID
from catalogue.terms import Deadlines
from catalogue.texts import Rank

WORKING_DAYS, DAYS, MONTHS = "工作日", "日", "个月"
_PERIODS = (
    ("notice", "答复期限", WORKING_DAYS), ("supplement", "补正期限", WORKING_DAYS),
    ("decide", "办理期限", WORKING_DAYS), ("decide_days", "办理期限", DAYS), ("clear_days", "事实清楚的办理期限", DAYS),
    ("review_days", "审核期限", DAYS),
    ("extend", "延长期限", WORKING_DAYS), ("deliver", "送达期限", WORKING_DAYS), ("publish", "公示期限", WORKING_DAYS),
    ("explain_before", "裁减前说明情况", DAYS), ("register_within", "登记期限", DAYS),
    ("apply_before_expiry", "有效期届满前提出", DAYS), ("apply_unit_days", "单位申请期限", DAYS),
    ("apply_worker_months", "职工申请期限", MONTHS),
)
_BY_LAW = frozenset({"notice"})
"""Periods whose usual value is that of 行政许可法 32, whatever the item's other periods rest on."""

USUAL_SUPPLEMENT = UNSAID[Rank.DEFAULT]
LAW = "行政许可法 32"
UNRECORDED = "未注明来源"


@dataclass(frozen=True, slots=True)
class Period:
    """One period; ``value`` is a number of ``unit``, or words where it counts from a date to be set.

    Attributes:
        name: Key in the item's file.
        confirmed: Binding texts alone say it.
    """

    name: str
    label: str
    value: int | str
    unit: str
    source: str
    confirmed: bool


def periods(item: ServiceItem) -> Iterator[Period]:
    """Yield the periods that an item has, the tolerance's last."""
    limits, usual = item.deadlines, Deadlines()
    for name, label, unit in _PERIODS:
        value = getattr(limits, name)
        if value is not None:
            source, confirmed = _basis(item, name, value == getattr(usual, name))
            yield Period(name, label, value, unit, source, confirmed)
    if limits.submit_by is not None:
        month, day = limits.submit_by
        yield Period("submit_by", "每年报送截止", f"{month:02d}-{day:02d}", "", *_basis(item, "submit_by", False))
    if item.tolerance.allowed != "never":
        rule = item.tolerance
        # No clause of an item speaks of tolerance by itself.
        yield Period("tolerance", "容缺补齐期限", rule.due, "", rule.source or UNRECORDED, rule.is_granted)


def _basis(item: ServiceItem, name: str, is_usual: bool) -> tuple[str, bool]:
    """Return what a period rests on: its own source, the item's clause, or ours where the item says nothing."""
    limits = item.deadlines
    if name == "supplement" and is_usual:
        return USUAL_SUPPLEMENT, False
    if name in _BY_LAW and is_usual:
        return LAW, True
    return limits.source or item.source or item.clause, limits.confirmed and (bool(limits.source) or item.confirmed)
