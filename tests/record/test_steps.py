"""StepRepository: attempts are counted before the work, and only the newest attempt may finish."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from cases.case import StepKind, StepState
from record.database import Database
from record.steps import LEASE, LETTER_LEASE, LeaseLost, StepRepository, claim
from tests.record.made import NOW


@pytest.fixture
def step_id(database: Database) -> str:
    with database.begin() as connection:
        return StepRepository(connection).add(StepKind.READ, "case", 1, "read", NOW)


def test_same_step_again_is_the_same_step(database: Database, step_id: str) -> None:
    with database.begin() as connection:
        steps = StepRepository(connection)
        assert steps.add(StepKind.READ, "case", 1, "read", NOW) == step_id
        assert steps.add(StepKind.READ, "case", 2, "read", NOW) != step_id


def test_lease_counts_the_attempt_even_if_nothing_follows(database: Database, step_id: str) -> None:
    for attempt in (1, 2, 3):
        with database.begin() as connection:
            leased = StepRepository(connection).lease(step_id, "host:1", NOW)
        assert leased is not None
        assert leased.fence == attempt  # committed: a killed worker counts
        with database.begin() as connection:
            assert StepRepository(connection).release_dead(["host:1"], NOW) == 1


def test_of_two_leasers_one_wins(database: Database, step_id: str) -> None:
    won = []

    def lease(name: str) -> None:
        with database.begin() as connection:
            won.append(StepRepository(connection).lease(step_id, name, NOW))

    threads = [threading.Thread(target=lease, args=(f"host:{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one is not None for one in won].count(True) == 1


def test_late_write_of_an_older_attempt_is_refused(database: Database, step_id: str) -> None:
    with database.begin() as connection:
        steps = StepRepository(connection)
        old = steps.lease(step_id, "host:1", NOW)
        assert steps.release_dead([], NOW + LEASE + timedelta(seconds=1)) == 1
        new = steps.lease(step_id, "host:2", NOW + timedelta(minutes=5))
        assert old is not None
        assert new is not None
        assert not steps.renew(old, NOW)
        assert not steps.finish(old)
        assert not steps.give_back(old, NOW, "late", final=True)
    with pytest.raises(LeaseLost), database.begin() as connection:
        claim(connection, old)
    with database.begin() as connection:
        claim(connection, new)
        done = StepRepository(connection).get(step_id)
        assert done is not None
        assert done.state is StepState.DONE
        assert StepRepository(connection).open_count() == 0


def test_running_leases_are_left_alone(database: Database, step_id: str) -> None:
    with database.begin() as connection:
        steps = StepRepository(connection)
        step = steps.lease(step_id, "host:1", NOW)
        assert step is not None
        assert steps.release_dead(["host:2"], NOW + LEASE / 2) == 0
        assert steps.renew(step, NOW + LEASE / 2)
        assert steps.release_dead([], NOW + LEASE + timedelta(seconds=1)) == 0
        assert steps.holders() == ["host:1"]


def test_letter_is_leased_for_longer_than_a_slow_server_takes(database: Database) -> None:
    with database.begin() as connection:
        steps = StepRepository(connection)
        letter = steps.add(StepKind.LETTER, "letter", 1, "letters", NOW)
        steps.lease(letter, "host:1", NOW)
        assert steps.release_dead([], NOW + timedelta(minutes=15)) == 0
        assert steps.release_dead([], NOW + LETTER_LEASE + timedelta(seconds=1)) == 1


def test_step_given_back_is_due_later_and_not_at_all_when_final(database: Database, step_id: str) -> None:
    with database.begin() as connection:
        steps = StepRepository(connection)
        step = steps.lease(step_id, "host:1", NOW)
        assert step is not None
        assert steps.give_back(step, NOW + timedelta(minutes=1), "code", final=False)
        assert steps.due(NOW) == []
        assert steps.lease(step_id, "host:1", NOW) is None
        later = NOW + timedelta(minutes=1)
        assert [one.id for one in steps.due(later)] == [step_id]
        assert steps.due(later, "letters") == []
        again = steps.lease(step_id, "host:1", later)
        assert again is not None
        assert steps.give_back(again, later, "code", final=True)
        assert steps.due(later + timedelta(days=1)) == []
