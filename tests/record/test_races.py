"""Two transactions write the same key at once: the second waits and finds the row, or comes behind it."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from cases.case import Case, StepKind
from cases.tasks import TaskKind
from record.database import Database
from record.inserts import add_once, put
from record.letters import LetterRepository
from record.messages import MessageRepository
from record.readings import ReadingRepository
from record.repository import CaseRepository
from record.steps import StepRepository
from record.tables import ANCHORS, LETTERS, TASKS
from record.tasks import TaskRepository
from tests.record.made import NOW, letter, message, open_case
from tests.record.racing import Act, race
from tests.validators.builders import page


@pytest.fixture
def case(database: Database) -> Case:
    with database.begin() as connection:
        return open_case(connection)


def test_message_is_entered_once(database: Database) -> None:
    first, second = race(database, lambda connection: message(MessageRepository(connection)))
    assert first is not None
    assert second is None


def test_step_is_the_same_step(database: Database) -> None:
    first, second = race(
        database, lambda connection: StepRepository(connection).add(StepKind.READ, "case", 1, "read", NOW)
    )
    assert first == second


def test_letter_is_written_once(database: Database, case: Case) -> None:
    first, second = race(
        database, lambda connection: LetterRepository(connection).add(letter(case)),
        lambda connection: LetterRepository(connection).add(letter(case, number=2)),
    )
    assert (first, second) == (True, False)


def test_task_is_given_once(database: Database, case: Case) -> None:
    def give(connection: sa.Connection) -> None:
        TaskRepository(connection).add(case, TaskKind.READ_REPLY, "请处理。", NOW)

    _, second = race(database, give)
    assert second is None
    with database.begin() as connection:
        assert len(connection.execute(sa.select(TASKS)).all()) == 1


def test_page_is_kept_once(database: Database) -> None:
    reading = replace(page(1, "公司章程"), content_key="k" * 64)
    _, second = race(database, lambda connection: ReadingRepository(connection, "1").keep_page(reading))
    assert second is None


def test_numbers_follow_each_other_from_the_first_of_a_day(database: Database) -> None:
    first, second = race(database, lambda connection: open_case(connection).number)
    assert (first[-6:], second[-6:]) == ("000001", "000002")


def test_files_of_a_case_stand_behind_each_other(database: Database, case: Case) -> None:
    values = {"stored_name": "a.pdf", "kind": "pdf", "size": 1, "sha256": "a" * 64, "findings": []}

    def add(name: str) -> Act:
        return lambda connection: CaseRepository(connection).add_file(case, NOW, name=name, **values)

    for name in ("early", "late"):
        race(database, add(name))
    with database.begin() as connection:
        files = CaseRepository(connection).files(case.id)
    assert [(file.name, file.position) for file in files] == [("early", 0), ("early", 1), ("late", 2), ("late", 3)]


def test_what_is_put_last_stays(database: Database) -> None:
    row = {"name": "epidemic_end", "day": NOW.date(), "set_at": NOW}
    race(
        database, lambda connection: put(connection, ANCHORS, {**row, "set_by": "王"}),
        lambda connection: put(connection, ANCHORS, {**row, "set_by": "李"}),
    )
    with database.begin() as connection:
        assert connection.execute(sa.select(ANCHORS.c.set_by)).scalars().all() == ["李"]


def test_another_constraint_that_is_broken_raises(database: Database, case: Case) -> None:
    with database.begin() as connection:
        LetterRepository(connection).add(letter(case))
        other = letter(case, kind="other", message_id="<receipt1@office.test>")
        values = {column.name: getattr(other, column.name) for column in LETTERS.c}
        with pytest.raises(sa.exc.IntegrityError):
            add_once(connection, LETTERS, ("case_id", "kind", "round"), values)
