"""Logging in: name, password and code in one, and one answer to whatever is wrong with them (trust T20)."""

from __future__ import annotations

import ipaddress
import math
from dataclasses import dataclass, field
from datetime import timedelta

from cases.errors import LoginRefused, LoginThrottled
from cases.history import AuditEvent
from casework.access import second_factor
from casework.access.passwords import matches
from casework.services import Services
from casework.work import Work
from record.credentials import Credentials
from record.officers import Officer
from record.sessions import Place


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody who wants to come in.

    Attributes:
        address: Where he comes from.
    """

    name: str
    password: str = field(repr=False)
    code: str = field(repr=False)
    address: str

    @property
    def subjects(self) -> dict[str, str]:
        """Whose failures are counted."""
        return {"name": self.name, "address": self.address}


@dataclass(frozen=True, slots=True)
class LoggedIn:
    """Somebody who came in.

    Attributes:
        cookie: Of the new session.
        complete: False: the second factor has still to be enrolled.
    """

    officer: Officer
    cookie: str = field(repr=False)
    csrf: str = field(repr=False)
    complete: bool


def log_in(services: Services, attempt: Attempt) -> LoggedIn:
    """Begin a session for whom an attempt proves to be.

    The try is counted as failed first, so that tries at the same moment count too; the hash is computed outside any
    transaction, so that nobody waits for it.

    Raises:
        LoginThrottled: There were too many failures.
        LoginRefused: Something is not right.
    """
    with services.work() as work:
        _refuse_hasty(work.login_attempts.wait(attempt.subjects, work.now))
        if work.login_attempts.count(attempt.subjects, work.now):
            work.record(AuditEvent.LOGIN_LOCKED, None, "system", address=attempt.address)
        known = work.credentials.named(attempt.name)
    kept = known.password_hash if known is not None else None
    right = matches(attempt.password, kept)
    with services.work() as work:
        known = work.credentials.named(attempt.name)  # it may have changed meanwhile
        if known is None or known.disabled or known.password_hash != kept or not right:
            raise LoginRefused()
        proof = _proof(services, known, attempt)
        if proof is None:
            raise LoginRefused()
        return _open(work, known, attempt, proof)


@dataclass(frozen=True, slots=True)
class _Proof:
    """How an officer proved to be himself: by the code of a step, or so that the second factor is not there yet."""

    step: int | None
    complete: bool


def _refuse_hasty(wait: timedelta) -> None:
    if wait:
        raise LoginThrottled(seconds=math.ceil(wait.total_seconds()))


def _proof(services: Services, known: Credentials, attempt: Attempt) -> _Proof | None:
    if known.totp_secret is None:
        return _Proof(None, complete=services.demo and is_loopback(attempt.address))
    step = second_factor.step_of(attempt.code, known.totp_secret, services.time_of_day(), known.totp_last)
    return _Proof(step, complete=True) if step is not None else None


def _open(work: Work, known: Credentials, attempt: Attempt, proof: _Proof) -> LoggedIn:
    officer = known.officer
    if proof.step is not None:
        work.credentials.use_step(officer, proof.step)
    work.login_attempts.forgive(attempt.subjects)
    work.credentials.logged_in(officer, work.now, attempt.address)
    work.record(AuditEvent.LOGIN, None, officer.name, address=attempt.address)
    before = Place(known.last_login_at, known.last_login_from)
    cookie = work.sessions.open(officer, work.now, attempt.address, before, complete=proof.complete)
    csrf = work.sessions.holder(cookie, work.now)[1].csrf
    return LoggedIn(officer, cookie, csrf, proof.complete)


def is_loopback(address: str) -> bool:
    """Tell whether an address is this machine's own."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
