"""Letters that leave together: only of cases in which nothing was found, none that bears a seal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cases.case import Case, LetterState
from cases.lifecycle import State
from casework import leases
from casework.batch import clean_drafts
from tests.casework.holding import DOUBT, held_case
from tests.office.counter import HEAD, OFFICER, Counter, blocking
from tests.office.desk import Desk, desk_of
from tests.office.services import work_off


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    """An office of the strict profile, where every outcome waits for its officer."""
    counter = Counter(tmp_path, undo_for=timedelta(seconds=60))
    counter.services = replace(counter.services, office=replace(counter.services.office, policy="strict"))
    return counter


@pytest.fixture
def desk(counter: Counter) -> Iterator[Desk]:
    with desk_of(counter) as found:
        yield found


def clean_case(counter: Counter, number: int = 1, item: str = "hours-flexible") -> Case:
    """Judge a case in which nothing is found."""
    case = counter.judge(counter.open(item, unit=f"北京第{number}家有限公司", applicant=f"{number}@corp.test"))
    assert case.state is State.REVIEW
    return case


def _listed(counter: Counter) -> set[str]:
    with counter.services.reading() as work:
        return {one.case.id for one in clean_drafts(work, OFFICER)}


def test_only_what_is_clean_and_needs_no_seal_is_among_them(counter: Counter) -> None:
    clean = clean_case(counter)
    held_case(counter, blocking(), unit="北京甲有限公司", applicant="a@corp.test")
    held_case(counter, DOUBT, unit="北京乙有限公司", applicant="b@corp.test")
    clean_case(counter, 2, "layoff-report")
    without_address = counter.open("hours-flexible", unit="北京丙有限公司", applicant=None, telephone="010")
    counter.judge(without_address)
    assert _listed(counter) == {clean.id}
    counter.do(leases.take, clean, HEAD)
    assert _listed(counter) == set()


def test_they_leave_together_and_what_changed_meanwhile_stays(desk: Desk) -> None:
    counter: Counter = desk.office
    cases = [clean_case(counter, number) for number in range(3)]
    letters = [counter.letters(case)[-1].id for case in cases]
    counter.supplement(cases[1])
    answer = desk.ask("POST", "/letters/batch", key="k", json={"letters": letters}).json()
    assert [one["case"] for one in answer["left"]] == [cases[0].id, cases[2].id]
    assert [(one["letter"], one["code"]) for one in answer["refused"]] == [(letters[1], "case-move-not-allowed")]
    assert desk.ask("POST", "/letters/batch", key="k", json={"letters": letters}).json() == answer
    counter.watch.at += timedelta(seconds=61)
    work_off(counter.services)
    with counter.services.reading() as work:
        sent = [work.letters.get(one).state is LetterState.SENT for one in letters]
    assert sent == [True, False, True]


def test_a_clerk_lets_none_leave(desk: Desk) -> None:
    letter = desk.office.letters(clean_case(desk.office))[-1].id
    answer = desk.ask("POST", "/letters/batch", key="k", who="clerk", json={"letters": [letter]})
    assert (answer.status_code, answer.json()["code"]) == (403, "not-permitted")


def test_of_another_office_nothing_is_there(desk: Desk) -> None:
    letter = desk.office.letters(clean_case(desk.office))[-1].id
    answer = desk.ask("POST", "/letters/batch", key="k", who="stranger", json={"letters": [letter]}).json()
    assert [one["code"] for one in answer["refused"]] == ["not-found"]
