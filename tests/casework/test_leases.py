"""A case stays with who has it open, a quarter of an hour after what he last did."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from cases.case import Case
from cases.errors import CaseTaken, MoveNotAllowed, NotPermitted
from cases.waiting import Lease
from casework import leases
from record.officers import Officer
from tests.office.counter import HEAD, OFFICE, OFFICER, Counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def _take(counter: Counter, case: Case, officer: Officer) -> Lease:
    with counter.services.work() as work:
        return leases.take(work, work.cases.get(case.id), officer)


def test_who_opens_a_case_has_it_for_a_quarter_of_an_hour(counter: Counter) -> None:
    case = counter.open()
    assert _take(counter, case, OFFICER).officer == "王审核"
    assert _take(counter, case, HEAD).officer == "王审核"
    with pytest.raises(CaseTaken, match=r"王审核正在办理这一件（至10:15），请稍后再办，或者请对方让出。"):
        counter.do(leases.go_on, case, HEAD)
    counter.watch.at += timedelta(minutes=15)
    counter.do(leases.go_on, case, HEAD)
    assert _take(counter, case, HEAD).officer == "李科长"


def test_acting_goes_on_with_it(counter: Counter) -> None:
    case = counter.open()
    _take(counter, case, OFFICER)
    counter.watch.at += timedelta(minutes=14)
    counter.do(leases.go_on, case, OFFICER)
    counter.watch.at += timedelta(minutes=14)
    with pytest.raises(CaseTaken):
        counter.do(leases.go_on, case, HEAD)


def test_who_has_it_sees_who_asks_and_lets_go(counter: Counter) -> None:
    case = counter.open()
    with pytest.raises(MoveNotAllowed, match="没有他人在办理"):
        counter.do(leases.ask_for, case, HEAD)
    _take(counter, case, OFFICER)
    counter.do(leases.ask_for, case, HEAD)
    assert _take(counter, case, OFFICER).wanted_by == "李科长"
    assert [(line.event, line.actor) for line in counter.history(case)][-1] == ("lease-asked", "李科长")
    counter.do(leases.let_go, case, HEAD)
    assert _take(counter, case, HEAD).officer == "王审核"
    counter.do(leases.let_go, case, OFFICER)
    with pytest.raises(CaseTaken, match="李科长"):
        counter.do(leases.go_on, case, OFFICER)  # who asked has it from here on
    taken = _take(counter, case, HEAD)
    assert (taken.officer, taken.wanted_by) == ("李科长", "")


def test_who_only_reads_takes_no_case(counter: Counter) -> None:
    with pytest.raises(NotPermitted):
        _take(counter, counter.open(), Officer("auditor", "周稽核", "auditor", OFFICE))
