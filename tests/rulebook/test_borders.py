"""Borders of windows, gates, thresholds, kinds of back-payment and excluded changes: the day before, the day itself."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import pytest

from cases.report import Outcome
from tests.written.scenarios import COMPLETE, FIVE_YEARS, TWO_YEARS, Scenario, papers, submit, told
from tests.written.submission import defects, service
from tests.written.world import Person, identity_number

pytestmark = pytest.mark.thorough

ACCEPT, REVIEW, GUIDE = Outcome.ACCEPT, Outcome.REVIEW, Outcome.GUIDE
OUTSIDE, UNDER, DOUBT = ("item-outside-window",), ("item-below-threshold",), ("material-uncertain",)
OTHER_KIND, EXCLUDED, LACKING = ("item-unknown",), ("item-excluded-from-tolerance",), ("material-field-missing",)
KEY_FIELDS = ("姓名", "身份证号码", "民族", "户籍性质", "缴费人员类别", "工人变更干部身份")


@dataclass(frozen=True, slots=True)
class Border:
    """One submission at a border, and what it comes to; ``day`` is its receipt."""

    item: str
    codes: tuple[str, ...]
    outcome: Outcome
    world: dict[str, Any] = field(default_factory=dict)
    day: str = "2020-02-24"

    @property
    def scenario(self) -> Scenario:
        base = COMPLETE[self.item]
        received = datetime.fromisoformat(f"{self.day}T09:00:00+08:00")
        return replace(base, world=replace(base.world, **self.world), received=received)


def _born(day: str, female: bool) -> dict[str, Any]:
    return {"worker": Person("赵秀兰" if female else "赵立军", identity_number(day, female), female)}


def _back(months: str = TWO_YEARS, **world: Any) -> dict[str, Any]:
    return {"months": months, **world}


GENERAL, TEMPORARY = "backpay-three-years-general", "backpay-three-years-temporary"
RECENT, UNDER_TEN, OVER_THREE = "backpay-recent-three-months", "backpay-under-ten-years", "backpay-over-three-years"
BORDERS = [
    Border("payment-extension-july", ("item-online-only", *OUTSIDE), GUIDE, day="2020-02-16"),
    Border("payment-extension-july", ("item-online-only",), GUIDE, day="2020-02-17"),
    Border("payment-extension-july", ("item-online-only",), GUIDE, day="2020-03-20"),
    Border("payment-extension-july", ("item-online-only", *OUTSIDE), GUIDE, day="2020-03-21"),
    Border("unemployment-premium-refund", ("item-online-only",), GUIDE, day="2020-04-01"),
    Border("unemployment-premium-refund", ("item-online-only",), GUIDE, day="2020-07-31"),
    Border("subsidy-one-off-insurance", ("item-online-only", *OUTSIDE), GUIDE, day="2020-04-30"),
    Border("subsidy-one-off-insurance", ("item-online-only",), GUIDE, day="2020-05-01"),
    Border("subsidy-one-off-insurance", ("item-online-only", *OUTSIDE), GUIDE, day="2020-08-01"),
    Border("backpay-extended-period", OUTSIDE, REVIEW, day="2020-02-16"),
    Border("backpay-extended-period", (), ACCEPT, day="2020-02-17"),
    Border("dispatch-annual-report", (), ACCEPT, day="2020-03-31"),
    Border("dispatch-annual-report", OUTSIDE, REVIEW, day="2020-04-01"),
    Border("account-backfill", (), ACCEPT, _born("19700523", True)),
    Border("account-backfill", ("item-deferred",), GUIDE, _born("19700524", True)),
    Border("account-backfill", (), ACCEPT, {**_born("19650523", True), "rank": "干部"}),
    Border("account-backfill", ("item-deferred",), GUIDE, {**_born("19650524", True), "rank": "干部"}),
    Border("account-backfill", UNDER, REVIEW, {**_born("19690306", True), "rank": ""}),
    Border("account-backfill", (), ACCEPT, _born("19600523", False)),
    Border("account-backfill", ("item-deferred",), GUIDE, _born("19600524", False)),
    Border("dispatch-extension", (), ACCEPT, {"permit_to": "2020年4月24日"}),
    Border("dispatch-extension", OUTSIDE, REVIEW, {"permit_to": "2020年4月23日"}),
    Border("injury-recognition", (), ACCEPT, {"event": "2020年1月25日"}),
    Border("injury-recognition", OUTSIDE, REVIEW, {"event": "2020年1月24日"}),
    Border("layoff-report", (), ACCEPT, {"listed": 20, "staff": 500}),
    Border("layoff-report", UNDER, REVIEW, {"listed": 19, "staff": 500}),
    Border("layoff-report", (), ACCEPT, {"listed": 19, "staff": 190}),
    Border("layoff-report", UNDER, REVIEW, {"listed": 19, "staff": 191}),
    Border("layoff-report", (), ACCEPT, {"planned": "2020年2月9日"}),
    Border("layoff-report", DOUBT, REVIEW, {"planned": "2020年2月8日"}),
    Border("layoff-report", LACKING, REVIEW, {"ground": "订单减少"}),
    Border("layoff-report", ("material-wrong-columns",), REVIEW, {"columns": ("姓名", "岗位", "劳动合同期限")}),
    Border("subsidy-recruitment", ("material-wrong-columns",), ACCEPT, {"columns": ("姓名", "证件号码")}),  # a hint
    Border("dispatch-new", (), ACCEPT, {"capital": 200}),
    Border("dispatch-new", UNDER, REVIEW, {"capital": 199}),
    Border("subsidy-training", ("item-online-only",), GUIDE, {"hours": 40}),
    Border("subsidy-training", ("item-online-only", *UNDER), GUIDE, {"hours": 39}),
    Border("backpay-extended-period", (), ACCEPT, {"months": "2020年2月"}),
    Border("backpay-extended-period", OTHER_KIND, REVIEW, {"months": "2019年12月至2020年2月"}),
    Border("backpay-extended-period", OTHER_KIND, REVIEW, {"months": "2020年1月至2020年3月"}),
    Border("backpay-extended-period", OTHER_KIND, REVIEW, {"months": "2012年1月至2016年12月"}),
    Border("backpay-extended-period", OTHER_KIND, REVIEW, {"months": "2008年1月至2008年12月"}),
    Border("backpay-extended-period", (), ACCEPT, {"months": "见附表"}),  # what was not read is no question
    Border("backpay-extended-period", LACKING, REVIEW, {"months": ""}),
    Border("backpay-extended-period", DOUBT, REVIEW, {"paid_by": "现金缴费"}),
    Border("backpay-extended-period", LACKING, Outcome.SUPPLEMENT, {"paid_by": ""}),
    Border("backpay-monthly-report", OTHER_KIND, REVIEW, {"filing": "基数差"}),
    Border("backpay-base-difference", OTHER_KIND, REVIEW, {"filing": "个人补缴"}),
    Border(RECENT, (), ACCEPT, _back("2019年11月至2020年1月")),
    Border(RECENT, OTHER_KIND, REVIEW, _back("2019年11月至2020年2月")),
    Border(RECENT, OTHER_KIND, REVIEW, _back("2019年10月至2019年12月")),
    Border(RECENT, OTHER_KIND, REVIEW, _back("2018年11月至2019年12月")),
    Border(GENERAL, (), ACCEPT, _back("2017年1月至2019年12月")),
    Border(GENERAL, OTHER_KIND, REVIEW, _back("2016年12月至2019年12月")),
    Border(GENERAL, (), ACCEPT, _back(years_in_bj=11)),
    Border(GENERAL, OTHER_KIND, REVIEW, _back(years_in_bj=10)),
    Border(TEMPORARY, (), ACCEPT, _back("2011年7月至2012年6月")),
    Border(TEMPORARY, OTHER_KIND, REVIEW, _back("2011年6月至2012年6月")),
    Border(TEMPORARY, OTHER_KIND, REVIEW, _back(account="一般")),
    Border(UNDER_TEN, (), ACCEPT, _back(theory_years=3, actual_years=6)),
    Border(UNDER_TEN, OTHER_KIND, REVIEW, _back(theory_years=4, actual_years=6)),
    Border(OVER_THREE, (), ACCEPT, _back(FIVE_YEARS)),
    Border(OVER_THREE, OTHER_KIND, REVIEW, _back("2017年1月至2019年12月")),
    Border("insured-change-general", EXCLUDED, REVIEW, {"changed": ()}),
    *(Border("insured-change-general", (), ACCEPT, {"changed": ("联系电话", one)})
      for one in KEY_FIELDS),
]  # fmt: skip


def _name(border: Border) -> str:
    return "-".join(str(one) for one in (border.item, border.day, *border.world.values()))


@pytest.mark.parametrize("border", BORDERS, ids=_name)
def test_border(border: Border) -> None:
    report = submit(border.item, border.scenario)
    assert report.outcome is border.outcome, told(report)
    assert sorted(one.code for one in defects(report)) == sorted(border.codes), told(report)


def test_each_excluded_field_is_tried() -> None:
    assert {one.name for one in service("insured-change-general").excluded_fields} == set(KEY_FIELDS)


@pytest.mark.parametrize("excluded", KEY_FIELDS)
def test_excluded_change_moves_the_whole_case(excluded: str) -> None:
    base = COMPLETE["insured-change-general"]
    scenario = replace(base, world=replace(base.world, changed=("联系电话", excluded)))
    report = submit("insured-change-general", scenario)
    assert report.item.code == "insured-change-key-fields"
    assert any(excluded in one.message for one in report.findings if one.code == EXCLUDED[0]), told(report)


def test_form_that_cannot_tell_the_kind_of_back_payment_is_no_question_and_announces_nothing_by_itself() -> None:
    scenario = replace(COMPLETE[GENERAL], world=replace(COMPLETE[GENERAL].world, months="见附表"))
    report = submit(GENERAL, scenario)
    assert defects(report) == [], told(report)
    assert not report.item.surely
    assert papers(GENERAL, scenario) == ["backpay-form", "commitment-letter"]


def test_medical_reimbursement_has_two_versions() -> None:
    code = "injury-medical-reimbursement"
    before, after = (
        submit(code, replace(COMPLETE[code], received=datetime.fromisoformat(f"{day}T09:00:00+08:00")), "medical-bills")
        for day in ("2023-11-30", "2023-12-01")
    )
    assert [one.code for one in before.findings] == ["item-no-rules"], "before, only Ningxia had a rule"
    assert (before.outcome, after.outcome) == (REVIEW, Outcome.SUPPLEMENT)
    assert defects(after)[0].clause == "《社会保险经办条例》（国务院令第765号）第二十二条"
