"""Officers: a token is nobody's but its owner's, and a repeated request is answered as before."""

from __future__ import annotations

import pytest

from cases.errors import KeyReused, NotFound, RequestInvalid
from record.database import Database
from record.officers import ROLES, Officer, OfficerRepository
from record.scoping import Scope
from tests.record.made import NOW


def test_officer_is_found_by_name_in_the_own_office(database: Database) -> None:
    with database.begin() as connection:
        officers = OfficerRepository(connection)
        made = officers.add(" 王审核 ", "officer", "bj", NOW, ["dispatch-new"])
        assert officers.named("王审核", "bj") == made == Officer(
            made.id, "王审核", "officer", "bj", frozenset({"dispatch-new"})
        )
        assert made.scope == Scope("bj", frozenset({"dispatch-new"}))
        assert officers.named("王审核", "gz") is None
        with pytest.raises(NotFound, match="李"):
            officers.known("李", "bj")


@pytest.mark.parametrize(
    ("name", "role"), [("李", "king"), ("", "officer"), ("  ", "officer"), ("a\nb", "officer"), ("长" * 81, "officer")]
)
def test_impossible_officer_is_refused(database: Database, name: str, role: str) -> None:
    with database.begin() as connection, pytest.raises(RequestInvalid):
        OfficerRepository(connection).add(name, role, "bj", NOW)


def test_name_is_given_once(database: Database) -> None:
    with database.begin() as connection:
        officers = OfficerRepository(connection)
        officers.add("王", "officer", "bj", NOW)
        with pytest.raises(RequestInvalid, match="王"):
            officers.add("王", "clerk", "bj", NOW)


def test_who_may_decide_and_who_may_register() -> None:
    officers = [Officer("1", "王", role, "bj") for role in ROLES]
    assert [one.role for one in officers if one.decides] == ["officer", "supervisor"]
    assert [one.role for one in officers if not one.registers] == ["auditor"]


def test_same_request_is_answered_as_before_and_another_refused(database: Database) -> None:
    officer, other = Officer("1", "王", "officer", "bj"), Officer("2", "李", "officer", "bj")
    with database.begin() as connection:
        officers = OfficerRepository(connection)
        assert officers.earlier_answer(officer, "k", "request") is None
        officers.keep_answer(officer, "k", "request", {"state": "accepted"}, NOW)
        assert officers.earlier_answer(officer, "k", "request") == {"state": "accepted"}
        assert officers.earlier_answer(other, "k", "request") is None
        with pytest.raises(KeyReused):
            officers.earlier_answer(officer, "k", "another")
