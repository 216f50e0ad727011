"""Failed log-ins, by name and by address: after a few, each further one has to wait longer.

Names and addresses are kept as digests: somebody may have typed a password into the field of the name.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import sqlalchemy as sa

from record.access_tables import LOGIN_ATTEMPTS
from record.inserts import put
from record.tokens import digest

FREE = {"name": 5, "address": 20}
"""Failures without a wait, by kind; an office's machines may share one address."""

_FIRST, _LONGEST = timedelta(seconds=15), timedelta(minutes=15)
_FORGOTTEN = timedelta(days=1)


class LoginAttemptRepository:
    """The only SQL about failed log-ins."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def wait(self, subjects: Mapping[str, str], now: datetime) -> timedelta:
        """Return how long somebody has to wait before the next try.

        Args:
            subjects: By kind (``name``, ``address``) who tries.
            now: The present time.
        """
        keys = [_key(kind, text) for kind, text in subjects.items()]
        query = sa.select(sa.func.max(LOGIN_ATTEMPTS.c.wait_until)).where(LOGIN_ATTEMPTS.c.subject.in_(keys))
        until = self._connection.execute(query).scalar()
        return max(until - now, timedelta()) if until is not None else timedelta()

    def count(self, subjects: Mapping[str, str], now: datetime) -> timedelta:
        """Count a try as failed, before its password is looked at; return the wait that it brings.

        Tries that are made at the same time are so counted too.
        """
        self._connection.execute(LOGIN_ATTEMPTS.delete().where(LOGIN_ATTEMPTS.c.last_at < now - _FORGOTTEN))
        return max(self._count(kind, _key(kind, text), now) for kind, text in subjects.items())

    def forgive(self, subjects: Mapping[str, str]) -> None:
        """Take a try back that was right: the name has no failures any more, the address one less."""
        for kind, text in subjects.items():
            row = LOGIN_ATTEMPTS.c.subject == _key(kind, text)
            if kind == "name":
                self._connection.execute(LOGIN_ATTEMPTS.delete().where(row))
            else:
                less = {"failures": LOGIN_ATTEMPTS.c.failures - 1, "wait_until": LOGIN_ATTEMPTS.c.last_at}
                self._connection.execute(LOGIN_ATTEMPTS.update().where(row).values(**less))

    def _count(self, kind: str, key: str, now: datetime) -> timedelta:
        query = sa.select(LOGIN_ATTEMPTS.c.failures).where(LOGIN_ATTEMPTS.c.subject == key)
        failures = (self._connection.execute(query).scalar() or 0) + 1
        over = failures - FREE[kind]
        wait = min(_FIRST * 2 ** min(over, 16), _LONGEST) if over >= 0 else timedelta()
        row = {"subject": key, "failures": failures, "last_at": now, "wait_until": now + wait}
        put(self._connection, LOGIN_ATTEMPTS, row)
        return wait


def _key(kind: str, text: str) -> str:
    return f"{kind}:{digest(text)}"
