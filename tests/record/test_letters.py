"""LetterRepository: one letter per case, kind and round, frozen."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from cases.case import LETTER_STATE_NAMES, LetterState
from cases.errors import NotFound
from record.database import Database
from record.letters import LetterRepository
from record.scoping import Scope
from record.tables import LETTERS
from tests.record.made import NOW, letter, open_case


def test_one_letter_per_case_kind_and_round(database: Database) -> None:
    with database.begin() as connection:
        case, letters = open_case(connection), LetterRepository(connection)
        assert letters.add(letter(case))
        assert not letters.add(letter(case, number=2, text="改过的正文"))
        assert letters.add(letter(case, round_=2, number=2))
        assert letters.add(letter(case, kind="supplement-notice"))
        assert letters.get("receipt1").text == "已收到"  # the first stays as it was frozen


def test_the_database_itself_refuses_a_second_one(database: Database) -> None:
    with database.begin() as connection:
        LetterRepository(connection).add(letter(open_case(connection)))
        row = dict(connection.execute(sa.select(LETTERS)).one()._mapping)
        again = LETTERS.insert().values(**{**row, "id": "x", "message_id": "<x@office.test>"})
        with pytest.raises(sa.exc.IntegrityError):
            connection.execute(again)


def test_state_moves_only_from_where_it_may(database: Database) -> None:
    with database.begin() as connection:
        case, letters = open_case(connection), LetterRepository(connection)
        letters.add(letter(case))
        assert not letters.move("receipt1", (LetterState.HELD,), LetterState.QUEUED)
        assert letters.move("receipt1", (LetterState.QUEUED,), LetterState.SENT, sent_at=NOW)
        assert letters.get("receipt1").sent_at == NOW


def test_held_letters_are_voided_but_for_one(database: Database) -> None:
    with database.begin() as connection:
        case, letters = open_case(connection), LetterRepository(connection)
        for kind in ("a", "b"):
            letters.add(letter(case, kind=kind, state=LetterState.HELD))
        letters.add(letter(case, kind="c"))
        letters.void_held(case.id, "b1")
        assert [one.state for one in letters.of_case(case.id)] == ["void", "held", "queued"]


def test_letter_of_another_office_is_not_found(database: Database) -> None:
    with database.begin() as connection:
        letters = LetterRepository(connection)
        letters.add(letter(open_case(connection)))
        assert letters.get("receipt1", Scope("bj-chaoyang")).id == "receipt1"
        with pytest.raises(NotFound):
            letters.get("receipt1", Scope("bj"))


def test_automatic_letters_of_a_day_are_counted(database: Database) -> None:
    with database.begin() as connection:
        case, letters = open_case(connection), LetterRepository(connection)
        letters.add(letter(case))
        letters.add(letter(case, kind="a", created_at=NOW - timedelta(days=2)))
        letters.add(letter(case, kind="b", state=LetterState.HELD))
        letters.add(letter(case, kind="c", automatic=False))
        assert letters.count_automatic("firm@corp.test", None, NOW - timedelta(days=1)) == (0, 1)
        assert letters.count_automatic("other@corp.test", None, NOW - timedelta(days=1)) == (0, 0)


def test_case_is_found_by_its_letters_id(database: Database) -> None:
    with database.begin() as connection:
        case, letters = open_case(connection), LetterRepository(connection)
        letters.add(letter(case))
        assert letters.case_of_message(("<other@x>", "<receipt1@office.test>")) == case.id
        assert letters.case_of_message(("<other@x>",)) is None


def test_every_state_has_a_name() -> None:
    assert set(LETTER_STATE_NAMES) == set(LetterState)
