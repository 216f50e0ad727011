"""Credentials: what an officer logs in with. A password is kept as its hash only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from record.access_tables import OFFICERS
from record.chain.rows import Kind
from record.officers import OFFICER_COLUMNS, Officer, officer_of
from record.touched import mark_changed


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an officer logs in with.

    Attributes:
        password_hash: None: no password was set yet, nobody can log in.
        totp_secret: Secret of the second factor, base 32; None: it has still to be enrolled.
        totp_last: The last step whose code was used; no code of it or of an earlier one is taken again.
        disabled: Whether the officer was shut out.
        last_login_at, last_login_from: The log-in before this one.
    """

    officer: Officer
    password_hash: str | None
    totp_secret: str | None
    totp_last: int | None
    disabled: bool
    last_login_at: datetime | None
    last_login_from: str | None


class CredentialRepository:
    """The only SQL about passwords and second factors."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def named(self, name: str) -> Credentials | None:
        """Return the credentials of the officer of that name, None for nobody."""
        return self._one(OFFICERS.c.name == name)

    def of(self, officer: Officer) -> Credentials | None:
        """Return an officer's credentials, None for one who is not in the record."""
        return self._one(OFFICERS.c.id == officer.id)

    def of_office(self, office: str) -> list[Credentials]:
        """Return the credentials of everybody in an office, by name."""
        query = sa.select(*OFFICER_COLUMNS, *_COLUMNS).where(OFFICERS.c.office == office).order_by(OFFICERS.c.name)
        return [_credentials(row) for row in self._connection.execute(query)]

    def set_password(self, officer: Officer, password_hash: str) -> None:
        """Keep the hash of a new password."""
        self._set(officer, password_hash=password_hash)

    def set_factor(self, officer: Officer, secret: str | None, step: int | None = None) -> None:
        """Keep the secret of the second factor; None: it has to be enrolled anew.

        Args:
            officer: Whose.
            secret: Base 32.
            step: The step whose code proved it.
        """
        self._set(officer, totp_secret=secret, totp_last=step)

    def use_step(self, officer: Officer, step: int) -> None:
        """Note the step whose code was used."""
        self._set(officer, totp_last=step)

    def logged_in(self, officer: Officer, now: datetime, address: str) -> None:
        """Note a log-in."""
        self._set(officer, last_login_at=now, last_login_from=address)

    def disable(self, officer: Officer, now: datetime | None) -> None:
        """Shut an officer out; None lets him in again."""
        self._set(officer, disabled_at=now)

    def _one(self, condition: sa.ColumnElement[bool]) -> Credentials | None:
        row = self._connection.execute(sa.select(*OFFICER_COLUMNS, *_COLUMNS).where(condition)).one_or_none()
        return _credentials(row) if row is not None else None

    def _set(self, officer: Officer, **values: object) -> None:
        mark_changed(self._connection, Kind.OFFICER, officer.id)
        self._connection.execute(OFFICERS.update().where(OFFICERS.c.id == officer.id).values(**values))


_COLUMNS = (
    OFFICERS.c.password_hash, OFFICERS.c.totp_secret, OFFICERS.c.totp_last, OFFICERS.c.disabled_at,
    OFFICERS.c.last_login_at, OFFICERS.c.last_login_from,
)


def _credentials(row: Any) -> Credentials:
    return Credentials(
        officer_of(row), row.password_hash, row.totp_secret, row.totp_last, row.disabled_at is not None,
        row.last_login_at, row.last_login_from,
    )
