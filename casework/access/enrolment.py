"""What officers change of their own way in: the password, and the second factor, whose code has to be shown first."""

from __future__ import annotations

import math

from cases.errors import LoginThrottled, RequestInvalid
from casework.access import accounts, second_factor
from casework.access.accounts import PasswordChange
from casework.access.passwords import matches
from casework.services import Services
from casework.work import Work
from record.officers import Officer
from record.sessions import Session


def change_password(services: Services, officer: Officer, change: PasswordChange, session: Session) -> None:
    """Change an officer's own password; his other sessions end.

    Raises:
        LoginThrottled: The present one was wrong too often.
        RequestInvalid: It is wrong, or the new one cannot be.
    """
    _count(services, officer)
    with services.reading() as work:
        known = work.credentials.of(officer)
    hashed = change.hashed(officer, known)
    with services.work() as work:
        accounts.set_password(work, officer, hashed, by=officer.name, keep=session.id)
        work.login_attempts.forgive(_subject(officer))


def begin(services: Services, session: Session) -> None:
    """Make a secret for a session that enrols a second factor; the one that it has stays."""
    with services.work() as work:
        if work.sessions.pending(session) is None:
            work.sessions.begin_enrolment(session, second_factor.new_secret())


def picture(services: Services, officer: Officer, session: Session) -> bytes:
    """Return the QR code of the secret that is being enrolled (SVG).

    Raises:
        RequestInvalid: None is.
    """
    return second_factor.picture(_pending(services, session), officer.name)


def secret_in_groups(services: Services, session: Session) -> str:
    """Return the secret that is being enrolled, to be typed into a telephone that cannot take pictures."""
    secret = _pending(services, session)
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def finish(services: Services, officer: Officer, session: Session, code: str, password: str) -> None:
    """Keep the secret once a code of it is shown; who had one before shows the password too.

    Raises:
        LoginThrottled: There were too many wrong codes.
        RequestInvalid: The code or the password is wrong.
    """
    secret = _pending(services, session)
    _count(services, officer)
    with services.reading() as work:
        known = work.credentials.of(officer)
    if known is not None and known.totp_secret is not None and not matches(password, known.password_hash):
        raise RequestInvalid(reason="密码不正确")
    step = second_factor.step_of(code, secret, services.time_of_day())
    if step is None:
        raise RequestInvalid(reason="口令不正确，请核对手机的时间，输入当前显示的6位数字")
    with services.work() as work:
        accounts.enrol(work, officer, secret, step)
        work.sessions.complete(session)
        work.sessions.end_all(officer, but=session.id)
        work.login_attempts.forgive(_subject(officer))


def is_enrolled(work: Work, officer: Officer) -> bool:
    """Tell whether an officer has a second factor."""
    known = work.credentials.of(officer)
    return known is not None and known.totp_secret is not None


def _pending(services: Services, session: Session) -> str:
    with services.reading() as work:
        secret = work.sessions.pending(session)
    if secret is None:
        raise RequestInvalid(reason="请重新打开设置动态口令的页面")
    return secret


def _count(services: Services, officer: Officer) -> None:
    """Count a try; who is in may not guess more quickly than who is not."""
    with services.work() as work:
        wait = work.login_attempts.wait(_subject(officer), work.now)
        if wait:
            raise LoginThrottled(seconds=math.ceil(wait.total_seconds()))
        work.login_attempts.count(_subject(officer), work.now)


def _subject(officer: Officer) -> dict[str, str]:
    return {"name": f"account of {officer.id}"}
