"""The 容缺 ledger: owed, cleared, overdue, waiting for an anchor date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from cases.working_days import ZONE
from record.database import Database
from record.scoping import Scope
from record.tolerances import DebtState, Promise, ToleranceRepository
from tests.record.made import NOW, open_case

TODAY = date(2020, 2, 12)
DUE = date(2020, 3, 2)
LICENCE = Promise("business-licence", "营业执照副本", DUE, basis="第7页容缺受理承诺书")
LATER = Promise("title-deed", "房屋产权证明", None, "epidemic_end", 3)


def test_a_debt_is_entered_once_and_cleared_by_its_material(database: Database) -> None:
    with database.begin() as connection:
        case, ledger = open_case(connection), ToleranceRepository(connection)
        ledger.grant(case, [LICENCE], "hold", TODAY, NOW)
        ledger.grant(case, [Promise("business-licence", "营业执照副本", date(2021, 1, 1))], "hold", TODAY, NOW)
        (debt,) = ledger.owed(case.id)
        assert (debt.due, debt.basis, debt.state) == (DUE, "第7页容缺受理承诺书", DebtState.OPEN)
        assert ledger.settle(case.id, ["title-deed"], DebtState.CLEARED, NOW, by="m1") == 0
        assert ledger.settle(case.id, ["business-licence"], DebtState.CLEARED, NOW, by="m1") == 1
        assert ledger.settle(case.id, ["business-licence"], DebtState.WAIVED, NOW, by="m2") == 0
        assert ledger.owed(case.id) == []
        assert [(one.state, one.settled_by) for one in ledger.of_case(case.id)] == [(DebtState.CLEARED, "m1")]


def test_overdue_from_the_day_after_and_still_clearable(database: Database) -> None:
    with database.begin() as connection:
        case, ledger = open_case(connection), ToleranceRepository(connection)
        ledger.grant(case, [LICENCE], "hold", TODAY, NOW)
        assert ledger.mark_overdue(DUE) == []
        assert [debt.material for debt in ledger.mark_overdue(DUE + timedelta(days=1))] == ["business-licence"]
        assert ledger.mark_overdue(DUE + timedelta(days=2)) == []
        assert ledger.has_overdue(case.office, case.unit or "")
        assert ledger.settle(case.id, ["business-licence"], DebtState.CLEARED, NOW, by="m3") == 1
        assert not ledger.has_overdue(case.office, case.unit or "")


@pytest.mark.parametrize(("days", "remembered"), [(0, False), (1, True)], ids=["on the last day", "the day after"])
def test_a_unit_whose_case_ended_over_an_overdue_debt_is_remembered(
    database: Database, days: int, remembered: bool
) -> None:
    with database.begin() as connection:
        case, ledger = open_case(connection), ToleranceRepository(connection)
        ledger.grant(case, [LICENCE], "hold", TODAY, NOW)
        ended = datetime.combine(DUE + timedelta(days=days), time(10), tzinfo=ZONE)
        ledger.mark_overdue(ended.date())
        assert ledger.settle(case.id, ["business-licence"], DebtState.LAPSED, ended, by="王审核") == 1
        assert ledger.has_overdue(case.office, case.unit or "") is remembered


def test_without_its_anchor_a_debt_has_no_date_and_is_never_overdue(database: Database) -> None:
    with database.begin() as connection:
        case, ledger = open_case(connection), ToleranceRepository(connection)
        ledger.grant(case, [LATER], "process-first", TODAY, NOW)
        assert ledger.mark_overdue(date(2030, 1, 1)) == []
        assert ledger.fix_anchor("epidemic_end", date(2020, 11, 30)) == [case.id]
        assert ledger.owed(case.id)[0].due == date(2021, 2, 28)
        assert len(ledger.mark_overdue(date(2021, 3, 1))) == 1
        assert ledger.fix_anchor("epidemic_end", date(2022, 1, 1)) == [case.id]
        (debt,) = ledger.owed(case.id)
        assert (debt.due, debt.state) == (date(2022, 4, 1), DebtState.OPEN)


def test_ledger_is_asked_by_office_unit_and_day(database: Database) -> None:
    with database.begin() as connection:
        ledger = ToleranceRepository(connection)
        first, other = open_case(connection), open_case(connection, office="weihai", unit="威海某某有限公司")
        ledger.grant(first, [LICENCE], "hold", TODAY, NOW)
        ledger.grant(other, [LICENCE], "hold", TODAY, NOW)
        assert [debt.case_id for debt in ledger.page(Scope("bj-chaoyang"))] == [first.id]
        assert ledger.page(Scope("weihai"), unit="北京某某有限公司") == []
        assert ledger.page(Scope("bj-chaoyang"), due_before=DUE) == []
        assert len(ledger.page(Scope("bj-chaoyang"), state="open", due_before=DUE + timedelta(days=1))) == 1


def test_debts_of_one_moment_keep_the_order_of_the_list(database: Database) -> None:
    codes = [f"paper-{number}" for number in range(12)]
    with database.begin() as connection:
        case, ledger = open_case(connection), ToleranceRepository(connection)
        ledger.grant(case, [replace(LICENCE, material=code) for code in codes], "hold", TODAY, NOW)
        assert [debt.material for debt in ledger.owed(case.id)] == codes
