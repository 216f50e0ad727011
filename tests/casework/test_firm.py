"""What is known of an applicant beside one case."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cases.case import Case
from cases.report import Outcome
from casework.firm import Firm, firm_of
from record.scoping import Scope
from tests.office.counter import OFFICE, OFFICER, UNIT, Counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def known(counter: Counter, case: Case, scope: Scope = OFFICER.scope) -> Firm:
    with counter.services.reading() as work:
        return firm_of(work, work.cases.get(case.id), scope)


def _opened(counter: Counter, item: str) -> Case:
    counter.watch.at += timedelta(minutes=1)
    return counter.open(item)


def test_other_cases_of_the_unit_are_named_newest_first(counter: Counter) -> None:
    one, two, three = (_opened(counter, item) for item in ("dispatch-new", "hours-flexible", "dispatch-new"))
    counter.open(unit="北京其他有限公司")
    counter.open(office="bj")
    assert [case.id for case in known(counter, one).cases] == [three.id, two.id]


def test_scope_hides_cases_of_other_items(counter: Counter) -> None:
    one = counter.open()
    counter.open("hours-flexible")
    assert known(counter, one, Scope(OFFICE, frozenset({"dispatch-new"}))).cases == ()


def test_unknown_applicant_has_no_other_cases(counter: Counter) -> None:
    counter.open(unit=None)
    assert known(counter, counter.open(unit=None)) == Firm()


def test_debts_of_other_cases_are_told(counter: Counter) -> None:
    counter.tolerating("dispatch-new", due="20 WD")
    owing = counter.judge(counter.open(), lacking=["agent-identity"])
    assert owing.outcome == Outcome.TOLERATE
    debts = known(counter, counter.open("hours-flexible")).debts
    assert [(one.case_id, one.material) for one in debts] == [(owing.id, "agent-identity")]
    assert debts[0].unit == UNIT
