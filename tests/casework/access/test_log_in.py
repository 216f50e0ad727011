"""Logging in: one answer to whatever is wrong, a code once, longer and longer waits, also for names that nobody has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest

from cases.errors import LoginRefused, LoginThrottled, NotAuthenticated
from casework.access import accounts
from casework.access.log_in import log_in
from casework.services import Services
from record.login_attempts import FREE
from record.sessions import IDLE, WHOLE
from record.tokens import Grant
from tests.casework.access.people import attempt, code, employ
from tests.office.services import Watch


def test_right_attempt_opens_a_session_that_leads_to_the_officer(services: Services) -> None:
    officer = employ(services)
    came = log_in(services, attempt(services))
    assert came.complete
    with services.reading() as work:
        found, session = work.sessions.holder(came.cookie, work.now)
    assert (found, session.csrf, session.address) == (officer, came.csrf, "10.0.0.7")
    assert session.before.at is None
    assert len({came.cookie, session.csrf, session.id}) == 3


def test_last_log_in_is_told_at_the_next(services: Services, watch: Watch) -> None:
    employ(services)
    first = watch.at
    log_in(services, attempt(services))
    watch.at += timedelta(hours=2)
    came = log_in(services, attempt(services, address="10.0.0.8"))
    with services.reading() as work:
        before = work.sessions.holder(came.cookie, work.now)[1].before
    assert (before.at, before.address) == (first, "10.0.0.7")


@pytest.mark.parametrize(
    "wrong", [{"name": "李明"}, {"password": "长城内外惟余莽莽-8"}, {"code": "000000"}, {"code": ""}, {"password": ""}]
)
def test_whatever_is_wrong_is_told_alike(services: Services, wrong: dict[str, str]) -> None:
    employ(services)
    with pytest.raises(LoginRefused) as refusal:
        log_in(services, attempt(services, **wrong))
    assert refusal.value.message == LoginRefused().message
    assert not refusal.value.detail


def test_code_is_good_once_and_for_a_minute(services: Services, watch: Watch) -> None:
    employ(services)
    shown = code(services)
    log_in(services, attempt(services, code=shown))
    for seconds in (0, 30, 60):
        watch.at += timedelta(seconds=seconds)
        with pytest.raises(LoginRefused):
            log_in(services, attempt(services, code=shown))
    assert log_in(services, attempt(services, code=f" {code(services)[:3]} {code(services)[3:]}")).complete


def test_code_of_the_next_half_minute_uses_up_this_one(services: Services) -> None:
    employ(services)
    log_in(services, attempt(services, code=code(services, 1)))
    with pytest.raises(LoginRefused):
        log_in(services, attempt(services))


def test_who_has_no_second_factor_yet_may_only_enrol(services: Services) -> None:
    employ(services, factor=False)
    assert not log_in(services, attempt(services, code="")).complete


@pytest.mark.parametrize(
    ("address", "complete"), [("127.0.0.1", True), ("::1", True), ("10.0.0.7", False), ("x", False)]
)
def test_demonstration_needs_no_second_factor_on_its_own_machine(
    services: Services, address: str, complete: bool
) -> None:
    employ(services, factor=False)
    shown = replace(services, demo=True)
    assert log_in(shown, attempt(services, code="", address=address)).complete is complete


def test_second_factor_that_is_there_is_asked_in_a_demonstration_too(services: Services) -> None:
    employ(services)
    with pytest.raises(LoginRefused):
        log_in(replace(services, demo=True), attempt(services, code="", address="127.0.0.1"))


@pytest.mark.parametrize("name", ["李敏", "没有这个人"])
def test_failures_bring_waits_that_grow(services: Services, watch: Watch, name: str) -> None:
    employ(services)
    for _ in range(FREE["name"]):
        with pytest.raises(LoginRefused):
            log_in(services, attempt(services, name=name, password="错"))
    waits = []
    for _ in range(4):
        with pytest.raises(LoginThrottled) as refusal:
            log_in(services, attempt(services, name=name))
        waits.append(refusal.value.detail["seconds"])
        watch.at += timedelta(seconds=int(str(waits[-1])))
        with pytest.raises(LoginRefused):
            log_in(services, attempt(services, name=name, password="错"))
    assert waits == [15, 30, 60, 120]


def test_waits_end_with_a_right_attempt_and_are_on_record(services: Services, watch: Watch) -> None:
    employ(services)
    for _ in range(FREE["name"]):
        with pytest.raises(LoginRefused):
            log_in(services, attempt(services, password="错"))
    watch.at += timedelta(seconds=15)
    log_in(services, attempt(services))
    watch.at += timedelta(minutes=1)
    with pytest.raises(LoginRefused):
        log_in(services, attempt(services, password="错"))
    log_in(services, attempt(services))


def test_one_address_may_not_try_many_names(services: Services) -> None:
    employ(services)
    for number in range(FREE["address"]):
        with pytest.raises(LoginRefused):
            log_in(services, attempt(services, name=f"某{number}"))
    with pytest.raises(LoginThrottled):
        log_in(services, attempt(services))
    assert log_in(services, attempt(services, address="10.0.0.9")).complete


def test_attempts_at_the_same_moment_count_too(services: Services) -> None:
    employ(services)

    def guess(_: int) -> type[Exception]:
        try:
            log_in(services, attempt(services, password="错"))
        except Exception as error:
            return type(error)
        return type(None)  # type: ignore[return-value]

    with ThreadPoolExecutor(12) as pool:
        came = list(pool.map(guess, range(24)))
    assert came.count(LoginRefused) == FREE["name"]
    assert came.count(LoginThrottled) == 24 - FREE["name"]


def test_name_that_nobody_has_is_refused_as_slowly(services: Services) -> None:
    employ(services)

    def seconds(name: str) -> float:
        begun = perf_counter()
        with pytest.raises(LoginRefused):
            log_in(services, attempt(services, name=name, password="错", address=f"10.0.1.{len(taken)}"))
        return perf_counter() - begun

    taken: list[float] = []
    for _ in range(4):
        taken.append(seconds("李敏"))
    unknown = [seconds("没有这个人") for _ in range(4)]
    assert 0.4 < median(unknown) / median(taken) < 2.5


def test_session_ends_without_requests_and_in_the_evening(services: Services, watch: Watch) -> None:
    employ(services)
    idle = log_in(services, attempt(services)).cookie
    watch.at += IDLE
    with services.reading() as work, pytest.raises(NotAuthenticated):
        work.sessions.holder(idle, work.now)
    busy = log_in(services, attempt(services)).cookie
    begun = watch.at
    while watch.at < begun + WHOLE - IDLE / 2:
        watch.at += IDLE / 2
        with services.work() as work:
            work.sessions.seen(work.sessions.holder(busy, work.now)[1], work.now)
    watch.at += IDLE / 2
    with services.reading() as work, pytest.raises(NotAuthenticated):
        work.sessions.holder(busy, work.now)


def test_who_is_shut_out_is_out_at_once_and_comes_back_without_old_keys(services: Services, watch: Watch) -> None:
    officer = employ(services)
    came = log_in(services, attempt(services))
    with services.work() as work:
        token = work.tokens.make(officer, Grant("接口"), work.now)
        accounts.disable(work, officer)
    with services.reading() as work:
        for enter in (lambda: work.sessions.holder(came.cookie, work.now), lambda: work.tokens.bearer(token, work.now)):
            with pytest.raises(NotAuthenticated):
                enter()
    watch.at += timedelta(minutes=1)
    with pytest.raises(LoginRefused):
        log_in(services, attempt(services))
    with services.work() as work:
        accounts.enable(work, officer)
        with pytest.raises(NotAuthenticated):
            work.tokens.bearer(token, work.now)
    assert log_in(services, attempt(services)).complete
