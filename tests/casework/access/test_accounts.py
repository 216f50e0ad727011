"""Accounts: which passwords are refused, what a token may be, and that each act is on record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.errors import NotAuthenticated, NotFound, RequestInvalid
from casework.access import accounts
from casework.access.accounts import PasswordChange
from casework.access.passwords import hash_password, matches
from casework.services import Services
from record.sessions import Place
from record.tokens import Grant, digest
from tests.casework.access.people import PASSWORD, employ, hashed
from tests.office.services import Watch


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("短密码12345", "10至200"), ("1234567890", "常见"), ("Password123", "常见"), ("啊啊啊啊啊啊啊啊啊啊啊", "常见"),
        ("Li-Min-2020", "姓名"), ("x" * 201, "10至200"), ("1212121212", "常见"),
    ],
)
def test_password_that_others_guess_is_refused(password: str, reason: str) -> None:
    with pytest.raises(RequestInvalid, match=reason):
        hash_password(password, "li-min")


def test_password_is_kept_as_argon2id_and_matches_however_it_is_composed() -> None:
    kept = hash_password("Café-长城-2020", "李敏")
    assert kept.startswith("$argon2id$")
    assert matches("Cafe\u0301-长城-2020", kept)
    longest = "Cafe\u0301" * 2 + "长城-2020" * 27
    assert matches(longest[:202], hash_password(longest[:202], "李敏"))
    assert not matches("café-长城-2020", kept)
    assert not matches("anything", None)
    assert not matches("anything", "no hash")


def test_own_password_is_changed_with_the_present_one(services: Services) -> None:
    officer = employ(services)
    with services.reading() as work:
        known = work.credentials.of(officer)
    for change, reason in (
        (PasswordChange("错", "一个全新的密码-2020", "一个全新的密码-2020"), "当前密码"),
        (PasswordChange(PASSWORD, "一个全新的密码-2020", "一个全新的密码-2021"), "不一致"),
        (PasswordChange(PASSWORD, PASSWORD, PASSWORD), "相同"),
    ):
        with pytest.raises(RequestInvalid, match=reason):
            change.hashed(officer, known)
    assert matches("一个全新的密码-2020", PasswordChange(PASSWORD, *["一个全新的密码-2020"] * 2).hashed(officer, known))


def test_new_password_ends_the_other_sessions(services: Services) -> None:
    officer = employ(services)
    with services.work() as work:
        place = Place(None, None)
        cookies = [work.sessions.open(officer, work.now, "10.0.0.7", place, complete=True) for _ in range(3)]
        mine = work.sessions.holder(cookies[0], work.now)[1]
        accounts.set_password(work, officer, hashed(), by=officer.name, keep=mine.id)
        assert [session.id for session in work.sessions.of(officer, work.now)] == [mine.id]


def test_token_ends_when_it_says_and_is_kept_as_a_digest(services: Services, watch: Watch) -> None:
    officer = employ(services)
    with services.work() as work:
        grant = Grant("夜间导出", {"export"}, work.now + timedelta(days=1))
        token = accounts.make_token(work, officer, grant, by=officer.name)
        found, held = work.tokens.bearer(token, work.now)
        assert found.id == officer.id
        assert held.allows("export")
        assert not held.allows("decide")
        assert token not in str(work.tokens.of(officer))
        assert len(digest(token)) == 64
    watch.at += timedelta(days=1)
    with services.reading() as work, pytest.raises(NotAuthenticated):
        work.tokens.bearer(token, work.now)


def test_token_is_revoked_by_its_owner_only(services: Services) -> None:
    officer, other = employ(services), employ(services, "王强")
    with services.work() as work:
        token = accounts.make_token(work, officer, Grant("接口"), by=officer.name)
        (first, second) = sorted(work.tokens.of(officer), key=lambda one: one.name != "接口")
        with pytest.raises(NotFound):
            accounts.revoke_token(work, other, first.id, by=other.name)
        assert work.tokens.bearer(token, work.now)[1] == first
        accounts.revoke_token(work, officer, first.id, by=officer.name)
        with pytest.raises(NotAuthenticated):
            work.tokens.bearer(token, work.now)
        assert accounts.token_named(work, second.id) == (officer, second)
        assert accounts.revoke(work, officer) == (1, 0)


@pytest.mark.parametrize(
    ("grant", "reason"),
    [(Grant(" "), "名称"), (Grant("a\nb"), "名称"), (Grant("接口", {"king"}), "权限"), (Grant("接口", ()), "权限")],
)
def test_impossible_token_is_refused(services: Services, grant: Grant, reason: str) -> None:
    officer = employ(services)
    with services.work() as work, pytest.raises(RequestInvalid, match=reason):
        accounts.make_token(work, officer, grant, by=officer.name)
    with services.work() as work, pytest.raises(RequestInvalid, match="失效日期"):
        accounts.make_token(work, officer, Grant("接口", None, work.now), by=officer.name)


def test_user_of_an_unknown_item_is_refused(services: Services) -> None:
    with services.work() as work, pytest.raises(RequestInvalid, match="dispatch-old"):
        accounts.add(work, "赵", "officer", ["dispatch-old"])
