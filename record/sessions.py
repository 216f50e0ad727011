"""Sessions: officers who logged in with a browser; of the cookie only its SHA-256 is kept (trust T20)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from cases.case import new_id
from cases.errors import NotAuthenticated, NotFound
from record.access_tables import OFFICERS, SESSIONS
from record.officers import OFFICER_COLUMNS, Officer, officer_of
from record.tokens import digest

IDLE, WHOLE = timedelta(minutes=30), timedelta(hours=10)
"""After how long without a request, and after how long in all, a session is over."""


@dataclass(frozen=True, slots=True)
class Place:
    """When and where from somebody logged in; nothing of an officer who never did."""

    at: datetime | None
    address: str | None


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which an officer is logged in.

    Attributes:
        csrf: What forms carry to show that they are ours.
        complete: False: the second factor has still to be enrolled, and nothing else may be done.
        address: Where the log-in came from.
        before: The log-in before this one, told to the officer.
    """

    id: str
    csrf: str
    complete: bool
    address: str
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    before: Place

    def holds_at(self, now: datetime) -> bool:
        """Whether it is good at a time."""
        return now < self.expires_at and now < self.seen_at + IDLE


class SessionRepository:
    """The only SQL about sessions."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def open(self, officer: Officer, now: datetime, address: str, before: Place, *, complete: bool) -> str:
        """Begin a session and return its cookie, which nobody can show again; forget those that are over."""
        self._connection.execute(SESSIONS.delete().where(SESSIONS.c.expires_at < now))
        cookie = secrets.token_urlsafe(32)
        self._connection.execute(
            SESSIONS.insert().values(
                id=new_id(now), sha256=digest(cookie), officer=officer.id, csrf=secrets.token_urlsafe(32),
                complete=complete, address=address, created_at=now, seen_at=now, expires_at=now + WHOLE,
                before_at=before.at, before_from=before.address,
            )
        )
        return cookie

    def holder(self, cookie: str, now: datetime) -> tuple[Officer, Session]:
        """Return the officer behind a cookie, and the session.

        Raises:
            NotAuthenticated: Nobody's, or it is over.
        """
        query = sa.select(*_COLUMNS).where(SESSIONS.c.sha256 == digest(cookie))
        row = self._connection.execute(query).one_or_none()
        if row is None:
            raise NotAuthenticated()
        session = _session(row)
        query = sa.select(*OFFICER_COLUMNS).where(OFFICERS.c.id == row.officer, OFFICERS.c.disabled_at.is_(None))
        owner = self._connection.execute(query).one_or_none()
        if owner is None or not session.holds_at(now):
            raise NotAuthenticated()
        return officer_of(owner), session

    def last_holder(self, cookie: str) -> str | None:
        """Return the name of whose session a cookie is or was; None where that is forgotten."""
        query = sa.select(OFFICERS.c.name).join(SESSIONS, SESSIONS.c.officer == OFFICERS.c.id)
        name = self._connection.execute(query.where(SESSIONS.c.sha256 == digest(cookie))).scalar()
        return str(name) if name is not None else None

    def forget(self, cookie: str) -> None:
        """End the session of a cookie, if there is one."""
        self._connection.execute(SESSIONS.delete().where(SESSIONS.c.sha256 == digest(cookie)))

    def begin_enrolment(self, session: Session, secret: str) -> None:
        """Keep the secret of a second factor until a code of it is shown."""
        self._connection.execute(SESSIONS.update().where(SESSIONS.c.id == session.id).values(pending=secret))

    def pending(self, session: Session) -> str | None:
        """Return the secret of a second factor that is being enrolled, None for none."""
        query = sa.select(SESSIONS.c.pending).where(SESSIONS.c.id == session.id)
        secret = self._connection.execute(query).scalar()
        return str(secret) if secret is not None else None

    def complete(self, session: Session) -> None:
        """Note that the second factor was enrolled."""
        done = {"complete": True, "pending": None}
        self._connection.execute(SESSIONS.update().where(SESSIONS.c.id == session.id).values(**done))

    def seen(self, session: Session, now: datetime) -> None:
        """Note a request; the time without one counts from here."""
        self._connection.execute(SESSIONS.update().where(SESSIONS.c.id == session.id).values(seen_at=now))

    def of(self, officer: Officer, now: datetime) -> list[Session]:
        """Return an officer's sessions that are good, newest first."""
        query = sa.select(*_COLUMNS).where(SESSIONS.c.officer == officer.id).order_by(SESSIONS.c.id.desc())
        sessions = (_session(row) for row in self._connection.execute(query))
        return [session for session in sessions if session.holds_at(now)]

    def end(self, officer: Officer, session_id: str) -> None:
        """End one of an officer's sessions.

        Raises:
            NotFound: The officer has no such session.
        """
        mine = SESSIONS.delete().where(SESSIONS.c.id == session_id, SESSIONS.c.officer == officer.id)
        if not self._connection.execute(mine).rowcount:
            raise NotFound(what="该登录")

    def end_all(self, officer: Officer, but: str = "") -> int:
        """End all of an officer's sessions but one; return how many."""
        mine = SESSIONS.delete().where(SESSIONS.c.officer == officer.id, SESSIONS.c.id != but)
        return self._connection.execute(mine).rowcount


_COLUMNS = [one for one in SESSIONS.c if one.name not in {"sha256", "pending"}]


def _session(row: Any) -> Session:
    before = Place(row.before_at, row.before_from)
    return Session(row.id, row.csrf, row.complete, row.address, row.created_at, row.seen_at, row.expires_at, before)
