"""Letters above the daily cap of an address: told once, let go in one act; whoever sends for many firms has his."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cases.case import Case, LetterState
from cases.errors import MoveNotAllowed, NotPermitted
from cases.lifecycle import State
from cases.tasks import TaskKind
from casework import acts, leases
from casework.desk_entries import entry_of
from casework.held_letters import send_capped
from casework.letters.announcing import Announcement
from casework.letters.correspondence import write_letter
from tests.office.counter import CLERK, HEAD, OFFICER, UNIT, Counter, judged
from tests.office.desk import desk_of


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path, letters_per_sender_and_day=1)


def _judged(counter: Counter) -> Case:
    return counter.judge(counter.open("hours-flexible"))


def _received(counter: Counter, unit: str = UNIT) -> Case:
    """Take a case in and acknowledge it."""
    case = counter.open("hours-flexible", unit=unit)
    told = Announcement("receipt", judged(case), automatic=True)
    with counter.services.work() as work:
        write_letter(work, case, told)
    return case


def _called(counter: Counter, *cases: Case) -> list[bool]:
    """Tell to which cases an officer is called."""
    return [TaskKind.LETTERS_HELD in counter.tasks(case, opened=True) for case in cases]


def _states(counter: Counter, *cases: Case) -> list[tuple[LetterState, str]]:
    return [(one.state, one.error) for case in cases for one in counter.letters(case) if one.automatic]


def test_each_firm_of_an_agency_has_its_letter_and_an_officer_sees_to_what_is_beyond_all_measure(
    counter: Counter
) -> None:
    firms = [_received(counter, f"北京第{number}家有限公司") for number in range(12)]
    assert _states(counter, *firms) == [(LetterState.QUEUED, "")] * 10 + [(LetterState.HELD, "daily-cap")] * 2
    assert _called(counter, *firms[9:]) == [False, True, False]


def test_what_is_held_is_told_once_and_on_every_case(counter: Counter) -> None:
    cases = [_received(counter) for _ in range(3)]
    assert _called(counter, *cases) == [False, True, False]
    with counter.services.reading() as work:
        assert any("暂缓发出" in one for one in entry_of(work, cases[2], judged(cases[2])).work)
        (task,) = work.tasks.of_case(cases[1].id)
    counter.do(acts.tick_off, cases[1], str(task["id"]), OFFICER)
    assert _called(counter, _received(counter)) == [False]  # he knows for today
    counter.watch.go_to(date(2020, 2, 5), 12)
    assert _called(counter, _received(counter), _received(counter)) == [False, True]


def test_one_act_lets_all_go_and_the_address_is_known_for_the_day(counter: Counter) -> None:
    first, *others = (_judged(counter) for _ in range(3))
    taken = _received(counter)
    counter.do(leases.take, taken, HEAD)
    with pytest.raises(NotPermitted):
        counter.do(send_capped, others[0], CLERK)
    counter.do(send_capped, others[0], OFFICER)
    assert [counter.case(one).state for one in others] == [State.ELECTRONIC_PASSED] * 2
    assert _states(counter, *others) == [(LetterState.QUEUED, "")] * 2
    assert _called(counter, others[0], taken) == [False, True]  # somebody else has it open
    assert _states(counter, _received(counter), _received(counter)) == [(LetterState.QUEUED, "")] * 2
    counter.watch.at += timedelta(hours=1)
    counter.do(send_capped, taken, OFFICER)
    with pytest.raises(MoveNotAllowed):
        counter.do(send_capped, first, OFFICER)


def test_program_and_page_let_them_go(counter: Counter) -> None:
    _, second, third = (_received(counter) for _ in range(3))
    with desk_of(counter) as desk:
        headers = {"Authorization": f"Bearer {desk.tokens['officer']}"}
        page = desk.client.get(f"{desk.address}/cases/{third.id}", headers=headers).text
        assert "这个邮箱的全部发出" in page
        assert desk.act(counter.case(third), "held-letters", "1").status_code == 202
        page = desk.client.get(f"{desk.address}/cases/{third.id}", headers=headers).text
    assert "这个邮箱的全部发出" not in page
    assert _states(counter, second, third) == [(LetterState.QUEUED, "")] * 2
