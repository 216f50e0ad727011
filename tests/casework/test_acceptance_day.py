"""A pass after a tolerated acceptance states the time that runs since then, not one that begins anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cases.case import Case
from cases.report import Outcome
from casework.registering import settle
from record.tolerances import DebtState
from tests.office.counter import OFFICER, Counter

LACKING = ("special-hours-status",)


@pytest.mark.parametrize("by_officer", [False, True], ids=["by a supplement", "by an officer"])
def test_pass_counts_from_the_tolerated_acceptance(tmp_path: Path, by_officer: bool) -> None:
    counter = Counter(tmp_path, date(2020, 2, 13))
    case = counter.judge(counter.open("hours-flexible"), lacking=LACKING)
    case = counter.decide(case, Outcome.TOLERATE)
    counter.pass_days(date(2020, 3, 6))
    case = _settled(counter, case) if by_officer else counter.judge(counter.supplement(case))
    (letter,) = counter.letters(case, "electronic-pass")
    assert "该申请自2020年2月13日起受理" in letter.text
    assert "2020年3月12日止" in letter.text


def _settled(counter: Counter, case: Case) -> Case:
    return counter.do(settle, case, LACKING[0], DebtState.CLEARED, OFFICER, "当面补交")
